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
