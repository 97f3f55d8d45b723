import { ConvergenceError } from "../../../base/errors.ts";
import { log } from "../../../numerics/elementary/index.ts";
import { type PatchLaw, rateExponential, rateExponentialSlope } from "./patched-interface-rate.ts";

/** A kind of patches at one moment, per area of the patch. */
export interface RestingPatch {
  readonly fraction: number;
  /** > 0 */
  readonly activity: number;
  /** k in A/m² */
  readonly rate: number;
  /** Ω·m² of the patch; 0 where there is no constriction */
  readonly resistance: number;
}

const ITERATIONS = 200;

/**
 * The steady state without current of patches in parallel: the voltage v at which Σ φ_j (v − E_j)/r_j = 0, with
 * (v − E_j)/r_j = i_F,j(E_j). Patches of different activity exchange metal there; of one activity, all stand at their equilibrium.
 *
 * @param out E_j in V of each patch, against the pure metal
 * @returns v in V
 * @throws ConvergenceError where the search does not end (numbers that are not finite)
 */
export function restingVoltage(patches: readonly RestingPatch[], law: PatchLaw, out: Float64Array): number {
  let lower = Number.POSITIVE_INFINITY;
  let upper = Number.NEGATIVE_INFINITY;
  for (const { rate, activity } of patches) {
    if (rate === 0) continue;
    const equilibrium = -log(activity) / law.perVolt;
    lower = Math.min(lower, equilibrium);
    upper = Math.max(upper, equilibrium);
  }
  const current = (voltage: number): readonly [number, number] => {
    let sum = 0;
    let slope = 0;
    patches.forEach((patch, k) => {
      const potential = potentialUnder(patch, law, voltage);
      const [i, byPotential] = faradaic(patch, law, potential);
      out[k] = potential;
      sum += patch.fraction * i;
      slope += (patch.fraction * byPotential) / (1 + patch.resistance * byPotential);
    });
    return [sum, slope];
  };
  const voltage = increasingRoot(current, lower, upper);
  current(voltage);
  return voltage;
}

/** i_F in A/m² of the patch and its slope by the potential. */
export function faradaic(
  { rate, activity }: Pick<RestingPatch, "rate" | "activity">,
  { perVolt, transferCoefficient }: PatchLaw,
  potential: number,
): readonly [number, number] {
  const anodic = (1 - transferCoefficient) * perVolt;
  const cathodic = transferCoefficient * perVolt;
  const [up, down] = [anodic * potential, -cathodic * potential];
  return [
    rate * (activity * rateExponential(up) - rateExponential(down)),
    rate * (activity * anodic * rateExponentialSlope(up) + cathodic * rateExponentialSlope(down)),
  ];
}

/** E with (v − E)/r = i_F(E). */
function potentialUnder(patch: RestingPatch, law: PatchLaw, voltage: number): number {
  if (patch.resistance === 0 || patch.rate === 0) return voltage;
  const equilibrium = -log(patch.activity) / law.perVolt;
  const excess = (potential: number): readonly [number, number] => {
    const [i, slope] = faradaic(patch, law, potential);
    return [patch.resistance * i + potential - voltage, patch.resistance * slope + 1];
  };
  return increasingRoot(excess, Math.min(voltage, equilibrium), Math.max(voltage, equilibrium));
}

/** The root of an increasing function between two bounds: Newton's steps, bisection where they leave the bracket. */
function increasingRoot(f: (x: number) => readonly [number, number], from: number, to: number): number {
  let lower = from;
  let upper = to;
  let x = 0.5 * (from + to);
  for (let k = 0; k < ITERATIONS; k++) {
    const [value, slope] = f(x);
    if (value === 0 || lower === upper) return x;
    if (value > 0) upper = x;
    else lower = x;
    const newton = x - value / slope;
    const next = newton > lower && newton < upper ? newton : 0.5 * (lower + upper);
    if (Math.abs(next - x) <= 2e-16 * Math.max(1, Math.abs(x)) || next === x) return next;
    x = next;
  }
  throw new ConvergenceError(`restingVoltage: no root between ${from} and ${to} V after ${ITERATIONS} iterations`);
}
