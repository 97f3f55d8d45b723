import type { ChangesOverShipped } from "../../study/studies/changes-over-shipped.ts";
import { fileWord, quoted } from "../shell/command-line.ts";

/**
 * The command line that runs a study of the project, or one case of it: a shipped study with what was changed over it, where options tell
 * that; else the file that "Save study as YAML" writes.
 *
 * @param name as its document has it
 */
export function simulateCommand(over: ChangesOverShipped | null, name: string, only: string | null = null): string {
  const words = [over === null ? fileWord(`${name}.yaml`) : quoted(over.study)];
  if (only !== null) words.push("--case", quoted(only));
  for (const [parameter, value] of Object.entries(over?.set ?? {}))
    words.push("--set", quoted(`${parameter}=${value}`));
  if (over !== null && over.temperature !== null) words.push("--temperature", quoted(over.temperature));
  return `liquidus simulate ${words.join(" ")}`;
}
