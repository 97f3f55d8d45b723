import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { RelaxationTimes } from "./result.ts";

/**
 * Impedance Z(ω) = R∞ + jωL + ∫ γ(ln τ) / (1 + jωτ) d ln τ of a distribution at any frequencies, by the trapezoidal rule on
 * its own grid. γ is smooth on that grid, so the rule converges exponentially (Trefethen & Weideman, SIAM Rev. 56 (2014) 385).
 *
 * @param frequency in Hz, > 0
 */
export function impedanceOfDistribution(distribution: RelaxationTimes, frequency: Float64Array): ImpedanceSpectrum {
  const { tau, gamma, ohmicResistance, inductance } = distribution;
  const step = Math.log((tau[1] as number) / (tau[0] as number));
  const real = new Float64Array(frequency.length);
  const imaginary = new Float64Array(frequency.length);
  frequency.forEach((f, k) => {
    const omega = 2 * Math.PI * f;
    let re = 0;
    let im = 0;
    for (let i = 0; i < tau.length; i++) {
      const x = omega * (tau[i] as number);
      const weight = (i === 0 || i === tau.length - 1 ? 0.5 : 1) * ((gamma[i] as number) / (1 + x * x));
      re += weight;
      im -= weight * x;
    }
    real[k] = ohmicResistance + step * re;
    imaginary[k] = omega * inductance + step * im;
  });
  return { frequency, real, imaginary };
}
