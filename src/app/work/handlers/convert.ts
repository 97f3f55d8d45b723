import { convertFiles } from "../../../study/convert.ts";
import type { Handler } from "../handler.ts";
import { sourceFile } from "../source-file.ts";

export const convert: Handler<"convert"> = async ({ file, to, workingElectrode }) => {
  const options = { to, ...(workingElectrode === null ? {} : { workingElectrode }) };
  for await (const { entry, files } of convertFiles([await sourceFile(file)], options)) {
    if ("error" in entry) throw Object.assign(new Error(entry.error.message), { name: entry.error.kind });
    return { files, warnings: entry.warnings };
  }
  return { files: [], warnings: [] };
};
