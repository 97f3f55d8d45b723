import type { NumericArray } from "../../base/table.ts";
import { decodeField } from "./mpr-columns.ts";
import { knownSize, layOut, unknownIds } from "./mpr-record.ts";

const TIME = 4;
const SIZES: readonly number[] = [1, 2, 4, 8];
/** 4⁵ combinations are tried at most. */
const MOST_UNKNOWN = 5;
/** Rows by which a combination is judged. */
const MOST_ROWS = 4096;
/** Values of a real measurement lie within; misread bytes seldom all do. */
const LARGEST = 1e30;

function combinations(count: number, total: number): number[][] {
  if (count === 0) return total === 0 ? [[]] : [];
  return SIZES.filter((size) => size <= total).flatMap((size) =>
    combinations(count - 1, total - size).map((rest) => [size, ...rest]),
  );
}

function isPlausible(values: NumericArray, isTime: boolean): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!(Math.abs(value) < LARGEST)) return false;
    if (isTime && value < last) return false;
    last = value;
  }
  return true;
}

/** Whether with these sizes of the unknown columns time never decreases and every known number is finite. */
function fits(ids: readonly number[], sizes: readonly number[], rows: number, bytes: Uint8Array): boolean {
  const layout = layOut(ids, sizes);
  const complete = Math.min(rows, MOST_ROWS, Math.floor(bytes.length / layout.size));
  const records = { layout, rows: complete, bytes };
  return layout.fields
    .filter((field) => field.kind === "stored" && field.known)
    .every((field) => isPlausible(decodeField(records, field), field.id === TIME));
}

/**
 * Sizes that the unknown columns can have if a record takes `recordSize` bytes. One unknown column takes what the known ones
 * leave; of several, those combinations are kept under which time does not decrease and all known values are finite.
 * @param bytes the records, as far as the file holds them
 * @returns every admissible combination, one size for each unknown id in their order
 */
export function admissibleSizes(
  ids: readonly number[],
  recordSize: number,
  rows: number,
  bytes: Uint8Array,
): readonly (readonly number[])[] {
  const unknown = unknownIds(ids);
  const left = recordSize - knownSize(ids);
  if (left === 0) return [unknown.map(() => 0)];
  if (unknown.length === 1) return SIZES.includes(left) ? [[left]] : [];
  if (unknown.length > MOST_UNKNOWN) return [];
  return combinations(unknown.length, left).filter((sizes) => fits(ids, sizes, rows, bytes));
}
