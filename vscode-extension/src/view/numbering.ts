/** Numbers the paragraphs of a parsed Word file, so that the drawing carries the numbers. */

/** What docx-preview makes of an element of the file. */
export interface Parsed {
  type?: string;
  className?: string;
  children?: Parsed[];
}

const CONTAINERS = new Set(["document", "table", "row", "cell"]);
export const NUMBERED = "zhupi-p";

/** Gives the n-th paragraph of the body the classes `zhupi-p` and `zhupi-p-n`; says how many. */
export function numberParagraphs(element: Parsed, next = 0): number {
  for (const child of element.children ?? []) {
    if (child.type === "paragraph") {
      const own = child.className ? `${child.className} ` : "";
      child.className = `${own}${NUMBERED} ${classOf(next)}`;
      next += 1;
    } else if (CONTAINERS.has(child.type ?? "")) {
      next = numberParagraphs(child, next);
    }
  }
  return next;
}

export function classOf(paragraph: number): string {
  return `${NUMBERED}-${paragraph}`;
}
