import { formatNumber } from "../../figures/format-number.ts";

/** λ as it is written everywhere, to the three digits that it is kept with: 0.0025, 5.8 × 10⁻⁶. */
export function lambdaText(lambda: number | "auto"): string {
  return lambda === "auto" ? "most probable model" : formatNumber(lambda, { digits: 3 });
}
