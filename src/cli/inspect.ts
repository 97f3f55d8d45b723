import { inspectFiles } from "../study/inspect.ts";
import { printJson, statusOf } from "./exit.ts";
import { inspectText } from "./inspect-text.ts";
import { withOption } from "./option-words.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { plain } from "./terminal.ts";

export interface InspectFlags {
  readonly private?: boolean;
  readonly json?: boolean;
}

/** `liquidus inspect FILES` */
export async function inspect(paths: readonly string[], flags: InspectFlags): Promise<number> {
  const entries = await inspectFiles(openEach(await expandFolders(paths)), { includePrivate: flags.private === true });
  if (flags.json) printJson(entries);
  for (const entry of entries) {
    if ("error" in entry) process.stderr.write(`${plain(withOption(entry.error))}\n`);
    else if (!flags.json) process.stdout.write(inspectText(entry));
  }
  return statusOf(entries);
}
