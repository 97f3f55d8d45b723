export type { BandOptions } from "./bands.ts";
export { relaxationTimesBands } from "./bands.ts";
export type { Interval } from "./quantiles.ts";
export type { BandedPeak, RelaxationTimesBands } from "./result.ts";
export type { Widening } from "./widening.ts";
export { NO_WIDENING, WIDENING } from "./widening.ts";
