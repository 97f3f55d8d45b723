import { dirname } from "node:path";
import { runTask } from "../base/task.ts";
import { planStudy } from "../study/studies/plan-study.ts";
import type { StudySource } from "../study/studies/read-study.ts";
import { studyResult } from "../study/studies/result.ts";
import { type StudyRun, studyTask } from "../study/studies/run-study.ts";
import { studyResultSchema } from "../study/studies/study.ts";
import { measuredFiles } from "../study/studies/study-cases.ts";
import { oneDocument } from "./alloy-flags.ts";
import { loadPlotting, writeOutput, writesFiles, writtenText } from "./alloy-write.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { wordOf } from "./flags.ts";
import { onInterrupt } from "./interrupt.ts";
import { progressBar } from "./progress-bar.ts";
import { readMeasuredFiles } from "./read-files.ts";
import type { SimulateFlags } from "./simulate.ts";
import { parameterFlags, toleranceOf } from "./simulate-flags.ts";
import { studyText } from "./study-text.ts";
import { plain } from "./terminal.ts";

/** Flags of a simulation that a study says itself. */
const OWN = [
  "protocol",
  "saveCell",
  "area",
  "capacity",
  "temperature",
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
    const source = await read();
    const script = writesFiles(flags) ? loadPlotting() : null;
    const planned = await planStudy(withSettings(source, flags), {
      files: await readMeasuredFiles(
        path === null ? "." : dirname(path),
        measuredFiles(source.study).map(({ file }) => file),
      ),
      set: parameterFlags(flags.set ?? []),
      ...(flags.case === undefined ? {} : { only: flags.case }),
    });
    const bar = progressBar();
    const began = performance.now();
    let stopped = false;
    onInterrupt(() => {
      stopped = true;
    });
    const run = await runTask(studyTask(planned, { isStopped: () => stopped }), {
      onProgress: (progress) => bar.show({ ...progress, unit: "detail" }),
    }).finally(() => {
      bar.clear();
      onInterrupt(null);
    });
    const seconds = (performance.now() - began) / 1000;
    const result = studyResult(run);
    const written = script === null ? { page: null, folder: null } : await writeStudy(run, flags, script);
    if (flags.json) printJson(result);
    else process.stdout.write(studyText(result, seconds) + writtenText(written));
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

async function writeStudy(
  run: StudyRun,
  flags: SimulateFlags,
  script: ReturnType<typeof loadPlotting>,
): ReturnType<typeof writeOutput> {
  const { studyFiles, studyHtml, studyStem } = await import("../study/studies/study-files.ts");
  return writeOutput(
    studyStem(run),
    { page: (options) => studyHtml(run, options), files: (options) => studyFiles(run, options) },
    flags,
    script,
  );
}
