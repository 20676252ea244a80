/** What the extension and the page that shows a Word file tell each other. */
import type { CheckedFile } from "../protocol";
import type { Strings } from "./strings";

/** To the page. What is absent stays as it was. */
export interface Update {
  type: "update";
  strings?: Strings;
  /** The file, when it has changed. */
  bytes?: Uint8Array;
  /** What was found; null while the file is being checked. */
  checked?: CheckedFile | null;
  /** Why nothing can be shown or found. */
  failure?: string;
}

/** From the page. */
export type Request =
  | { type: "ready" }
  | { type: "explain"; rule: string }
  | { type: "addWord"; word: string }
  | { type: "suppress"; rule: string; quote: string };
