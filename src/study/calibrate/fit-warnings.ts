import type { Warning } from "../../base/warnings.ts";
import { formatNumber } from "../../figures/format-number.ts";
import type { Estimate } from "./estimate.ts";
import { residualsOf } from "./problem.ts";
import { degreesWords } from "./words.ts";

/** Change of a residual between the settings of the search and those of the study that is told. */
const TOLD_CHANGE = 0.5;

/** What is to be minded of a fit. */
export function fitWarnings(fit: Estimate): Warning[] {
  const { optimum, problem, values, searches, counts, widening, slopeFailures } = fit;
  const warnings: Warning[] = [];
  const say = (code: string, message: string): void => {
    warnings.push({ code, message });
  };
  if (!optimum.converged) {
    say(
      "not-converged",
      `The search gave up after ${optimum.iterations} steps at a misfit of ${short(optimum.sumOfSquares)}: intervals are those of where it stands.`,
    );
  }
  const failures = values.filter(({ failed }) => failed !== undefined);
  if (failures.length > 0) {
    say(
      "failed-runs",
      `${failures.length} of ${values.length} data have no number at the optimum: ${failures[0].failed?.reason ?? ""}`,
    );
  }
  if (slopeFailures.length > 0) {
    say(
      "slope-unknown",
      `Runs beside the optimum failed on both sides: what some data say of ${slopeFailures.join(", ")} is not counted.`,
    );
  }
  if (widening > 1) {
    say(
      "misfit",
      `The misfit of values is ${short(counts.misfit)} for ${degreesWords(counts.degrees)}, which chance gives in ${short(100 * (counts.probability ?? 0))} % of all cases: the model or the stated deviations do not hold. Intervals are ${short(widening)} times as wide as these make them.`,
    );
  }
  const settled = searches.filter(({ sumOfSquares }) => sumOfSquares < searches[0].sumOfSquares + 1).length;
  if (searches.length > 1 && settled === 1) {
    say(
      "one-search",
      `Only one of ${searches.length} searches came to this optimum (the next ended at a misfit of ${short(searches[1].sumOfSquares)}): more starts may find a better one.`,
    );
  }
  const final = residualsOf(problem, optimum.places, values);
  const change = final.reduce((most, r, i) => Math.max(most, Math.abs(r - optimum.residual[i])), 0);
  if (change > TOLD_CHANGE) {
    say(
      "search-settings",
      `With the study's own settings a datum moves by ${short(change)} standard deviations against those of the search: search with tighter ones.`,
    );
  }
  return warnings;
}

const short = (value: number): string => formatNumber(value, { digits: 3 });
