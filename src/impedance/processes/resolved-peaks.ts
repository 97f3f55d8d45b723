import type { AveragedDistribution, Share } from "./average.ts";
import type { Process } from "./process.ts";
import { processTop } from "./process-top.ts";
import type { ResolvedPeak } from "./result.ts";

/** Maxima lower than this part of the top are not peaks. */
const LOWEST = 0.015;

/**
 * Maxima of |γ| within the measured window, with what lies between the valleys on either side. A maximum beyond the window is no
 * peak, but bounds its neighbour: what rises to a tail that was not measured does not count to the last peak.
 */
export function resolvedPeaks(
  { tau, gamma, cumulative }: AveragedDistribution,
  shares: readonly Share[],
  processes: readonly Process[],
  tauMin: number,
  tauMax: number,
): readonly ResolvedPeak[] {
  const n = tau.length;
  let top = 0;
  for (let i = 0; i < n; i++) if (tau[i] >= tauMin && tau[i] <= tauMax) top = Math.max(top, Math.abs(gamma[i]));
  const maxima: number[] = [];
  for (let i = 1; i < n - 1; i++) {
    const s = Math.sign(gamma[i]);
    const y = s * gamma[i];
    if (y > LOWEST * top && y > s * gamma[i - 1] && y >= s * gamma[i + 1]) maxima.push(i);
  }
  const valleys = [0];
  for (let m = 1; m < maxima.length; m++) {
    let lowest = maxima[m - 1];
    const opposite = gamma[maxima[m - 1]] * gamma[maxima[m]] < 0;
    const s = Math.sign(gamma[maxima[m]]);
    for (let i = maxima[m - 1]; i <= maxima[m]; i++) {
      if (opposite ? Math.abs(gamma[i]) < Math.abs(gamma[lowest]) : s * gamma[i] < s * gamma[lowest]) lowest = i;
    }
    valleys.push(lowest);
  }
  valleys.push(n - 1);
  return maxima.flatMap((at, m) => {
    if (tau[at] < tauMin || tau[at] > tauMax) return [];
    const [from, to] = [valleys[m], valleys[m + 1]];
    const within = (p: Process): boolean => {
      const t = processTop(p);
      if (p.resistance * gamma[at] < 0) return false;
      return (m === 0 || t > tau[from]) && (m === maxima.length - 1 || t <= tau[to]);
    };
    let resistance = 0;
    for (const share of shares) {
      // processes count whole where their maximum is; a smooth distribution from valley to valley
      if (share.smooth === null) {
        for (const p of share.processes) if (within(p)) resistance += share.weight * p.resistance;
      }
    }
    const smoothWeight = shares.reduce((sum, s) => sum + (s.smooth === null ? 0 : s.weight), 0);
    if (smoothWeight > 0) resistance += smoothWeight * (cumulative[to] - cumulative[from]);
    const members = processes.flatMap((p, k) => (within(p) ? [k] : []));
    return [{ tau: tau[at], resistance, height: gamma[at], tauMin: tau[from], tauMax: tau[to], processes: members }];
  });
}
