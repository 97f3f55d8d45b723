import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { DomainError } from "../base/errors.ts";
import { runTask } from "../base/task.ts";
import { LARGEST_LAMBDA, SMALLEST_LAMBDA } from "../impedance/relaxation-times/options.ts";
import type { AnalyzeOptions } from "../study/analyze.ts";
import { analyzeFiles } from "../study/analyze.ts";
import type { CellDescription } from "../study/cell.ts";
import { parseQuantity } from "../units/quantity.ts";
import { analyzeText } from "./analyze-text.ts";
import type { CellFlags } from "./commands.ts";
import { printJson, statusOf, UsageError } from "./exit.ts";
import { progressBar } from "./progress-bar.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { plain } from "./terminal.ts";
import { writeWhole } from "./write-files.ts";

export interface AnalyzeFlags extends CellFlags {
  readonly out?: string;
  readonly circuit?: string;
  readonly lambda?: string;
  readonly private?: boolean;
  readonly json?: boolean;
}

/** Files that are written while the next ones are made. */
const AT_ONCE = 16;

/** `liquidus analyze FILES` */
export async function analyze(paths: readonly string[], flags: AnalyzeFlags): Promise<number> {
  const options = analyzeOptions(flags);
  const expanded = await expandFolders(paths);
  // What writing needs is loaded while the files are read and analysed.
  const writer =
    flags.json && flags.out === undefined ? null : Promise.all([import("../study/output-files.ts"), plottingScript()]);
  writer?.catch(() => undefined); // A failure is reported where the writer is awaited.
  const bar = progressBar();
  const analysis = await runTask(analyzeFiles(openEach(expanded), options), { onProgress: bar.show });
  bar.clear();
  for (const entry of analysis.entries) if ("error" in entry) process.stderr.write(`${plain(entry.error.message)}\n`);
  if (flags.json) printJson(analysis.entries);
  if (writer && analysis.files.length > 0) {
    const folder = flags.out ?? defaultFolder(analysis.files[0]?.entry.file ?? "", analysis.files.length);
    await refuseForeignReport(folder);
    const commandLine = commandOf(paths, flags);
    const [{ outputFiles }, script] = await writer;
    const written: Promise<void>[] = [];
    for (const file of outputFiles(analysis, { commandLine, plottingScript: script, sha256 })) {
      written.push(writeWhole(join(folder, file.name), file.content));
      if (written.length >= AT_ONCE) await Promise.all(written.splice(0));
    }
    await Promise.all(written);
    if (!flags.json) {
      process.stdout.write(analyzeText(analysis));
      process.stdout.write(`\nReport: ${resolve(folder, "report.html")}\n`);
    }
  }
  return statusOf(analysis.entries);
}

function analyzeOptions(flags: AnalyzeFlags): AnalyzeOptions {
  const cell: CellDescription = {
    ...(flags.area === undefined ? {} : { area: parseQuantity(flags.area, "area") }),
    ...(flags.thickness === undefined ? {} : { thickness: parseQuantity(flags.thickness, "length") }),
    ...(flags.working === undefined ? {} : { working: flags.working }),
    ...(flags.counter === undefined ? {} : { counter: flags.counter }),
    ...(flags.reference === undefined ? {} : { reference: flags.reference }),
  };
  return {
    cell,
    circuit: flags.circuit ?? "auto",
    lambda: lambdaOf(flags.lambda ?? "auto"),
    includePrivate: flags.private === true,
  };
}

function lambdaOf(text: string): number | "auto" {
  if (text === "auto") return "auto";
  const lambda = Number(text);
  if (!(lambda >= SMALLEST_LAMBDA && lambda <= LARGEST_LAMBDA)) {
    throw new DomainError(
      `--lambda ${text}: give a number from ${SMALLEST_LAMBDA} to ${LARGEST_LAMBDA}, as in 1e-3, or auto.`,
    );
  }
  return lambda;
}

/** @throws UsageError where the folder holds a report.html that no earlier analysis wrote: it is not ours to replace */
async function refuseForeignReport(folder: string): Promise<void> {
  const isFile = (name: string): Promise<boolean> =>
    stat(join(folder, name)).then(
      (info) => info.isFile(),
      () => false,
    );
  if ((await isFile("report.html")) && !(await isFile("results.json"))) {
    throw new UsageError(
      `${join(folder, "report.html")} is not from Liquidus and is kept; give another folder with --out.`,
    );
  }
}

/** Beside the caller, named after the file; several files share one folder. */
function defaultFolder(file: string, count: number): string {
  const stem = file.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}._+-]/gu, "_");
  return count === 1 ? `${stem}-liquidus` : "liquidus-report";
}

/** The command line without folders, for the report: what was done can be repeated, who did it stays private. */
function commandOf(paths: readonly string[], flags: AnalyzeFlags): string {
  const quote = (text: string): string => (/^[\w./=:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const given = (["area", "thickness", "working", "counter", "reference"] as const).flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name}`, quote(flags[name])],
  );
  const changed = (["circuit", "lambda"] as const).flatMap((name) =>
    flags[name] === undefined || flags[name] === "auto" ? [] : [`--${name}`, quote(flags[name])],
  );
  const names = paths.map((path) => quote(path.replace(/^.*[\\/](?=.)/, "")));
  return ["liquidus", "analyze", ...names, ...given, ...changed].join(" ");
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

/** The plotting library as text: the core cannot read node_modules. */
async function plottingScript(): Promise<string> {
  const path = createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min");
  return readFile(path, "utf8");
}
