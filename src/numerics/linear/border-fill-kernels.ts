/**
 * The recurrences of `BorderFill` for one coupling, written out for one, two and three unknowns per cell. Each returns 0, or NaN
 * where a number is not finite.
 *
 * @module
 */

/**
 * C̃ₖ = Cₖ − Gₖ C̃ₖ₊₁ with C = −J at `slot`, into `column` from `at`.
 * @param factors blocks G, E, H of `CellElimination`
 */
export function fillColumn(
  m: number,
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  column: Float64Array,
  at: number,
): number {
  let check = 0;
  const last = (cells - 1) * m;
  for (let i = last; i < last + m; i++) {
    const value = -jacobian[slot + i];
    column[at + i] = value;
    check += value * 0;
  }
  if (m === 1) check += fillColumnOfOne(jacobian, slot, factors, cells, column, at);
  else if (m === 2) check += fillColumnOfTwo(jacobian, slot, factors, cells, column, at);
  else if (m === 3) check += fillColumnOfThree(jacobian, slot, factors, cells, column, at);
  else {
    for (let k = cells - 2; k >= 0; k--) {
      const next = at + (k + 1) * m;
      let g = 3 * k * m * m;
      for (let i = k * m; i < k * m + m; i++) {
        let sum = -jacobian[slot + i];
        for (let j = next; j < next + m; j++, g++) sum -= factors[g] * column[j];
        column[at + i] = sum;
        check += sum * 0;
      }
    }
  }
  return check;
}

function fillColumnOfOne(
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  column: Float64Array,
  at: number,
): number {
  let p = (at + 1 * cells - 1) | 0;
  let s = (slot + 1 * cells - 1) | 0;
  let c0 = column[p];
  let check = 0;
  for (let f = (3 * cells - 6) | 0; f >= 0; f = (f - 3) | 0) {
    p = (p - 1) | 0;
    s = (s - 1) | 0;
    const n0 = -jacobian[s] - factors[f] * c0;
    c0 = n0;
    column[p] = n0;
    check += c0 * 0;
  }
  return check;
}

function fillColumnOfTwo(
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  column: Float64Array,
  at: number,
): number {
  let p = (at + 2 * cells - 2) | 0;
  let s = (slot + 2 * cells - 2) | 0;
  let c0 = column[p];
  let c1 = column[p + 1];
  let check = 0;
  for (let f = (12 * cells - 24) | 0; f >= 0; f = (f - 12) | 0) {
    p = (p - 2) | 0;
    s = (s - 2) | 0;
    const n0 = -jacobian[s] - (factors[f] * c0 + factors[(f + 1) | 0] * c1);
    const n1 = -jacobian[(s + 1) | 0] - (factors[(f + 2) | 0] * c0 + factors[(f + 3) | 0] * c1);
    c0 = n0;
    column[p] = n0;
    c1 = n1;
    column[(p + 1) | 0] = n1;
    check += (c0 + c1) * 0;
  }
  return check;
}

function fillColumnOfThree(
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  column: Float64Array,
  at: number,
): number {
  let p = (at + 3 * cells - 3) | 0;
  let s = (slot + 3 * cells - 3) | 0;
  let c0 = column[p];
  let c1 = column[p + 1];
  let c2 = column[p + 2];
  let check = 0;
  for (let f = (27 * cells - 54) | 0; f >= 0; f = (f - 27) | 0) {
    p = (p - 3) | 0;
    s = (s - 3) | 0;
    const n0 = -jacobian[s] - (factors[f] * c0 + factors[(f + 1) | 0] * c1 + factors[(f + 2) | 0] * c2);
    const n1 =
      -jacobian[(s + 1) | 0] - (factors[(f + 3) | 0] * c0 + factors[(f + 4) | 0] * c1 + factors[(f + 5) | 0] * c2);
    const n2 =
      -jacobian[(s + 2) | 0] - (factors[(f + 6) | 0] * c0 + factors[(f + 7) | 0] * c1 + factors[(f + 8) | 0] * c2);
    c0 = n0;
    column[p] = n0;
    c1 = n1;
    column[(p + 1) | 0] = n1;
    c2 = n2;
    column[(p + 2) | 0] = n2;
    check += (c0 + c1 + c2) * 0;
  }
  return check;
}

/**
 * R̃ₖ = Rₖ − R̃ₖ₊₁ Hₖ₊₁ with R = −J at `slot`, and Pₖ = R̃ₖ Eₖ into `row` from `at`.
 * @param factors blocks G, E, H of `CellElimination`
 * @param left work, length ≥ 2 m
 */
export function fillRow(
  m: number,
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  row: Float64Array,
  at: number,
  left: Float64Array,
): number {
  if (m === 1) return fillRowOfOne(jacobian, slot, factors, cells, row, at);
  if (m === 2) return fillRowOfTwo(jacobian, slot, factors, cells, row, at);
  if (m === 3) return fillRowOfThree(jacobian, slot, factors, cells, row, at);
  const block = m * m;
  let check = 0;
  for (let k = cells - 1; k >= 0; k--) {
    for (let j = 0; j < m; j++) {
      let sum = -jacobian[slot + k * m + j];
      if (k < cells - 1)
        for (let i = 0, h = (3 * k + 5) * block + j; i < m; i++, h += m) sum -= left[m + i] * factors[h];
      left[j] = sum;
      check += sum * 0;
    }
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let i = 0, e = (3 * k + 1) * block + j; i < m; i++, e += m) sum += left[i] * factors[e];
      row[at + k * m + j] = sum;
    }
    for (let j = 0; j < m; j++) left[m + j] = left[j];
  }
  return check;
}

function fillRowOfOne(
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  row: Float64Array,
  at: number,
): number {
  let p = (at + 1 * cells - 1) | 0;
  let s = (slot + 1 * cells - 1) | 0;
  let f = (3 * cells - 3) | 0;
  let r0 = -jacobian[s];
  let check = r0 * 0;
  row[p] = r0 * factors[f + 1];
  while (f > 0) {
    p = (p - 1) | 0;
    s = (s - 1) | 0;
    const n0 = -jacobian[s] - r0 * factors[(f + 2) | 0];
    f = (f - 3) | 0;
    r0 = n0;
    row[p] = r0 * factors[(f + 1) | 0];
    check += r0 * 0;
  }
  return check;
}

function fillRowOfTwo(
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  row: Float64Array,
  at: number,
): number {
  let p = (at + 2 * cells - 2) | 0;
  let s = (slot + 2 * cells - 2) | 0;
  let f = (12 * cells - 12) | 0;
  let r0 = -jacobian[s];
  let r1 = -jacobian[(s + 1) | 0];
  let check = (r0 + r1) * 0;
  row[p] = r0 * factors[f + 4] + r1 * factors[f + 6];
  row[(p + 1) | 0] = r0 * factors[f + 5] + r1 * factors[f + 7];
  while (f > 0) {
    p = (p - 2) | 0;
    s = (s - 2) | 0;
    const n0 = -jacobian[s] - (r0 * factors[(f + 8) | 0] + r1 * factors[(f + 10) | 0]);
    const n1 = -jacobian[(s + 1) | 0] - (r0 * factors[(f + 9) | 0] + r1 * factors[(f + 11) | 0]);
    f = (f - 12) | 0;
    r0 = n0;
    r1 = n1;
    row[p] = r0 * factors[(f + 4) | 0] + r1 * factors[(f + 6) | 0];
    row[(p + 1) | 0] = r0 * factors[(f + 5) | 0] + r1 * factors[(f + 7) | 0];
    check += (r0 + r1) * 0;
  }
  return check;
}

function fillRowOfThree(
  jacobian: Float64Array,
  slot: number,
  factors: Float64Array,
  cells: number,
  row: Float64Array,
  at: number,
): number {
  let p = (at + 3 * cells - 3) | 0;
  let s = (slot + 3 * cells - 3) | 0;
  let f = (27 * cells - 27) | 0;
  let r0 = -jacobian[s];
  let r1 = -jacobian[(s + 1) | 0];
  let r2 = -jacobian[(s + 2) | 0];
  let check = (r0 + r1 + r2) * 0;
  row[p] = r0 * factors[f + 9] + r1 * factors[f + 12] + r2 * factors[f + 15];
  row[(p + 1) | 0] = r0 * factors[f + 10] + r1 * factors[f + 13] + r2 * factors[f + 16];
  row[(p + 2) | 0] = r0 * factors[f + 11] + r1 * factors[f + 14] + r2 * factors[f + 17];
  while (f > 0) {
    p = (p - 3) | 0;
    s = (s - 3) | 0;
    const n0 = -jacobian[s] - (r0 * factors[(f + 18) | 0] + r1 * factors[(f + 21) | 0] + r2 * factors[(f + 24) | 0]);
    const n1 =
      -jacobian[(s + 1) | 0] - (r0 * factors[(f + 19) | 0] + r1 * factors[(f + 22) | 0] + r2 * factors[(f + 25) | 0]);
    const n2 =
      -jacobian[(s + 2) | 0] - (r0 * factors[(f + 20) | 0] + r1 * factors[(f + 23) | 0] + r2 * factors[(f + 26) | 0]);
    f = (f - 27) | 0;
    r0 = n0;
    r1 = n1;
    r2 = n2;
    row[p] = r0 * factors[(f + 9) | 0] + r1 * factors[(f + 12) | 0] + r2 * factors[(f + 15) | 0];
    row[(p + 1) | 0] = r0 * factors[(f + 10) | 0] + r1 * factors[(f + 13) | 0] + r2 * factors[(f + 16) | 0];
    row[(p + 2) | 0] = r0 * factors[(f + 11) | 0] + r1 * factors[(f + 14) | 0] + r2 * factors[(f + 17) | 0];
    check += (r0 + r1 + r2) * 0;
  }
  return check;
}

/** Σ a_{p+i} b_{q+i} over `count` numbers, in four sums that do not wait for one another. */
export function dot(a: Float64Array, from: number, b: Float64Array, at: number, count: number): number {
  let p = from | 0;
  let q = at | 0;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let left = count | 0;
  for (; left >= 4; left = (left - 4) | 0) {
    s0 += a[p] * b[q];
    s1 += a[(p + 1) | 0] * b[(q + 1) | 0];
    s2 += a[(p + 2) | 0] * b[(q + 2) | 0];
    s3 += a[(p + 3) | 0] * b[(q + 3) | 0];
    p = (p + 4) | 0;
    q = (q + 4) | 0;
  }
  for (; left > 0; left = (left - 1) | 0) {
    s0 += a[p] * b[q];
    p = (p + 1) | 0;
    q = (q + 1) | 0;
  }
  return s0 + s1 + (s2 + s3);
}
