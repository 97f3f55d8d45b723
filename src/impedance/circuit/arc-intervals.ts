import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { type Ends, isDetermined, isOutOfReach, logarithmicEnds } from "../determined.ts";
import { measuredTimes } from "../measured-times.ts";
import type { CircuitFit, ConfidenceInterval, FittedArc, FittedParameter } from "./result.ts";

/** Intervals of 95 % of an arc, null where there are none, and whether the data determine it. */
export interface ArcIntervals {
  readonly resistanceEnds: Ends | null;
  readonly tauEnds: Ends | null;
  readonly capacitanceEnds: Ends | null;
  readonly determined: boolean;
}

/**
 * R, τ and C = τ/R with the bounds that their fit gave, else, as they are fitted by their logarithms, x · exp(± 1.96 s) with s the standard
 * error of ln x: no end lies below 0. R of an arc far beyond the measured times has none (`isOutOfReach`).
 */
export function arcIntervals(
  arc: FittedArc,
  { parameters, fitted }: Pick<CircuitFit, "parameters" | "fitted">,
): ArcIntervals {
  const { name, resistance, resistanceError, tau, logTauError, capacitance, logCapacitanceError } = arc;
  const own = parameters.find((parameter) => parameter.name === name);
  const relative = resistanceError === null ? null : resistanceError / resistance;
  const measured = measuredTimes(fitted.frequency);
  const isOut = isOutOfReach(tau, measured);
  const resistanceEnds = isOut ? null : (told(own?.interval) ?? logarithmicEnds(resistance, relative));
  const tauEnds = told(arc.tauInterval) ?? logarithmicEnds(tau, logTauError);
  return {
    resistanceEnds,
    tauEnds,
    capacitanceEnds: logarithmicEnds(capacitance, logCapacitanceError),
    determined: isDetermined({ resistance, resistanceEnds, tau, tauEnds, measured }),
  };
}

/**
 * The interval of 95 % of a fitted parameter: the bounds that its fit gave, else x · exp(± 1.96 s/x) of what is fitted by its logarithm, x ± 1.96 s of
 * an exponent (unit 1). Null where there is no standard error.
 */
export function parameterEnds({ value, standardError, unit, interval }: FittedParameter): Ends | null {
  const given = told(interval);
  if (given !== null || standardError === null || !Number.isFinite(standardError)) return given;
  return unit === "1"
    ? [value - NORMAL_95 * standardError, value + NORMAL_95 * standardError]
    : logarithmicEnds(value, standardError / value);
}

/** By profile likelihood where it was asked for, else from the curvature; null where the fit gave none. */
function told(interval: ConfidenceInterval | undefined): Ends | null {
  return interval?.profile ?? interval?.wald ?? null;
}
