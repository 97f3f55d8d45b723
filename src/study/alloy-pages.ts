import type { Table } from "../base/table.ts";
import { version } from "../base/version.ts";
import type { Figure } from "../figures/plotly.ts";
import { darkTheme, type FigureTheme, lightTheme, reportTheme } from "../figures/theme.ts";
import { csvText } from "../files/write/csv.ts";
import { parquetBytes } from "../files/write/parquet.ts";
import { type FigurePage, figurePage } from "../report/figure-page.ts";
import type { PlacedFigure } from "../report/file-figures.ts";
import type { Sha256 } from "../report/policy.ts";
import type { AlloyHead } from "./alloy-system.ts";
import type { OutputFile } from "./convert.ts";
import { plainNumbers } from "./plain-numbers.ts";

export interface PageOptions {
  /** The command that makes the same page. */
  readonly commandLine: string;
  /** Source of plotly.js: the core cannot read node_modules. */
  readonly plottingScript: string;
  readonly sha256?: Sha256;
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
}

/** A figure that can be drawn in any theme, with its place on the page. */
export interface AlloyFigure extends Omit<PlacedFigure, "figure"> {
  draw(theme: FigureTheme): Figure;
}

/** What a command about alloys shows besides its document. */
export interface AlloyPage extends Pick<FigurePage, "title" | "subtitle" | "findings" | "tables"> {
  readonly head: AlloyHead;
  readonly figures: readonly AlloyFigure[];
  /** Name and value of what was asked for. */
  readonly asked: readonly (readonly [string, string])[];
}

/** The page of a command, for any browser, offline. */
export function alloyPage({ head, figures, asked, ...page }: AlloyPage, options: PageOptions): string {
  const database = `${head.database.name} (sha256 ${head.database.sha256})`;
  const references = Object.entries(head.database.references).map(([key, text]) => `${key}: ${text}`);
  return figurePage({
    ...page,
    ...options,
    version: head.program.version,
    figures: figures.map(({ draw, ...place }) => ({ ...place, figure: draw(reportTheme) })),
    provenance: [
      ["Database", database],
      ...references.map((text): readonly [string, string] => ["Reference", text]),
      ...asked,
      ...head.constants.map(({ name, value, unit, source }): readonly [string, string] => [
        name,
        `${value} ${unit} (${source})`,
      ]),
      ...head.warnings.map(({ message }): readonly [string, string] => ["Mind", message]),
    ],
  });
}

/** Everything that goes into a folder: figures in both themes as Plotly JSON, tables, the document as `STEM.json`, the page. */
export function* alloyFiles(
  stem: string,
  page: AlloyPage,
  tables: readonly Table[],
  document: unknown,
  options: PageOptions,
): Generator<OutputFile> {
  const { head } = page;
  const meta = {
    program: `liquidus ${version}`,
    database: head.database.name,
    sha256: head.database.sha256,
    command: options.commandLine,
  };
  for (const { id, draw } of page.figures) {
    for (const theme of [lightTheme, darkTheme]) {
      const { data, layout } = draw(theme);
      const content = `${JSON.stringify({ data, layout: { ...layout, meta } })}\n`;
      yield { name: `figures/${stem}-${id}${theme.name === "dark" ? "-dark" : ""}.json`, content };
    }
  }
  for (const table of tables) {
    const name = `tables/${stem}-${table.name}`;
    yield { name: `${name}.csv`, content: csvText(table) };
    const provenance = { sourceFile: head.database.name, sha256: head.database.sha256, program: meta.program };
    yield { name: `${name}.parquet`, content: parquetBytes(table, provenance) };
  }
  yield { name: `${stem}.json`, content: `${JSON.stringify(document, plainNumbers, 1)}\n` };
  yield { name: `${stem}.html`, content: alloyPage(page, options) };
}
