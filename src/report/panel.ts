import type { PlacedFigure } from "./file-figures.ts";
import type { Finding } from "./findings.ts";
import { html, type Markup, raw } from "./html.ts";

const GLYPHS: Readonly<Record<Finding["verdict"], { readonly path: string; readonly word: string }>> = {
  holds: { path: "M3 8.5 6.5 12 13 4.5", word: "Holds" },
  mind: { path: "M8 2 15 14H1ZM8 6.5v3.5M8 12v.5", word: "Mind" },
  fails: { path: "M2 2h12v12H2ZM5 5l6 6M11 5l-6 6", word: "Fails" },
  fact: { path: "M4 8h8", word: "" },
};

/** The sign of a verdict: its shape carries the meaning. */
export function glyph(verdict: Finding["verdict"]): Markup {
  const { path, word } = GLYPHS[verdict];
  const label = word === "" ? raw('aria-hidden="true"') : raw(`role="img" aria-label="${word}"`);
  return html`<svg class="${verdict}" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.7" ${label}><path d="${path}"/></svg>`;
}

/** A panel with one figure. */
export function panel(figure: Omit<PlacedFigure, "figure">): Markup {
  const { id, title, remark, summary, width, height } = figure;
  return html`<figure class="panel ${width}"><h4>${title}${remark === "" ? null : html`<small>${remark}</small>`}</h4><div class="plot ${height}" id="${id}" role="img" aria-label="${title}. ${summary}"></div><figcaption id="${id}-c">${summary}</figcaption></figure>
`;
}
