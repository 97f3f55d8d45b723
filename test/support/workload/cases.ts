import type { ImpedanceSpectrum } from "../../../src/impedance/spectrum.ts";
import type { Element } from "./elements.ts";
import { addNoise } from "./noise.ts";
import { exactSpectrum, F80, frequencies } from "./spectra.ts";

export interface Case {
  readonly elements: readonly Element[];
  readonly noise: number;
  readonly frequency: Float64Array;
}

export const NAK_FREQUENCIES = frequencies(7e6, 5, 80);
const c = (elements: readonly Element[], noise = 0.005, frequency: Float64Array = F80): Case => ({
  elements,
  noise,
  frequency,
});

export const CASES = {
  zarc: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.8],
  ]),
  zarc2_far: c([
    ["R", 10],
    ["ZARC", 50, 1e-3, 0.8],
    ["ZARC", 50, 1e-1, 0.8],
  ]),
  zarc2_close: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.9],
    ["ZARC", 50, 1e-2 * 10 ** 0.8, 0.9],
  ]),
  zarc2_tight: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.95],
    ["ZARC", 50, 1e-2 * 10 ** 0.5, 0.95],
  ]),
  zarc2_minor: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.9],
    ["ZARC", 5, 1e-2 * 10 ** -1.2, 0.9],
  ]),
  rq_n2: c(
    [
      ["R", 10],
      ["ZARC", 50, 1e-2, 0.8],
    ],
    0.02,
  ),
  rc: c([
    ["R", 10],
    ["RC", 50, 1e-2],
  ]),
  gerischer: c([
    ["R", 10],
    ["G", 50, 1e-1],
  ]),
  fgerischer: c([
    ["R", 10],
    ["HN", 50, 1e-1, 0.9, 0.5],
  ]),
  hf_ind: c([
    ["R", 10],
    ["L", 1e-6],
    ["ZARC", 50, 1e-2, 0.8],
  ]),
  lf_neg: c([
    ["R", 10],
    ["ZARC", 50, 1e-3, 0.85],
    ["ZARC", -15, 1, 0.9],
  ]),
  nak: c(
    [
      ["R", 60],
      ["ZARC", 120, 1e-6, 0.9],
      ["ZARC", 40, 1e-5, 0.85],
      ["ZARC", 80, 1e-4, 0.85],
    ],
    0.005,
    NAK_FREQUENCIES,
  ),
  gauss2: c([
    ["R", 10],
    ["GS", 50, 1e-3, 1],
    ["GS", 30, 1e-1, 0.6],
  ]),
  skewmix: c([
    ["R", 10],
    ["GS", 40, 1e-3, 0.5],
    ["GS", 25, 4e-3, 0.8],
    ["GS", 15, 2e-2, 1.2],
  ]),
  box: c([
    ["R", 10],
    ["BOX", 50, 1e-3, 1e-1],
  ]),
} as const satisfies Record<string, Case>;

export type CaseName = keyof typeof CASES;

/** The spectrum of a case; exact without a seed. */
export function caseSpectrum(name: CaseName, seed?: number): ImpedanceSpectrum {
  const { elements, noise, frequency } = CASES[name];
  const exact = exactSpectrum(elements, frequency);
  return seed === undefined ? exact : addNoise(exact, noise, seed);
}
