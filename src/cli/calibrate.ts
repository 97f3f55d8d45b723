import { dirname, extname, join } from "node:path";
import { runTask } from "../base/task.ts";
import { calibration } from "../study/calibrate/calibration.ts";
import { type CalibrationDocument, calibrationSchema } from "../study/calibrate/document.ts";
import { savedParameters } from "../study/calibrate/saved-parameters.ts";
import { type CalibrationSource, planCalibration } from "../study/calibrate/study-forward.ts";
import { studyFromFile } from "../study/studies/read-study.ts";
import { shippedStudy, shippedStudyNames } from "../study/studies/shipped-studies.ts";
import { measuredFiles } from "../study/studies/study-cases.ts";
import { oneDocument } from "./alloy-flags.ts";
import { loadPlotting, type OutFlags, type Written, writeOutput, writesFiles, writtenText } from "./alloy-write.ts";
import { calibrateText } from "./calibrate-text.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { numberOf } from "./flags.ts";
import { onInterrupt } from "./interrupt.ts";
import { progressBar } from "./progress-bar.ts";
import { saveText } from "./protocol-save.ts";
import { readInput, readMeasuredFiles } from "./read-files.ts";

export interface CalibrateFlags extends OutFlags {
  readonly with?: readonly string[];
  readonly starts?: string;
  readonly seed?: string;
  readonly fall?: string;
  readonly profiles?: boolean;
  readonly quick?: boolean;
  readonly leaveOut?: boolean;
  readonly compare?: boolean;
  readonly finalSettings?: boolean;
  readonly saveParameters?: string;
}

/** `liquidus calibrate STUDY` */
export function calibrate(study: string, flags: CalibrateFlags): Promise<number> {
  return oneDocument(calibrationSchema, flags, async () => {
    const script = writesFiles(flags) ? loadPlotting() : null;
    const options = optionsOf(flags);
    const sources = await sourcesOf(study, flags.with ?? []);
    const bar = progressBar();
    const began = performance.now();
    let stopped = false;
    onInterrupt(() => {
      stopped = true;
    });
    const watched = {
      onProgress: (progress: Parameters<typeof bar.show>[0]) => bar.show({ ...progress, unit: "detail" }),
      isCancelled: () => stopped,
    } as const;
    const document = await runTask(
      {
        name: "calibrate",
        async run(control) {
          const planned = await planCalibration(sources, control, { finalSettings: flags.finalSettings === true });
          const { rivals, ...rest } = planned;
          return calibration({ ...rest, rivals: flags.compare === false ? [] : rivals, options }).run(control);
        },
      },
      watched,
    )
      .catch((error: Error) => {
        if (error.name === "CancelledError") return null;
        throw error;
      })
      .finally(() => {
        bar.clear();
        onInterrupt(null);
      });
    if (document === null) {
      process.stderr.write("Stopped; nothing was written.\n");
      return exit.interrupted;
    }
    const seconds = (performance.now() - began) / 1000;
    if (flags.saveParameters !== undefined) {
      await saveText(flags.saveParameters, savedParameters(document), "--save-parameters");
    }
    const written = script === null ? { page: null, folder: null } : await write(document, flags, script);
    if (flags.json) printJson(document);
    else process.stdout.write(calibrateText(document, seconds) + savedLine(flags) + writtenText(written));
    return document.converged ? exit.done : exit.notConverged;
  });
}

const savedLine = ({ saveParameters }: CalibrateFlags): string =>
  saveParameters === undefined ? "" : `Parameters: ${saveParameters}\n`;

async function write(
  document: CalibrationDocument,
  flags: CalibrateFlags,
  script: ReturnType<typeof loadPlotting>,
): Promise<Written> {
  const { calibrationFiles, calibrationHtml, calibrationStem } = await import("../study/calibrate/files.ts");
  return writeOutput(
    calibrationStem(document),
    {
      page: (options) => calibrationHtml(document, options),
      files: (options) => calibrationFiles(document, options),
    },
    flags,
    script,
  );
}

function optionsOf({ starts, seed, fall, profiles, leaveOut, quick = false }: CalibrateFlags): {
  readonly starts?: number;
  readonly seed?: number;
  readonly fall?: number;
  readonly profiles: boolean;
  readonly leaveOut: boolean;
  readonly quick: boolean;
} {
  return {
    ...(starts === undefined ? {} : { starts: whole("--starts", starts, 1, 1000) }),
    ...(seed === undefined ? {} : { seed: whole("--seed", seed, 0, 2 ** 32 - 1) }),
    ...(fall === undefined ? {} : { fall: between("--fall", fall, 1e-12, 10) }),
    profiles: profiles !== false && !quick,
    quick,
    leaveOut: leaveOut !== false,
  };
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = numberOf(flag, text, String(least + 2));
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${flag} ${text}: give a whole number from ${least} to ${most}.`);
}

function between(flag: string, text: string, least: number, most: number): number {
  const value = numberOf(flag, text, "1e-3");
  if (value >= least && value <= most) return value;
  throw new UsageError(`${flag} ${text}: give a number from ${least} to ${most}.`);
}

/** The study, and those that are fitted with it: named by itself, or on the command line. */
async function sourcesOf(text: string, others: readonly string[]): Promise<CalibrationSource[]> {
  const first = await sourceOf(text, ".");
  const folder = isFile(text) ? dirname(text) : ".";
  const named = first.source.study.calibrate?.with ?? [];
  return [
    first,
    ...(await Promise.all(named.map((name) => sourceOf(name, folder)))),
    ...(await Promise.all(others.map((name) => sourceOf(name, ".")))),
  ];
}

const isFile = (text: string): boolean => [".yaml", ".yml"].includes(extname(text).toLowerCase());

/** @param folder that the name of a file is relative to */
async function sourceOf(text: string, folder: string): Promise<CalibrationSource> {
  if (!isFile(text)) {
    if (shippedStudyNames.includes(text)) return { source: await shippedStudy(text) };
    throw new UsageError(
      `${text}: give a study, a .yaml file, or the name of one that comes with the program: ${shippedStudyNames.join(", ")}.`,
    );
  }
  const path = folder === "." ? text : join(folder, text);
  const file = await readInput(path);
  if ("error" in file) throw new UsageError(file.error.message);
  const source = await studyFromFile(file);
  const names = measuredFiles(source.study).map(({ file: name }) => name);
  return { source, files: await readMeasuredFiles(dirname(path), names) };
}
