import type { Finding } from "./findings.ts";
import { html, type Markup } from "./html.ts";
import { glyph } from "./panel.ts";

/** What speaks for or against one mechanism. */
export interface PageRuling {
  readonly verdict: Finding["verdict"];
  readonly title: string;
  /** The numbers that are compared, each with what it is. */
  readonly numbers: readonly { readonly what: string; readonly value: string }[];
  readonly sentence: string;
  /** Formula, assumptions, sources: what opens on demand. */
  readonly details: readonly (readonly [name: string, value: string])[];
}

/** Rulings under one heading, behind one of the figures. */
export interface PageRulings {
  /** Index of the figure that they follow. */
  readonly after: number;
  readonly title: string;
  readonly remark: string;
  readonly rulings: readonly PageRuling[];
}

/** A panel over the whole width: a verdict, the numbers and a sentence each, the rest on demand. */
export function rulingsPanel({ title, remark, rulings }: PageRulings): Markup {
  return html`<section class="panel w12 rulings"><h4>${title}<small>${remark}</small></h4><div>${rulings.map(ruling)}</div></section>
`;
}

function ruling({ verdict, title, numbers, sentence, details }: PageRuling): Markup {
  const list = html`<dl>${numbers.map(({ what, value }) => html`<dt>${what}</dt><dd>${value}</dd>`)}</dl>`;
  const more = html`<details><summary>Formula, assumptions, sources</summary><dl>${details.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>`;
  return html`<article>${glyph(verdict)}<div><b>${title}</b>${numbers.length === 0 ? null : list}<p>${sentence}</p>${details.length === 0 ? null : more}</div></article>`;
}
