import { resolve } from "node:path";
import { runTask, type Task } from "../base/task.ts";
import type { RefusedEntry } from "../study/document.ts";
import type { Examination } from "../study/spectra.ts";
import { activationText } from "./activation-text.ts";
import type { CellFlags } from "./cell-flags.ts";
import { printJson, statusOf } from "./exit.ts";
import { withOption } from "./option-words.ts";
import type { PrepareFlags } from "./prepare-flags.ts";
import { progressBar } from "./progress-bar.ts";
import { loadWriter, quoted, quotedNames, writeResults } from "./results-folder.ts";
import { plain } from "./terminal.ts";

/** Flags of every command that examines impedance. */
export interface SpectraFlags extends CellFlags, PrepareFlags {
  readonly out?: string;
  readonly private?: boolean;
  readonly json?: boolean;
}

/**
 * Runs a command about impedance: a bar while it lasts, refusals on standard error, then the document or the text, and with
 * `--out` the files.
 */
export async function examine<Entry extends object>(
  task: Task<Examination<Entry>>,
  textOf: (entry: Entry) => string,
  paths: readonly string[],
  flags: SpectraFlags,
): Promise<number> {
  const writer = flags.out === undefined ? null : loadWriter();
  const bar = progressBar();
  const { entries, analysis } = await runTask(task, { onProgress: bar.show });
  bar.clear();
  const isRefused = (entry: Entry | RefusedEntry): entry is RefusedEntry => "error" in entry;
  for (const entry of entries) if (isRefused(entry)) process.stderr.write(`${plain(withOption(entry.error))}\n`);
  if (flags.json) printJson(entries);
  else {
    process.stdout.write(entries.flatMap((entry) => (isRefused(entry) ? [] : [textOf(entry)])).join("\n"));
    process.stdout.write(activationText(analysis.files[0]?.entry.activation));
  }
  if (writer && flags.out !== undefined && analysis.files.length > 0) {
    await writeResults(flags.out, analysis, commandLine(task.name, paths, flags), writer, { document: entries });
    if (!flags.json) process.stdout.write(`\nReport: ${resolve(flags.out, "report.html")}\n`);
  }
  return statusOf(entries);
}

/** Flags that say where results go, not what they are. */
const ABOUT_OUTPUT = new Set(["out", "json", "private"]);

/** The command line without folders, for the report. */
function commandLine(name: string, paths: readonly string[], flags: SpectraFlags): string {
  const given = Object.entries(flags).flatMap(([flag, value]) => {
    const option = flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (ABOUT_OUTPUT.has(flag)) return [];
    if (value === true) return flag === "inductance" ? [] : [`--${option}`];
    if (value === false) return [`--no-${option}`];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((one) => [`--${option}`, quoted(String(one))]);
  });
  return ["liquidus", name, ...quotedNames(paths), ...given].join(" ");
}
