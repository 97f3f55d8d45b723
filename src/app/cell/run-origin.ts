import type { CommandLine } from "../shell/command-line.ts";
import { simulateCommand, studyFile } from "./command.ts";
import type { ShownStudy } from "./shown-study.ts";
import { isStale } from "./stale.ts";

/** What a run was made from, and what makes it again. */
export interface RunOrigin {
  /** Name of the study, as its document has it. */
  readonly name: string;
  readonly yaml: string;
  readonly command: CommandLine;
}

/**
 * Where the results of the run come from, whatever stands in the fields by now. Where the outline is of another document than the one that
 * was run, what was changed over a shipped study is not known of the run: the command then names the document that goes with it.
 *
 * @returns null where nothing was run
 */
export function runOrigin({
  study,
  outline,
  outlined,
  run,
  case: only,
}: Pick<ShownStudy, "study" | "outline" | "outlined" | "run" | "case">): RunOrigin | null {
  if (run === null) return null;
  const name = outline?.name ?? study.name;
  const several = (outline?.cases.length ?? 0) > 1;
  const isOf = outlined !== null && !isStale(run, { yaml: outlined }, only);
  const over = isOf && study.file === undefined ? (outline?.overShipped ?? null) : null;
  return { name, yaml: run.yaml, command: simulateCommand(over, studyFile(study, name), several ? only : null) };
}
