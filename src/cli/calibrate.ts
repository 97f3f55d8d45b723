import { dirname, extname, join } from "node:path";
import { CancelledError, DomainError } from "../base/errors.ts";
import type { Task } from "../base/task.ts";
import { calibration } from "../study/calibrate/calibration.ts";
import { type CalibrationDocument, calibrationSchema } from "../study/calibrate/document.ts";
import {
  CalibrationStopped,
  type StoppedDocument,
  stoppable,
  stoppedDocument,
} from "../study/calibrate/interrupted.ts";
import { planCalibration } from "../study/calibrate/plan-calibration.ts";
import { savedParameters } from "../study/calibrate/saved-parameters.ts";
import type { CalibrationSource } from "../study/calibrate/study-forward.ts";
import { studyFromFile } from "../study/studies/read-study.ts";
import { shippedStudy, shippedStudyNames } from "../study/studies/shipped-studies.ts";
import { oneDocument } from "./alloy-flags.ts";
import {
  loadPlotting,
  type OutFlags,
  refuseOutput,
  type Written,
  writeOutput,
  writesFiles,
  writtenText,
} from "./alloy-write.ts";
import { calibrateText, stoppedText } from "./calibrate-text.ts";
import { exit, printJson, UsageError } from "./exit.ts";
import { numberOf } from "./flags.ts";
import { refuseSaving, saveText } from "./protocol-save.ts";
import { isBelow, readInput } from "./read-files.ts";
import { filesOfStudy } from "./study-input.ts";
import { watched } from "./watched.ts";

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
    const output = writesFiles(flags)
      ? { script: loadPlotting(), files: await import("../study/calibrate/files.ts") }
      : null;
    const options = optionsOf(flags);
    const sources = await sourcesOf(study, flags.with ?? []);
    const [first] = sources;
    if (output !== null && first !== undefined) {
      await refuseOutput(output.files.calibrationStem({ studies: [first.source.study] }), flags);
    }
    if (flags.saveParameters !== undefined) await refuseSaving(flags.saveParameters, "--save-parameters");
    const { result, seconds, stopped } = await watched((isStopped) =>
      calibrationTask(sources, flags, options, isStopped),
    );
    if ("error" in result) {
      if (flags.json) printJson(result);
      else process.stdout.write(stoppedText(result));
      process.stderr.write("Stopped; nothing was written.\n");
      return exit.interrupted;
    }
    if (flags.saveParameters !== undefined) {
      await saveText(flags.saveParameters, savedParameters(result), "--save-parameters");
    }
    const written = output === null ? { page: null, folder: null } : await write(result, flags, output);
    if (flags.json) printJson(result);
    else process.stdout.write(calibrateText(result, seconds) + savedLine(flags) + writtenText(written));
    if (stopped) {
      process.stderr.write("Stopped: what was reached is printed and written.\n");
      return exit.interrupted;
    }
    return result.converged ? exit.done : exit.notConverged;
  });
}

/** Plans and calibrates; stopped before there is a fit, it gives what was reached. */
function calibrationTask(
  sources: readonly CalibrationSource[],
  { finalSettings = false, compare = true }: CalibrateFlags,
  options: ReturnType<typeof optionsOf>,
  isStopped: () => boolean,
): Task<CalibrationDocument | StoppedDocument> {
  return {
    name: "calibrate",
    async run(control) {
      try {
        const { rivals, ...rest } = await planCalibration(sources, stoppable(control, isStopped), { finalSettings });
        return await calibration({ ...rest, rivals: compare ? rivals : [], options, isStopped }).run(control);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        return stoppedDocument(error instanceof CalibrationStopped ? error.reached : null);
      }
    },
  };
}

const savedLine = ({ saveParameters }: CalibrateFlags): string =>
  saveParameters === undefined ? "" : `Parameters: ${saveParameters}\n`;

function write(
  document: CalibrationDocument,
  flags: CalibrateFlags,
  { script, files }: { script: ReturnType<typeof loadPlotting>; files: typeof import("../study/calibrate/files.ts") },
): Promise<Written> {
  return writeOutput(
    files.calibrationStem(document),
    {
      page: (options) => files.calibrationHtml(document, options),
      files: (options) => files.calibrationFiles(document, options),
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
  for (const [k, name] of named.entries()) {
    if (isFile(name) && !isBelow(name)) {
      first.source.at(["calibrate", "with", k], () => {
        throw new DomainError(
          `${name} does not lie beside or below the study; a study names no other files. Copy or link it there, or give it with --with.`,
        );
      });
    }
  }
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
  return { source, files: await filesOfStudy(source, path) };
}
