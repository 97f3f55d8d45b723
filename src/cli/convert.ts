import { basename, join } from "node:path";
import { type ConvertEntry, convertFiles, type TableForm, tableForms } from "../study/convert.ts";
import type { RefusedEntry } from "../study/document.ts";
import { printJson, statusOf, UsageError } from "./exit.ts";
import { electrodeFlag } from "./flags.ts";
import { withOption } from "./option-words.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { plain } from "./terminal.ts";
import { writeWhole } from "./write-files.ts";

export interface ConvertFlags {
  readonly to: string;
  readonly out: string;
  readonly workingIs?: string;
  readonly private?: boolean;
  readonly json?: boolean;
}

/** `liquidus convert FILES --to FORM` */
export async function convert(paths: readonly string[], flags: ConvertFlags): Promise<number> {
  const to = tableForms.find((form) => form === flags.to.toLowerCase());
  if (!to) throw new UsageError(`--to ${flags.to} is not a form of table; give ${tableForms.join(", ")}.`);
  const electrode = electrodeFlag(flags);
  const expanded = await expandFolders(paths);
  const conversions = convertFiles(openEach(expanded), {
    to: to satisfies TableForm,
    includePrivate: flags.private === true,
    reserved: expanded.map((path) => basename(path)),
    ...electrode,
  });
  const entries: (ConvertEntry | RefusedEntry)[] = [];
  for await (const { entry, files } of conversions) {
    for (const file of files) await writeWhole(join(flags.out, file.name), file.content);
    entries.push(entry);
    if ("error" in entry) {
      process.stderr.write(`${plain(withOption(entry.error))}\n`);
    } else if (!flags.json) {
      for (const { file, rows, columns } of entry.written) {
        process.stdout.write(
          `${plain(entry.file)} → ${plain(join(flags.out, file))}: ${rows} rows, ${columns} columns\n`,
        );
      }
      for (const warning of entry.warnings) process.stdout.write(`  ! ${plain(withOption(warning))}\n`);
    }
  }
  if (flags.json) printJson(entries);
  return statusOf(entries);
}
