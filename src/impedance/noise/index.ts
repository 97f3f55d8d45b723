export type { DisturbedPoint, NoiseEstimate, RangeSwitch } from "./noise.ts";
export { estimateNoise } from "./noise.ts";
