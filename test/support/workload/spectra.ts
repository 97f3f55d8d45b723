import type { ImpedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import { type Element, elementImpedance } from "./elements.ts";

/** n frequencies in Hz, uniform in log f, high to low. */
export function frequencies(fmax: number, fmin: number, n: number): Float64Array {
  const a = Math.log10(fmax);
  const b = Math.log10(fmin);
  return Float64Array.from({ length: n }, (_, k) => 10 ** (a + (k * (b - a)) / (n - 1)));
}

export const F80: Float64Array = frequencies(1e6, 1e-2, 80);

export function exactSpectrum(elements: readonly Element[], f: Float64Array): ImpedanceSpectrum {
  const re = new Float64Array(f.length);
  const im = new Float64Array(f.length);
  for (let k = 0; k < f.length; k++) {
    for (const e of elements) {
      const [a, b] = elementImpedance(e, f[k]);
      re[k] += a;
      im[k] += b;
    }
  }
  return impedanceSpectrum(f, re, im);
}
