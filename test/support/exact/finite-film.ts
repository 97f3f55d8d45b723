import { DomainError } from "../../../src/base/errors.ts";
import { FARADAY } from "../../../src/units/constants.ts";

/** A film of thickness L (m) and diffusivity D (m²/s); its far side blocks the species or keeps its concentration. */
export interface Film {
  readonly thickness: number;
  readonly diffusivity: number;
  readonly far: "blocking" | "fixed";
}

/** Equal current pulses: on (A/m², n electrons) for `on` s, then at rest for `off` s. */
export interface PulseTrain {
  readonly current: number;
  readonly electrons: number;
  readonly on: number;
  readonly off: number;
}

/**
 * How far the concentration at the electrode lies below the initial one, in mol/m³, `time` s after the beginning of pulse number
 * `pulse` (from 1): during the pulse for time ≤ on, else in the rest. With τ = L²/D, Q = e^{−λ²(on+off)/τ}, s = min(time, on):
 *
 *     ΔC = (i L/(n F D)) { [blocking: ((pulse − 1) on + s)/τ] + Σ (2/λ²) [ (1 − e^{−λ²s/τ}) e^{−λ²(time−s)/τ}
 *          + (1 − e^{−λ² on/τ}) e^{−λ²(time + off)/τ} (1 − Q^{pulse−1})/(1 − Q) ] }
 *
 * λ = kπ for a blocking and (k − ½)π for a fixed far side, k = 1, 2, …; the sum of earlier pulses is a geometric series, so that
 * the cost does not depend on their number. Source: H. S. Carslaw, J. C. Jaeger, Conduction of Heat in Solids, 2nd ed. (1959),
 * sec. 3.8, superposed.
 *
 * @throws DomainError for a pulse below 1, a time outside of the period, or so short a time that 10⁶ terms do not suffice
 */
export function filmDeficit(film: Film, train: PulseTrain, pulse: number, time: number): number {
  const { thickness, diffusivity, far } = film;
  const { current, electrons, on, off } = train;
  if (!(Number.isInteger(pulse) && pulse >= 1))
    throw new DomainError(`filmDeficit: pulse ${pulse}; a whole number of at least 1 is expected.`);
  if (!(time >= 0 && time <= on + off))
    throw new DomainError(`filmDeficit: ${time} s after the beginning of a pulse; 0 to ${on + off} s are expected.`);
  const tau = (thickness * thickness) / diffusivity;
  const s = Math.min(time, on);
  const rest = time - s;
  const shift = far === "blocking" ? 0 : 0.5;
  // During the pulse, Σ 2/λ² of the constant part has a closed value; what is summed decays exponentially.
  const constant = rest === 0 && s > 0 ? (far === "blocking" ? 1 / 3 : 1) : 0;
  let sum = 0;
  for (let k = 1; ; k++) {
    if (k > 1e6)
      throw new DomainError(
        `filmDeficit: ${time} s is too short against the diffusion time ${tau} s; use the semi-infinite solution.`,
      );
    const rate = ((k - shift) * Math.PI) ** 2 / tau;
    const present = rest === 0 ? (s > 0 ? -Math.exp(-rate * s) : 0) : -Math.expm1(-rate * s) * Math.exp(-rate * rest);
    const decay = Math.exp(-rate * (time + off));
    const period = rate * (on + off);
    const before =
      pulse > 1 ? ((-Math.expm1(-rate * on) * Math.expm1(-period * (pulse - 1))) / Math.expm1(-period)) * decay : 0;
    const term = (2 / (rate * tau)) * (present + before);
    sum += term;
    if (rate * Math.min(s > 0 ? (rest > 0 ? rest : s) : Infinity, time + off) > 42) break;
  }
  const mean = far === "blocking" ? ((pulse - 1) * on + s) / tau : 0;
  return ((current * thickness) / (electrons * FARADAY * diffusivity)) * (mean + constant + sum);
}
