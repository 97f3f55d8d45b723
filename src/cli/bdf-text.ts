import type { Warning } from "../base/warnings.ts";
import { withOption } from "./option-words.ts";
import { plain } from "./terminal.ts";
import { marked } from "./text-table.ts";

/** Says what is to be minded of tables in the Battery Data Format, once they are written. */
export function sayBdf(warnings: readonly Warning[], { json }: { readonly json?: boolean }): void {
  const text = warnings.map((warning) => marked("▲", plain(withOption(warning)))).join("");
  (json ? process.stderr : process.stdout).write(text);
}
