import { DomainError } from "../../base/errors.ts";
import type { Database } from "../database/database.ts";
import type { AssessmentResult } from "./assess.ts";
import { type Coefficient, coefficientName, coefficientOf, withCoefficients } from "./parameter.ts";

/** Coefficients of a database with their covariance: what error bands are computed from. */
export interface AssessedUncertainty {
  readonly names: readonly string[];
  readonly coefficients: readonly Coefficient[];
  /** θ: what the database holds, in J/(mol K^power). */
  readonly values: Float64Array;
  /** Row-major. */
  readonly covariance: Float64Array;
  readonly database: Database;
  /** The database at other values. @throws DomainError where their number or one of them is wrong */
  withParameters(values: ArrayLike<number>): Database;
}

/** Pairs what a database holds with a covariance. @throws DomainError where the lengths disagree */
export function uncertaintyAround(
  database: Database,
  coefficients: readonly Coefficient[],
  covariance: Float64Array,
): AssessedUncertainty {
  const n = coefficients.length;
  if (covariance.length !== n * n) {
    throw new DomainError(`uncertaintyAround: ${n} coefficients, a covariance of ${covariance.length} numbers.`);
  }
  return {
    names: coefficients.map(coefficientName),
    coefficients,
    values: Float64Array.from(coefficients, (coefficient) => coefficientOf(database, coefficient)),
    covariance,
    database,
    withParameters: (values) => {
      if (values.length !== n) throw new DomainError(`withParameters: ${values.length} values for ${n} coefficients.`);
      return withCoefficients(
        database,
        coefficients.map((coefficient, k) => ({ ...coefficient, value: values[k] })),
      );
    },
  };
}

/** What an assessment found, as a source of error bands. */
export function uncertaintyOf(result: AssessmentResult): AssessedUncertainty {
  return uncertaintyAround(result.database, result.coefficients, result.covariance);
}
