import { createElement, type ReactNode } from "react";
import { parseRichText, type TextRun } from "./rich-text.ts";

function run({ text, italic, bold, level }: TextRun): ReactNode {
  let node: ReactNode = text;
  if (level !== "base") node = createElement(level, null, node);
  if (italic) node = createElement("i", null, node);
  if (bold) node = createElement("b", null, node);
  return node;
}

/** Plotly's pseudo-HTML as elements; what is not one of its tags is text. */
export function RichText({ text }: { readonly text: string }) {
  const lines = parseRichText(text).map((line) => createElement("div", null, ...line.map(run)));
  return createElement("div", null, ...lines);
}
