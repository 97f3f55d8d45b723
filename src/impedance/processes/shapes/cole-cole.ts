import { atan, cos, exp, expm1, log, sin, tan } from "../../../numerics/elementary/index.ts";
import type { ProcessShape } from "./process-shape.ts";

/** |α ln ωτ₀| is cut here: h is 0 or 1 to the last bit long before. */
const LARGEST_LOGARITHM = 300;

/**
 * h = 1 / (1 + (jωτ₀)^α): a resistor beside a constant-phase element ("ZARC"). γ/R = sin(πα) / 2π (cosh(α ln(τ/τ₀)) + cos(πα)).
 * Source: K. S. Cole & R. H. Cole, J. Chem. Phys. 9 (1941) 341.
 */
export const coleCole: ProcessShape = {
  name: "cole-cole",
  exponents: [{ name: "alpha", lower: 0.4, upper: 1 }],
  response(frequency, tau, exponents, out, derivatives) {
    const alpha = exponents[0];
    const m = 2 * frequency.length;
    const c = cos((Math.PI / 2) * alpha);
    const s = sin((Math.PI / 2) * alpha);
    const shift = log(2 * Math.PI * tau);
    for (let k = 0; k < m; k += 2) {
      const x = log(frequency[k >> 1]) + shift;
      const size = exp(Math.min(Math.max(alpha * x, -LARGEST_LOGARITHM), LARGEST_LOGARITHM));
      const ur = size * c;
      const ui = size * s;
      const d = 1 / ((1 + ur) * (1 + ur) + ui * ui);
      const hr = (1 + ur) * d;
      const hi = -ui * d;
      out[k] = hr;
      out[k + 1] = hi;
      if (derivatives === null) continue;
      // u h² = h (1 − h)
      const gr = hr * (1 - hr) + hi * hi;
      const gi = hi * (1 - 2 * hr);
      derivatives[k] = -alpha * gr;
      derivatives[k + 1] = -alpha * gi;
      derivatives[m + k] = -(gr * x - (gi * Math.PI) / 2);
      derivatives[m + k + 1] = -(gi * x + (gr * Math.PI) / 2);
    }
  },
  density(tau, processTau, exponents) {
    const alpha = exponents[0];
    const y = alpha * log(tau / processTau);
    if (alpha === 1) return y === 0 ? Number.POSITIVE_INFINITY : 0;
    if (Math.abs(y) > LARGEST_LOGARITHM) return 0;
    // cosh y + cos πα = 2 (sinh² y/2 + cos² πα/2), without cancellation as α → 1
    const grown = expm1(Math.abs(y) / 2);
    const half = (grown + grown / (grown + 1)) / 2;
    const cosine = sin((Math.PI / 2) * (1 - alpha));
    return sin(Math.PI * (1 - alpha)) / (4 * Math.PI * (half * half + cosine * cosine));
  },
  cumulative(tau, processTau, exponents) {
    const alpha = exponents[0];
    const y = log(tau / processTau);
    if (alpha === 1) return y >= 0 ? 1 : 0;
    // ½ + atan(tan(πα/2) tanh(αy/2)) / πα; tanh only adds to ½, so that its last bits near 0 do not count
    const tangent = 1 / tan((Math.PI / 2) * (1 - alpha));
    const fallen = exp(-alpha * Math.abs(y));
    const slope = ((y < 0 ? -1 : 1) * (1 - fallen)) / (1 + fallen);
    return 0.5 + atan(tangent * slope) / (Math.PI * alpha);
  },
};
