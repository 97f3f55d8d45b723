export { type BinaryDiagramOptions, binaryDiagram, binaryDiagramTask } from "./binary-diagram.ts";
export type { Accuracy } from "./map-slices.ts";
export type {
  BinaryDiagram,
  CriticalPoint,
  Invariant,
  InvariantKind,
  PhaseComposition,
  TieLine,
  TransitionPoint,
  TwoPhaseRegion,
} from "./result.ts";
export { boundariesAt, type TieLineOptions, tieLineAt } from "./tie-lines.ts";
