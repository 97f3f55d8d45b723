import type { ImpedanceSpectrum } from "../../impedance/spectrum.ts";

/** τ in s of a frequency in Hz, and back. */
export function tauOf(frequency: number): number {
  return 1 / (2 * Math.PI * frequency);
}

export const frequencyOf: (tau: number) => number = tauOf;

/** The measured point nearest to a frequency on a logarithmic axis; null where none lies within a decade. */
export function nearestPoint({ frequency }: ImpedanceSpectrum, wanted: number): number | null {
  let nearest: number | null = null;
  let least = 1;
  frequency.forEach((f, k) => {
    const distance = Math.abs(Math.log10(f / wanted));
    if (distance < least) [nearest, least] = [k, distance];
  });
  return nearest;
}

/** The frequency `steps` measured points up (or down) from one; from the middle where none is pointed at. */
export function steppedFrequency({ frequency }: ImpedanceSpectrum, from: number | null, steps: number): number {
  const ascending = Float64Array.from(frequency).sort();
  const last = ascending.length - 1;
  if (from === null) return ascending[last >> 1] as number;
  let at = 0;
  for (let k = 0; k <= last; k++) {
    const [here, best] = [ascending[k] as number, ascending[at] as number];
    if (Math.abs(Math.log(here / from)) < Math.abs(Math.log(best / from))) at = k;
  }
  return ascending[Math.min(last, Math.max(0, at + steps))] as number;
}
