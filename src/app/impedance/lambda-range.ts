import { formatNumber } from "../../figures/format-number.ts";

/** log₁₀ λ of the ends of the slider. */
export const LOWEST_LAMBDA = -8;
export const HIGHEST_LAMBDA = 2;

/** λ so many decades on, to three digits, within the ends of the slider. */
export function steppedLambda(lambda: number, decades: number): number {
  const exponent = Math.min(HIGHEST_LAMBDA, Math.max(LOWEST_LAMBDA, Math.log10(lambda) + decades));
  return Number((10 ** exponent).toPrecision(3));
}

/** Why a λ that was typed is not taken; null: it is. */
export function refusedLambda(lambda: number): string | null {
  const [least, most] = [10 ** LOWEST_LAMBDA, 10 ** HIGHEST_LAMBDA];
  if (lambda >= least && lambda <= most) return null;
  const said = formatNumber(lambda, { digits: 3 });
  return `λ\u00A0=\u00A0${said} is not used: it goes from ${formatNumber(least)} to ${formatNumber(most)}.`;
}
