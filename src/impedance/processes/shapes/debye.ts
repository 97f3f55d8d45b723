import type { ProcessShape } from "./process-shape.ts";

/** h = 1 / (1 + jωτ₀): a resistor beside a capacitor. */
export const debye: ProcessShape = {
  name: "debye",
  exponents: [],
  response(frequency, tau, _exponents, out, derivatives) {
    const factor = 2 * Math.PI * tau;
    for (let k = 0; k < frequency.length; k++) {
      const z = factor * frequency[k];
      const d = 1 / (1 + z * z);
      out[2 * k] = d;
      out[2 * k + 1] = -z * d;
      if (derivatives === null) continue;
      derivatives[2 * k] = -2 * z * z * d * d; // −jz h²
      derivatives[2 * k + 1] = -z * (1 - z * z) * d * d;
    }
  },
  density: (tau, processTau) => (tau === processTau ? Number.POSITIVE_INFINITY : 0),
  cumulative: (tau, processTau) => (tau >= processTau ? 1 : 0),
};
