import { runTask } from "../../../base/task.ts";
import type { TimeSeries } from "../../../files/time-series.ts";
import { type AnalysisStage, analyzeFiles, type FileAnalysis } from "../../../study/analyze.ts";
import type { RefusedEntry } from "../../../study/document.ts";
import { reportDrift } from "../../../study/report-drift.ts";
import { fileFindings } from "../../../study/report-input.ts";
import { copyToHandOver } from "../handed-over.ts";
import type { Handler } from "../handler.ts";
import type { AnalyzedFile } from "../jobs.ts";
import { sourceFile } from "../source-file.ts";

function drawn(analysis: FileAnalysis, stage: AnalysisStage): AnalyzedFile {
  const { entry, series, timeSeries } = analysis;
  const result = {
    stage,
    entry,
    series,
    timeSeries,
    findings: stage === "preview" ? [] : fileFindings(analysis),
    drift: series?.drift ? reportDrift(series) : null,
  };
  // A long course has as many numbers as all else together, a thousand times over.
  if (timeSeries !== null) result.timeSeries = handOverCourse(timeSeries, result);
  return result;
}

function handOverCourse({ time, voltage, current }: TimeSeries, result: object): TimeSeries {
  return {
    time: copyToHandOver(time, result),
    voltage: voltage && copyToHandOver(voltage, result),
    current: current && copyToHandOver(current, result),
  };
}

export const analyze: Handler<"analyze"> = async ({ file, options }, surroundings) => {
  const task = analyzeFiles([await sourceFile(file)], options, (soFar, stage) =>
    surroundings.emit(drawn(soFar, stage)),
  );
  const analysis = await runTask(task, surroundings);
  const [found] = analysis.files;
  return found === undefined ? { refused: analysis.entries[0] as RefusedEntry } : drawn(found, "series");
};
