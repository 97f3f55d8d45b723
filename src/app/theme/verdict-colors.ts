import type { ColorName } from "../../figures/tokens.ts";

/** The colours that tell how something is judged. */
export const verdictColors = {
  holds: "pass",
  mind: "warn",
  fails: "fail",
  unknown: "open",
  none: "ink3",
} as const satisfies Readonly<Record<string, ColorName>>;
