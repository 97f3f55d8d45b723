import { runTask } from "../../../base/task.ts";
import { analyzeFiles, type FileAnalysis } from "../../../study/analyze.ts";
import type { RefusedEntry } from "../../../study/document.ts";
import type { Handler } from "../handler.ts";
import type { AnalyzedFile } from "../jobs.ts";
import { sourceFile } from "../source-file.ts";

const drawn = ({ entry, series, timeSeries }: FileAnalysis): AnalyzedFile => ({ entry, series, timeSeries });

export const analyze: Handler<"analyze"> = async ({ file, options }, surroundings) => {
  const task = analyzeFiles([await sourceFile(file)], options, (soFar) => surroundings.emit(drawn(soFar)));
  const analysis = await runTask(task, surroundings);
  const [found] = analysis.files;
  return found === undefined ? { refused: analysis.entries[0] as RefusedEntry } : drawn(found);
};
