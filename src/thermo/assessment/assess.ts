import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import { hypot } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT, STANDARD_PRESSURE } from "../../units/constants.ts";
import type { Database } from "../database/database.ts";
import { phaseModels } from "../model/index.ts";
import { type Datum, unitOf } from "./datum.ts";
import { type Fit, fitCoefficients, standardDeviation } from "./fit.ts";
import { doubtsAbout, type Goodness, goodnessOf, misfitWarnings } from "./goodness.ts";
import {
  type Coefficient,
  type CoefficientValue,
  coefficientName,
  coefficientOf,
  withCoefficients,
} from "./parameter.ts";
import { type Predict, predictor } from "./predict.ts";
import { checkData, type Prior } from "./residuals.ts";
import { binarySystem } from "./system.ts";

/** A coefficient that the data are to determine. */
export interface FreeCoefficient extends Coefficient {
  /** Where the fit starts; what the database holds by default. */
  readonly start?: number;
  /** What is known of it besides the data. */
  readonly prior?: Prior;
}

/** Which coefficients of a database are to be found, from what. */
export interface Assessment {
  readonly database: Database;
  /** The two components of the system. */
  readonly components: readonly [string, string];
  /** The one whose mole fraction the data state. */
  readonly component: string;
  readonly coefficients: readonly FreeCoefficient[];
  readonly data: readonly Datum[];
  /** J/(mol K), CODATA by default. */
  readonly gasConstant?: number;
  /** Pa, default 101325. */
  readonly pressure?: number;
  /** Whether each datum is also predicted from all the others, default true: one more fit for each. */
  readonly leaveOneOut?: boolean;
  /**
   * Whether the covariance is multiplied by χ²/ν where that is above 1, default false: for data whose uncertainties are
   * known only relative to one another. Leave-one-out fits keep the stated ones.
   */
  readonly scaleUncertainties?: boolean;
}

export interface AssessedCoefficient extends CoefficientValue {
  readonly name: string;
  /** √ of its variance; null where the data do not determine it. */
  readonly standardDeviation: number | null;
  /** What the database held. */
  readonly before: number;
  readonly prior: Prior | null;
}

/** What the other data say of a datum. */
export interface LeftOut {
  readonly prediction: number;
  /** Of the prediction alone, in the unit of the datum. */
  readonly standardDeviation: number;
  /** (value − prediction)/√(standard deviation² + uncertainty²). */
  readonly normalized: number;
  /** Of the fit without the datum. */
  readonly chiSquare: number;
}

/** One line of the residual table. */
export interface Residual {
  readonly datum: Datum;
  readonly unit: string;
  readonly prediction: number;
  /** value − prediction */
  readonly residual: number;
  /** residual/uncertainty */
  readonly normalized: number;
  /** Of the prediction, from the covariance. */
  readonly standardDeviation: number;
  /** Part of the datum in its own prediction, 0 … 1: g C gᵀ/u². */
  readonly leverage: number;
  /** Null where it was not asked for, or where the others leave the coefficients undetermined. */
  readonly leftOut: LeftOut | null;
}

export interface AssessmentResult extends Goodness {
  readonly coefficients: readonly AssessedCoefficient[];
  /** Row-major, in the order of `coefficients`. Uncertainties of the data are taken at their word unless `isScaled`. */
  readonly covariance: Float64Array;
  /** Row-major; 0 for coefficients that are not determined. */
  readonly correlation: Float64Array;
  readonly residuals: readonly Residual[];
  /** Σ normalized² over data and priors. */
  readonly chiSquare: number;
  /** Data and priors less coefficients. */
  readonly degreesOfFreedom: number;
  /** Whether the covariance, and every σ from it, was multiplied by the square of the Birge ratio. */
  readonly isScaled: boolean;
  /** `poor-fit`, `unstable-datum`, `unlikely-datum`: sentences with the datum they are about. */
  readonly warnings: readonly Warning[];
  readonly isDetermined: boolean;
  readonly condition: number;
  readonly converged: boolean;
  readonly iterations: number;
  /** J/(mol K) */
  readonly gasConstant: number;
  /** The database with the coefficients that were found; the one given is not changed. */
  readonly database: Database;
}

/**
 * Determines coefficients of a binary database from measured numbers: weighted least squares over exact local
 * equilibria, with covariance, residuals, leverage, and each datum predicted from the others.
 *
 * @throws DomainError where data, phases or coefficients do not fit together, or are too few
 */
export function assess(assessment: Assessment): AssessmentResult {
  const { data, coefficients } = assessment;
  const gasConstant = assessment.gasConstant ?? GAS_CONSTANT;
  if (coefficients.length === 0) throw new DomainError("No coefficient is to be found.");
  const { predict, base } = prepare(assessment);
  const start = Float64Array.from(coefficients, ({ start: at }, k) => (at ?? base[k]) - base[k]);
  checkData(data, predict, start);
  const priors = coefficients.map(({ prior }) => prior ?? null);
  const stated = fitCoefficients(data, predict, priors, base, start);
  const chiSquare = stated.solution.sumOfSquares;
  const degreesOfFreedom = data.length + priors.filter((prior) => prior !== null).length - base.length;
  const goodness = goodnessOf(chiSquare, degreesOfFreedom);
  const isScaled = assessment.scaleUncertainties === true;
  const factor = isScaled ? goodness.birgeRatio ** 2 : 1;
  const fit = { ...stated, covariance: stated.covariance.map((entry) => factor * entry) };
  const found = coefficients.map(
    (coefficient, k): AssessedCoefficient => ({
      phase: coefficient.phase,
      constituents: coefficient.constituents,
      order: coefficient.order,
      power: coefficient.power,
      name: coefficientName(coefficient),
      value: base[k] + fit.shift[k],
      standardDeviation: fit.determined[k] === 1 ? Math.sqrt(fit.covariance[k * base.length + k]) : null,
      before: base[k],
      prior: priors[k] ?? null,
    }),
  );
  const residuals = residualsOf(data, predict, priors, base, fit, factor, assessment.leaveOneOut ?? true);
  const gradient = new Float64Array(base.length);
  return {
    coefficients: found,
    covariance: fit.covariance,
    correlation: correlationOf(fit.covariance, base.length),
    residuals,
    chiSquare,
    degreesOfFreedom,
    ...goodness,
    isScaled,
    warnings: [
      ...misfitWarnings({ chiSquare, degreesOfFreedom }, residuals, isScaled),
      ...doubtsAbout(data, (datum) => predict(datum, start, gradient)),
    ],
    isDetermined: fit.isDetermined,
    condition: fit.condition,
    converged: fit.solution.converged,
    iterations: fit.solution.iterations,
    gasConstant,
    database: withCoefficients(assessment.database, found),
  };
}

/** What an assessment says of a datum, by the coefficients that the database holds. */
export function prepare(assessment: Omit<Assessment, "data">): {
  readonly predict: Predict;
  readonly base: Float64Array;
} {
  const { database, components, component, coefficients, pressure = STANDARD_PRESSURE } = assessment;
  const gasConstant = assessment.gasConstant ?? GAS_CONSTANT;
  const { models } = phaseModels(database, components, { gasConstant });
  const system = binarySystem(models, component, coefficients, pressure);
  const powers = coefficients.map(({ power }) => power);
  return {
    predict: predictor(system, powers, gasConstant),
    base: Float64Array.from(coefficients, (coefficient) => coefficientOf(database, coefficient)),
  };
}

function residualsOf(
  data: readonly Datum[],
  predict: Predict,
  priors: readonly (Prior | null)[],
  base: Float64Array,
  fit: Fit,
  factor: number,
  isEachLeftOut: boolean,
): Residual[] {
  const gradient = new Float64Array(base.length);
  return data.map((datum, i) => {
    const prediction = predict(datum, fit.shift, gradient);
    const deviation = standardDeviation(gradient, fit.covariance);
    const residual = datum.value - prediction;
    return {
      datum,
      unit: unitOf(datum),
      prediction,
      residual,
      normalized: residual / datum.uncertainty,
      standardDeviation: deviation,
      leverage: (deviation / datum.uncertainty) ** 2 / factor,
      leftOut: isEachLeftOut ? predictFromOthers(data, i, predict, priors, base, fit.shift) : null,
    };
  });
}

/** A datum predicted by a fit without it, which starts from the fit with it. */
function predictFromOthers(
  data: readonly Datum[],
  i: number,
  predict: Predict,
  priors: readonly (Prior | null)[],
  base: Float64Array,
  start: Float64Array,
): LeftOut | null {
  const others = data.filter((_, j) => j !== i);
  const known = others.length + priors.filter((prior) => prior !== null).length;
  if (known < base.length) return null;
  const fit = fitCoefficients(others, predict, priors, base, start);
  if (!fit.isDetermined || !fit.solution.converged) return null;
  const datum = data[i] as Datum;
  const gradient = new Float64Array(base.length);
  const prediction = predict(datum, fit.shift, gradient);
  if (!Number.isFinite(prediction)) return null;
  const deviation = standardDeviation(gradient, fit.covariance);
  return {
    prediction,
    standardDeviation: deviation,
    normalized: (datum.value - prediction) / hypot(deviation, datum.uncertainty),
    chiSquare: fit.solution.sumOfSquares,
  };
}

function correlationOf(covariance: Float64Array, n: number): Float64Array {
  const correlation = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) {
      const scale = Math.sqrt(covariance[k * n + k] * covariance[l * n + l]);
      correlation[k * n + l] = scale > 0 ? covariance[k * n + l] / scale : 0;
    }
  }
  return correlation;
}
