import { euclideanNorm } from "../../numerics/elementary/index.ts";

/** What is left of a composition outside of the others counts from here on; end members are taken first, at the higher level. */
const LEVELS = [0.05, 1e-8];

/**
 * Orthonormal directions in which no phase changes its composition: Σ v x = 0 for every state of every phase. Ions of fixed
 * charge make one (in Nd₂O₃-ZrO₂ metal and oxygen are bound to one another); there the potentials are not fixed by any
 * equilibrium, as only combinations of them matter. Row after row; empty in the common case.
 *
 * @param samples mole fractions of each phase's states, rows of `components`
 */
export function unreachedDirections(samples: readonly Float64Array[], components: number): Float64Array {
  const rows: Float64Array[] = [];
  const rest = new Float64Array(components);
  for (const level of LEVELS) {
    for (const points of samples) {
      for (let at = 0; at < points.length; at += components) {
        if (rows.length === components) return new Float64Array(0);
        rest.set(points.subarray(at, at + components));
        addOrthogonal(rows, rest, level);
      }
    }
  }
  const reached = rows.length;
  if (reached === components) return new Float64Array(0);
  const out = new Float64Array((components - reached) * components);
  while (rows.length < components) {
    let best = 0;
    let size = -1;
    for (let i = 0; i < components; i++) {
      const left = 1 - rows.reduce((sum, row) => sum + row[i] * row[i], 0);
      if (left > size + 1e-12) [best, size] = [i, left];
    }
    rest.fill(0);
    rest[best] = 1;
    addOrthogonal(rows, rest, 0);
    out.set(rows[rows.length - 1], (rows.length - 1 - reached) * components);
  }
  return out;
}

/** Adds the part of a vector outside of the rows to them, at unit length, if it is longer than a level. */
function addOrthogonal(rows: Float64Array[], vector: Float64Array, level: number): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const row of rows) {
      let along = 0;
      for (let i = 0; i < row.length; i++) along += row[i] * vector[i];
      for (let i = 0; i < row.length; i++) vector[i] -= along * row[i];
    }
  }
  const length = euclideanNorm(vector);
  if (length > level) rows.push(vector.map((value) => value / length));
}
