import { DomainError } from "../../base/errors.ts";
import { poolDepth } from "../../study/pool-loss.ts";
import { parseQuantity } from "../../units/quantity.ts";

function isVolume(text: string): boolean {
  try {
    parseQuantity(text, "volume");
    return true;
  } catch {
    return false;
  }
}

/** Why a text is no pool, in one sentence; null where it is one, or empty. */
export function poolProblem(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (isVolume(trimmed))
    return `${trimmed} is a volume without its area: write the area behind it, as in ${trimmed} / 0.385 cm2, or a depth, as in 0.5 mm.`;
  try {
    poolDepth(trimmed);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}
