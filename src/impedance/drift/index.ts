export * from "./drift-analysis.ts";
export type { DriftLink } from "./joint-model.ts";
export * from "./result.ts";
export * from "./scan-times.ts";
