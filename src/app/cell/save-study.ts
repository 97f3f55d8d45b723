import { saveText } from "../phases/save-text.ts";
import { studyFile } from "./command.ts";
import type { ShownStudy } from "./shown-study.ts";

/** Gives the study document to the user as a file. */
export function saveStudy({ study, outline }: ShownStudy): void {
  saveText(studyFile(study, outline?.name ?? null), study.yaml);
}
