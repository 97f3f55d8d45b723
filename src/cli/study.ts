import { planStudy } from "../study/studies/plan-study.ts";
import type { StudySource } from "../study/studies/read-study.ts";
import { studyResult } from "../study/studies/result.ts";
import { type StudyRun, studyTask } from "../study/studies/run-study.ts";
import { studyResultSchema } from "../study/studies/study.ts";
import { studyBdfWarnings } from "../study/studies/study-bdf.ts";
import { parseTemperature } from "../units/temperature.ts";
import { oneDocument } from "./alloy-flags.ts";
import { loadPlotting, refuseOutput, writeOutput, writesFiles, writtenText } from "./alloy-write.ts";
import { sayBdf } from "./bdf-text.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { electrodeFlag, wordOf } from "./flags.ts";
import type { SimulateFlags } from "./simulate.ts";
import { parameterFlags, toleranceOf } from "./simulate-flags.ts";
import { filesOfStudy } from "./study-input.ts";
import { studyText } from "./study-text.ts";
import { plain } from "./terminal.ts";
import { watched } from "./watched.ts";

/** Flags of a simulation that a study says itself. */
const OWN = [
  "protocol",
  "saveCell",
  "area",
  "capacity",
  "record",
  "unknown",
  "instrument",
  "seed",
  "voltageNoise",
  "currentNoise",
] as const;

/**
 * Runs a study: all its cases, or those named. @param path of its file, beside which measured files lie; null for a shipped one
 */
export function runStudy(read: () => Promise<StudySource>, path: string | null, flags: SimulateFlags): Promise<number> {
  return oneDocument(studyResultSchema, flags, async () => {
    refuseOwn(flags);
    electrodeFlag(flags);
    const source = await read();
    const output = writesFiles(flags)
      ? { script: loadPlotting(), files: await import("../study/studies/study-files.ts") }
      : null;
    if (output !== null) await refuseOutput(output.files.studyStem({ planned: source }), flags);
    const planned = await planStudy(withSettings(source, flags), {
      files: await filesOfStudy(source, path),
      set: parameterFlags(flags.set ?? []),
      ...(flags.temperature === undefined ? {} : { temperature: temperatureText(flags.temperature) }),
      ...(flags.case === undefined ? {} : { only: flags.case }),
    });
    const { result: run, seconds, stopped } = await watched((isStopped) => studyTask(planned, { isStopped }));
    const result = studyResult(run);
    const written = output === null ? { page: null, folder: null } : await writeStudy(run, flags, output);
    if (flags.json) printJson(result);
    else process.stdout.write(studyText(result, seconds) + writtenText(written));
    if (written.folder !== null) sayBdf(studyBdfWarnings(run, electrodeFlag(flags)), flags);
    if (stopped) {
      process.stderr.write("Stopped: what was reached is printed and written.\n");
      return exit.interrupted;
    }
    const failed = result.cases.filter(({ simulation }) => simulation.end.kind === "failed");
    for (const { name, simulation } of failed)
      process.stderr.write(`${plain(`${name}: ${simulation.end.message ?? "The simulation failed."}`)}\n`);
    return failed.length > 0 ? exit.notConverged : exit.done;
  });
}

/** @throws UsageError for what is no temperature */
function temperatureText(text: string): string {
  try {
    parseTemperature(text);
    return text;
  } catch (error) {
    throw new UsageError(`--temperature: ${error instanceof Error ? error.message : text}`);
  }
}

function refuseOwn(flags: SimulateFlags): void {
  const given = OWN.find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  const option = `--${given.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`${option}: a study says this itself; change its file, or a parameter with --set.`);
}

/** Tolerance and method of the command line go over those of the study and of its cases. */
function withSettings(source: StudySource, { tolerance, method }: SimulateFlags): StudySource {
  const over = {
    ...(tolerance === undefined ? {} : { tolerance: toleranceOf(tolerance) }),
    ...(method === undefined ? {} : { method: wordOf("--method", method, ["rosenbrock", "radau"]) }),
  };
  if (Object.keys(over).length === 0) return source;
  return { ...source, cases: source.cases.map((one) => ({ ...one, settings: { ...one.settings, ...over } })) };
}

function writeStudy(
  run: StudyRun,
  flags: SimulateFlags,
  {
    script,
    files,
  }: { script: ReturnType<typeof loadPlotting>; files: typeof import("../study/studies/study-files.ts") },
): ReturnType<typeof writeOutput> {
  return writeOutput(
    files.studyStem(run),
    {
      page: (options) => files.studyHtml(run, options),
      files: (options) => files.studyFiles(run, { ...options, ...electrodeFlag(flags) }),
    },
    flags,
    script,
  );
}
