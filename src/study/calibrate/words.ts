import { formatEnds, formatWithin } from "../../figures/format-interval.ts";
import { formatFixed, formatNumber } from "../../figures/format-number.ts";
import { figureUnit } from "../../figures/simulated-course.ts";
import type { CalibratedParameter, CalibrationDocument, Ends, MetDatum } from "./document.ts";

/** "0.82 mA cm⁻²": a number in the unit in which people read it. */
export function quantityWords(value: number | null, unit: string, digits = 3): string {
  if (value === null) return "–";
  const { factor, unit: shown } = figureUnit(unit);
  const text = formatNumber(value * factor, { digits });
  return shown === "" ? text : `${text} ${shown}`;
}

/** "0.82": the number alone, in the unit in which people read it. */
export function numberWords(value: number | null, unit: string, digits = 3): string {
  return value === null ? "–" : formatNumber(value * figureUnit(unit).factor, { digits });
}

/** "0.68": standard deviations to two places; "–" where there are none. */
export function residualWords(residual: number | null): string {
  return residual === null ? "–" : formatFixed(Math.round(100 * residual) / 100 + 0, 2);
}

/** The unit in which people read a quantity; "1" for a pure number. */
export function unitWords(unit: string): string {
  return figureUnit(unit).unit || "1";
}

/** A parameter in the unit in which people read it: value to the place of its interval, and the interval. */
export function parameterWords(parameter: CalibratedParameter): { readonly value: string; readonly interval: string } {
  const { factor } = figureUnit(parameter.unit);
  const ends = intervalOf(parameter);
  const value = parameter.value * factor;
  if (ends.lower === null || ends.upper === null) {
    const edge = (end: number | null): string => (end === null ? "open" : formatNumber(end * factor, { digits: 3 }));
    const open = ends.lower === null && ends.upper === null;
    return {
      value: formatNumber(value, { digits: 3 }),
      interval: open ? "open" : `${edge(ends.lower)} … ${edge(ends.upper)}`,
    };
  }
  const [lower, upper] = [ends.lower * factor, ends.upper * factor];
  return { value: formatWithin(value, { lower, upper }), interval: formatEnds({ lower, upper }) };
}

/** The interval that is told: by the profile where there is one. */
export function intervalOf({ profile, curvature }: CalibratedParameter): Ends {
  return profile ?? curvature;
}

/** An interval by the curvature in words. */
export function curvatureWords(parameter: CalibratedParameter): string {
  return parameterWords({ ...parameter, profile: null }).interval;
}

/** "≥ 20 ± 2", "12 ± 2", in the unit in which people read it. */
export function datumWords({
  value,
  sigma,
  bound,
  unit,
}: Pick<MetDatum, "value" | "sigma" | "bound" | "unit">): string {
  const { factor } = figureUnit(unit);
  const sign = bound === "at least" ? "≥ " : bound === "at most" ? "≤ " : "";
  const deviation = formatNumber(sigma * factor, { digits: 2 });
  if (value === null) return `proposed, ± ${deviation}`;
  return `${sign}${formatNumber(value * factor, { digits: 3 })} ± ${deviation}`;
}

/** "12.1 ± 3.0" */
export function predictionWords(predicted: number | null, deviation: number, unit: string): string {
  if (predicted === null) return "–";
  const { factor } = figureUnit(unit);
  return `${formatNumber(predicted * factor, { digits: 3 })} ± ${formatNumber(deviation * factor, { digits: 2 })}`;
}

/** What was fitted to what, and how well, in a sentence or two. */
export function misfitWords({ counts, misfit, runs }: CalibrationDocument): string {
  const bounds = counts.bounds > 0 ? ` (${counts.bounds} of them one-sided)` : "";
  const priors = counts.priors > 0 ? ` and ${counts.priors} ${counts.priors === 1 ? "prior" : "priors"}` : "";
  const reduced =
    misfit.reduced === null
      ? "no degree of freedom is left: the fit cannot be tested"
      : `χ² = ${formatNumber(counts.misfit, { digits: 3 })} of values and priors with ${degreesWords(counts.degrees)}, reduced ${formatNumber(misfit.reduced, { digits: 3 })}${counts.probability === null ? "" : ` (by chance in ${formatNumber(100 * counts.probability, { digits: 2 })} % of all cases)`}`;
  return `${counts.values + counts.bounds} data${bounds} of ${counts.experiments} ${counts.experiments === 1 ? "experiment" : "experiments"}${priors}, ${counts.parameters} free ${counts.parameters === 1 ? "parameter" : "parameters"}; ${reduced}. ${runs} runs of the model.`;
}

/** "1 degree of freedom" */
export function degreesWords(degrees: number): string {
  return `${degrees} ${degrees === 1 ? "degree" : "degrees"} of freedom`;
}

/** Of the verdicts of rivals: which mechanisms remain. */
export function rivalWords({ rivals }: CalibrationDocument): string {
  const remaining = rivals.filter(({ remains }) => remains);
  const told = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
  const out = rivals.filter(({ remains }) => !remains);
  const best = rivals[0];
  const misfit =
    best === undefined ? "" : `; the best has a misfit of ${formatNumber(best.sumOfSquares, { digits: 3 })}`;
  return `${remaining.length} of ${rivals.length} remain: ${told(remaining.map(({ name }) => name))}${misfit}.${out.length === 0 ? "" : ` Behind by more than 10: ${told(out.map(({ name }) => name))}.`}`;
}
