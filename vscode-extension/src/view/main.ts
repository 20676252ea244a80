/** The page that shows a Word file: takes what the extension sends, and follows the user. */
import type { Request, Update } from "../docx/messages";
import type { Strings } from "../docx/strings";
import type { CheckedFile, Finding, Severity } from "../protocol";
import { drawing } from "./drawing";
import { entryOf, filters } from "./list";
import { draw, findingAt, rangesOf } from "./marks";
import type { Marks } from "./marks";

interface State {
  scroll: number;
  hidden: Severity[];
  chosen?: number;
}

interface Host {
  postMessage(request: Request): void;
  getState(): State | undefined;
  setState(state: State): void;
}
declare function acquireVsCodeApi(): Host;

/** Pixels of desk to each side of a page. */
const DESK = 16;

const host = acquireVsCodeApi();
const kept = host.getState();
const byId = (id: string): HTMLElement => document.getElementById(id)!;
const paper = byId("paper");

let strings: Strings | undefined;
let checked: CheckedFile | null = null;
let marks: Marks = new Map();
/** Why the server cannot read the file, and why the page cannot draw it. */
let failure = "";
let undrawn = "";
let scroll = kept?.scroll ?? 0;
let chosen = kept?.chosen;
const hidden = new Set<Severity>(kept?.hidden ?? []);
let turn: Promise<void> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<Update>) => {
  turn = turn.then(() => take(data));
});
host.postMessage({ type: "ready" });

async function take(update: Update): Promise<void> {
  strings = update.strings ?? strings;
  if (update.bytes) undrawn = await show(update.bytes);
  if (update.checked !== undefined) checked = update.checked;
  failure = update.failure ?? failure;
  sayFailure(failure || undrawn);
  refresh();
}

/** Draws the file; why that is impossible, or "". */
async function show(bytes: Uint8Array): Promise<string> {
  try {
    const nodes = await drawing(new Uint8Array(bytes));
    paper.hidden = false;
    paper.replaceChildren(...nodes);
    fit();
    paper.scrollTop = scroll;
    return "";
  } catch (error) {
    paper.replaceChildren();
    const reason = error instanceof Error ? error.message : String(error);
    return strings?.notRendered.replace("{0}", reason) ?? reason;
  }
}

/** A page that is wider than its place is drawn smaller. */
function fit(): void {
  const pages = paper.querySelector<HTMLElement>(".docx-wrapper");
  if (!pages) return;
  pages.style.zoom = "1";
  const widest = Math.max(...[...pages.children].map((page) => page.scrollWidth), 1);
  pages.style.zoom = String(Math.min(1, (paper.clientWidth - 2 * DESK) / widest));
}

function sayFailure(reason: string): void {
  const section = byId("failure");
  section.hidden = reason === "";
  paper.hidden = reason !== "";
  section.querySelector("h1")!.textContent = strings?.failed ?? "";
  section.querySelector("p")!.textContent = reason;
}

function refresh(): void {
  const findings = checked?.findings ?? [];
  marks = rangesOf(paper, findings);
  list();
  choose(
    visible().find(({ number }) => number === chosen),
    false,
  );
}

function visible(): Finding[] {
  return (checked?.findings ?? []).filter(({ severity }) => !hidden.has(severity));
}

function list(): void {
  if (!strings) return;
  const words = strings;
  const all = checked?.findings ?? [];
  const some = visible();
  byId("side").hidden = failure !== "";
  byId("title").textContent = `${words.findings} ${checked ? all.length : ""}`;
  byId("keys").textContent = words.keys;
  byId("note").textContent = !checked
    ? words.checking
    : !all.length
      ? words.nothing
      : some.length
        ? ""
        : words.filtered;
  const counts = checked?.summary ?? { error: 0, warning: 0, info: 0 };
  byId("filters").replaceChildren(...filters(counts, hidden, words, toggle));
  byId("list").replaceChildren(
    ...some.map((finding) =>
      entryOf(finding, Boolean(marks.get(finding.number)?.length), words, {
        choose: (one) => choose(one, true),
        explain: ({ rule }) => host.postMessage({ type: "explain", rule }),
        addWord: ({ quote }) => host.postMessage({ type: "addWord", word: quote }),
        ignore: ({ rule, quote }) => host.postMessage({ type: "suppress", rule, quote }),
      }),
    ),
  );
}

function toggle(severity: Severity): void {
  if (!hidden.delete(severity)) hidden.add(severity);
  list();
  choose(
    visible().find(({ number }) => number === chosen),
    false,
  );
}

function choose(finding: Finding | undefined, go: boolean): void {
  document.querySelector(".entry.now")?.classList.remove("now");
  chosen = finding?.number;
  draw(marks, visible(), chosen);
  remember();
  if (!finding) return;
  const entry = byId(`finding-${finding.number}`);
  entry.classList.add("now");
  if (!go) return;
  entry.scrollIntoView({ block: "nearest" });
  const box = marks.get(finding.number)?.[0]?.getBoundingClientRect();
  if (!box) return;
  const { top, height } = paper.getBoundingClientRect();
  if (box.top < top + 40 || box.bottom > top + height - 40) {
    paper.scrollBy({ top: box.top - top - height / 3 });
  }
}

function step(by: number): void {
  const all = visible();
  const now = all.findIndex(({ number }) => number === chosen);
  const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
  const finding = all[Math.max(0, Math.min(all.length - 1, next))];
  if (finding) choose(finding, true);
}

function remember(): void {
  host.setState({
    scroll,
    hidden: [...hidden],
    ...(chosen !== undefined && { chosen }),
  });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
  const by = steps[event.key];
  if (by === undefined) return;
  event.preventDefault();
  step(by);
});

paper.addEventListener("click", (event) => {
  const finding = findingAt(marks, visible(), event.clientX, event.clientY);
  if (finding) choose(finding, true);
});

new ResizeObserver(fit).observe(paper);

paper.addEventListener("scroll", () => {
  if (paper.hidden) return;
  scroll = paper.scrollTop;
  remember();
});
