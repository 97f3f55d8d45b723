import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { factorLu, solveLu } from "../../src/numerics/linear/lu.ts";

/**
 * The steady state of a cell under a constant current, by Newton's method with a full matrix: f(y) = 0, unknowns that no equation
 * contains (the charge that has passed) held. An oracle that shares nothing with the linearisation but the model.
 */
export function steadyState(model: CellModel, current: number): Float64Array {
  const { layout } = model;
  const n = layout.size;
  model.control = { quantity: "current", value: current, slope: 0, start: 0 };
  const y = model.initialState();
  const f = new Float64Array(n);
  const entries = new Float64Array(layout.entries);
  const matrix = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  for (let k = 0; k < 50; k++) {
    model.evaluate(0, y, f);
    model.jacobian(0, y, entries);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const slot = layout.slot(i, j);
        matrix[i * n + j] = slot < 0 ? 0 : entries[slot];
      }
    }
    for (let i = 0; i < n; i++) {
      const counted = matrix.every((value, at) => at % n !== i || value === 0);
      if (counted) for (let j = 0; j < n; j++) matrix[i * n + j] = i === j ? 1 : 0;
      f[i] = counted ? 0 : -f[i];
    }
    if (!factorLu(matrix, n, pivots)) throw new Error(`steadyState: singular at iteration ${k}`);
    solveLu(matrix, n, pivots, f);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      y[i] += f[i];
      largest = Math.max(largest, Math.abs(f[i]) / (Math.abs(y[i]) + 1e-6));
    }
    if (largest < 1e-13) return y;
  }
  return y;
}
