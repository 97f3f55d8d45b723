import { DomainError } from "../../base/errors.ts";
import type { Database } from "../database/database.ts";
import { type PhaseModelsOptions, phaseModels } from "../model/build-model.ts";
import type { PhaseModel } from "../model/phase-model.ts";

/** Assessed parameters with their covariance, and the way from a vector of them to what results are computed from. */
export interface UncertaintyOf<Subject> {
  readonly names: readonly string[];
  readonly values: Float64Array;
  /** Row-major, parameters × parameters. */
  readonly covariance: Float64Array;
  /** The same with other values of the parameters. */
  withParameters(values: Float64Array): Subject;
}

/** On the level of phase models: all phases of a system. */
export type ParameterUncertainty = UncertaintyOf<readonly PhaseModel[]>;

/** On the level of databases, as an assessment gives it. */
export type DatabaseUncertainty = UncertaintyOf<Database>;

/** Part of a standard uncertainty by which a parameter is moved to each side. */
const STEP = 1e-3;

/** Results and their covariance. */
export interface PropagatedResults {
  readonly values: Float64Array;
  /** 1σ of each. */
  readonly uncertainty: Float64Array;
  /** Row-major, results × results: their errors are correlated, as all come from the same parameters. */
  readonly covariance: Float64Array;
}

/** Phase models in place of databases. @param components as for `phaseModels` */
export function modelUncertainty(
  assessed: DatabaseUncertainty,
  components: readonly string[],
  options: PhaseModelsOptions = {},
): ParameterUncertainty {
  const { names, values, covariance } = assessed;
  return {
    names,
    values,
    covariance,
    withParameters: (moved) => phaseModels(assessed.withParameters(moved), components, options).models,
  };
}

/**
 * Standard uncertainty of results that are computed from phase models or from a database: J C Jᵀ with the full covariance C of the parameters and J
 * by central differences of a thousandth of a standard uncertainty. Linear propagation: exact for the excess energy of one
 * phase, to first order along phase boundaries.
 *
 * @param evaluate the results; equally many every time
 * @throws DomainError where the covariance does not fit the parameters, or a result is not finite
 */
export function propagateUncertainty<Subject>(
  uncertainty: UncertaintyOf<Subject>,
  evaluate: (subject: Subject) => ArrayLike<number>,
): PropagatedResults {
  const { names, values: centre, covariance } = uncertainty;
  const n = centre.length;
  if (covariance.length !== n * n) {
    throw new DomainError(`propagateUncertainty: ${covariance.length} covariances for ${n} parameters.`);
  }
  const values = finite(evaluate(uncertainty.withParameters(centre)), "at the assessed parameters");
  const m = values.length;
  const jacobian = new Float64Array(m * n);
  for (let k = 0; k < n; k++) {
    const variance = covariance[k * n + k] as number;
    if (!(variance >= 0)) throw new DomainError(`propagateUncertainty: variance ${variance} of ${names[k]}.`);
    if (variance === 0) continue;
    const step = STEP * Math.sqrt(variance);
    const up = finite(evaluate(uncertainty.withParameters(moved(centre, k, step))), `with ${names[k]} moved`);
    const down = finite(evaluate(uncertainty.withParameters(moved(centre, k, -step))), `with ${names[k]} moved`);
    if (up.length !== m || down.length !== m) {
      throw new DomainError(
        `propagateUncertainty: ${m} results, but ${up.length} and ${down.length} with ${names[k]} moved.`,
      );
    }
    for (let i = 0; i < m; i++) jacobian[i * n + k] = ((up[i] as number) - (down[i] as number)) / (2 * step);
  }
  const spread = sandwich(jacobian, covariance, m, n);
  return {
    values,
    uncertainty: Float64Array.from(values, (_, i) => Math.sqrt(Math.max(0, spread[i * m + i] as number))),
    covariance: spread,
  };
}

/** Covariance of parameters with standard uncertainties and, by row-major correlations, what ties them; default: independent. */
export function covarianceOf(standardUncertainties: ArrayLike<number>, correlations?: ArrayLike<number>): Float64Array {
  const n = standardUncertainties.length;
  const out = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) {
      const correlation = correlations ? (correlations[k * n + l] as number) : k === l ? 1 : 0;
      out[k * n + l] = correlation * (standardUncertainties[k] as number) * (standardUncertainties[l] as number);
    }
  }
  return out;
}

/** J C Jᵀ, results × results. */
function sandwich(jacobian: Float64Array, covariance: Float64Array, m: number, n: number): Float64Array {
  const half = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < n; k++) {
      const weight = jacobian[i * n + k] as number;
      for (let l = 0; l < n; l++) {
        half[i * n + l] = (half[i * n + l] as number) + weight * (covariance[k * n + l] as number);
      }
    }
  }
  const out = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let l = 0; l < n; l++) sum += (half[i * n + l] as number) * (jacobian[j * n + l] as number);
      out[i * m + j] = sum;
    }
  }
  return out;
}

function finite(results: ArrayLike<number>, where: string): Float64Array {
  const values = Float64Array.from(results);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new DomainError(`propagateUncertainty: result ${bad} is ${values[bad]} ${where}.`);
  return values;
}

function moved(values: Float64Array, index: number, step: number): Float64Array {
  const out = values.slice();
  out[index] = (out[index] as number) + step;
  return out;
}
