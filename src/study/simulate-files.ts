import type { Table } from "../base/table.ts";
import { version } from "../base/version.ts";
import { darkTheme, lightTheme, reportTheme } from "../figures/theme.ts";
import { csvText } from "../files/write/csv.ts";
import { parquetBytes } from "../files/write/parquet.ts";
import { figurePage } from "../report/figure-page.ts";
import type { PageOptions } from "./alloy-pages.ts";
import type { OutputFile } from "./convert.ts";
import { safeName } from "./file-names.ts";
import { plainNumbers } from "./plain-numbers.ts";
import type { SimulateDocument } from "./simulate.ts";
import { type BdfOfRun, runBdf } from "./simulate-bdf.ts";
import { simulationPage } from "./simulate-page.ts";
import { simulationProvenance } from "./simulate-provenance.ts";
import { simulationTables, spectraTable } from "./simulate-tables.ts";

/** Of the names of all files of a simulation: pool-simulation. */
export function simulationStem({ cell }: { readonly cell: { readonly name: string } }): string {
  return `${safeName(cell.name) || "cell"}-simulation`;
}

/** The page of a simulation, for any browser, offline. */
export function simulationHtml(document: SimulateDocument, options: PageOptions): string {
  const page = simulationPage(document);
  return figurePage({
    ...page,
    ...options,
    version: document.program.version,
    figures: page.figures.map(({ draw, ...place }) => ({ ...place, figure: draw(reportTheme) })),
    provenance: simulationProvenance(document),
  });
}

/** Everything that goes into a folder: figures in both themes as Plotly JSON, tables, the document, the page. */
export function* simulationFiles(document: SimulateDocument, options: PageOptions & BdfOfRun): Generator<OutputFile> {
  const stem = simulationStem(document);
  const program = `liquidus ${version}`;
  const sourceFile = document.cell.origin.file ?? document.cell.name;
  const sha256 = document.cell.origin.sha256 ?? "";
  const meta = { program, cell: sourceFile, command: options.commandLine };
  for (const { id, draw } of simulationPage(document).figures) {
    for (const theme of [lightTheme, darkTheme]) {
      const { data, layout } = draw(theme);
      const content = `${JSON.stringify({ data, layout: { ...layout, meta } })}\n`;
      yield { name: `figures/${stem}-${id}${theme.name === "dark" ? "-dark" : ""}.json`, content };
    }
  }
  for (const table of simulationTables(document)) yield* forms(`tables/${stem}-${table.name}`, table);
  yield* runBdf(document, `tables/${stem}-points`, options);
  const spectra = spectraTable(document);
  if (spectra !== null) yield* forms(`tables/${stem}-${spectra.name}`, spectra);
  yield { name: `${stem}.json`, content: `${JSON.stringify(document, plainNumbers, 1)}\n` };
  yield { name: `${stem}.html`, content: simulationHtml(document, options) };

  function* forms(name: string, table: Table): Generator<OutputFile> {
    yield { name: `${name}.csv`, content: csvText(table) };
    yield { name: `${name}.parquet`, content: parquetBytes(table, { sourceFile, sha256, program }) };
  }
}
