/** A spectrum as it is asked for. */
export interface ImpedanceRequest {
  /** Hz; the first frequency, usually the highest. */
  readonly from: number;
  /** Hz; the last one. */
  readonly to: number;
  readonly pointsPerDecade: number;
  /** Amplitude of the current (A, or A/m²) or of the voltage in V. */
  readonly amplitude:
    | { readonly quantity: "current"; readonly value: number; readonly unit: "A/m2" | "A" }
    | { readonly quantity: "voltage"; readonly value: number };
}

/**
 * When the spectrum of a step is taken, always with the step's own current or voltage on the cell: at its first instant, at its last, or
 * over its course, the sine laid over what the step imposes while the state moves.
 */
export type SpectrumTime = "start" | "end" | "during";
