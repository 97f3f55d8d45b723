import { pow } from "../../numerics/elementary/index.ts";
import type { DistributionOfRelaxationTimes, DistributionPeak } from "../distribution/result.ts";
import { type HintGeometry, type ProcessCandidate, processHint } from "../interpretation/capacitance-hints.ts";
import { brugCapacitance } from "../interpretation/effective-capacitance.ts";
import type { Process } from "../processes/process.ts";

/** The capacitance of a process by the two formulas in use; null where they do not apply. */
export interface EffectiveCapacitance {
  /** τ/R in F: time constants spread through a layer, or none at all. */
  readonly layer: number | null;
  /** Brug's, in F: time constants spread along the surface; for processes of Cole-Cole shape, beside an ohmic resistance. */
  readonly brug: number | null;
}

/** What a peak may be: a hint, not a finding. */
export interface PeakInterpretation {
  readonly effectiveCapacitance: EffectiveCapacitance;
  /** Nearest range first; empty for an inductive loop. */
  readonly candidates: readonly ProcessCandidate[];
  /** The hint in a sentence. */
  readonly hint: string;
}

/** C of a process by both formulas; null for an inductive one. @param ohmicResistance in series, in Ω */
export function effectiveCapacitance(
  { shape, resistance, tau, exponents }: Process,
  ohmicResistance: number,
): EffectiveCapacitance {
  if (!(resistance > 0 && tau > 0)) return { layer: null, brug: null };
  const n = shape === "cole-cole" ? exponents[0] : shape === "debye" ? 1 : Number.NaN;
  const brug =
    n > 0 && n <= 1 && ohmicResistance > 0
      ? brugCapacitance({ Q: pow(tau, n) / resistance, n, resistance }, ohmicResistance)
      : null;
  return { layer: tau / resistance, brug };
}

/**
 * What a peak of a distribution may be by its capacitance. Brug's value is given where a single process lies under the peak.
 */
export function interpretPeak(
  peak: DistributionPeak,
  { processes, ohmicResistance }: Pick<DistributionOfRelaxationTimes, "processes" | "ohmicResistance">,
  geometry: HintGeometry = {},
): PeakInterpretation {
  const under = processes.filter(({ tau }) => tau >= peak.tauMin && tau <= peak.tauMax);
  const own: Process =
    under.length === 1 ? under[0] : { shape: "gerischer", resistance: peak.resistance, tau: peak.tau, exponents: [] };
  const { brug } = effectiveCapacitance(own, ohmicResistance);
  const layer = peak.resistance > 0 ? peak.tau / peak.resistance : null;
  return { effectiveCapacitance: { layer, brug }, ...hintOf(layer, geometry) };
}

/** The hint for a capacitance in F; null: of an inductive loop. */
export function hintOf(
  capacitance: number | null,
  geometry: HintGeometry = {},
): { readonly candidates: readonly ProcessCandidate[]; readonly hint: string } {
  if (capacitance === null || !(capacitance > 0 && Number.isFinite(capacitance))) {
    return {
      candidates: [],
      hint: "An inductive loop (R < 0): a relaxation that adsorption, or a change of the cell, leaves.",
    };
  }
  const { candidates, words } = processHint(capacitance, geometry);
  return { candidates, hint: words };
}
