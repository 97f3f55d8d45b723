import type { Column } from "./table.ts";
import { isText } from "./table.ts";

/** What `inspect` tells of a column. Null where it has no meaning: text, or no finite value. */
export interface ColumnSummary {
  /** Number of finite values. */
  readonly finite: number;
  /** Values of the first and last row; null when not finite. */
  readonly first: number | null;
  readonly last: number | null;
  /** Smallest, largest and sum of the finite values; the sum is compensated, exact to the last bits of a double. */
  readonly min: number | null;
  readonly max: number | null;
  readonly sum: number | null;
}

/**
 * Sum in which the rounding errors are collected apart (Neumaier's improvement of Kahan's sum):
 * error about one unit in the last place of the result plus n² ε² Σ|x|.
 * Source: A. Neumaier, ZAMM 54 (1974) 39.
 */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  add(x: number): void {
    const next = this.sum + x;
    this.lost += Math.abs(this.sum) >= Math.abs(x) ? this.sum - next + x : x - next + this.sum;
    this.sum = next;
  }

  get value(): number {
    return this.sum + this.lost;
  }
}

/** Summary over the stored values, in the vendor's unit and sign. */
export function summarizeColumn(column: Column): ColumnSummary {
  const values = column.values();
  if (isText(values)) return { finite: 0, first: null, last: null, min: null, max: null, sum: null };
  let finite = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const sum = new CompensatedSum();
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    if (!Number.isFinite(x)) continue;
    finite++;
    if (x < min) min = x;
    if (x > max) max = x;
    sum.add(x);
  }
  const edge = (x: number | undefined): number | null => (x !== undefined && Number.isFinite(x) ? x : null);
  return {
    finite,
    first: edge(values[0]),
    last: edge(values[values.length - 1]),
    min: finite > 0 ? min : null,
    max: finite > 0 ? max : null,
    sum: finite > 0 ? sum.value : null,
  };
}
