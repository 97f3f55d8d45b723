import type { Claim, ClaimValue } from "./result.ts";

/** Values that a line shows at most, where nothing is compared. */
const MOST_VALUES = 2;

const textsOf = (values: readonly ClaimValue[]): string[] => [...new Set(values.map(({ text }) => text))];
const joined = (texts: readonly string[]): string => texts.join("; ") || "–";

/**
 * What the verdict compares; where it compares nothing, the first values of both sides. Values that do not pair with the
 * paper's stand behind their names. A claim that waits has nothing of ours to compare yet: what is known of it is told elsewhere.
 */
export function comparedTexts({ checks, claimed, computed, verdict }: Claim): [theirs: string, ours: string] {
  const compares = checks.length > 0;
  const theirs = textsOf(compares ? checks.map((one) => one.claimed) : claimed.values.slice(0, MOST_VALUES));
  if (verdict === "pending") return [joined(theirs), "–"];
  const values = compares ? checks.map((one) => one.computed) : computed.values.slice(0, MOST_VALUES);
  const ours = textsOf(values);
  const named = compares && ours.length > 1 && ours.length !== theirs.length;
  return [joined(theirs), joined(named ? values.map(({ name, text }) => `${name}: ${text}`) : ours)];
}
