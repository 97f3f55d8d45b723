import { stencilAt } from "./differences.ts";
import type { Evaluations } from "./evaluations.ts";
import type { Datum, ForwardValue, VariedParameter } from "./forward.ts";
import { residualOf, residualSlope } from "./residual.ts";
import { placeOf, priorWidth, slopeAt, valuesAt } from "./scaling.ts";

/** One row of the problem: a datum, or the prior of a parameter. */
export type Row =
  | { readonly kind: "datum"; readonly datum: Datum; readonly index: number }
  | { readonly kind: "prior"; readonly parameter: number; readonly place: number; readonly width: number };

/** A weighted least-squares problem in the places u ∈ [0, 1]ⁿ of the parameters between their bounds. */
export interface Problem {
  readonly evaluations: Evaluations;
  readonly parameters: readonly VariedParameter[];
  /** Measured data that take part, then priors. */
  readonly rows: readonly Row[];
  /** Proposed measurements: no part of the fit. */
  readonly proposed: readonly (Row & { readonly kind: "datum" })[];
}

/** @param without an experiment whose data take no part */
export function problemOf(evaluations: Evaluations, without: string | null = null): Problem {
  const { parameters, data } = evaluations.forward;
  const all = data.map((datum, index) => ({ kind: "datum", datum, index }) as const);
  const priors = parameters.flatMap((p, parameter): Row[] =>
    p.prior === undefined
      ? []
      : [{ kind: "prior", parameter, place: placeOf(p, p.prior.value), width: priorWidth(p, p.prior) }],
  );
  return {
    evaluations,
    parameters,
    rows: [...all.filter(({ datum }) => datum.value !== null && datum.experiment !== without), ...priors],
    proposed: all.filter(({ datum }) => datum.value === null),
  };
}

/** Residuals of values found at places u. */
export function residualsOf({ rows }: Problem, places: Float64Array, values: readonly ForwardValue[]): Float64Array {
  return Float64Array.from(rows, (row) =>
    row.kind === "datum" ? residualOf(row.datum, values[row.index]) : (places[row.parameter] - row.place) / row.width,
  );
}

/** Σ r² */
export function sumOfSquares(residual: Float64Array): number {
  let sum = 0;
  for (const r of residual) sum += r * r;
  return sum;
}

/** Σ r² of values and of the priors of parameters that data see: what χ² counts. One-sided data are no part of it. */
export function misfitOfValues({ rows }: Problem, residual: Float64Array, unseen: readonly number[] = []): number {
  return sumOfSquares(
    residual.filter((_, i) => {
      const row = rows[i] as Row;
      return row.kind === "datum" ? row.datum.bound === "value" : !unseen.includes(row.parameter);
    }),
  );
}

export interface Slopes {
  /** ∂r/∂u of the rows of the problem, column by column. */
  readonly jacobian: Float64Array;
  /** ∂(value/σ)/∂u of the proposed measurements, column by column. */
  readonly proposed: Float64Array;
  /** Names of parameters with data whose slope could not be found because runs failed on both sides. */
  readonly failures: readonly string[];
}

/**
 * Jacobian at places u: from the model's own derivatives where it has them, else by differences of the residuals.
 * @param order 1: one more run a parameter; 2: central differences, two runs
 */
export async function slopesAt(problem: Problem, places: Float64Array, order: 1 | 2): Promise<Slopes> {
  const { evaluations, parameters, rows, proposed } = problem;
  const [m, n, extra] = [rows.length, parameters.length, proposed.length];
  const centre = await evaluations.at(places);
  const residual = residualsOf(problem, places, centre);
  const own = (await ownDerivatives(problem, places)) ?? [];
  const known = (index: number): Float64Array | null => own[index] ?? null;
  const needed = [...rows, ...proposed].some((row) => row.kind === "datum" && known(row.index) === null);
  const jacobian = new Float64Array(m * n);
  const proposedSlopes = new Float64Array(extra * n);
  const failures: string[] = [];
  for (let k = 0; k < n; k++) {
    const stencil = needed ? await stencilAt(evaluations, places, k, order) : null;
    const slope = slopeAt(parameters[k], places[k]);
    let failed = false;
    rows.forEach((row, i) => {
      if (row.kind === "prior") {
        jacobian[k * m + i] = row.parameter === k ? 1 / row.width : 0;
        return;
      }
      const exact = known(row.index);
      if (exact !== null) {
        jacobian[k * m + i] = residualSlope(row.datum, centre[row.index].value) * exact[k] * slope;
        return;
      }
      const stands = centre[row.index].failed === undefined;
      const found = stands
        ? (stencil?.slope(row.index, residual[i], (value) => residualOf(row.datum, value)) ?? null)
        : null;
      if (found === null) failed = true;
      jacobian[k * m + i] = found ?? 0;
    });
    proposed.forEach(({ datum, index }, i) => {
      const exact = known(index);
      const value = centre[index].value / datum.sigma;
      proposedSlopes[k * extra + i] =
        exact === null
          ? (stencil?.slope(index, value, (other) => other.value / datum.sigma) ?? 0)
          : (exact[k] * slope) / datum.sigma;
    });
    if (failed) failures.push(parameters[k].name);
  }
  return { jacobian, proposed: proposedSlopes, failures };
}

async function ownDerivatives(
  { evaluations, parameters }: Problem,
  places: Float64Array,
): Promise<readonly (Float64Array | null)[] | null> {
  const { forward, control } = evaluations;
  return (await forward.derivatives?.(valuesAt(parameters, places), control)) ?? null;
}
