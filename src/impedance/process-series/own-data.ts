import { factorCholesky, invertCholesky } from "../../numerics/linear/cholesky.ts";
import type { ScoredSeries } from "./choose-tracks.ts";

/** Added to the diagonal of the information, relative to it: an unknown that nothing tells keeps a finite, huge variance. */
const RIDGE = 1e-12;

/** Covariance of two unknowns of one sweep; 0 for those of a track that the sweep does not show. */
export type OwnCovariance = (u: number, v: number) => number;

/**
 * Covariances that the data of sweep i leave without those of its neighbours: the inverse of their Fisher information with all unknowns
 * free and no smoothness (Cramér-Rao for one sweep). All that is no track counts, and the tracks `there`.
 *
 * @param there places in the layout of the tracks that the sweep shows
 */
export function ownCovariance({ smoother, noise }: ScoredSeries, i: number, there: readonly number[]): OwnCovariance {
  const { layout, anchor } = smoother;
  const end = (k: number): number => layout.offsets[k + 1] ?? layout.size;
  const used = Array.from({ length: layout.size }, (_, u) => u).filter((u) =>
    layout.offsets.every((at, k) => u < at || u >= end(k) || there.includes(k)),
  );
  const size = used.length;
  const unit = used.map((u) => Math.sqrt(smoother.informationOf(i, u, u) + anchor[u]) || 1);
  const matrix = new Float64Array(size * size);
  used.forEach((u, a) => {
    for (let b = 0; b < a; b++) matrix[a * size + b] = smoother.informationOf(i, u, used[b]) / (unit[a] * unit[b]);
    matrix[a * size + a] = 1 + RIDGE;
  });
  if (factorCholesky(matrix, size) >= 0) return (u, v) => (u === v ? Number.POSITIVE_INFINITY : 0);
  const inverse = invertCholesky(matrix, size);
  return (u, v) => {
    const [a, b] = [used.indexOf(u), used.indexOf(v)];
    if (a < 0 || b < 0) return 0;
    return (inverse[a * size + b] / (unit[a] * unit[b])) * noise;
  };
}
