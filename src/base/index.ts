export * from "./errors.ts";
export * from "./summary.ts";
export * from "./table.ts";
export * from "./task.ts";
export * from "./version.ts";
export * from "./warnings.ts";
