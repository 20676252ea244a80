/** Where each finding stands on the page, as ranges; drawn without touching the page. */
import { SEVERITIES } from "../protocol";
import type { Finding, Spot } from "../protocol";
import { classOf, NUMBERED } from "./numbering";
import { charactersOf, search, sliceOf } from "./paragraphs";
import type { Character } from "./paragraphs";

/** How many paragraphs beside the one meant are searched for the quote. */
const NEIGHBOURS = 4;
const REGIONS: Record<string, string> = {
  header: "header",
  footer: "footer",
  footnote: "section > ol > li",
  endnote: "section > ol > li",
};

export type Marks = Map<number, Range[]>;

export function rangesOf(paper: Element, findings: readonly Finding[]): Marks {
  const marks: Marks = new Map();
  for (const finding of findings) {
    const alone = finding.spots.length === 1;
    const ranges = finding.spots.flatMap((spot) => rangeOf(paper, finding, spot, alone) ?? []);
    marks.set(finding.number, ranges);
  }
  return marks;
}

/** Draws the marks of the findings that are wanted, each in the colour of its severity. */
export function draw(marks: Marks, findings: readonly Finding[], chosen: number | undefined): void {
  const ranges = (some: readonly Finding[]): Range[] =>
    some.flatMap(({ number }) => marks.get(number) ?? []);
  for (const severity of SEVERITIES) {
    const some = findings.filter((each) => each.severity === severity);
    const highlight = new Highlight(...ranges(some));
    highlight.priority = severity === "error" ? 2 : severity === "warning" ? 1 : 0;
    CSS.highlights.set(`zhupi-${severity}`, highlight);
  }
  const now = new Highlight(...ranges(findings.filter(({ number }) => number === chosen)));
  now.priority = 3;
  CSS.highlights.set("zhupi-now", now);
}

/** The finding that is marked at a point of the window; of several, the one with least text. */
export function findingAt(
  marks: Marks,
  findings: readonly Finding[],
  x: number,
  y: number,
): Finding | undefined {
  const hit = findings
    .map((finding) => ({ finding, ranges: marks.get(finding.number) ?? [] }))
    .filter(({ ranges }) => ranges.some((range) => contains(range, x, y)));
  const size = (ranges: Range[]): number =>
    ranges.reduce((sum, range) => sum + range.toString().length, 0);
  return hit.sort((one, other) => size(one.ranges) - size(other.ranges))[0]?.finding;
}

function contains(range: Range, x: number, y: number): boolean {
  return [...range.getClientRects()].some(
    (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
  );
}

function rangeOf(paper: Element, finding: Finding, spot: Spot, alone: boolean): Range | undefined {
  if (spot.story !== "body") return elsewhere(paper, finding, spot);
  if (spot.start === spot.end) return wholeParagraph(paper, spot.paragraph);
  for (const paragraph of around(spot.paragraph)) {
    const characters = charactersOf<Node>(pieces(paper, paragraph));
    const slice = sliceOf(characters, spot, finding.quote, alone);
    if (slice) return asRange(characters.slice(slice.start, slice.end));
    if (!alone) break;
  }
  return undefined;
}

/** 5, then 4, 6, 3, 7 … */
function* around(paragraph: number): Iterable<number> {
  yield paragraph;
  for (let distance = 1; distance <= NEIGHBOURS; distance++) {
    yield paragraph - distance;
    yield paragraph + distance;
  }
}

/** A page break divides a paragraph of the file into several of the page. */
function pieces(paper: Element, paragraph: number): Element[] {
  return [...paper.getElementsByClassName(classOf(paragraph))];
}

function wholeParagraph(paper: Element, paragraph: number): Range | undefined {
  return asRange(charactersOf<Node>(pieces(paper, paragraph)));
}

/** Headers, notes and text boxes: the page numbers nothing there, so the quote is looked for. */
function elsewhere(paper: Element, finding: Finding, spot: Spot): Range | undefined {
  const region = REGIONS[spot.story];
  const holders = region
    ? paper.querySelectorAll(region)
    : spot.story === "textbox"
      ? paper.querySelectorAll(`p:not(.${NUMBERED})`)
      : [];
  for (const holder of holders) {
    const characters = charactersOf<Node>([holder]);
    const slice = search(characters, finding.quote);
    if (slice) return asRange(characters.slice(slice.start, slice.end));
  }
  return undefined;
}

function asRange(characters: readonly Character<Node>[]): Range | undefined {
  const inText = characters.filter(({ node }) => node.nodeType === Node.TEXT_NODE);
  const first = inText[0];
  const last = inText[inText.length - 1];
  if (!first || !last) return undefined;
  const range = new Range();
  range.setStart(first.node, first.from);
  range.setEnd(last.node, last.to);
  return range;
}
