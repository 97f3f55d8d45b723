import { DomainError } from "../../base/errors.ts";
import type { MatrixLayout } from "../linear/layout.ts";

/**
 * How the scaled errors eᵢ / (absoluteᵢ + relative · (|yᵢ| + |yᵢ new|)/2) of the unknowns become one number.
 * `grouped`: the root of the mean square within the border and within each chain, the largest of these; without an arrow
 * layout the same as `mean`. `mean`: over all unknowns. `maximum`: the largest.
 */
export type ErrorNormKind = "grouped" | "mean" | "maximum";

/** Weighted norm of an error; all arrays are made once. */
export class ErrorNorm {
  readonly relative: number;
  readonly absolute: Float64Array;
  /** Index after the last unknown of each group. */
  readonly #ends: Int32Array;

  /** @throws DomainError where a tolerance is not positive or not finite, or the number of tolerances is wrong */
  constructor(layout: MatrixLayout, relative: number, absolute: number | Float64Array, kind: ErrorNormKind) {
    const n = layout.size;
    if (!(relative > 0 && relative < 1)) {
      throw new DomainError(`integrator: the relative tolerance is ${relative}; it must lie between 0 and 1.`);
    }
    if (typeof absolute !== "number" && absolute.length !== n) {
      throw new DomainError(`integrator: ${absolute.length} absolute tolerances for ${n} unknowns.`);
    }
    this.relative = relative;
    this.absolute = typeof absolute === "number" ? new Float64Array(n).fill(absolute) : Float64Array.from(absolute);
    const wrong = this.absolute.findIndex((value) => !(value > 0 && value < Number.POSITIVE_INFINITY));
    if (wrong >= 0) {
      throw new DomainError(
        `integrator: the absolute tolerance of unknown ${wrong} is ${this.absolute[wrong]}; it must be positive.`,
      );
    }
    this.#ends = groupEnds(layout, kind);
  }

  /** `next` = embedded + error, and the norm of the error against the mean of |state| and |next|. NaN where one is not finite. */
  close(state: Float64Array, embedded: Float64Array, error: Float64Array, next: Float64Array): number {
    const { absolute } = this;
    const half = 0.5 * this.relative;
    const ends = this.#ends;
    let largest = 0;
    let i = 0;
    for (let g = 0; g < ends.length; g++) {
      const from = i;
      const end = ends[g];
      let sum = 0;
      for (; i < end; i++) {
        const e = error[i];
        const to = embedded[i] + e;
        next[i] = to;
        const q = e / (absolute[i] + half * (Math.abs(state[i]) + Math.abs(to)));
        sum += q * q;
      }
      const mean = sum / (end - from);
      if (Number.isNaN(mean)) return mean;
      if (mean > largest) largest = mean;
    }
    return Math.sqrt(largest);
  }

  /** Norm of a vector against the size of a state. */
  measure(vector: Float64Array, state: Float64Array): number {
    const { relative, absolute } = this;
    const ends = this.#ends;
    let largest = 0;
    let i = 0;
    for (let g = 0; g < ends.length; g++) {
      const from = i;
      let sum = 0;
      for (; i < ends[g]; i++) {
        const q = vector[i] / (absolute[i] + relative * Math.abs(state[i]));
        sum += q * q;
      }
      const mean = sum / (ends[g] - from);
      if (Number.isNaN(mean)) return mean;
      if (mean > largest) largest = mean;
    }
    return Math.sqrt(largest);
  }

  /** Index of the largest scaled entry; where entries are not finite, the first of them; −1 where all vanish. */
  worst(vector: Float64Array, state: Float64Array): number {
    let index = -1;
    let largest = 0;
    for (let i = 0; i < vector.length; i++) {
      const size = Math.abs(vector[i]) / (this.absolute[i] + this.relative * Math.abs(state[i]));
      if (!Number.isFinite(size)) return i;
      if (size > largest) {
        largest = size;
        index = i;
      }
    }
    return index;
  }
}

function groupEnds(layout: MatrixLayout, kind: ErrorNormKind): Int32Array {
  if (kind === "maximum") return Int32Array.from({ length: layout.size }, (_, i) => i + 1);
  if (kind === "mean" || layout.kind !== "arrow") return Int32Array.of(layout.size);
  const ends = [layout.border, ...layout.chains.map(({ first, cells, unknowns }) => first + cells * unknowns)];
  return Int32Array.from(new Set(ends.filter((end) => end > 0))).sort();
}
