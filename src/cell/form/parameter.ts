/** How a number is known; "numerical": chosen to exercise the numerics, "given": by a description that does not say. */
export const parameterStatuses = [
  "measured",
  "computed",
  "literature",
  "recalled",
  "fitted",
  "assumed",
  "numerical",
  "given",
] as const;
export type ParameterStatus = (typeof parameterStatuses)[number];

/** Where one number comes from. */
export interface ParameterProvenance {
  readonly status: ParameterStatus;
  readonly source: string;
}

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
  /** How such a number is usually known, and how the default is. */
  readonly status: ParameterStatus;
  readonly source: string;
}
