import { exp } from "../../numerics/elementary/index.ts";

/** σ of a basis function of a smooth distribution in units of the spacing: its full width at half maximum is two spacings. */
export const BASIS_WIDTH: number = 2 / 2.3548;
/** Functions on either side of a hump's largest that must carry at least this part of it. */
const SHARP_REACH = 2;
const SHARP_PART = 0.15;
/** A maximum lower than this part of the top is none. */
const LOWEST_HUMP = 0.01;

/** exp(−u²/2) at distances of 0, ½, 1 … spacings. */
const BELL = Float64Array.from({ length: 8 }, (_, i) => exp(-0.5 * (i / 2 / BASIS_WIDTH) ** 2));

/** Maxima of γ, from its values at the centres and half way between. */
export function countHumps(x: Float64Array, free: number): number {
  const n = x.length - free;
  const gamma = new Float64Array(2 * n - 1);
  let top = 0;
  for (let i = 0; i < gamma.length; i++) {
    const near = i >> 1;
    for (let m = Math.max(0, near - 3); m <= Math.min(n - 1, near + 4); m++) {
      const distance = Math.abs(i - 2 * m);
      if (distance < BELL.length) gamma[i] += x[free + m] * BELL[distance];
    }
    top = Math.max(top, gamma[i]);
  }
  let humps = 0;
  for (let i = 0; i < gamma.length; i++) {
    const before = i === 0 ? 0 : gamma[i - 1];
    const after = i === gamma.length - 1 ? 0 : gamma[i + 1];
    if (gamma[i] > LOWEST_HUMP * top && gamma[i] > before && gamma[i] >= after) humps++;
  }
  return humps;
}

/** Humps whose weights fall to next to nothing within two functions on both sides. */
export function countSharp(x: Float64Array, free: number): number {
  let top = 0;
  for (let i = free; i < x.length; i++) top = Math.max(top, x[i]);
  let sharp = 0;
  for (let i = free; i < x.length; i++) {
    const [before, after] = [i > free ? x[i - 1] : 0, i + 1 < x.length ? x[i + 1] : 0];
    if (!(x[i] > 0.05 * top && x[i] > before && x[i] >= after)) continue;
    const below = i - SHARP_REACH >= free ? x[i - SHARP_REACH] : 0;
    const above = i + SHARP_REACH < x.length ? x[i + SHARP_REACH] : 0;
    if (below < SHARP_PART * x[i] && above < SHARP_PART * x[i]) sharp++;
  }
  return sharp;
}
