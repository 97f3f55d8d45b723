import { exp } from "../../numerics/elementary/index.ts";
import type { ParameterRange } from "./problem.ts";

/**
 * Standard error of ln p above which a scale parameter counts as not identifiable: its factor of uncertainty exceeds
 * e⁵ ≈ 150 either way. An exponent counts as not identifiable when its standard error exceeds the width of its range.
 */
export const UNIDENTIFIABLE_LOG_ERROR = 5;

/** Factors and errors above this are told as that: how much above, no data can tell. */
const LARGEST_FACTOR = 1000;

/**
 * Why variables are not identifiable, by the Cramér–Rao bound s² (JᵀJ)⁻¹ of the fit; null for those that are.
 *
 * @param names of their parameters
 * @param columns m × n Jacobian, column by column
 * @param covariance n × n, and whether each variable is `determined`
 *
 * C. R. Rao, Bull. Calcutta Math. Soc. 37 (1945) 81.
 */
export function identifiability(
  names: readonly string[],
  ranges: readonly ParameterRange[],
  columns: Float64Array,
  residuals: number,
  covariance: Float64Array,
  determined: Uint8Array,
): readonly (string | null)[] {
  const n = names.length;
  const without = names.map((_, j) => {
    for (let i = j * residuals; i < (j + 1) * residuals; i++) if (columns[i] !== 0) return false;
    return true;
  });
  const undetermined = names.filter((_, j) => determined[j] === 0 && without[j] === false);
  return names.map((name, j): string | null => {
    if (without[j] === true) return `Z does not depend on ${name} at the measured frequencies.`;
    if (determined[j] === 0) {
      const others = undetermined.filter((other) => other !== name);
      return others.length > 0
        ? `Only a combination of ${name} with ${others.join(", ")} changes Z.`
        : `${name} changes Z by less than a ten-millionth of what the others do.`;
    }
    const { scale, lower, upper } = ranges[j] as ParameterRange;
    const error = Math.sqrt(covariance[j * n + j]);
    if (scale === "log" && error > UNIDENTIFIABLE_LOG_ERROR) {
      const factor = exp(error);
      return factor > LARGEST_FACTOR
        ? `The data do not fix ${name}: more than ${LARGEST_FACTOR} times as much, or as little, describes them as well.`
        : `The data do not fix ${name}: its standard error is a factor of ${Number(factor.toPrecision(2))} either way.`;
    }
    if (scale === "linear" && error > upper - lower) {
      const size = error > LARGEST_FACTOR ? `more than ${LARGEST_FACTOR}` : `${Number(error.toPrecision(2))}`;
      return `The data do not fix ${name}: its standard error, ${size}, is wider than its range ${lower} … ${upper}.`;
    }
    return null;
  });
}
