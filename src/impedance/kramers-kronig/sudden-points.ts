import { exp, log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { moduli } from "./network.ts";

/** Neighbours on either side that a point is compared with. */
const NEIGHBOURS = 2;
/** |Z| may change by this factor beyond what a capacitor or an inductor does between two frequencies. */
const ALLOWED = 1.5;
/** Most points that are left out beforehand, as a share of all; one is always allowed. */
const MOST_SUDDEN = 0.05;

/** Moduli by which a spectrum may be weighted. */
export interface TypicalModuli {
  /** |Z| in Ω; at a point that stands apart, that of its neighbours. */
  readonly modulus: Float64Array;
  /** Points whose |Z| no neighbour comes near. */
  readonly sudden: readonly number[];
}

/**
 * |Z| of each point without the points that stand apart: between f₁ and f₂ no resistors, capacitors or inductors in series or parallel to one
 * another change |Z| by more than the ratio of the frequencies, |d ln |Z|/d ln f| ≤ 1, short of a resonance. A point that departs by more from
 * most of its two neighbours on either side is disturbed; weighted by its own |Z|, a value near 0 would rule the fit.
 * Where more than a twentieth of the points do so the spectrum is what it is, and none is left out.
 */
export function typicalModuli(spectrum: ImpedanceSpectrum): TypicalModuli {
  const modulus = moduli(spectrum);
  const { frequency } = spectrum;
  const order = Array.from(frequency.keys()).sort((a, b) => frequency[a] - frequency[b]);
  const n = order.length;
  const sudden: number[] = [];
  for (let i = 0; i < n; i++) {
    let [apart, compared] = [0, 0];
    for (let j = Math.max(0, i - NEIGHBOURS); j <= Math.min(n - 1, i + NEIGHBOURS); j++) {
      if (j === i) continue;
      compared++;
      const change = Math.abs(log(modulus[order[i]] / modulus[order[j]]));
      const allowed = Math.abs(log(frequency[order[i]] / frequency[order[j]])) + log(ALLOWED);
      if (change > allowed) apart++;
    }
    if (2 * apart > compared) sudden.push(i);
  }
  if (sudden.length > Math.max(1, Math.floor(MOST_SUDDEN * n))) return { modulus, sudden: [] };
  for (const i of sudden) {
    const near = [-2, -1, 1, 2].map((d) => i + d).filter((j) => j >= 0 && j < n && !sudden.includes(j));
    const logs = near.map((j) => log(modulus[order[j]])).sort((a, b) => a - b);
    const middle = (logs[(logs.length - 1) >> 1] + logs[logs.length >> 1]) / 2;
    modulus[order[i]] = exp(middle);
  }
  return { modulus, sudden: sudden.map((i) => order[i]) };
}
