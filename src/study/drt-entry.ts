import type {
  Bounds,
  DistributionOfRelaxationTimes,
  DistributionPeak,
  DistributionProcess,
  WeighedModel,
} from "../impedance/distribution/result.ts";
import type { HintGeometry } from "../impedance/interpretation/capacitance-hints.ts";
import { distributionDoubt } from "../impedance/interpretation/distribution-doubt.ts";
import { type EffectiveCapacitance, effectiveCapacitance, interpretPeak } from "../impedance/series/interpret-peak.ts";

/** A peak as it is printed: bounds of 95 % where they are known, else null. */
export interface DrtPeakEntry extends Omit<DistributionPeak, "capacitance"> {
  /** τ/R in F; null of an inductive loop, which has none. */
  readonly capacitance: number | null;
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
  /** Why it is not to be read, in a sentence; null: nothing speaks against it. */
  readonly doubt: string | null;
  readonly lambda: number;
  readonly lambdaFrom: string;
  readonly ohmicResistance: number;
  readonly inductance: number;
  /** F, of a blocking electrode in series; null: none. */
  readonly blockingCapacitance: number | null;
  readonly polarizationResistance: number;
  readonly ohmicResistanceBounds: Bounds | null;
  readonly inductanceBounds: Bounds | null;
  readonly polarizationResistanceBounds: Bounds | null;
  readonly rmsResidual: number;
  readonly peaks: readonly DrtPeakEntry[];
  readonly processes: readonly DrtProcessEntry[];
  readonly models: readonly WeighedModel[];
}

/** The printed form of a distribution. @param noise of one part of Z relative to |Z|; null: not known */
export function drtNumbers(drt: DistributionOfRelaxationTimes, cell: HintGeometry, noise: number | null): DrtNumbers {
  const { method, words, lambda, lambdaFrom, ohmicResistance, inductance, polarizationResistance, rmsResidual } = drt;
  return {
    method,
    words,
    doubt: distributionDoubt(drt, noise),
    lambda,
    lambdaFrom,
    ohmicResistance,
    inductance,
    blockingCapacitance: drt.capacitance ?? null,
    polarizationResistance,
    ohmicResistanceBounds: drt.ohmicResistanceBounds ?? null,
    inductanceBounds: drt.inductanceBounds ?? null,
    polarizationResistanceBounds: drt.polarizationResistanceBounds ?? null,
    rmsResidual,
    peaks: drt.peaks.map((peak) => {
      const { candidates, ...told } = interpretPeak(peak, drt, cell);
      const { capacitance } = peak;
      return {
        ...peak,
        capacitance: capacitance > 0 && Number.isFinite(capacitance) ? capacitance : null,
        ...told,
        candidates: candidates.map(({ name }) => name),
      };
    }),
    processes: drt.processes.map((process) => ({
      ...process,
      effectiveCapacitance: effectiveCapacitance(process, ohmicResistance),
    })),
    models: drt.models,
  };
}
