import type { ChangesOverShipped } from "../../study/studies/changes-over-shipped.ts";
import { type CommandLine, commandLine, quoted } from "../shell/command-line.ts";
import type { ProjectStudy } from "../state/project.ts";

/** Name of the file that holds a study of the project: the one that was dropped, else the one that "Save study as YAML" writes. */
export function studyFile({ file, name }: Pick<ProjectStudy, "file" | "name">, document: string | null): string {
  return file ?? `${document ?? name}.yaml`;
}

/**
 * The command line that runs a study of the project, or one case of it: a shipped study with what was changed over it, where options tell
 * that; else its file.
 *
 * @param over null also where the user dropped a document of his own, whatever it is equal to
 * @param file that holds it
 */
export function simulateCommand(
  over: ChangesOverShipped | null,
  file: string,
  only: string | null = null,
): CommandLine {
  const words: string[] = [];
  if (only !== null) words.push("--case", quoted(only));
  for (const [parameter, value] of Object.entries(over?.set ?? {}))
    words.push("--set", quoted(`${parameter}=${value}`));
  if (over !== null && over.temperature !== null) words.push("--temperature", quoted(over.temperature));
  const write = (study: string): string => ["liquidus simulate", study, ...words].join(" ");
  return over === null ? commandLine(write, { name: file }) : commandLine(() => write(quoted(over.study)));
}
