export { evenCurrentConstriction, lumpedSpotImpedance, type SpotClosure, spotClosures } from "./lumped-spot.ts";
export * from "./relaxations.ts";
export { type FaceRings, faceRings } from "./ring-resistances.ts";
export { type FaceImpedance, type SpotAndGap, spotAndGapImpedance } from "./spot-and-gap.ts";
