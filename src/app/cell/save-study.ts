import { saveText } from "../phases/save-text.ts";
import type { ShownStudy } from "./shown-study.ts";

/** Gives the study document to the user as a file. */
export function saveStudy({ study, outline }: ShownStudy): void {
  saveText(`${outline?.name ?? study.name}.yaml`, study.yaml);
}
