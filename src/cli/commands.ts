import type { Command } from "commander";
import type { AnalyzeFlags } from "./analyze.ts";
import type { ConvertFlags } from "./convert.ts";
import type { InspectFlags } from "./inspect.ts";

/** The cell as the user gives it on the command line. */
export interface CellFlags {
  readonly area?: string;
  readonly thickness?: string;
  readonly working?: string;
  readonly counter?: string;
  readonly reference?: string;
}

function withCell(command: Command): Command {
  return command
    .option("--area <area>", "electrode area with unit, as in 0.385cm2; without one, values stay in Ω")
    .option("--thickness <length>", "electrolyte thickness with unit, as in 1.2mm")
    .option("--working <name>", "working electrode, as in NaK50 (wt% K) or Na50K50 (at.%)")
    .option("--counter <name>", "counter electrode, as in Na")
    .option("--reference <name>", "reference electrode, as in Na");
}

export function analyzeCommand(program: Command, run: (files: string[], flags: AnalyzeFlags) => Promise<void>): void {
  withCell(
    program
      .command("analyze")
      .description("Analyse impedance files: report.html, results.json, tables and figures in a folder")
      .argument("<files...>", "instrument files, or folders of them"),
  )
    .option(
      "-o, --out <folder>",
      "folder for the results (default: NAME-liquidus for one file, liquidus-report for several)",
    )
    .option("--circuit <circuit>", "equivalent circuit as in R0-p(R1,CPE1), `auto` or `none`", "auto")
    .option("--lambda <number>", "smoothing λ of the relaxation times, or `auto`", "auto")
    .option("--private", "keep user names, paths and addresses of the files in the results")
    .option("--json", "print the results as one JSON document; writes files only with --out")
    .addHelpText(
      "after",
      `
Examples:
  liquidus analyze cell_02_GEIS_C01.mpr --area 0.385cm2 --working NaK50 --counter Na
  liquidus analyze spectra/ --circuit "R0-p(R1,CPE1)-p(R2,CPE2)" --lambda 1e-3 --out results
  liquidus analyze cell.mpr --json | jq '.[0].sweeps[].drt.peaks'
`,
    )
    .action(run);
}

export function inspectCommand(program: Command, run: (files: string[], flags: InspectFlags) => Promise<void>): void {
  program
    .command("inspect")
    .description("Show what is in a file: technique, cell, settings, tables, sweeps")
    .argument("<files...>", "instrument files, or folders of them")
    .option("--private", "also show user names, paths and addresses that the file holds")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      `
Examples:
  liquidus inspect cell_02_GEIS_C01.mpr
  liquidus inspect *.mpr --json | jq '.[] | {file, technique, sweeps: (.sweeps | length)}'
`,
    )
    .action(run);
}

export function convertCommand(program: Command, run: (files: string[], flags: ConvertFlags) => Promise<void>): void {
  program
    .command("convert")
    .description("Write the tables of a file as CSV, Parquet or Battery Data Format")
    .argument("<files...>", "instrument files, or folders of them")
    .requiredOption("--to <format>", "csv, parquet or bdf")
    .option("-o, --out <folder>", "folder for the tables", ".")
    .option("--working-is <electrode>", "bdf: the working electrode is the positive or the negative one of the cell")
    .option("--private", "also write user names, paths and addresses that the file holds (Parquet metadata)")
    .option("--json", "print one JSON document that names what was written")
    .addHelpText(
      "after",
      `
Examples:
  liquidus convert cell_02_GEIS_C01.mpr --to csv
  liquidus convert *.mpr --to parquet --out tables
`,
    )
    .action(run);
}

export function schemaCommand(program: Command, run: (name: string | undefined) => Promise<void>): void {
  program
    .command("schema")
    .description("Print the JSON Schema of a document; without a name, list the names")
    .argument("[name]", "analyze, inspect, convert")
    .addHelpText("after", "\nExample:\n  liquidus schema analyze > analyze.schema.json\n")
    .action(run);
}
