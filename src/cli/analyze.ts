import { resolve } from "node:path";
import { runTask } from "../base/task.ts";
import type { AnalyzeOptions } from "../study/analyze.ts";
import { analyzeFiles } from "../study/analyze.ts";
import { analyzeText } from "./analyze-text.ts";
import { type CellFlags, cellOf } from "./cell-flags.ts";
import { colorsOf } from "./color-flags.ts";
import { printJson, statusOf } from "./exit.ts";
import { type ConstraintFlags, constraintsOf } from "./fit-flags.ts";
import { lambdaOf } from "./flags.ts";
import { withOption } from "./option-words.ts";
import { type PrepareFlags, prepareOptions } from "./prepare-flags.ts";
import { progressBar } from "./progress-bar.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { type RelaxationFlags, relaxationOptions } from "./relaxation-flags.ts";
import { loadWriter, quoted, quotedNames, writeResults } from "./results-folder.ts";
import { plain } from "./terminal.ts";

export interface AnalyzeFlags extends CellFlags, PrepareFlags, RelaxationFlags, ConstraintFlags {
  readonly out?: string;
  readonly circuit?: string;
  readonly lambda?: string;
  readonly drift?: boolean;
  readonly colors?: string;
  readonly private?: boolean;
  readonly json?: boolean;
}

/** `liquidus analyze FILES` */
export async function analyze(paths: readonly string[], flags: AnalyzeFlags): Promise<number> {
  const colors = flags.colors === undefined ? undefined : colorsOf(flags.colors);
  const options = { ...analyzeOptions(flags), ...(await prepareOptions(flags)) };
  const expanded = await expandFolders(paths);
  const writer = flags.json && flags.out === undefined ? null : loadWriter();
  const bar = progressBar();
  const analysis = await runTask(analyzeFiles(openEach(expanded), options), { onProgress: bar.show });
  bar.clear();
  for (const entry of analysis.entries)
    if ("error" in entry) process.stderr.write(`${plain(withOption(entry.error))}\n`);
  if (flags.json) printJson(analysis.entries);
  if (writer && analysis.files.length > 0) {
    const folder = flags.out ?? defaultFolder(analysis.files[0]?.entry.file ?? "", analysis.files.length);
    await writeResults(folder, analysis, commandOf(paths, flags), writer, colors === undefined ? {} : { colors });
    if (!flags.json) {
      process.stdout.write(analyzeText(analysis));
      process.stdout.write(`\nReport: ${resolve(folder, "report.html")}\n`);
    }
  }
  return statusOf(analysis.entries);
}

function analyzeOptions(flags: AnalyzeFlags): AnalyzeOptions {
  return {
    cell: cellOf(flags),
    circuit: flags.circuit ?? "auto",
    lambda: lambdaOf(flags.lambda),
    relaxationTimes: relaxationOptions(flags),
    fit: constraintsOf(flags),
    ...(flags.drift === undefined ? {} : { drift: flags.drift }),
    includePrivate: flags.private === true,
  };
}

/** Beside the caller, named after the file; several files share one folder. */
function defaultFolder(file: string, count: number): string {
  const stem = file.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}._+-]/gu, "_");
  return count === 1 ? `${stem}-liquidus` : "liquidus-report";
}

/** The command line without folders, for the report. */
function commandOf(paths: readonly string[], flags: AnalyzeFlags): string {
  const given = (["area", "thickness", "working", "counter", "reference"] as const).flatMap((name) =>
    flags[name] === undefined ? [] : [`--${name}`, quoted(flags[name])],
  );
  const changed = (["circuit", "method", "lambda", "sign", "part", "basis", "colors"] as const).flatMap((name) =>
    flags[name] === undefined || flags[name] === "auto" ? [] : [`--${name}`, quoted(flags[name])],
  );
  const constraints = (["fix", "start", "bounds", "tie"] as const).flatMap((name) =>
    (flags[name] ?? []).flatMap((one) => [`--${name}`, quoted(one)]),
  );
  const switches = [
    ...(flags.inductance === false ? ["--no-inductance"] : []),
    ...(flags.drift === undefined ? [] : [flags.drift ? "--drift" : "--no-drift"]),
  ];
  return ["liquidus", "analyze", ...quotedNames(paths), ...given, ...changed, ...constraints, ...switches].join(" ");
}
