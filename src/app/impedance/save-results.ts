import { fileStem } from "../../study/file-names.ts";
import { plainNumbers } from "../../study/plain-numbers.ts";
import { saveFile } from "../export/save-file.ts";
import { useKeys } from "../shell/keys.ts";
import type { FileState } from "./analyses.ts";

/** The command that saves the results of a file as JSON: to the byte what `liquidus analyze --json` prints. */
export function useSaveResults(name: string | undefined, state: FileState | undefined): void {
  const result = state?.result;
  useKeys([
    {
      does: "Save the results as JSON",
      when: () => result !== undefined && result !== null && !state?.busy && !state?.partial,
      run: () => {
        if (!result || name === undefined) return;
        saveFile(`${fileStem(name)}_results.json`, `${JSON.stringify([result.entry], plainNumbers)}\n`);
      },
    },
  ]);
}
