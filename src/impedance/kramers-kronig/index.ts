export { kramersKronig } from "./kramers-kronig.ts";
export type { KramersKronigOptions, KramersKronigSettings } from "./options.ts";
export { describeKramersKronig } from "./options.ts";
export type { Fault, FaultKind, FrequencyRange, KramersKronigResult } from "./result.ts";
export { POINT_FAULTS } from "./result.ts";
export type { ZHit, ZHitOptions } from "./z-hit.ts";
export { zHit } from "./z-hit.ts";
