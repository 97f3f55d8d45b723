import type { ImpedanceSpectrum } from "../spectrum.ts";
import { describeRelaxationTimes, type RelaxationTimesOptions } from "./options.ts";
import { type RelaxationPlan, relaxationPlan, servesFrequencies } from "./plan.ts";
import type { StartSet } from "./regularize.ts";
import { distributionOf, solveSpectrum } from "./relaxation-times.ts";
import type { RelaxationTimes } from "./result.ts";

/** Computes distributions one by one with the same options. */
export type RelaxationTimesSession = (spectrum: ImpedanceSpectrum) => RelaxationTimes;

/** Frequency grids remembered: sweeps alternate between a few at most, and each costs about half a megabyte. */
const PLANS = 4;

/**
 * `relaxationTimes` with fixed options that remembers, from call to call, what depends on the frequencies only, for the
 * four grids used last, and which functions were in use: the search for those of the next spectrum begins with them. Its result
 * does not depend on where the search begins.
 */
export function relaxationTimesSession(options: RelaxationTimesOptions = {}): RelaxationTimesSession {
  const settings = describeRelaxationTimes(options);
  let plans: readonly RelaxationPlan[] = [];
  const last = new WeakMap<RelaxationPlan, StartSet>();
  return (spectrum) => {
    const plan =
      plans.find((one) => servesFrequencies(one, spectrum.frequency)) ?? relaxationPlan(spectrum.frequency, settings);
    plans = [plan, ...plans.filter((one) => one !== plan)].slice(0, PLANS);
    const found = solveSpectrum(plan, spectrum, last.get(plan));
    last.set(plan, found.solution);
    return distributionOf(plan, spectrum, found);
  };
}

/** `relaxationTimes` of each spectrum, in one session. */
export function relaxationTimesSeries(
  spectra: readonly ImpedanceSpectrum[],
  options: RelaxationTimesOptions = {},
): readonly RelaxationTimes[] {
  return spectra.map(relaxationTimesSession(options));
}
