import type { ImpedanceSpectrum } from "../spectrum.ts";

/**
 * How the squared deviations of Z′ and Z″ are weighted:
 * `modulus` 1/|Z|² both; `proportional` 1/Z′² and 1/Z″², each part at least a twentieth of |Z|; `unit` 1 (Ω⁻²).
 */
export type Weighting = "modulus" | "proportional" | "unit";

/** Part of |Z| below which a component does not gain more weight under proportional weighting. */
const PROPORTIONAL_FLOOR = 0.05;

/** √w for Re Z and Im Z of each point, interleaved; 0 where Z = 0 under a relative weighting. */
export function weightRoots({ real, imaginary }: ImpedanceSpectrum, weighting: Weighting): Float64Array {
  const roots = new Float64Array(2 * real.length).fill(1);
  if (weighting === "unit") return roots;
  for (let i = 0; i < real.length; i++) {
    const re = Math.abs(real[i] as number);
    const im = Math.abs(imaginary[i] as number);
    const modulus = Math.hypot(re, im);
    const floor = weighting === "modulus" ? modulus : PROPORTIONAL_FLOOR * modulus;
    roots[2 * i] = modulus > 0 ? 1 / Math.max(weighting === "modulus" ? modulus : re, floor) : 0;
    roots[2 * i + 1] = modulus > 0 ? 1 / Math.max(weighting === "modulus" ? modulus : im, floor) : 0;
  }
  return roots;
}
