/** What the instrument imposes: q(t) = value + slope · (t − start) + sine, with q the current, the voltage or the power. */
export interface Control {
  readonly quantity: "current" | "voltage" | "power";
  /** A/m², V or W/m² at `start`. */
  readonly value: number;
  /** Per second; 0 for a constant. */
  readonly slope: number;
  /** s */
  readonly start: number;
  /** Superimposed amplitude · sin(2π frequency (t − start) + phase). */
  readonly sine?: { readonly amplitude: number; readonly frequency: number; readonly phase: number };
}
