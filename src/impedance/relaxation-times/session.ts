import type { ImpedanceSpectrum } from "../spectrum.ts";
import { describeRelaxationTimes, type RelaxationTimesOptions } from "./options.ts";
import { type RelaxationPlan, relaxationPlan, servesFrequencies } from "./plan.ts";
import { distribution } from "./relaxation-times.ts";
import type { RelaxationTimes } from "./result.ts";

/** Computes distributions one by one with the same options. */
export type RelaxationTimesSession = (spectrum: ImpedanceSpectrum) => RelaxationTimes;

/** `relaxationTimes` with fixed options that remembers, from call to call, what depends on the frequencies only. */
export function relaxationTimesSession(options: RelaxationTimesOptions = {}): RelaxationTimesSession {
  const settings = describeRelaxationTimes(options);
  const plans: RelaxationPlan[] = [];
  return (spectrum) => {
    let plan = plans.find((one) => servesFrequencies(one, spectrum.frequency));
    if (!plan) {
      plan = relaxationPlan(spectrum.frequency, settings);
      plans.push(plan);
    }
    return distribution(plan, spectrum);
  };
}
