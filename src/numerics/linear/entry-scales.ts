import type { EliminationOrder } from "./elimination-order.ts";

/** Reciprocal of the largest entry of each row, and largest entry of each column so scaled. @returns false where one is zero or not finite */
export function entryScales(
  n: number,
  values: Float64Array,
  { rowStarts, entryColumns }: EliminationOrder,
  scales: Float64Array,
): boolean {
  let check = 0;
  for (let i = n; i < n + n; i = (i + 1) | 0) scales[i] = 0;
  for (let i = 0, start = 0; i < n; i = (i + 1) | 0) {
    const end = rowStarts[(i + 1) | 0];
    let largest = 0;
    for (let e = start; e < end; e = (e + 1) | 0) {
      const entry = Math.abs(values[e]);
      check += entry;
      if (entry > largest) largest = entry;
    }
    const scale = 1 / largest;
    check += scale;
    scales[i] = scale;
    for (let e = start; e < end; e = (e + 1) | 0) {
      const entry = Math.abs(values[e]) * scale;
      const column = (n + entryColumns[e]) | 0;
      if (entry > scales[column]) scales[column] = entry;
    }
    start = end;
  }
  return check < Number.POSITIVE_INFINITY;
}

/** Reciprocal of the largest entry of each row, and largest entry of each column so scaled, of both matrices of a `ComplexSparseLu`. @returns bit 0 for the first, bit 1 for the second, where none is zero or not finite */
export function pairedEntryScales(
  n: number,
  values: Float64Array,
  { rowStarts, entryColumns }: EliminationOrder,
  scales: Float64Array,
): number {
  let check = 0;
  let checkSecond = 0;
  scales.fill(0, 2 * n);
  for (let i = 0, start = 0; i < n; i = (i + 1) | 0) {
    const end = rowStarts[(i + 1) | 0];
    let largest = 0;
    let largestSecond = 0;
    for (let e = start, at = start << 2; e < end; e = (e + 1) | 0, at = (at + 4) | 0) {
      const entry = Math.abs(values[at]) + Math.abs(values[(at + 1) | 0]);
      const entrySecond = Math.abs(values[(at + 2) | 0]) + Math.abs(values[(at + 3) | 0]);
      check += entry;
      checkSecond += entrySecond;
      if (entry > largest) largest = entry;
      if (entrySecond > largestSecond) largestSecond = entrySecond;
    }
    const scale = 1 / largest;
    const scaleSecond = 1 / largestSecond;
    check += scale;
    checkSecond += scaleSecond;
    scales[i << 1] = scale;
    scales[((i << 1) + 1) | 0] = scaleSecond;
    for (let e = start, at = start << 2; e < end; e = (e + 1) | 0, at = (at + 4) | 0) {
      const column = (n + entryColumns[e]) << 1;
      const entry = (Math.abs(values[at]) + Math.abs(values[(at + 1) | 0])) * scale;
      const entrySecond = (Math.abs(values[(at + 2) | 0]) + Math.abs(values[(at + 3) | 0])) * scaleSecond;
      if (entry > scales[column]) scales[column] = entry;
      if (entrySecond > scales[(column + 1) | 0]) scales[(column + 1) | 0] = entrySecond;
    }
    start = end;
  }
  return (check < Infinity ? 1 : 0) + (checkSecond < Infinity ? 2 : 0);
}
