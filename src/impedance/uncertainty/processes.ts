import type { Process } from "../processes/process.ts";
import { banded, isBent, type PeakWidening, unknownPeak } from "./peaks.ts";
import { type ModelDraws, type PooledDraws, systematicSample } from "./pool.ts";
import type { BandedPeak } from "./result.ts";

/** Independent draws that keep to the shapes of their model from which these alone speak of the processes. */
const ENOUGH = 40;
/** Independent draws below which no interval is given. */
const FEWEST = 8;

/**
 * R and τ₀ of each process of the most probable model, given its processes: quantiles over the draws of that model and of those that
 * differ from it only in what stands in series, as far as there are enough of draws that keep to its shapes. τ₀ is what the shape
 * counts from, not the place of the maximum (of Havriliak-Negami, these differ).
 *
 * @param processes of the most probable model made of processes, in its order
 * @returns as many, in this order; with bounds null where the draws tell nothing
 */
export function bandedProcesses(
  processes: readonly Process[],
  pool: PooledDraws,
  level: number,
  widening: PeakWidening,
): readonly BandedPeak[] {
  const alike = pool.draws.map((draws) => isAlike(draws, processes));
  const all = pool.weights.map((w, m) => (alike[m] ? w : new Float64Array(w.length)));
  const straight = all.map((w, m) => w.map((v, i) => (v > 0 && isBent(pool.draws[m], i) ? 0 : v)));
  const weights = effectiveCount(straight) >= ENOUGH ? straight : all;
  const effective = effectiveCount(weights);
  if (effective < FEWEST) {
    const reason = `The draws of the most probable model are worth ${Math.floor(effective)} independent ones; at least ${FEWEST} are needed for an interval.`;
    return processes.map(({ tau, resistance }) => unknownPeak(tau, resistance, reason));
  }
  const { model, row } = systematicSample(weights, pool.row.length, 0.5);
  return processes.map((process, k) => {
    const resistance = new Float64Array(row.length);
    const logTau = new Float64Array(row.length);
    for (let i = 0; i < row.length; i++) {
      const draws = pool.draws[model[i]];
      if (draws.kind === "smooth") continue;
      const { layout } = draws.source;
      const at = row[i] * layout.count + layout.processes[k];
      resistance[i] = draws.x[at];
      logTau[i] = draws.x[at + 1];
    }
    const reason = "There are too few draws for an interval of this level.";
    return banded({ resistance, logTau }, level, widening) ?? unknownPeak(process.tau, process.resistance, reason);
  });
}

/** Whether draws are of the same shapes with the same signs, one after the other. */
function isAlike(draws: ModelDraws, processes: readonly Process[]): boolean {
  if (draws.kind === "smooth") return false;
  const found = draws.source.model.processes;
  return (
    found.length === processes.length &&
    found.every((p, k) => p.shape === processes[k].shape && p.resistance * processes[k].resistance > 0)
  );
}

/** (Σ w)² / Σ w² */
function effectiveCount(weights: readonly Float64Array[]): number {
  let [sum, squares] = [0, 0];
  for (const w of weights) {
    for (const v of w) {
      sum += v;
      squares += v * v;
    }
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}
