/** Draws a Word file. Nothing of it is fetched and nothing in it is run. */
import { defaultOptions, parseAsync, renderDocument } from "docx-preview";
import type { HElement, Options } from "docx-preview";
import { numberParagraphs } from "./numbering";
import { ADDED } from "./paragraphs";

const OPTIONS: Partial<Options> = {
  useBase64URL: true,
  renderAltChunks: false,
  renderChanges: false,
  renderComments: false,
  h: (element) => defaultOptions.h(withoutNumber(element)),
};

export async function drawing(bytes: Uint8Array): Promise<Node[]> {
  const parsed = await parseAsync(bytes, OPTIONS);
  numberParagraphs(parsed.documentPart.body);
  return renderDocument(parsed, OPTIONS);
}

/** The number of a note is drawn, but is not in the text of the paragraph. */
function withoutNumber(element: HElement | Node | string): HElement | Node | string {
  if (typeof element === "string" || element instanceof Node) return element;
  const { tagName, children } = element;
  const isNumber = tagName === "sup" && children?.every((child) => typeof child === "string");
  return isNumber ? { ...element, className: ADDED } : element;
}
