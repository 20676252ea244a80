/**
 * The characters of a paragraph as the page draws it, and where a finding stands among them. Works on
 * any tree that looks like the DOM.
 */

export interface Tree {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<Tree>;
}

/** One code point of the paragraph; of a break or picture it is U+FFFC and stands in no text. */
export interface Character<Node extends Tree> {
  text: string;
  node: Node;
  /** UTF-16 offsets in the text of the node. */
  from: number;
  to: number;
}

const TEXT = 3;
const OBJECT = "\uFFFC";
/** What the drawing puts into a paragraph that is not in its text. */
export const ADDED = "zhupi-added";

export function charactersOf<Node extends Tree>(pieces: Iterable<Node>): Character<Node>[] {
  const all: Character<Node>[] = [];
  for (const piece of pieces) gather(piece, all);
  return all;
}

function gather<Node extends Tree>(node: Node, into: Character<Node>[]): void {
  if (node.nodeType === TEXT) {
    let from = 0;
    for (const text of node.nodeValue ?? "") {
      into.push({ text, node, from, to: from + text.length });
      from += text.length;
    }
    return;
  }
  const name = node.nodeName.toLowerCase();
  if (name === "br" || name === "img" || name === "svg" || name === "math") {
    into.push({ text: OBJECT, node, from: 0, to: 0 });
    return;
  }
  if (hasClass(node, ADDED) || hasClass(node, "docx-comment-popover")) return;
  for (const child of node.childNodes as Iterable<Node>) gather(child, into);
}

function hasClass(node: Tree, name: string): boolean {
  const { className } = node as { className?: unknown };
  return typeof className === "string" && className.split(" ").includes(name);
}

export interface Slice {
  start: number;
  end: number;
}

/** The slice that the server means, or the place of the quote where the page counts otherwise. */
export function sliceOf(
  characters: readonly { text: string }[],
  spot: Slice,
  quote: string,
  alone: boolean,
): Slice | undefined {
  const clipped = {
    start: Math.min(spot.start, characters.length),
    end: Math.min(spot.end, characters.length),
  };
  const wanted = comparable(quote);
  const there = comparable(textOf(characters, clipped));
  if (clipped.start < clipped.end) {
    if (!wanted || there === wanted) return clipped;
    if (spot.start === 0 && there && wanted.endsWith(there)) return clipped; // behind its number
    if (!alone && there && wanted.includes(there)) return clipped;
  }
  if (!wanted) return undefined;
  const parts = alone ? [wanted] : [wanted, ...wanted.split(OBJECT)];
  for (const part of parts) {
    const found = search(characters, part, spot.start);
    if (found) return found;
  }
  return undefined;
}

/** The occurrence that is nearest to where it should be. Blanks and objects do not count. */
export function search(
  characters: readonly { text: string }[],
  quote: string,
  near = 0,
): Slice | undefined {
  const kept = characters
    .map(({ text }, place) => ({ text: comparable(text), place }))
    .filter(({ text }) => text !== "");
  const wanted = [...comparable(quote)];
  if (!wanted.length) return undefined;
  let best: Slice | undefined;
  for (let first = 0; first + wanted.length <= kept.length; first++) {
    if (!wanted.every((each, offset) => kept[first + offset]!.text === each)) continue;
    const start = kept[first]!.place;
    const end = kept[first + wanted.length - 1]!.place + 1;
    if (!best || Math.abs(start - near) < Math.abs(best.start - near)) best = { start, end };
  }
  return best;
}

function textOf(characters: readonly { text: string }[], { start, end }: Slice): string {
  return characters
    .slice(start, end)
    .map(({ text }) => text)
    .join("");
}

/** Blanks, breaks and objects look different in the page and in a quote. */
function comparable(text: string): string {
  return text.replace(/[\s\uFFFC\u00AD\u200B\u2060\uFEFF]/gu, "");
}
