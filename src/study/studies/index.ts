export * from "./case-cell.ts";
export type * from "./cell-sets.ts";
export * from "./fill-protocol.ts";
export * from "./read-study.ts";
export * from "./study.ts";
export * from "./study-cases.ts";
export { studyObject } from "./study-schema.ts";
export * from "./yaml-text.ts";
