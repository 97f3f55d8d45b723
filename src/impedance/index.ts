export * from "./circuit/index.ts";
export * from "./kramers-kronig/index.ts";
export * from "./relaxation-times/index.ts";
export * from "./series/analysis.ts";
export * from "./series/analyze.ts";
export * from "./series/split.ts";
export * from "./series/sweep.ts";
export * from "./spectrum.ts";
