import type { Claim, ClaimValue } from "./result.ts";

/** Values that a line shows at most, where nothing is compared. */
const MOST_VALUES = 2;

/** What the verdict compares; where it compares nothing, the first values of both sides. */
export function comparedTexts(claim: Claim): [theirs: string, ours: string] {
  const list = (values: readonly ClaimValue[]): string => {
    const texts = [...new Set(values.map(({ text }) => text))];
    return texts.join("; ") || "–";
  };
  if (claim.checks.length > 0) {
    return [list(claim.checks.map((one) => one.claimed)), list(claim.checks.map((one) => one.computed))];
  }
  return [list(claim.claimed.values.slice(0, MOST_VALUES)), list(claim.computed.values.slice(0, MOST_VALUES))];
}
