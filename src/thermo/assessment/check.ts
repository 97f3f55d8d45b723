import { hypot } from "../../numerics/elementary/index.ts";
import { type Assessment, prepare } from "./assess.ts";
import { type Datum, unitOf } from "./datum.ts";
import { standardDeviation } from "./fit.ts";
import type { AssessedUncertainty } from "./uncertainty.ts";

/** A measured number beside what a database says, without any fit to it. */
export interface CheckedDatum {
  readonly datum: Datum;
  readonly unit: string;
  readonly prediction: number;
  /** Of the prediction, from the covariance of the coefficients. */
  readonly standardDeviation: number;
  /** value − prediction */
  readonly residual: number;
  /** residual/√(standard deviation² + uncertainty²) */
  readonly normalized: number;
}

export interface IndependentCheck {
  readonly rows: readonly CheckedDatum[];
  /** Over the temperatures in K among them: mean and root mean square of the residuals; null where there are none. */
  readonly meanTemperatureResidual: number | null;
  readonly rootMeanSquareTemperatureResidual: number | null;
  /** Σ normalized²; correlations between predictions are not counted. */
  readonly chiSquare: number;
}

/**
 * Holds data that were not used in the fit against a database and its uncertainty.
 * @param uncertainty of the database that is checked
 */
export function checkAgainst(
  data: readonly Datum[],
  uncertainty: AssessedUncertainty,
  options: Pick<Assessment, "components" | "component" | "gasConstant" | "pressure">,
): IndependentCheck {
  const { database, coefficients, covariance } = uncertainty;
  const { predict } = prepare({ ...options, database, coefficients });
  const shift = new Float64Array(coefficients.length);
  const gradient = new Float64Array(coefficients.length);
  const rows = data.map((datum): CheckedDatum => {
    const prediction = predict(datum, shift, gradient);
    const deviation = standardDeviation(gradient, covariance);
    const residual = datum.value - prediction;
    return {
      datum,
      unit: unitOf(datum),
      prediction,
      standardDeviation: deviation,
      residual,
      normalized: residual / hypot(deviation, datum.uncertainty),
    };
  });
  const temperatures = rows.filter(({ unit }) => unit === "K").map(({ residual }) => residual);
  const count = temperatures.length;
  const mean = temperatures.reduce((sum, r) => sum + r, 0) / count;
  const square = temperatures.reduce((sum, r) => sum + r * r, 0) / count;
  return {
    rows,
    meanTemperatureResidual: count > 0 ? mean : null,
    rootMeanSquareTemperatureResidual: count > 0 ? Math.sqrt(square) : null,
    chiSquare: rows.reduce((sum, { normalized }) => sum + normalized ** 2, 0),
  };
}
