/** Inputs that a sentence may ask for. */
export type Input =
  | "area"
  | "circuit"
  | "component"
  | "database"
  | "frequencies"
  | "ion"
  | "leads"
  | "phases"
  | "points"
  | "temperature-range"
  | "temperatures"
  | "without"
  | "working-electrode";

/**
 * What the user can give that settles what a warning or an error says. The sentence names it in words; each way in has its own name for it
 * besides: the command line an option, the page a field.
 */
export interface Need {
  readonly input: Input;
  /** What to give, where the sentence knows it: "KNA2". */
  readonly value?: string;
}
