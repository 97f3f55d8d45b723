/** y′ = M y: the site fractions at which a part of the energy is taken, from those of the phase. M is sparse, by rows. */
export class SiteFractionMap {
  readonly rows: number;
  readonly columns: number;
  private readonly start: Int32Array;
  private readonly column: Int32Array;
  private readonly weight: Float64Array;

  constructor(rows: readonly (readonly (readonly [column: number, weight: number])[])[], columns: number) {
    this.rows = rows.length;
    this.columns = columns;
    this.start = new Int32Array(rows.length + 1);
    for (const [k, row] of rows.entries()) this.start[k + 1] = (this.start[k] as number) + row.length;
    this.column = Int32Array.from(rows.flat(), ([column]) => column);
    this.weight = Float64Array.from(rows.flat(), ([, weight]) => weight);
  }

  /** out = M y. */
  apply(y: Float64Array, out: Float64Array): void {
    const { rows, start, column, weight } = this;
    for (let k = 0; k < rows; k++) {
      let sum = 0;
      const end = start[k + 1] as number;
      for (let n = start[k] as number; n < end; n++) sum += (weight[n] as number) * (y[column[n] as number] as number);
      out[k] = sum;
    }
  }

  /** out += Mᵀ gradient. */
  addTransposed(gradient: Float64Array, out: Float64Array): void {
    const { rows, start, column, weight } = this;
    for (let k = 0; k < rows; k++) {
      const end = start[k + 1] as number;
      for (let n = start[k] as number; n < end; n++) {
        const i = column[n] as number;
        out[i] = (out[i] as number) + (weight[n] as number) * (gradient[k] as number);
      }
    }
  }

  /** out += Mᵀ hessian M, both row-major. */
  addCongruent(hessian: Float64Array, out: Float64Array): void {
    const { rows, columns, start, column, weight } = this;
    for (let k = 0; k < rows; k++) {
      const endK = start[k + 1] as number;
      for (let l = 0; l < rows; l++) {
        const entry = hessian[k * rows + l] as number;
        if (entry === 0) continue;
        const endL = start[l + 1] as number;
        for (let n = start[k] as number; n < endK; n++) {
          const row = (column[n] as number) * columns;
          const left = entry * (weight[n] as number);
          for (let m = start[l] as number; m < endL; m++) {
            const at = row + (column[m] as number);
            out[at] = (out[at] as number) + left * (weight[m] as number);
          }
        }
      }
    }
  }
}
