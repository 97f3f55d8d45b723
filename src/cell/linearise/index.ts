export * from "./cell-impedance.ts";
export * from "./frequencies.ts";
export * from "./impedance-of.ts";
export type { LowFrequencyLimit } from "./limits.ts";
export * from "./linearisation.ts";
export * from "./spectrum-at.ts";
