export * from "./cell-impedance.ts";
export * from "./frequencies.ts";
export * from "./impedance-of.ts";
export * from "./instrument.ts";
export * from "./instrument-spectrum.ts";
export type { LowFrequencyLimit } from "./limits.ts";
export * from "./linearisation.ts";
export * from "./measure-impedance.ts";
export * from "./spectrum-at.ts";
