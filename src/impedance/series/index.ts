export * from "./analysis.ts";
export * from "./analyze.ts";
export * from "./interpret-peak.ts";
export * from "./positions.ts";
export * from "./split.ts";
export * from "./sweep.ts";
