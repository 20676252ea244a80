import { describe, expect, it } from "vitest";
import { charactersOf, search, sliceOf } from "../src/view/paragraphs";
import type { Slice, Tree } from "../src/view/paragraphs";

type Part = string | [string, ...Part[]];

function tree(part: Part, className = ""): Tree & { className: string } {
  if (typeof part === "string") {
    return { nodeType: 3, nodeName: "#text", nodeValue: part, childNodes: [], className };
  }
  const [name, ...children] = part;
  const [nodeName, own = ""] = name.split(".") as [string, string?];
  const childNodes = children.map((each) => tree(each));
  return { nodeType: 1, nodeName, nodeValue: null, childNodes, className: own };
}

const paragraph = (...children: Part[]) => charactersOf([tree(["P", ...children])]);
const read = (characters: { text: string }[], slice?: Slice) =>
  slice &&
  characters
    .slice(slice.start, slice.end)
    .map(({ text }) => text)
    .join("");

describe("characters of a paragraph", () => {
  it("are code points with UTF-16 offsets, across runs", () => {
    const characters = paragraph(["SPAN", "𠮷地会"], ["SPAN", ["B", "议部"]], ["SPAN", "暑"]);
    expect(characters.map(({ text }) => text).join("")).toBe("𠮷地会议部暑");
    expect(characters.map(({ from, to }) => [from, to])).toEqual([
      [0, 2],
      [2, 3],
      [3, 4],
      [0, 1],
      [1, 2],
      [0, 1],
    ]);
    expect(read(characters, sliceOf(characters, { start: 4, end: 6 }, "部暑", true))).toBe("部暑");
  });

  it("count a tab, a break and a picture as one each", () => {
    const characters = paragraph(["SPAN", "\u2003"], "甲", ["BR"], ["DIV", ["IMG"]], "乙");
    expect(characters).toHaveLength(5);
    expect(read(characters, { start: 4, end: 5 })).toBe("乙");
  });

  it("leave out what the drawing added", () => {
    const characters = paragraph("甲", ["SUP.zhupi-added", "1"], "乙", ["SUP", "2"]);
    expect(characters.map(({ text }) => text).join("")).toBe("甲乙2");
  });

  it("go on over the pieces of a paragraph that a page break divides", () => {
    const characters = charactersOf([tree(["P", "会议部"]), tree(["P", "暑工作"])]);
    expect(read(characters, sliceOf(characters, { start: 2, end: 4 }, "部暑", true))).toBe("部暑");
  });
});

describe("the place of a finding", () => {
  const characters = paragraph("部暑工作，会议部暑，再部暑。");

  it("is where the server says, if the quote stands there", () => {
    expect(sliceOf(characters, { start: 7, end: 9 }, "部暑", true)).toEqual({ start: 7, end: 9 });
  });

  it("is the nearest place of the quote otherwise", () => {
    expect(sliceOf(characters, { start: 8, end: 10 }, "部暑", true)).toEqual({ start: 7, end: 9 });
    expect(sliceOf(characters, { start: 90, end: 92 }, "部暑", true)).toEqual({
      start: 11,
      end: 13,
    });
  });

  it("is nowhere when the quote is nowhere", () => {
    expect(sliceOf(characters, { start: 0, end: 2 }, "布署", true)).toBeUndefined();
  });

  it("is behind the automatic number, which is in the quote alone", () => {
    const slice = { start: 0, end: 14 };
    expect(sliceOf(characters, slice, "三、部暑工作，会议部暑，再部暑。", true)).toEqual(slice);
  });

  it("is a part of the quote when the finding goes over several paragraphs", () => {
    const quote = "前一段部暑工作，会议部暑，再部暑。";
    expect(sliceOf(characters, { start: 0, end: 14 }, quote, false)).toEqual({ start: 0, end: 14 });
  });

  it("does not mind blanks and objects", () => {
    const spaced = paragraph("一、", ["SPAN", "\u2003"], "总体 要求", ["IMG"]);
    expect(read(spaced, search(spaced, "、\t总体要求\uFFFC"))).toBe("、\u2003总体 要求");
  });

  it("is clipped to the paragraph when there is no quote", () => {
    expect(sliceOf(characters, { start: 11, end: 99 }, "", true)).toEqual({ start: 11, end: 14 });
  });
});
