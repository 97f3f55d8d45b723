import { dirname } from "node:path";
import type { StudyOptions } from "../study/studies/plan-study.ts";
import type { StudySource } from "../study/studies/read-study.ts";
import { measuredFiles } from "../study/studies/study-cases.ts";
import { readMeasuredFiles } from "./read-files.ts";

/** The measured files of a study. @param path of its own file, beside which they lie; null for a shipped one */
export function filesOfStudy({ study }: StudySource, path: string | null): Promise<NonNullable<StudyOptions["files"]>> {
  return readMeasuredFiles(
    path === null ? "." : dirname(path),
    measuredFiles(study).map(({ file }) => file),
  );
}
