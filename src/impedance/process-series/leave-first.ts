import type { EntryPrior } from "./penalty.ts";
import type { SeriesSmoother } from "./smoother.ts";

/**
 * What the first sweep, and all before it, say of the second and third: the first is integrated out of its data, of the
 * penalty on the first second difference and of its own entry prior, linearised at the fitted state (Schur complement).
 */
export function leaveFirst(smoother: SeriesSmoother): EntryPrior {
  const { layout, state, variances, entry, anchor, centre } = smoother;
  const p = layout.size;
  const m = smoother.sweeps.length - 2;
  const size = 3 * p;
  const a = new Float64Array(size * size);
  const slope = new Float64Array(size);
  for (let u = 0; u < p; u++) {
    for (let v = 0; v < p; v++) a[u * size + v] = smoother.informationOf(0, u, v);
    a[u * size + u] += anchor[u] + 1e-9;
    slope[u] = anchor[u] * (state[u] - centre[u]) - smoother.gradient[u];
    const w = variances.weight[u * m] / variances.variance[u];
    const d = w * (state[u] - 2 * state[p + u] + state[2 * p + u]);
    const factor = [1, -2, 1];
    for (let i = 0; i < 3; i++) {
      slope[i * p + u] += factor[i] * d;
      for (let j = 0; j < 3; j++) a[(i * p + u) * size + j * p + u] += w * factor[i] * factor[j];
    }
  }
  if (entry !== null) {
    for (let k = 0; k < 2 * p; k++) {
      slope[k] += entry.slope[k];
      for (let l = 0; l < 2 * p; l++) {
        a[k * size + l] += entry.precision[k * 2 * p + l];
        slope[k] += entry.precision[k * 2 * p + l] * (state[l] - entry.centre[l]);
      }
    }
  }
  for (let e = 0; e < p; e++) {
    if (smoother.held[e]) continue; // at its bound: known, nothing to integrate over
    const pivot = a[e * size + e];
    for (let k = e + 1; k < size; k++) {
      if (k < p && smoother.held[k]) continue;
      const f = a[k * size + e] / pivot;
      if (f === 0) continue;
      for (let l = e + 1; l < size; l++) a[k * size + l] -= f * a[e * size + l];
      slope[k] -= f * slope[e];
    }
  }
  const precision = new Float64Array(4 * p * p);
  for (let k = 0; k < 2 * p; k++) for (let l = 0; l < 2 * p; l++) precision[k * 2 * p + l] = a[(k + p) * size + l + p];
  return { centre: state.slice(p, 3 * p), precision, slope: slope.slice(p) };
}
