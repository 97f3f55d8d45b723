import type {
  Bounds,
  DistributionOfRelaxationTimes,
  DistributionPeak,
  DistributionProcess,
  WeighedModel,
} from "../impedance/distribution/result.ts";
import type { HintGeometry } from "../impedance/interpretation/capacitance-hints.ts";
import { type EffectiveCapacitance, effectiveCapacitance, interpretPeak } from "../impedance/series/interpret-peak.ts";

/** A peak as it is printed: bounds of 95 % where they are known, else null. */
export interface DrtPeakEntry extends DistributionPeak {
  readonly effectiveCapacitance: EffectiveCapacitance;
  /** What it may be by its capacitance, likeliest first, and the same as a sentence: a hint, not a finding. */
  readonly candidates: readonly string[];
  readonly hint: string;
}

/** A process of the most probable model, as it is printed. */
export interface DrtProcessEntry extends DistributionProcess {
  readonly effectiveCapacitance: EffectiveCapacitance;
}

/** The numbers and words of a distribution, without its arrays. */
export interface DrtNumbers {
  readonly method: DistributionOfRelaxationTimes["method"];
  /** What was chosen and why. */
  readonly words: string;
  readonly lambda: number;
  readonly lambdaFrom: string;
  readonly ohmicResistance: number;
  readonly inductance: number;
  readonly polarizationResistance: number;
  readonly ohmicResistanceBounds: Bounds | null;
  readonly inductanceBounds: Bounds | null;
  readonly polarizationResistanceBounds: Bounds | null;
  readonly rmsResidual: number;
  readonly peaks: readonly DrtPeakEntry[];
  readonly processes: readonly DrtProcessEntry[];
  readonly models: readonly WeighedModel[];
}

/** The printed form of a distribution. */
export function drtNumbers(drt: DistributionOfRelaxationTimes, cell: HintGeometry): DrtNumbers {
  const { method, words, lambda, lambdaFrom, ohmicResistance, inductance, polarizationResistance, rmsResidual } = drt;
  return {
    method,
    words,
    lambda,
    lambdaFrom,
    ohmicResistance,
    inductance,
    polarizationResistance,
    ohmicResistanceBounds: drt.ohmicResistanceBounds ?? null,
    inductanceBounds: drt.inductanceBounds ?? null,
    polarizationResistanceBounds: drt.polarizationResistanceBounds ?? null,
    rmsResidual,
    peaks: drt.peaks.map((peak) => {
      const { candidates, ...told } = interpretPeak(peak, drt, cell);
      return { ...peak, ...told, candidates: candidates.map(({ name }) => name) };
    }),
    processes: drt.processes.map((process) => ({
      ...process,
      effectiveCapacitance: effectiveCapacitance(process, ohmicResistance),
    })),
    models: drt.models,
  };
}
