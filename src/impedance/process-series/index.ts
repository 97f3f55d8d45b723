export type { ProcessSeriesOptions } from "./analyze.ts";
export { analyzeProcessSeries } from "./analyze.ts";
export type {
  BandedSeries,
  ProcessOnset,
  ProcessSeries,
  ProcessSeriesMap,
  ProcessTrack,
  SweepRange,
} from "./result.ts";
export type { ProcessSeriesSession, ProcessSeriesUpdate, ProcessSessionOptions } from "./session.ts";
export { processSeriesSession } from "./session.ts";
