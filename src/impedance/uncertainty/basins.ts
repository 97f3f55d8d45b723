import type { Process } from "../processes/process.ts";
import { processesDensity } from "../processes/process.ts";
import { bluntProcess } from "./process-top.ts";

/** A maximum of |γ| with the range of τ that belongs to it, between the least |γ| on either side. */
export interface Basin {
  /** τ of the maximum in s, 1 or −1. */
  readonly tau: number;
  readonly sign: number;
  readonly from: number;
  readonly to: number;
}

const POINTS = 1200;
const BEYOND = 3;
/** Least height of a maximum over the largest of its sign and the other. */
const LEAST = 0.005;
/** A maximum rises over the valley to its neighbour by this part of itself. */
const RISE = 0.005;

/** The maxima of the γ of processes, ascending in τ, ideal processes slightly blunted. */
export function basinsOf(processes: readonly Process[], logTauMin: number, logTauMax: number): readonly Basin[] {
  const low = logTauMin - BEYOND;
  const step = (logTauMax - logTauMin + 2 * BEYOND) / (POINTS - 1);
  const tau = Float64Array.from({ length: POINTS }, (_, i) => Math.exp(low + i * step));
  const gamma = processesDensity(processes.map(bluntProcess), tau);
  const top = gamma.reduce((a, g) => Math.max(a, Math.abs(g)), 0);
  const maxima: number[] = [];
  for (let i = 1; i < POINTS - 1; i++) {
    const s = Math.sign(gamma[i]);
    const y = s * gamma[i];
    if (y <= LEAST * top || !(y > s * gamma[i - 1] && y >= s * gamma[i + 1])) continue;
    const last = maxima[maxima.length - 1];
    if (last !== undefined && Math.sign(gamma[last]) === s) {
      let valley = y;
      for (let j = last; j < i; j++) valley = Math.min(valley, s * gamma[j]);
      const lower = Math.min(y, s * gamma[last]);
      if (lower - valley < RISE * lower) {
        if (y > s * gamma[last]) maxima[maxima.length - 1] = i;
        continue;
      }
    }
    maxima.push(i);
  }
  const between = (a: number, b: number): number => {
    let at = a;
    for (let j = a; j <= b; j++) if (Math.abs(gamma[j]) < Math.abs(gamma[at])) at = j;
    return tau[at];
  };
  return maxima.map((i, k) => ({
    tau: tau[i],
    sign: Math.sign(gamma[i]),
    from: k === 0 ? 0 : between(maxima[k - 1], i),
    to: k === maxima.length - 1 ? Number.POSITIVE_INFINITY : between(i, maxima[k + 1]),
  }));
}
