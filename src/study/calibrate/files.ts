import { darkTheme, lightTheme, reportTheme } from "../../figures/theme.ts";
import { csvText } from "../../files/write/csv.ts";
import { parquetBytes } from "../../files/write/parquet.ts";
import { figurePage } from "../../report/figure-page.ts";
import type { PageOptions } from "../alloy-pages.ts";
import type { OutputFile } from "../convert.ts";
import { safeName } from "../file-names.ts";
import { plainNumbers } from "../plain-numbers.ts";
import type { CalibrationDocument } from "./document.ts";
import { calibrationPage } from "./page.ts";
import { calibrationTables } from "./tables.ts";
import { numberWords, quantityWords } from "./words.ts";

/** Of the names of all files of a calibration: pulses-nak50-calibration. */
export function calibrationStem({ studies }: { readonly studies: readonly { readonly name: string }[] }): string {
  return `${safeName(studies[0]?.name ?? "") || "study"}-calibration`;
}

/** The page of a calibration, for any browser, offline. */
export function calibrationHtml(document: CalibrationDocument, options: PageOptions): string {
  const page = calibrationPage(document);
  return figurePage({
    ...page,
    ...options,
    version: document.program.version,
    figures: page.figures.map(({ draw, ...place }) => ({ ...place, figure: draw(reportTheme) })),
    provenance: provenanceOf(document),
  });
}

function provenanceOf({ studies, options, settings, parameters }: CalibrationDocument): (readonly [string, string])[] {
  return [
    ...studies.map(({ name, file, sha256 }): readonly [string, string] => [
      "Study",
      file === null ? `${name}, comes with the program` : `${name}: ${file} (sha256 ${sha256})`,
    ]),
    ["Searches", `${options.starts}, seed ${options.seed}, until the misfit changes by less than ${options.fall}`],
    ...(settings === null
      ? []
      : ([
          ["Runs of the search", settings.search],
          ["Runs that are reported", settings.final],
        ] as const)),
    ...parameters.flatMap(({ name, unit, prior }): (readonly [string, string])[] =>
      prior === null
        ? []
        : [
            [
              `Prior of ${name}`,
              `${numberWords(prior.value, unit)} ± ${quantityWords(prior.sigma, unit)}: ${prior.source}`,
            ],
          ],
    ),
  ];
}

/** Everything that goes into a folder: figures in both themes as Plotly JSON, tables, the document, the page. */
export function* calibrationFiles(document: CalibrationDocument, options: PageOptions): Generator<OutputFile> {
  const stem = calibrationStem(document);
  const program = `liquidus ${document.program.version}`;
  const [first] = document.studies;
  const [sourceFile, sha256] = [first?.file ?? first?.name ?? "", first?.sha256 ?? ""];
  const meta = { program, study: sourceFile, command: options.commandLine };
  for (const { id, draw } of calibrationPage(document).figures) {
    for (const theme of [lightTheme, darkTheme]) {
      const { data, layout } = draw(theme);
      const content = `${JSON.stringify({ data, layout: { ...layout, meta } })}\n`;
      yield { name: `figures/${stem}-${id}${theme.name === "dark" ? "-dark" : ""}.json`, content };
    }
  }
  for (const table of calibrationTables(document)) {
    yield { name: `tables/${stem}-${table.name}.csv`, content: csvText(table) };
    yield {
      name: `tables/${stem}-${table.name}.parquet`,
      content: parquetBytes(table, { sourceFile, sha256, program }),
    };
  }
  yield { name: `${stem}.json`, content: `${JSON.stringify(document, plainNumbers, 1)}\n` };
  yield { name: `${stem}.html`, content: calibrationHtml(document, options) };
}
