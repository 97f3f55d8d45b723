import { fileWord, quoted } from "../shell/command-line.ts";
import type { ProjectStudy } from "../state/project.ts";
import { isShipped } from "./job-study.ts";

/** The command line that runs a study of the project, or one case of it. @param name as its document has it */
export function simulateCommand(study: ProjectStudy, name: string, only: string | null = null): string {
  const file = isShipped(study) ? quoted(study.shipped ?? "") : fileWord(`${name}.yaml`);
  return `liquidus simulate ${file}${only === null ? "" : ` --case ${quoted(only)}`}`;
}
