import { DomainError } from "../../base/errors.ts";
import type { LeastSquaresProblem } from "../../numerics/least-squares/levenberg-marquardt.ts";
import { type Datum, unitOf } from "./datum.ts";
import type { Predict } from "./predict.ts";

/** What was known of a coefficient before: a normal distribution. */
export interface Prior {
  readonly value: number;
  readonly uncertainty: number;
}

/**
 * The weighted residuals r_i = (prediction − value)/uncertainty of the data, then (θ_k − prior)/uncertainty of those
 * coefficients that have a prior, as a least-squares problem in θ − θ°.
 *
 * @param priors one for each coefficient, of θ_k; null without
 * @param base θ°
 */
export function residualProblem(
  data: readonly Datum[],
  predict: Predict,
  priors: readonly (Prior | null)[],
  base: Float64Array,
): LeastSquaresProblem {
  const n = base.length;
  const known = priors.flatMap((prior, k) => (prior === null ? [] : [{ ...prior, k }]));
  const m = data.length + known.length;
  const gradient = new Float64Array(n);
  return {
    variables: n,
    residuals: m,
    evaluate: (shift, residual, jacobian) => {
      jacobian.fill(0);
      for (const [i, datum] of data.entries()) {
        residual[i] = (predict(datum, shift, gradient) - datum.value) / datum.uncertainty;
        for (let k = 0; k < n; k++) jacobian[k * m + i] = gradient[k] / datum.uncertainty;
        if (!Number.isFinite(residual[i])) {
          // A trial that loses one equilibrium is refused whole.
          residual.fill(Number.NaN);
          return;
        }
      }
      for (const [j, { k, value, uncertainty }] of known.entries()) {
        const i = data.length + j;
        residual[i] = (base[k] + shift[k] - value) / uncertainty;
        jacobian[k * m + i] = 1 / uncertainty;
      }
    },
  };
}

/**
 * Refuses data that cannot be fitted at the start, with a sentence for each.
 * @throws DomainError
 */
export function checkData(data: readonly Datum[], predict: Predict, start: Float64Array): void {
  const ids = new Set<string>();
  const gradient = new Float64Array(start.length);
  for (const datum of data) {
    if (ids.has(datum.id)) throw new DomainError(`Two data have the name "${datum.id}"; give each its own.`);
    ids.add(datum.id);
    if (!(datum.uncertainty > 0)) {
      throw new DomainError(
        `${datum.id}: a standard uncertainty of ${datum.uncertainty} ${unitOf(datum)}; it must be above 0.`,
      );
    }
    if (!Number.isFinite(predict(datum, start, gradient))) {
      throw new DomainError(
        `${datum.id}: the equilibrium of ${namesOf(datum)} near ${datum.value} ${unitOf(datum)} is not found with the parameters ` +
          "from which the fit starts; give other phases, a composition near which to look, or another start.",
      );
    }
  }
}

function namesOf(datum: Datum): string {
  return "phases" in datum ? datum.phases.map(({ phase }) => phase).join(", ") : datum.phase;
}
