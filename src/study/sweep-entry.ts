import type { HintGeometry } from "../impedance/interpretation/capacitance-hints.ts";
import type { CircuitDoubt } from "../impedance/interpretation/circuit-doubt.ts";
import type { Fault, FrequencyRange, KramersKronigResult } from "../impedance/kramers-kronig/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import type { ImpedanceSweep } from "../impedance/series/sweep.ts";
import { type ArcEntry, arcEntry, type FitParameterEntry, withInterval } from "./arc-entry.ts";
import { type DrtNumbers, drtNumbers } from "./drt-entry.ts";

/** When and over what frequencies a sweep was measured, and at what current and voltage, in SI. */
export interface SweepFacts {
  readonly index: number;
  /** s since the start of the acquisition. */
  readonly startTime: number | null;
  readonly points: number;
  /** Hz. */
  readonly frequencyMin: number;
  readonly frequencyMax: number;
  /** A, positive oxidises the working electrode. */
  readonly dcCurrent: number | null;
  /** V. */
  readonly dcVoltage: number | null;
}

/** The facts of a sweep. */
export function sweepFacts({ index, startTime, spectrum, dcCurrent, dcVoltage }: ImpedanceSweep): SweepFacts {
  const { frequency } = spectrum;
  const frequencyMin = frequency.reduce((a, b) => Math.min(a, b));
  const frequencyMax = frequency.reduce((a, b) => Math.max(a, b));
  return { index, startTime, points: frequency.length, frequencyMin, frequencyMax, dcCurrent, dcVoltage };
}

/** Results of one sweep in SI, as they are printed. Null: not computed; a warning of the file says why. */
export interface SweepEntry extends SweepFacts {
  /** K, given or as the file has it. */
  temperature: number | null;
  readonly kramersKronig: {
    readonly verdict: KramersKronigResult["verdict"];
    readonly reason: string;
    readonly rmsResidual: number | null;
    readonly rmsReal: number | null;
    readonly rmsImaginary: number | null;
    readonly noise: number | null;
    readonly order: number;
    readonly mu: number | null;
    readonly failing: readonly FrequencyRange[];
    /** What is at fault. */
    readonly faults: readonly Fault[];
  } | null;
  readonly drt:
    | (DrtNumbers & {
        /** Points above this frequency in Hz were left out of relaxation times and circuit of this sweep alone; null: none. */
        readonly highestFrequency: number | null;
      })
    | null;
  readonly circuit: {
    readonly circuit: string;
    readonly parameters: readonly FitParameterEntry[];
    readonly arcs: readonly ArcEntry[];
    readonly weighting: string;
    readonly chiSquared: number;
    readonly rmsResidual: number;
    readonly converged: boolean;
    readonly iterations: number;
    /** That it misses data which the relaxation times describe; null: nothing says so. */
    readonly doubt: CircuitDoubt | null;
  } | null;
}

/** The printed form of a sweep's analysis: numbers and words, without the arrays that the tables hold. */
export function sweepEntry(
  { sweep, kramersKronig, drt, circuit, circuitDoubt, highestFrequency }: SweepAnalysis,
  cell: HintGeometry,
): SweepEntry {
  return {
    ...sweepFacts(sweep),
    temperature: null,
    kramersKronig: kramersKronig && {
      verdict: kramersKronig.verdict,
      reason: kramersKronig.reason,
      rmsResidual: kramersKronig.rmsResidual,
      rmsReal: kramersKronig.rmsReal,
      rmsImaginary: kramersKronig.rmsImaginary,
      noise: kramersKronig.noise,
      order: kramersKronig.order,
      mu: kramersKronig.mu,
      failing: kramersKronig.failing,
      faults: kramersKronig.faults ?? [],
    },
    drt: drt && { ...drtNumbers(drt, cell, kramersKronig?.noise ?? null), highestFrequency: highestFrequency ?? null },
    circuit: circuit && {
      circuit: circuit.circuit,
      parameters: circuit.parameters.map(withInterval),
      arcs: circuit.arcs.map((arc) => arcEntry(arc, circuit)),
      weighting: circuit.weighting,
      chiSquared: circuit.chiSquared,
      rmsResidual: circuit.rmsResidual,
      converged: circuit.converged,
      iterations: circuit.iterations,
      doubt: circuitDoubt ?? null,
    },
  };
}
