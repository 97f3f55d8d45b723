import type { RefusedEntry } from "../../../study/document.ts";
import { type InspectEntry, inspectFiles } from "../../../study/inspect.ts";
import type { Handler } from "../handler.ts";
import { sourceFile } from "../source-file.ts";

export const inspect: Handler<"inspect"> = async ({ file }) => {
  const [entry] = await inspectFiles([await sourceFile(file)]);
  return entry as InspectEntry | RefusedEntry;
};
