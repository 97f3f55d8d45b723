import type { Need } from "./needs.ts";

/** Something the user should know about a result that stands all the same. */
export interface Warning {
  /** Stable kebab-case identifier, for programs: `truncated-file`, `area-not-entered`. */
  readonly code: string;
  /** One sentence with its numbers, for people. */
  readonly message: string;
  /** What the user can give that settles it; left out: nothing. */
  readonly needs?: Need;
}
