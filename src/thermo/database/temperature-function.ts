/** A function of temperature as a database holds it: pieces in T, each an expression. Immutable. */
export interface TemperatureFunction {
  /** Pieces in ascending order without gaps: valid for low ≤ T < high in K, the last for T ≤ high too. */
  readonly pieces: readonly TemperaturePiece[];
  /**
   * Value and first two derivatives in T at a temperature in K and a pressure in Pa, written to `out[0 … 2]`.
   * At a break the upper piece counts.
   * @throws DomainError outside of all pieces, quoting the range
   */
  evaluate(temperature: number, pressure: number, out: Float64Array): void;
}

export interface TemperaturePiece {
  readonly low: number;
  readonly high: number;
  /** The expression as it is written to a file, functions by name: `GHSERNA#+2581.02-6.95218*T`. */
  readonly text: string;
}
