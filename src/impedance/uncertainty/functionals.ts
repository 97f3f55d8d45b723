import { exp, log } from "../../numerics/elementary/index.ts";
import { processTop } from "../processes/process-top.ts";
import { processShape } from "../processes/shape.ts";
import { type Discrepancy, discrepancyArea, hat } from "./discrepancy.ts";
import type { ModelLayout, ProcessModel } from "./model.ts";
import { exponentsAt } from "./model.ts";
import type { PooledDraws } from "./pool.ts";
import type { ProcessDraws } from "./sample.ts";
import { ShapeTable } from "./shape-table.ts";
import { type SmoothDraws, smoothMatrices } from "./smooth-draws.ts";

/** γ and F on a grid for every kept draw, a τ after the other: [i · draws + d], in Ω. */
export interface DrawnCurves {
  readonly count: number;
  readonly gamma: Float64Array;
  readonly cumulative: Float64Array;
}

/** Exponents of a process that stand for an infinite density. */
const BLUNT = [0.97];
/** Standard deviation over mean deviation of a normal distribution. */
const PER_MEAN_DEVIATION = 1.25;

/** γ(ln τ) and F(τ) = ∫ γ of each draw on the grid. */
export function drawnCurves(pool: PooledDraws, tau: Float64Array): DrawnCurves {
  const count = pool.row.length;
  const n = tau.length;
  const curves: DrawnCurves = {
    count,
    gamma: new Float64Array(n * count),
    cumulative: new Float64Array(n * count),
  };
  const logTau = tau.map(log);
  pool.draws.forEach((draws, m) => {
    const kept: number[] = [];
    for (let d = 0; d < count; d++) if (pool.model[d] === m) kept.push(d);
    if (kept.length === 0) return;
    if (draws.kind === "smooth") addSmooth(curves, draws, pool.row, kept, logTau);
    else addProcesses(curves, draws, pool.row, kept, tau, logTau);
  });
  return curves;
}

function addSmooth(
  { count, gamma, cumulative }: DrawnCurves,
  draws: SmoothDraws,
  row: Int32Array,
  kept: readonly number[],
  logTau: Float64Array,
): void {
  const n = logTau.length;
  const matrices = smoothMatrices(draws, logTau);
  const { x, width, centres } = draws;
  for (const d of kept) {
    for (let m = 0; m < centres.length; m++) {
      const weight = x[row[d] * width + 2 + m];
      if (weight === 0) continue;
      for (let i = 0; i < n; i++) {
        gamma[i * count + d] += weight * matrices.density[m * n + i];
        cumulative[i * count + d] += weight * matrices.cumulative[m * n + i];
      }
    }
  }
}

function addProcesses(
  curves: DrawnCurves,
  draws: ProcessDraws,
  row: Int32Array,
  kept: readonly number[],
  tau: Float64Array,
  logTau: Float64Array,
): void {
  const n = tau.length;
  const { source, x } = draws;
  const { model, layout } = source;
  const { count, gamma, cumulative } = curves;
  const bent = bentGrid(draws.discrepancy, logTau);
  const tables = tablesOf(draws);
  const exponents = new Float64Array(4);
  const change = new Float64Array(4);
  let before = -1;
  for (const d of kept) {
    if (before >= 0 && row[before] === row[d]) {
      for (let i = 0; i < n; i++) {
        gamma[i * count + d] = gamma[i * count + before];
        cumulative[i * count + d] = cumulative[i * count + before];
      }
      continue;
    }
    before = d;
    const from = row[d] * layout.count;
    const { discrepancy, bumps } = draws;
    const bumpsFrom = row[d] * discrepancy.hats;
    for (let k = 0; k < layout.processes.length; k++) {
      const at = from + layout.processes[k];
      const resistance = x[at];
      const position = exp(x[at + 1]);
      exponentsAt(model, layout, k, x, from, exponents);
      const shape = processShape(model.processes[k].shape);
      const drawn = shape.name === "debye" ? processShape("cole-cole") : shape;
      const drawnExponents = shape.name === "debye" ? BLUNT : exponents;
      const table = tables[k];
      layout.exponents[k].forEach(({ at: place }, e) => {
        change[e] = x[from + place] - source.x[place];
      });
      for (let i = 0; i < n; i++) {
        const density = drawn.density(tau[i], position, drawnExponents);
        gamma[i * count + d] += resistance * (density === Number.POSITIVE_INFINITY ? 0 : density);
        const part =
          table === null
            ? shape.cumulative(tau[i], position, exponents)
            : table.cumulative(logTau[i] - x[at + 1], change);
        cumulative[i * count + d] += resistance * part;
      }
    }
    addDiscrepancy(curves, d, bent, bumps, bumpsFrom);
  }
}

/** Hats and their areas on the grid, hats × n. */
interface BentGrid {
  readonly hats: number;
  readonly value: Float64Array;
  readonly area: Float64Array;
}

function bentGrid(discrepancy: Discrepancy, logTau: Float64Array): BentGrid {
  const { hats, centres } = discrepancy;
  const n = logTau.length;
  const value = new Float64Array(hats * n);
  const area = new Float64Array(hats * n);
  const unit = new Float64Array(hats);
  for (let j = 0; j < hats; j++) {
    unit.fill(0);
    unit[j] = 1;
    for (let i = 0; i < n; i++) {
      value[j * n + i] = hat(centres[j], logTau[i]);
      area[j * n + i] = discrepancyArea(discrepancy, unit, 0, logTau[i]);
    }
  }
  return { hats, value, area };
}

/** Multiplies γ of draw d by 1 + Σ a_j h_j and adds the areas to F. */
function addDiscrepancy(
  { count, gamma, cumulative }: DrawnCurves,
  d: number,
  { hats, value, area }: BentGrid,
  bumps: Float64Array,
  from: number,
): void {
  const n = gamma.length / count;
  let bent = false;
  for (let j = 0; j < hats; j++) bent ||= bumps[from + j] !== 0;
  if (!bent) return;
  for (let i = 0; i < n; i++) {
    let factor = 1;
    let change = 0;
    for (let j = 0; j < hats; j++) {
      factor += bumps[from + j] * value[j * n + i];
      change += bumps[from + j] * area[j * n + i];
    }
    gamma[i * count + d] *= factor;
    cumulative[i * count + d] += change;
  }
}

/** Tables of the processes whose cumulative is slow; null for the others. */
function tablesOf({ source, x, count }: ProcessDraws): readonly (ShapeTable | null)[] {
  const { model, layout } = source;
  const exponents = new Float64Array(4);
  return model.processes.map(({ shape }, k) => {
    if (shape !== "havriliak-negami") return null;
    exponentsAt(model, layout, k, source.x, 0, exponents);
    const spread = layout.exponents[k].map(({ at }) => {
      let sum = 0;
      for (let s = 0; s < count; s++) sum += Math.min(1, Math.abs(x[s * layout.count + at] - source.x[at]));
      return (PER_MEAN_DEVIATION * sum) / count;
    });
    const free = layout.exponents[k].map(({ index }) => index);
    return new ShapeTable(processShape(shape), exponents, free, spread);
  });
}

/** R in Ω, τ of the top in s of process k of a draw. */
export function drawnProcess(
  model: ProcessModel,
  layout: ModelLayout,
  x: Float64Array,
  from: number,
  k: number,
  exponents: Float64Array,
): { readonly resistance: number; readonly tau: number } {
  const at = from + layout.processes[k];
  exponentsAt(model, layout, k, x, from, exponents);
  return {
    resistance: x[at],
    tau: processTop({ shape: model.processes[k].shape, tau: exp(x[at + 1]), exponents }),
  };
}
