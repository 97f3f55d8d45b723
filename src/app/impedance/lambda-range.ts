import { formatNumber } from "../../figures/format-number.ts";

/** log₁₀ λ of the ends of the slider. */
export const LOWEST_LAMBDA = -8;
export const HIGHEST_LAMBDA = 2;

/** Why a λ that was typed is not taken; null: it is. */
export function refusedLambda(lambda: number): string | null {
  const [least, most] = [10 ** LOWEST_LAMBDA, 10 ** HIGHEST_LAMBDA];
  if (lambda >= least && lambda <= most) return null;
  const said = formatNumber(lambda, { digits: 3 });
  return `λ\u00A0=\u00A0${said} is not used: it goes from ${formatNumber(least)} to ${formatNumber(most)}.`;
}
