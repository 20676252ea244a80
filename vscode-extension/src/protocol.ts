/** What `zhupi lsp` and the extension say to each other beside the Language Server Protocol. */

export type Severity = "error" | "warning" | "info";

export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

export interface Status {
  state: "checking" | "ready" | "failed";
  error: number;
  warning: number;
  files: number;
  message: string;
}

/** Where a finding stands in a Word file: characters of one paragraph of a story. */
export interface Spot {
  story: string;
  /** The `w:p` of the story, in document order, from 0. */
  paragraph: number;
  /** Code points in the paragraph's own text. */
  start: number;
  end: number;
}

export interface Finding {
  number: number;
  rule: string;
  severity: Severity;
  message: string;
  quote: string;
  where: string[];
  /** From 1, of the text that `zhupi text` prints. */
  line: number;
  suggestion: string;
  spots: Spot[];
}

export interface CheckedFile {
  uri: string;
  summary: Record<Severity, number>;
  /** Why the file could not be read; "" when it was. */
  failure: string;
  findings: Finding[];
}

export interface CheckedWorkspace extends Record<Severity, number> {
  files: number;
  unreadable: number;
}

/** The commands of the server. Those of the extension begin with `zhupi.ui.`. */
export const COMMANDS = {
  checkWorkspace: "zhupi.checkWorkspace",
  checkFile: "zhupi.checkFile",
  report: "zhupi.report",
  annotate: "zhupi.annotate",
  outline: "zhupi.outline",
  explain: "zhupi.explain",
  addWord: "zhupi.addWord",
  suppress: "zhupi.suppress",
} as const;

export const STATUS = "zhupi/status";
export const CHECKED = "zhupi/checked";

export interface Checked {
  uri: string;
}
