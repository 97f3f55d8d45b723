export * from "./analyze.ts";
export * from "./cell.ts";
export * from "./convert.ts";
export * from "./document.ts";
export * from "./inspect.ts";
export * from "./output-files.ts";
export * from "./result-tables.ts";
export * from "./sweep-entry.ts";
