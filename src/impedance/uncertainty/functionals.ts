import { processShape } from "../processes/shape.ts";
import type { ModelLayout } from "./model.ts";
import { exponentsAt, type WeightedModel } from "./model.ts";
import type { PooledDraws } from "./pool.ts";
import { processTop } from "./process-top.ts";
import type { ModelDraws } from "./sample.ts";
import { ShapeTable } from "./shape-table.ts";

/** γ and F on a grid for every kept draw, a τ after the other: [i · draws + d], in Ω. */
export interface DrawnCurves {
  readonly count: number;
  readonly gamma: Float64Array;
  readonly cumulative: Float64Array;
}

/** Exponents of a process that stand for an infinite density. */
const BLUNT = [0.97];
/** Standard deviations of an exponent over which a table is expanded. */
const SPREAD = 1;

/** γ(ln τ) and F(τ) = ∫ γ of each draw on the grid. */
export function drawnCurves(pool: PooledDraws, tau: Float64Array): DrawnCurves {
  const count = pool.row.length;
  const n = tau.length;
  const gamma = new Float64Array(n * count);
  const cumulative = new Float64Array(n * count);
  const logTau = tau.map(Math.log);
  const tables = pool.draws.map((draws) => tablesOf(draws));
  const exponents = new Float64Array(4);
  const change = new Float64Array(4);
  for (let d = 0; d < count; d++) {
    const m = pool.model[d];
    if (d > 0 && m === pool.model[d - 1] && pool.row[d] === pool.row[d - 1]) {
      for (let i = 0; i < n; i++) {
        gamma[i * count + d] = gamma[i * count + d - 1];
        cumulative[i * count + d] = cumulative[i * count + d - 1];
      }
      continue;
    }
    const { source, x } = pool.draws[m];
    const { model, layout } = source;
    const from = pool.row[d] * layout.count;
    for (let k = 0; k < layout.processes.length; k++) {
      const at = from + layout.processes[k];
      const resistance = x[at];
      const position = Math.exp(x[at + 1]);
      exponentsAt(model, layout, k, x, from, exponents);
      const shape = processShape(model.processes[k].shape);
      const drawn = shape.name === "debye" ? processShape("cole-cole") : shape;
      const drawnExponents = shape.name === "debye" ? BLUNT : exponents;
      const table = tables[m][k];
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
  }
  return { count, gamma, cumulative };
}

/** Tables of the processes whose cumulative is slow; null for the others. */
function tablesOf({ source, x, count }: ModelDraws): readonly (ShapeTable | null)[] {
  const { model, layout } = source;
  const exponents = new Float64Array(4);
  return model.processes.map(({ shape }, k) => {
    if (shape !== "havriliak-negami") return null;
    exponentsAt(model, layout, k, source.x, 0, exponents);
    const spread = layout.exponents[k].map(({ at }) => {
      let sum = 0;
      for (let s = 0; s < count; s++) sum += Math.min(1, Math.abs(x[s * layout.count + at] - source.x[at]));
      return (SPREAD * 1.25 * sum) / count;
    });
    const free = layout.exponents[k].map(({ index }) => index);
    return new ShapeTable(processShape(shape), exponents, free, spread);
  });
}

/** R in Ω, τ of the top in s of process k of a draw. */
export function drawnProcess(
  model: WeightedModel,
  layout: ModelLayout,
  x: Float64Array,
  from: number,
  k: number,
  exponents: Float64Array,
): { readonly resistance: number; readonly tau: number } {
  const at = from + layout.processes[k];
  exponentsAt(model, layout, k, x, from, exponents);
  return { resistance: x[at], tau: processTop(model.processes[k].shape, Math.exp(x[at + 1]), exponents) };
}
