import type { Table } from "../base/table.ts";
import { version } from "../base/version.ts";
import { formatNumber, formatQuantity } from "../figures/format-number.ts";
import { darkTheme, lightTheme, reportTheme } from "../figures/theme.ts";
import { csvText } from "../files/write/csv.ts";
import { parquetBytes } from "../files/write/parquet.ts";
import { figurePage } from "../report/figure-page.ts";
import type { PageOptions } from "./alloy-pages.ts";
import type { OutputFile } from "./convert.ts";
import { safeName } from "./file-names.ts";
import { plainNumbers } from "./plain-numbers.ts";
import type { SimulateDocument } from "./simulate.ts";
import { simulationPage } from "./simulate-page.ts";
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
    provenance: provenanceOf(document),
  });
}

function provenanceOf(document: SimulateDocument): (readonly [string, string])[] {
  const { cell, protocol, options, constants } = document;
  const from = ({ file, sha256 }: { readonly file: string | null; readonly sha256: string | null }): string | null =>
    file === null ? null : `${file} (sha256 ${sha256})`;
  const instrument = options.instrument;
  return [
    ["Cell", from(cell.origin) ?? `${cell.name}, comes with the program`],
    [
      "Protocol",
      [from(protocol.origin), sentencesInLine(protocol.sentences.map(({ text }) => text.trim()))]
        .filter((part) => part !== null)
        .join(": "),
    ],
    ...Object.entries(options.set).map(([name, value]): readonly [string, string] => [
      "Changed",
      `${name} = ${value} (SI)`,
    ]),
    ["Temperature", `${cell.temperature} K`],
    ["Area", options.area === null ? "not given" : `${formatNumber(1e4 * options.area, { digits: 6 })} cm²`],
    ["Method", `${options.method}, relative tolerance ${options.relativeTolerance}`],
    ...(instrument === null ? [] : [["Instrument", instrumentWords(instrument)] as const]),
    ...constants.map(({ name, value, unit, source }): readonly [string, string] => [
      name,
      `${value} ${unit} (${source})`,
    ]),
  ];
}

/** Sentences parted by "; ", braces without. */
function sentencesInLine(sentences: readonly string[]): string {
  return sentences.reduce((line, text) => {
    const joint = line === "" ? "" : line.endsWith("{") || text === "}" ? " " : "; ";
    return line + joint + text;
  }, "");
}

/** "noise 10.0 µV and 1.00 nA (seed 7); …; defaults otherwise" */
function instrumentWords({ noise, ...others }: NonNullable<SimulateDocument["options"]["instrument"]>): string {
  const { voltage = 0, current = 0, seed = 1 } = noise ?? {};
  const parts = [
    ...(voltage > 0 ? [formatQuantity(voltage, "V")] : []),
    ...(current > 0 ? [formatQuantity(current, "A")] : []),
  ];
  return [
    parts.length === 0 ? "without noise" : `noise of each sample ${parts.join(" and ")} (1σ, seed ${seed})`,
    ...Object.entries(others).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
    "all else as by default",
  ].join("; ");
}

/** Everything that goes into a folder: figures in both themes as Plotly JSON, tables, the document, the page. */
export function* simulationFiles(document: SimulateDocument, options: PageOptions): Generator<OutputFile> {
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
  const spectra = spectraTable(document);
  if (spectra !== null) yield* forms(`tables/${stem}-${spectra.name}`, spectra);
  yield { name: `${stem}.json`, content: `${JSON.stringify(document, plainNumbers, 1)}\n` };
  yield { name: `${stem}.html`, content: simulationHtml(document, options) };

  function* forms(name: string, table: Table): Generator<OutputFile> {
    yield { name: `${name}.csv`, content: csvText(table) };
    yield { name: `${name}.parquet`, content: parquetBytes(table, { sourceFile, sha256, program }) };
  }
}
