/** How a number is known. */
export type ParameterStatus = "measured" | "computed" | "literature" | "recalled" | "fitted" | "assumed" | "numerical";

/** What a parameter of a submodel is; a description, a form and a report derive from it. */
export interface ParameterMetadata {
  readonly symbol: string;
  readonly description: string;
  /** SI: "ohm m2", "mol/m3", "1" for a pure number. */
  readonly unit: string;
  /** Used where a description gives none; absent: must be given. */
  readonly value?: number;
  /** Values outside [lower, upper] are refused. */
  readonly lower?: number;
  readonly upper?: number;
  readonly status: ParameterStatus;
  readonly source: string;
}
