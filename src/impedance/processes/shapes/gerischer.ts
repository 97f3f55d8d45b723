import { asin } from "../../../numerics/elementary/index.ts";
import type { ProcessShape } from "./process-shape.ts";

/**
 * h = 1 / √(1 + jωτ₀): diffusion beside a first-order reaction. γ/R = √(τ / (τ₀ − τ)) / π below τ₀, 0 above.
 * Source: H. Gerischer, Z. Phys. Chem. 198 (1951) 286; B. A. Boukamp & A. Rolle, Solid State Ionics 302 (2017) 12.
 */
export const gerischer: ProcessShape = {
  name: "gerischer",
  exponents: [],
  response(frequency, tau, _exponents, out, derivatives) {
    const factor = 2 * Math.PI * tau;
    for (let k = 0; k < frequency.length; k++) {
      const z = factor * frequency[k];
      const modulus = Math.sqrt(1 + z * z);
      const a = Math.sqrt((modulus + 1) / 2); // √(1 + jz) = a + jb
      const b = z / (2 * a);
      const hr = a / modulus;
      const hi = -b / modulus;
      out[2 * k] = hr;
      out[2 * k + 1] = hi;
      if (derivatives === null) continue;
      const d = 0.5 / (modulus * modulus); // −½ jz / (1 + jz) = −½ (z² + jz) / (1 + z²)
      derivatives[2 * k] = -d * (z * z * hr - z * hi);
      derivatives[2 * k + 1] = -d * (z * z * hi + z * hr);
    }
  },
  density(tau, processTau) {
    if (tau > processTau) return 0;
    return Math.sqrt(tau / (processTau - tau)) / Math.PI;
  },
  cumulative: (tau, processTau) => (2 / Math.PI) * asin(Math.sqrt(Math.min(tau / processTau, 1))),
};
