import type { MatrixLayout } from "./layout.ts";

/** The full matrix, row-major size × size, of numbers that stand in a layout. */
export function expandDense(layout: MatrixLayout, values: Float64Array): Float64Array {
  const n = layout.size;
  const full = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const slot = layout.slot(i, j);
      if (slot >= 0) full[i * n + j] = values[slot];
    }
  }
  return full;
}
