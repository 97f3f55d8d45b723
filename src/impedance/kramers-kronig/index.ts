export { kramersKronig } from "./kramers-kronig.ts";
export type { KramersKronigOptions, KramersKronigSettings } from "./options.ts";
export { describeKramersKronig } from "./options.ts";
export type { FrequencyRange, KramersKronigResult } from "./result.ts";
