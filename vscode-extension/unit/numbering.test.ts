import { describe, expect, it } from "vitest";
import { numberParagraphs } from "../src/view/numbering";
import type { Parsed } from "../src/view/numbering";

const p = (className?: string, ...children: Parsed[]): Parsed => ({
  type: "paragraph",
  ...(className && { className }),
  children,
});
const cell = (...children: Parsed[]): Parsed => ({ type: "cell", children });

describe("paragraphs", () => {
  it("are numbered in document order, through tables in tables", () => {
    const last = p();
    const inner: Parsed = {
      type: "table",
      children: [{ type: "row", children: [cell(p()), cell(p(), p())] }],
    };
    const body: Parsed = {
      type: "document",
      children: [
        p("own"),
        { type: "table", children: [{ type: "row", children: [cell(p(), inner), cell(p())] }] },
        last,
      ],
    };
    expect(numberParagraphs(body)).toBe(7);
    expect(body.children![0]!.className).toBe("own zhupi-p zhupi-p-0");
    expect(last.className).toBe("zhupi-p zhupi-p-6");
  });

  it("of a text box inside a paragraph are of another story", () => {
    const boxed = p();
    const body: Parsed = {
      type: "document",
      children: [
        p("", { type: "run", children: [{ type: "vmlPicture", children: [boxed] }] }),
        p(),
      ],
    };
    expect(numberParagraphs(body)).toBe(2);
    expect(boxed.className).toBeUndefined();
  });
});
