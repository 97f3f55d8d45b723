export * from "./compare.ts";
export * from "./estimate.ts";
export * from "./evidence.ts";
export type * from "./forward.ts";
export * from "./leave-out.ts";
export { identifiabilitySentences } from "./sentences.ts";
