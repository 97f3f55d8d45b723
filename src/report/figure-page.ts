import type { PlacedFigure } from "./file-figures.ts";
import type { Finding } from "./findings.ts";
import { type Content, html, type Markup } from "./html.ts";
import { Packer } from "./pack.ts";
import { type PageShell, pageShell, palettes, pictureName } from "./page-shell.ts";
import { glyph, panel } from "./panel.ts";
import { inlineJson } from "./policy.ts";
import { type RangeBar, rangeBar } from "./range-bar.ts";
import { type PageRulings, rulingsPanel } from "./rulings.ts";

/** A column of a table on a page: its heading with the unit, and one text a row. */
export interface PageColumn {
  readonly head: string;
  readonly cells: readonly string[];
  /** Aligned on the left: a name, or sentences that may take several lines. */
  readonly words?: "short" | "long";
  /** Drawn in place of the texts, which then are what is read out. */
  readonly bars?: readonly (RangeBar | null)[];
}

export interface PageTable {
  readonly title: string;
  readonly caption: string;
  /** Beside which figure it stands, from 0; left out: below all figures. */
  readonly beside?: number;
  readonly columns: readonly PageColumn[];
}

/** A page of figures that a command computed: words, figures, tables, where the numbers come from. */
export interface FigurePage extends Omit<PageShell, "body" | "data" | "kind"> {
  /** One line under the title. */
  readonly subtitle: string;
  readonly figures: readonly PlacedFigure[];
  readonly findings: readonly Finding[];
  readonly tables: readonly PageTable[];
  /** What speaks for and against mechanisms, behind the figures that it bears on. */
  readonly rulings?: readonly PageRulings[];
  /** Name and value: database, options, constants. */
  readonly provenance: readonly (readonly [name: string, value: string])[];
  /** The command that makes the same page. */
  readonly commandLine: string | null;
}

/** The figures of a command as one self-contained page in the manner of the report: it asks nothing of the network. */
export function figurePage(page: FigurePage): string {
  const packer = new Packer();
  const plots = Object.fromEntries(page.figures.map(({ id, figure }) => [id, packer.add({ ...figure })]));
  const names = Object.fromEntries(page.figures.map(({ id, title }) => [id, pictureName(page.title, title)]));
  const data = inlineJson({ shapes: packer.shapes, pool: packer.pool, palettes, plots, series: {}, names });
  const body = html`<main class="alone">
<section class="file" aria-labelledby="name"><header><h2 id="name">${page.title}</h2><p>${page.subtitle}</p></header>
<div class="grid">${page.figures.map((figure, i) => [panel(figure), beside(page, i), (page.rulings ?? []).filter((one) => one.after === i).map(rulingsPanel)])}</div>
${tableList(page.tables.filter((each) => each.beside === undefined))}
<section class="text"><h3>Provenance</h3><dl><dt>Program</dt><dd>Liquidus ${page.version}</dd>${page.commandLine === null ? null : html`<dt>Command</dt><dd><code>${page.commandLine}</code></dd>`}${page.provenance.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
</section>
<footer>Liquidus ${page.version}. Nothing in this page leaves this machine.</footer>
</main>
`;
  return pageShell({ ...page, kind: "figure", body, data });
}

/** Width of what stands beside a figure of a width. */
const BESIDE: Readonly<Partial<Record<PlacedFigure["width"], string>>> = { w8: "w4", w7: "w5" };

/** What stands at the right of a figure that leaves room: the findings beside the first one, and tables. */
function beside({ figures, findings, tables }: FigurePage, i: number): Markup | null {
  const width = figures[i]?.width;
  const own = tables.filter((each) => each.beside === i);
  const isFirst = i === 0 && BESIDE[width ?? "w12"] !== undefined && findings.length > 0;
  if (width === undefined || (!isFirst && own.length === 0)) return null;
  return html`<div class="panel beside ${BESIDE[width] ?? "w6"}">${i === 0 ? findingList(findings) : null}${tableList(own)}</div>`;
}

function findingList(findings: readonly Finding[]): Markup | null {
  if (findings.length === 0) return null;
  return html`<section class="text findings"><h3>In words</h3><ul>${findings.map(
    ({ verdict, lead, rest }) =>
      html`<li>${glyph(verdict)}<div>${lead === "" ? null : html`<b>${lead}</b> `}<span>${rest}</span></div></li>`,
  )}</ul></section>
`;
}

function tableList(tables: readonly PageTable[]): Markup | null {
  if (tables.length === 0) return null;
  return html`<section class="tables">${tables.map(table)}</section>
`;
}

/** px of a character, and of the padding of a cell: least on a phone. */
const CHARACTER = 6.7;
const PADDING = { phone: 8, tablet: 17 } as const;
/** px that a table has at 360 and at 521 px. */
const ROOM = { phone: 334, tablet: 480 } as const;
/** Characters of the narrowest column of sentences. */
const SENTENCE = 18;

/** Where the columns would run out of the page each row becomes a list: on phones, or on tablets, too. */
function cardsClass(columns: readonly PageColumn[]): string {
  const characters = columns.map(({ head, cells, words }) => {
    const longest = Math.max(...cells.map((cell) => cell.length), ...head.split(" ").map((word) => word.length));
    return words === "long" ? Math.min(longest, SENTENCE) : longest;
  });
  const width = (padding: number): number => characters.reduce((sum, count) => sum + CHARACTER * count + padding, 0);
  if (width(PADDING.tablet) > ROOM.tablet) return "cards tablet";
  return width(PADDING.phone) > ROOM.phone ? "cards phone" : "";
}

function table({ title, caption, columns }: PageTable): Markup {
  const rows = columns[0]?.cells.length ?? 0;
  const cells = (row: number): Content[] =>
    columns.map(({ head, cells: texts, words, bars }, k) => {
      if (k === 0) return html`<th scope="row">${texts[row] ?? ""}</th>`;
      const bar = bars?.[row] ?? null;
      const content =
        bar === null ? (texts[row] ?? "") : html`${rangeBar(bar)}<span class="sr">${texts[row] ?? ""}</span>`;
      return html`<td data-head="${head}"${words ? html` class="${words === "long" ? "words" : "name"}"` : null}>${content}</td>`;
    });
  return html`<div><div class="scroll${rows > 24 ? " long" : ""}" tabindex="0" role="region" aria-label="${title}"><table class="${cardsClass(columns)}"><caption>${title}</caption><thead><tr>${columns.map(({ head, words }) => html`<th scope="col"${words ? html` class="${words === "long" ? "words" : "name"}"` : null}>${head}</th>`)}</tr></thead><tbody>${Array.from({ length: rows }, (_, row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div><p class="legend">${caption}</p></div>`;
}
