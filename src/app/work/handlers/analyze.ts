import { runTask } from "../../../base/task.ts";
import { analyzeFiles, type FileAnalysis } from "../../../study/analyze.ts";
import type { RefusedEntry } from "../../../study/document.ts";
import { reportDrift } from "../../../study/report-drift.ts";
import { fileFindings } from "../../../study/report-input.ts";
import type { Handler } from "../handler.ts";
import type { AnalyzedFile } from "../jobs.ts";
import { sourceFile } from "../source-file.ts";

function drawn(analysis: FileAnalysis): AnalyzedFile {
  const { entry, series, timeSeries } = analysis;
  return {
    entry,
    series,
    timeSeries,
    findings: fileFindings(analysis),
    drift: series?.drift ? reportDrift(series) : null,
  };
}

export const analyze: Handler<"analyze"> = async ({ file, options }, surroundings) => {
  const task = analyzeFiles([await sourceFile(file)], options, (soFar) => surroundings.emit(drawn(soFar)));
  const analysis = await runTask(task, surroundings);
  const [found] = analysis.files;
  return found === undefined ? { refused: analysis.entries[0] as RefusedEntry } : drawn(found);
};
