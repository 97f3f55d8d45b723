import { version } from "../../base/version.ts";
import { darkTheme, lightTheme, reportTheme } from "../../figures/theme.ts";
import { csvText } from "../../files/write/csv.ts";
import { parquetBytes } from "../../files/write/parquet.ts";
import { figurePage } from "../../report/figure-page.ts";
import type { PageOptions } from "../alloy-pages.ts";
import type { OutputFile } from "../convert.ts";
import { baseName, safeName, uniqueNames } from "../file-names.ts";
import { plainNumbers } from "../plain-numbers.ts";
import type { BdfOfRun } from "../simulate-bdf.ts";
import { methodOf } from "../simulate-provenance.ts";
import { studyPage } from "./page/study-page.ts";
import { studyResult } from "./result.ts";
import type { StudyRun } from "./run-study.ts";
import { studyBdf } from "./study-bdf.ts";
import { studyTables } from "./study-tables.ts";

/** Of the names of all files of a study: pulses-nak50-study. */
export function studyStem({ planned }: { readonly planned: { readonly study: { readonly name: string } } }): string {
  return `${safeName(planned.study.name) || "study"}-study`;
}

/** The page of a study, for any browser, offline. */
export function studyHtml(run: StudyRun, options: PageOptions): string {
  const page = studyPage(run);
  return figurePage({
    ...page,
    ...options,
    version: run.program.version,
    figures: page.figures.map(({ draw, ...place }) => ({ ...place, figure: draw(reportTheme) })),
    provenance: provenanceOf(run),
  });
}

function provenanceOf({ planned, runs }: StudyRun): (readonly [string, string])[] {
  const { origin } = planned.source;
  const [first] = runs;
  return [
    [
      "Study",
      origin.file === null
        ? `${planned.study.name}, comes with the program`
        : `${baseName(origin.file)} (sha256 ${origin.sha256})`,
    ],
    ...runs.flatMap(({ planned: one, document, comparison }): (readonly [string, string])[] => {
      const name = runs.length > 1 ? `, ${one.case.name}` : "";
      const sentences = document.protocol.sentences.map(({ text }) => text.trim()).join("; ");
      return [
        [`Protocol${name}`, sentences.replace(/\{; /g, "{ ").replace(/; \}/g, " }")],
        ...(comparison === null
          ? []
          : [[`Measured${name}`, `${baseName(comparison.file)} (sha256 ${comparison.sha256})`] as const]),
      ];
    }),
    ...(first === undefined
      ? []
      : [
          ["Temperature", `${first.document.cell.temperature} K`] as const,
          [
            "Area",
            first.document.options.area === null
              ? "not given"
              : `${Number((1e4 * first.document.options.area).toPrecision(6))} cm²`,
          ] as const,
          ["Method", methodOf(first.document.options)] as const,
          ...first.document.constants.map(
            ({ name, value, unit, source }) => [name, `${value} ${unit} (${source})`] as const,
          ),
        ]),
  ];
}

/** Everything that goes into a folder: figures in both themes as Plotly JSON, tables, the document, the page. */
export function* studyFiles(run: StudyRun, options: PageOptions & BdfOfRun): Generator<OutputFile> {
  const stem = studyStem(run);
  const program = `liquidus ${version}`;
  const { file, sha256 } = run.planned.source.origin;
  const sourceFile = file === null ? run.planned.study.name : baseName(file);
  const meta = { program, study: sourceFile, command: options.commandLine };
  const nameOf = uniqueNames();
  for (const { id, draw } of studyPage(run).figures) {
    const name = nameOf(`${stem}-${id}`, "");
    for (const theme of [lightTheme, darkTheme]) {
      const { data, layout } = draw(theme);
      const content = `${JSON.stringify({ data, layout: { ...layout, meta } })}\n`;
      yield { name: `figures/${name}${theme.name === "dark" ? "-dark" : ""}.json`, content };
    }
  }
  const tableName = uniqueNames();
  for (const table of studyTables(run)) {
    const name = `tables/${tableName(`${stem}-${table.name}`, "")}`;
    yield { name: `${name}.csv`, content: csvText(table) };
    yield { name: `${name}.parquet`, content: parquetBytes(table, { sourceFile, sha256: sha256 ?? "", program }) };
  }
  const bdfName = uniqueNames();
  yield* studyBdf(run, (table) => `tables/${bdfName(`${stem}-${table}`, "")}`, options);
  yield { name: `${stem}.json`, content: `${JSON.stringify(studyResult(run), plainNumbers, 1)}\n` };
  yield { name: `${stem}.html`, content: studyHtml(run, options) };
}
