import { expect, test } from "vitest";
import { plotText } from "../../figures/plotly.ts";
import { measureRichText, parseRichText, plainText } from "./rich-text.ts";

const base = { italic: false, bold: false, level: "base" } as const;

test("tags of Plotly become styles, entities characters, br a new line", () => {
  expect(parseRichText("<b>Onset</b><br><i>R</i><sub>int</sub> &lt; 10<sup>−3</sup>")).toEqual([
    [{ ...base, text: "Onset", bold: true }],
    [
      { ...base, text: "R", italic: true },
      { ...base, text: "int", level: "sub" },
      { ...base, text: " < 10" },
      { ...base, text: "−3", level: "sup" },
    ],
  ]);
});

test.each([
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "a < b & c",
  "&unknown; &#; <sub class=x>",
  "<a href='javascript:alert(1)'>open</a>",
])("%j is shown as it stands, written plainly or through plotText", (text) => {
  expect(plainText(text)).toBe(text);
  expect(plainText(plotText(text))).toBe(text);
});

test("closing tags without opening ones change nothing", () => {
  expect(parseRichText("</i></sup>x")).toEqual([[{ ...base, text: "x" }]]);
});

test("a text is as wide as its widest line, subscripts narrower by their size", () => {
  const width = (text: string, font: string): number => text.length * Number(/([\d.]+)px/.exec(font)?.[1]);
  const measured = measureRichText("ab<sub>cd</sub><br>a", { size: 10, family: "x" }, width);
  expect(measured.width).toBeCloseTo(2 * 10 + 2 * 7.2, 9);
  expect(measured.height).toBeCloseTo(26, 9);
});
