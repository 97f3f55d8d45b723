export { relaxationMap } from "./map.ts";
export type { LambdaCriterion, RelaxationTimesOptions, RelaxationTimesSettings } from "./options.ts";
export { CLASSIC_SETTINGS, DEFAULT_SETTINGS, describeRelaxationTimes, objectiveInWords } from "./options.ts";
export type { PeakRule } from "./peaks.ts";
export { findPeaks, PEAK_RULE } from "./peaks.ts";
export { relaxationTimes } from "./relaxation-times.ts";
export type { RelaxationMap, RelaxationPeak, RelaxationTimes } from "./result.ts";
export type { RelaxationTimesSession } from "./session.ts";
export { relaxationTimesSeries, relaxationTimesSession } from "./session.ts";
