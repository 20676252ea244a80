/** The list of findings beside the page. */
import type { Finding, Severity } from "../protocol";
import { SEVERITIES } from "../protocol";
import type { Strings } from "../docx/strings";

export interface Actions {
  choose(finding: Finding): void;
  explain(finding: Finding): void;
  addWord(finding: Finding): void;
  ignore(finding: Finding): void;
}

export function entryOf(finding: Finding, shown: boolean, strings: Strings, on: Actions) {
  const entry = element("li", `entry ${finding.severity}`);
  entry.id = `finding-${finding.number}`;
  entry.tabIndex = -1;
  const quote = finding.quote ? [element("q", "quote", shortened(finding.quote))] : [];
  const where = [...finding.where, strings.line.replace("{0}", String(finding.line))].join(" › ");
  entry.append(
    element("p", "message", finding.message),
    ...quote,
    ...(finding.suggestion
      ? [element("p", "suggestion", `${strings.suggestion}: ${finding.suggestion}`)]
      : []),
    element("p", "where", shown ? where : `${where} · ${strings.notShown}`),
    element("code", "rule", finding.rule),
    actions(finding, strings, on),
  );
  entry.addEventListener("click", () => on.choose(finding));
  return entry;
}

function actions(finding: Finding, strings: Strings, on: Actions): HTMLElement {
  const row = element("div", "actions");
  row.append(button(strings.explain, () => on.explain(finding)));
  if (finding.quote && !finding.quote.includes("\n") && finding.spots.length === 1) {
    if (/^typo\/|^wording\//.test(finding.rule)) {
      row.append(button(strings.addWord, () => on.addWord(finding)));
    }
    row.append(button(strings.ignore, () => on.ignore(finding)));
  }
  return row;
}

export function filters(
  counts: Record<Severity, number>,
  hidden: ReadonlySet<Severity>,
  strings: Strings,
  toggle: (severity: Severity) => void,
): HTMLElement[] {
  return SEVERITIES.map((severity) => {
    const filter = button(`${strings[severity]} ${counts[severity]}`, () => toggle(severity));
    filter.className = `filter ${severity}`;
    filter.setAttribute("aria-pressed", String(!hidden.has(severity)));
    filter.disabled = counts[severity] === 0;
    return filter;
  });
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = element("button", "", text) as HTMLButtonElement;
  made.type = "button";
  made.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  return made;
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 60).join("")}…` : text;
}
