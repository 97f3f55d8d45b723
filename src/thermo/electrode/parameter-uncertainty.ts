import { DomainError } from "../../base/errors.ts";
import type { PhaseModel } from "../model/phase-model.ts";

/** Assessed parameters with their covariance, and the way from a vector of them to phase models. */
export interface ParameterUncertainty {
  readonly parameters: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
  }[];
  /** Row-major, parameters × parameters. */
  readonly covariance: Float64Array;
  /** All phases of the system with other values of the parameters. */
  withParameters(values: Float64Array): readonly PhaseModel[];
}

/** Part of a standard uncertainty by which a parameter is moved to each side. */
const STEP = 0.05;

/** A vector of results and its covariance. */
export interface Propagated {
  readonly values: Float64Array;
  /** 1σ of each. */
  readonly uncertainty: Float64Array;
  /** Row-major, results × results: their errors are correlated, as all come from the same parameters. */
  readonly covariance: Float64Array;
}

/**
 * Standard uncertainty of results that are computed from phase models: J C Jᵀ with the full covariance C of the parameters and J
 * by central differences of a twentieth of a standard uncertainty (results are linear in Redlich-Kister parameters at a given
 * state of one phase, and very nearly so along phase boundaries).
 *
 * @param evaluate the results from the models; the same number every time
 * @throws DomainError where the covariance does not fit the parameters or is negative on its diagonal
 */
export function propagateUncertainty(
  uncertainty: ParameterUncertainty,
  evaluate: (models: readonly PhaseModel[]) => ArrayLike<number>,
): Propagated {
  const { parameters, covariance } = uncertainty;
  const n = parameters.length;
  if (covariance.length !== n * n) {
    throw new DomainError(`propagateUncertainty: ${covariance.length} covariances for ${n} parameters.`);
  }
  const centre = Float64Array.from(parameters, ({ value }) => value);
  const values = Float64Array.from(evaluate(uncertainty.withParameters(centre)));
  const m = values.length;
  const jacobian = new Float64Array(m * n);
  for (let k = 0; k < n; k++) {
    const variance = covariance[k * n + k] as number;
    if (!(variance >= 0)) throw new DomainError(`variance ${variance} of ${parameters[k]?.name}.`);
    if (variance === 0) continue;
    const step = STEP * Math.sqrt(variance);
    const up = evaluate(uncertainty.withParameters(moved(centre, k, step)));
    const down = evaluate(uncertainty.withParameters(moved(centre, k, -step)));
    for (let i = 0; i < m; i++) jacobian[i * n + k] = ((up[i] as number) - (down[i] as number)) / (2 * step);
  }
  const spread = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) {
        for (let l = 0; l < n; l++) {
          sum += (jacobian[i * n + k] as number) * (covariance[k * n + l] as number) * (jacobian[j * n + l] as number);
        }
      }
      spread[i * m + j] = sum;
    }
  }
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

function moved(values: Float64Array, index: number, step: number): Float64Array {
  const out = values.slice();
  out[index] = (out[index] as number) + step;
  return out;
}
