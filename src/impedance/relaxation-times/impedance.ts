import { log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { cumulativeDistribution } from "./grid.ts";
import type { RelaxationTimes } from "./result.ts";

/**
 * Impedance Z(ω) = R∞ + jωL + 1/(jωC) + ∫ γ(ln τ) / (1 + jωτ) d ln τ of a distribution at any frequencies, by the trapezoid rule on
 * its own grid: each cell's area goes to its ends. A regularised γ is smooth on its uniform grid, so the rule converges
 * exponentially (Trefethen & Weideman, SIAM Rev. 56 (2014) 385).
 *
 * @param frequency in Hz, > 0
 */
export function impedanceOfDistribution(distribution: RelaxationTimes, frequency: Float64Array): ImpedanceSpectrum {
  const { tau, ohmicResistance, inductance, capacitance } = distribution;
  const areas = pointAreas(distribution);
  const real = new Float64Array(frequency.length);
  const imaginary = new Float64Array(frequency.length);
  frequency.forEach((f, k) => {
    const omega = 2 * Math.PI * f;
    let re = ohmicResistance;
    let im = omega * inductance - (capacitance === undefined ? 0 : 1 / (omega * capacitance));
    for (let i = 0; i < tau.length; i++) {
      const x = omega * tau[i];
      const weight = areas[i] / (1 + x * x);
      re += weight;
      im -= weight * x;
    }
    real[k] = re;
    imaginary[k] = im;
  });
  return { frequency, real, imaginary };
}

/** ∫ γ d ln τ shared out among the points of the grid: the trapezoid rule, and half of what it misses of a cell to either end. */
function pointAreas(distribution: RelaxationTimes): Float64Array {
  const { tau, gamma } = distribution;
  const cumulative = cumulativeDistribution(distribution);
  const areas = new Float64Array(tau.length);
  for (let i = 1; i < tau.length; i++) {
    const half = log(tau[i] / tau[i - 1]) / 2;
    const missed = (cumulative[i] - cumulative[i - 1] - half * (gamma[i - 1] + gamma[i])) / 2;
    areas[i - 1] += half * gamma[i - 1] + missed;
    areas[i] += half * gamma[i] + missed;
  }
  return areas;
}
