import { exp, log } from "../../numerics/elementary/index.ts";
import type { FittedModel } from "./fitted-model.ts";
import { processesOf } from "./form.ts";
import { addProcess, tauGrid } from "./grid.ts";
import type { Process } from "./process.ts";
import { processesCumulative } from "./process.ts";
import { processTop } from "./process-top.ts";
import type { SmoothModel } from "./smooth.ts";
import { smoothCumulative, smoothDensity } from "./smooth-quantities.ts";

/** A model with its share of the average. */
export interface Share {
  readonly weight: number;
  readonly fit: FittedModel | null;
  readonly smooth: SmoothModel | null;
  /** Ascending in τ₀; empty for the smooth model. */
  readonly processes: readonly Process[];
}

/** Maxima of models that have as many processes are laid on one another if they are closer than this in ln τ. */
const ALIGN = 1.2;

/** Processes of a fit, ascending in the τ of their maximum. */
export function sortedProcesses({ forms, linear, theta }: FittedModel): readonly Process[] {
  const processes = processesOf(forms, linear.subarray(linear.length - forms.length), theta);
  return [...processes].sort((a, b) => processTop(a) - processTop(b));
}

/**
 * The processes of each share, moved so that processes that correspond to one another have their maximum at one place, the weighted
 * mean of ln τ: an average of peaks that differ a little in place is then one peak, not several.
 */
export function alignShares(shares: readonly Share[]): readonly Share[] {
  const lead = shares.find((s) => s.fit !== null);
  if (lead === undefined) return shares;
  const matches = (s: Share): boolean =>
    s.processes.length === lead.processes.length &&
    s.processes.every((p, k) => {
      const q = lead.processes[k];
      return p.resistance * q.resistance > 0 && Math.abs(log(processTop(p) / processTop(q))) < ALIGN;
    });
  const group = shares.filter((s) => s.fit !== null && matches(s));
  if (group.length < 2) return shares;
  const total = group.reduce((sum, s) => sum + s.weight, 0);
  const mean = lead.processes.map(
    (_, k) => group.reduce((sum, s) => sum + s.weight * log(processTop(s.processes[k])), 0) / total,
  );
  return shares.map((s) => {
    if (!group.includes(s)) return s;
    const processes = s.processes.map((p, k) => ({ ...p, tau: (p.tau * exp(mean[k])) / processTop(p) }));
    return { ...s, processes };
  });
}

/** The averaged distribution. */
export interface AveragedDistribution {
  readonly tau: Float64Array;
  readonly gamma: Float64Array;
  readonly cumulative: Float64Array;
}

export function averageShares(shares: readonly Share[], tauMin: number, tauMax: number): AveragedDistribution {
  const tau = tauGrid(
    shares.flatMap((s) => s.processes),
    tauMin,
    tauMax,
  );
  const logTau = tau.map(log);
  const gamma = new Float64Array(tau.length);
  const cumulative = new Float64Array(tau.length);
  for (const { weight, smooth, processes } of shares) {
    for (const p of processes) addProcess(p, weight, tau, logTau, gamma);
    const density = smooth === null ? null : smoothDensity(smooth, tau);
    const below = smooth === null ? processesCumulative(processes, tau) : smoothCumulative(smooth, tau);
    for (let i = 0; i < tau.length; i++) {
      cumulative[i] += weight * below[i];
      if (density !== null) gamma[i] += weight * density[i];
    }
  }
  return { tau, gamma, cumulative };
}
