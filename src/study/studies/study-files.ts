import type { PageOptions } from "../alloy-pages.ts";
import type { OutputFile } from "../convert.ts";
import { safeName } from "../file-names.ts";
import { plainNumbers } from "../plain-numbers.ts";
import { studyResult } from "./result.ts";
import type { StudyRun } from "./run-study.ts";

/** Of the names of all files of a study: pulses-nak50-study. */
export function studyStem({ planned }: StudyRun): string {
  return `${safeName(planned.study.name) || "study"}-study`;
}

export function studyHtml(run: StudyRun, options: PageOptions): string {
  return `${run.program.version}${options.commandLine}`;
}

export function* studyFiles(run: StudyRun, options: PageOptions): Generator<OutputFile> {
  const stem = studyStem(run);
  yield { name: `${stem}.json`, content: `${JSON.stringify(studyResult(run), plainNumbers, 1)}\n` };
  yield { name: `${stem}.html`, content: studyHtml(run, options) };
}
