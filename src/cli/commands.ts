import type { Command } from "commander";
import type { AnalyzeFlags } from "./analyze.ts";
import type { ConvertFlags } from "./convert.ts";
import type { DrtFlags } from "./drt.ts";
import type { FitFlags } from "./fit.ts";
import { withConstraints } from "./fit-flags.ts";
import type { InspectFlags } from "./inspect.ts";
import type { KkFlags } from "./kk.ts";
import { REGULARISED_NOTE, withRelaxationTimes } from "./relaxation-flags.ts";

function withCell(command: Command): Command {
  return command
    .option("--area <area>", "electrode area with unit, as in 0.385cm2; without one, values stay in Ω")
    .option("--thickness <length>", "electrolyte thickness with unit, as in 1.2mm")
    .option("--working <name>", "working electrode, as in NaK50 (wt% K) or Na50K50 (at.%)")
    .option("--counter <name>", "counter electrode, as in Na")
    .option("--reference <name>", "reference electrode, as in Na");
}

export function analyzeCommand(program: Command, run: (files: string[], flags: AnalyzeFlags) => Promise<void>): void {
  const command = withPreparation(
    withCell(
      program
        .command("analyze")
        .description("Analyse impedance files: report.html, results.json, tables and figures in a folder")
        .argument("<files...>", "instrument files, or folders of them"),
    ),
  )
    .option(...TEMPERATURE)
    .option(
      "-o, --out <folder>",
      "folder for the results (default: NAME-liquidus for one file, liquidus-report for several)",
    )
    .option("--circuit <circuit>", "equivalent circuit as in R0-p(R1,CPE1), `auto` or `none`", "auto");
  withRelaxationTimes(withConstraints(command))
    .option(
      "--lambda <number>",
      "smoothing λ of the regularised relaxation times (implies tikhonov), or `auto`",
      "auto",
    )
    .option("--drift", DRIFT)
    .option("--no-drift", NO_DRIFT)
    .option(
      "--colors <from..to>",
      "γ where the colours of the map begin and end, as in '0.1..100 Ohm cm2' (default: three decades below the largest)",
    )
    .option("--private", "keep user names, paths and addresses of the files in the results")
    .option("--json", "print the results as one JSON document; writes files only with --out")
    .addHelpText(
      "after",
      `
${REGULARISED_NOTE}

Examples:
  liquidus analyze cell_02_GEIS_C01.mpr --area 0.385cm2 --working NaK50 --counter Na
  liquidus analyze spectra/ --circuit "R0-p(R1,CPE1)-p(R2,CPE2)" --lambda 1e-3 --out results
  liquidus analyze cell.mpr --json | jq '.[0].sweeps[].drt.peaks'
`,
    )
    .action(run);
}

/** What is done to every spectrum first. */
function withPreparation(command: Command): Command {
  return command
    .option("--frequencies <from..to>", "use only points between, as in 40Hz..1MHz, 40Hz.. or ..1MHz")
    .option(
      "--keep-high-frequencies",
      "keep points at high frequencies that no passive circuit describes (default: they are left out, and a warning says so)",
    )
    .option("--open <file>", "measurement with the leads open, to take the leads out")
    .option("--short <file>", "measurement with a short in place of the cell, to take the leads out")
    .option("--lead-inductance <value>", "inductance of the leads in series, as in 120nH")
    .option("--lead-resistance <value>", "resistance of the leads in series, as in 50mOhm")
    .option("--stray-capacitance <value>", "capacitance of the leads across the cell, as in 80pF");
}

const DRIFT =
  "say what drifts inside the sweeps, from windows of 3 or 4 (default: only in short series that seem to drift)";

const NO_DRIFT = "do not look for drift inside the sweeps";

const TEMPERATURE = [
  "--temperature <list>",
  "temperatures for an activation energy, one a file or one a sweep, as in 25,40,60C (default: from the files)",
] as const;

/** Electrode area and output: what every command about impedance takes. */
function withOutput(command: Command): Command {
  return withPreparation(command)
    .option("--area <area>", "electrode area with unit, as in 0.385cm2; without one, values stay in Ω")
    .option("--thickness <length>", "electrolyte thickness with unit, as in 1.2mm")
    .option("-o, --out <folder>", "also write report, tables and figures into a folder")
    .option("--private", "keep user names, paths and addresses of the files in the results")
    .option("--json", "print the results as one JSON document");
}

export function drtCommand(program: Command, run: (files: string[], flags: DrtFlags) => Promise<void>): void {
  withOutput(
    withRelaxationTimes(
      program
        .command("drt")
        .description("Distribution of relaxation times of every sweep: peaks with τ, R and C")
        .argument("<files...>", "instrument files, or folders of them")
        .option(
          "--lambda <number>",
          "smoothing λ, `auto`, or a criterion: evidence, gcv, mgcv, rgcv, l-curve, re-im, k-fold (default: auto) *",
        ),
    )
      .option("--drift", DRIFT)
      .option("--no-drift", NO_DRIFT)
      .option(...TEMPERATURE),
  )
    .addHelpText(
      "after",
      `
${REGULARISED_NOTE}

Examples:
  liquidus drt cell_02_GEIS_C01.mpr --area 0.385cm2
  liquidus drt spectra/ --lambda 1e-3 --out results
  liquidus drt cell.mpr --json | jq '.[0].sweeps[0].peaks'
`,
    )
    .action(run);
}

export function fitCommand(program: Command, run: (files: string[], flags: FitFlags) => Promise<void>): void {
  withOutput(
    withConstraints(
      program
        .command("fit")
        .description("Fit an equivalent circuit to every sweep: parameters with 95 % intervals")
        .argument("<files...>", "instrument files, or folders of them")
        .option("--circuit <circuit>", "equivalent circuit as in R0-p(R1,CPE1), or `auto` (default: auto)")
        .option(
          "--weighting <weighting>",
          "`modulus`, `proportional`, `unit`, `model` or `estimated` (default: estimated; of `auto`: modulus)",
        ),
    )
      .option("--loss <loss>", "how outliers count: `squares`, `huber` or `tukey` (default: squares)")
      .option("--starts <n>", "number of starts, or `auto` (default: auto)")
      .option("--intervals <method>", "`wald`, or `profile` for profile likelihood (default: wald)"),
  )
    .addHelpText(
      "after",
      `
Examples:
  liquidus fit cell_02_GEIS_C01.mpr --circuit "R0-p(R1,CPE1)-p(R2,CPE2)"
  liquidus fit cell.mpr --circuit "L0-R0-p(R1,CPE1)" --fix CPE1.n=0.9 --json
  liquidus fit cell.mpr --circuit "R0-p(R1,CPE1)-p(R2,CPE2)" --tie CPE2.n=CPE1.n
`,
    )
    .action(run);
}

export function kkCommand(program: Command, run: (files: string[], flags: KkFlags) => Promise<void>): void {
  withOutput(
    program
      .command("kk")
      .description("Kramers-Kronig test of every sweep: verdict, reason, where it fails")
      .argument("<files...>", "instrument files, or folders of them")
      .option("--significance <p>", "probability with which a valid spectrum may fail (default: 0.005)")
      .option("--tolerance <share>", "violation over |Z| that is tolerated (default: 0.001)")
      .option("--rule <rule>", "`consistency`, or `mu` as Schönleber proposes (default: consistency)")
      .option("--threshold <c>", "threshold of µ (default: 0.85)")
      .option("--maximum-order <n>", "largest number of elements")
      .option("--fit <part>", "what the µ rule fits: `complex`, `real` or `imaginary` (default: complex)")
      .option("--no-capacitance", "leave the series capacitance out of the network")
      .option("--no-inductance", "leave the series inductance out of the network"),
  )
    .addHelpText(
      "after",
      `
Examples:
  liquidus kk cell_02_GEIS_C01.mpr
  liquidus kk *.mpr --json | jq '.[] | {file, verdicts: [.sweeps[].verdict]}'
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
