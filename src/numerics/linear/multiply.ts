import { DomainError } from "../../base/errors.ts";
import type { ArrowLayout, BandedLayout, ChainLayout, DenseLayout, MatrixLayout } from "./layout.ts";

/**
 * out = A x for a matrix whose numbers stand in a layout.
 *
 * @param values `layout.entries` numbers
 * @param x `layout.size` numbers; not changed
 * @param out another array, every entry is written
 * @throws DomainError where lengths disagree or `out` is `x`
 */
export function multiply(layout: MatrixLayout, values: Float64Array, x: Float64Array, out: Float64Array): Float64Array {
  const n = layout.size;
  if (values.length !== layout.entries || x.length !== n || out.length !== n || x === out) {
    throw new DomainError(
      `multiply: order ${n}, ${layout.entries} entries; got ${values.length} entries, x of ${x.length}${x === out ? ", which is also out" : ""}, out of ${out.length}.`,
    );
  }
  if (layout.kind === "dense") multiplyDense(layout, values, x, out);
  else if (layout.kind === "banded") multiplyBanded(layout, values, x, out);
  else multiplyArrow(layout, values, x, out);
  return out;
}

function multiplyDense({ size }: DenseLayout, a: Float64Array, x: Float64Array, out: Float64Array): void {
  for (let i = 0, at = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += a[at++] * x[j];
    out[i] = sum;
  }
}

function multiplyBanded(
  { size, below, above }: BandedLayout,
  a: Float64Array,
  x: Float64Array,
  out: Float64Array,
): void {
  const width = below + above + 1;
  for (let i = 0; i < size; i++) {
    const end = Math.min(size - 1, i + above);
    let sum = 0;
    for (let j = Math.max(0, i - below); j <= end; j++) sum += a[i * width + j - i + below] * x[j];
    out[i] = sum;
  }
}

function multiplyArrow(layout: ArrowLayout, a: Float64Array, x: Float64Array, out: Float64Array): void {
  const { border } = layout;
  for (let i = 0; i < border; i++) {
    let sum = 0;
    for (let j = 0; j < border; j++) sum += a[i * border + j] * x[j];
    out[i] = sum;
  }
  for (const chain of layout.chains) multiplyChain(chain, a, x, out);
}

function multiplyChain(chain: ChainLayout, a: Float64Array, x: Float64Array, out: Float64Array): void {
  const { cells, unknowns: m, first, diagonal, lower, upper } = chain;
  for (let k = 0; k < cells; k++) {
    const block = k * m * m;
    const cell = first + k * m;
    for (let i = 0; i < m; i++) {
      const row = block + i * m;
      let sum = 0;
      for (let j = 0; j < m; j++) sum += a[diagonal + row + j] * x[cell + j];
      if (k > 0) for (let j = 0; j < m; j++) sum += a[lower + row + j] * x[cell - m + j];
      if (k < cells - 1) for (let j = 0; j < m; j++) sum += a[upper + row + j] * x[cell + m + j];
      out[cell + i] = sum;
    }
  }
  for (const { unknown, cells: coupled, slot } of chain.columns) {
    for (let i = 0; i < coupled * m; i++) out[first + i] += a[slot + i] * x[unknown];
  }
  for (const { unknown, cells: coupled, slot } of chain.rows) {
    let sum = 0;
    for (let i = 0; i < coupled * m; i++) sum += a[slot + i] * x[first + i];
    out[unknown] += sum;
  }
}
