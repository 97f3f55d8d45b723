import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type NoiseLaw, noiseLaw } from "./noise-law.ts";

/**
 * How the squared deviations of Z′ and Z″ are weighted:
 * `modulus` 1/|Z|² both; `proportional` 1/Z′² and 1/Z″², each part at least a twentieth of |Z|; `unit` 1 (Ω⁻²);
 * `model` 1/|Ẑ|² with Ẑ of the fit, repeated until it stays; `estimated` 1/(a²|Ẑ|² + b²) with a and b in Ω from the
 * residuals, repeated until they stay.
 */
export type Weighting = "modulus" | "proportional" | "unit" | "model" | "estimated";

/** A weighting that depends on the data alone. */
export type FixedWeighting = Exclude<Weighting, "model" | "estimated">;

/** Part of |Z| below which a component does not gain more weight under proportional weighting. */
const PROPORTIONAL_FLOOR = 0.05;

/** √w for Re Z and Im Z of each point, interleaved; 0 where Z = 0 under a relative weighting. Those of the model start from the data. */
export function weightRoots({ real, imaginary }: ImpedanceSpectrum, weighting: Weighting): Float64Array {
  const roots = new Float64Array(2 * real.length).fill(1);
  if (weighting === "unit") return roots;
  for (let i = 0; i < real.length; i++) {
    const re = Math.abs(real[i] as number);
    const im = Math.abs(imaginary[i] as number);
    const modulus = Math.sqrt(re * re + im * im);
    if (weighting === "proportional") {
      const floor = PROPORTIONAL_FLOOR * modulus;
      roots[2 * i] = modulus > 0 ? 1 / Math.max(re, floor) : 0;
      roots[2 * i + 1] = modulus > 0 ? 1 / Math.max(im, floor) : 0;
    } else {
      const root = modulus > 0 ? 1 / modulus : 0;
      roots[2 * i] = root;
      roots[2 * i + 1] = root;
    }
  }
  return roots;
}

/** Whether the weights follow the fit. */
export function followsFit(weighting: Weighting): boolean {
  return weighting === "model" || weighting === "estimated";
}

/**
 * √w of a weighting that follows the fit.
 *
 * @param z Ẑ, interleaved, in Ω
 * @param measured Z, interleaved
 * @param count weight of each point under the loss
 * @param parameters number fitted
 * @param roots overwritten
 */
export function fittedWeightRoots(
  weighting: Weighting,
  z: Float64Array,
  measured: Float64Array,
  count: Float64Array,
  parameters: number,
  roots: Float64Array,
): NoiseLaw | null {
  const found = weighting === "estimated" ? noiseLaw(z, measured, count, parameters) : null;
  // Without noise the weights are those of `model`.
  const law = found !== null && found.relative + found.floor > 0 ? found : null;
  for (let i = 0; i < z.length; i += 2) {
    const square = z[i] * z[i] + z[i + 1] * z[i + 1];
    const variance = law === null ? square : law.relative ** 2 * square + law.floor ** 2;
    const root = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    roots[i] = root;
    roots[i + 1] = root;
  }
  return found;
}
