import { runTask } from "../../../base/task.ts";
import { analyzeFiles } from "../../../study/analyze.ts";
import type { RefusedEntry } from "../../../study/document.ts";
import type { Handler } from "../handler.ts";
import { sourceFile } from "../source-file.ts";

export const analyze: Handler<"analyze"> = async ({ file, options }, surroundings) => {
  const analysis = await runTask(analyzeFiles([await sourceFile(file)], options), surroundings);
  const [found] = analysis.files;
  if (found === undefined) return { refused: analysis.entries[0] as RefusedEntry };
  const { entry, series, timeSeries } = found;
  return { entry, series, timeSeries };
};
