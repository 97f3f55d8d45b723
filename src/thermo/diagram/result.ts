import type { Warning } from "../../base/warnings.ts";

/** Ends of a tie line, or one side of a three-phase equilibrium. */
export interface PhaseComposition {
  /** Name of the phase in the database. */
  readonly name: string;
  /** Mole fraction of `BinaryDiagram.component`. */
  readonly moleFraction: number;
}

/** Two phases in equilibrium at one temperature, in ascending mole fraction. */
export interface TieLine {
  /** K */
  readonly temperature: number;
  readonly phases: readonly [PhaseComposition, PhaseComposition];
}

/** Three phases in equilibrium at one temperature. */
export interface Invariant {
  /**
   * By what the middle phase does on cooling: `eutectic`, `eutectoid`, `monotectic`, `metatectic` (it decomposes),
   * `peritectic`, `peritectoid`, `syntectic` (it forms).
   */
  readonly kind: InvariantKind;
  /** K */
  readonly temperature: number;
  /** Three, in ascending mole fraction. */
  readonly phases: readonly [PhaseComposition, PhaseComposition, PhaseComposition];
}

export type InvariantKind =
  | "eutectic"
  | "eutectoid"
  | "monotectic"
  | "metatectic"
  | "peritectic"
  | "peritectoid"
  | "syntectic";

/** A point where two phases of one composition coexist: melting, boiling or transformation of a pure component, congruent points. */
export interface TransitionPoint {
  readonly kind: "melting" | "boiling" | "transformation" | "congruent";
  /** K */
  readonly temperature: number;
  readonly moleFraction: number;
  /** Names of the phase stable below and above. */
  readonly below: string;
  readonly above: string;
}

/** The top or bottom of a miscibility gap. */
export interface CriticalPoint {
  readonly name: string;
  /** K */
  readonly temperature: number;
  readonly moleFraction: number;
}

/** All tie lines between two phases from one end to the other, in ascending temperature. */
export interface TwoPhaseRegion {
  /** Phase at the lower and at the higher mole fraction; the same name twice in a miscibility gap. */
  readonly phases: readonly [string, string];
  /** K, strictly ascending. */
  readonly temperature: Float64Array;
  /** Mole fraction of the phase at the lower side, one for each temperature. */
  readonly lower: Float64Array;
  /** Of the phase at the higher side. */
  readonly higher: Float64Array;
}

/** A whole binary phase diagram between two temperatures. */
export interface BinaryDiagram {
  /** Upper-case symbols; `component` is the one whose mole fraction is the axis. */
  readonly components: readonly [string, string];
  readonly component: string;
  /** K */
  readonly temperatureRange: readonly [number, number];
  /** Pa */
  readonly pressure: number;
  /** J/(mol K) it was computed with. */
  readonly gasConstant: number;
  readonly regions: readonly TwoPhaseRegion[];
  /** In ascending temperature, each once. */
  readonly invariants: readonly Invariant[];
  /** Of the pure components, and congruent points; in ascending temperature. */
  readonly transitions: readonly TransitionPoint[];
  readonly criticalPoints: readonly CriticalPoint[];
  /** Temperatures at which the stable state was computed and held against every phase: fully, or between two such on a coarse grid. */
  readonly slices: number;
  readonly warnings: readonly Warning[];
}
