/**
 * Lower convex hull of points given in ascending x (Andrew's monotone chain); of points at one x the lowest counts.
 *
 * @param order indices of the points in ascending x
 * @param hull room for the indices of the vertices, at least `order.length`
 * @returns number of vertices
 */
export function lowerHull(x: Float64Array, g: Float64Array, order: Int32Array, hull: Int32Array): number {
  let count = 0;
  for (const next of order) {
    const nx = x[next] as number;
    const ng = g[next] as number;
    if (!Number.isFinite(ng)) continue;
    if (count > 0 && x[hull[count - 1] as number] === nx) {
      if (ng >= (g[hull[count - 1] as number] as number)) continue;
      count--;
    }
    while (count > 1) {
      const a = hull[count - 2] as number;
      const b = hull[count - 1] as number;
      const ax = x[a] as number;
      const ag = g[a] as number;
      const above = ((g[b] as number) - ag) * (nx - ax) - (ng - ag) * ((x[b] as number) - ax);
      if (above < 0) break;
      count--;
    }
    hull[count++] = next;
  }
  return count;
}

/** Two Gibbs energies of one pure component that differ by no more than this share are one. */
const ROUNDING = 1e-13;

/**
 * Where several phases have one energy at an end of the axis, as two lattices that are one when nothing is dissolved: the vertex
 * there becomes that of the phase of the next vertex. Else a field of no width would stand there, without a tangent to its neighbour.
 *
 * @param owner phase of each point
 */
export function shareEnds(
  x: Float64Array,
  g: Float64Array,
  owner: Int32Array,
  order: Int32Array,
  hull: Int32Array,
  count: number,
): void {
  if (count < 2) return;
  for (const [end, next, start, step] of [
    [0, 1, 0, 1],
    [count - 1, count - 2, order.length - 1, -1],
  ] as const) {
    const vertex = hull[end] as number;
    const phase = owner[hull[next] as number] as number;
    if (owner[vertex] === phase) continue;
    const level = g[vertex] as number;
    for (let i = start; i >= 0 && i < order.length; i += step) {
      const point = order[i] as number;
      if (x[point] !== x[vertex]) break;
      if (owner[point] !== phase || !(Math.abs((g[point] as number) - level) <= ROUNDING * Math.abs(level))) continue;
      hull[end] = point;
      break;
    }
  }
}
