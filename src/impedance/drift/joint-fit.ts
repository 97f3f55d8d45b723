import { log } from "../../numerics/elementary/index.ts";
import { levenbergMarquardt } from "../../numerics/least-squares/levenberg-marquardt.ts";
import {
  type DriftLink,
  type JointData,
  type JointModel,
  LINK_PLACE,
  PER_ARC,
  resistanceAt,
  SKEW_PLACE,
  STATIC_HEAD,
  staticCount,
} from "./joint-model.ts";

/** A joint model at the parameters of highest posterior density. */
export interface JointFit {
  readonly model: JointModel;
  readonly x: Float64Array;
  /** Σ of the squared weighted residuals of the data alone. */
  readonly sumOfSquares: number;
  /** Σ with the prior terms. */
  readonly penalized: number;
  /** Not 0 where a parameter ended at a bound. */
  readonly bound: Int8Array;
  readonly converged: boolean;
  readonly iterations: number;
}

export interface JointFitOptions {
  /** Variances of the coefficients of each drifting resistance. */
  readonly variances: readonly Float64Array[];
  /** Assumed standard deviation of a weighted residual. */
  readonly noise: number;
  readonly maximumIterations?: number;
  /** Converged when a step reduces the sum by less than this, relatively; default 1e-6. */
  readonly tolerance?: number;
  /** Linear constraints Σ a_k x_k = value, imposed by this weight each. */
  readonly constraint?: { readonly row: Float64Array; readonly value: number; readonly weight: number };
}

/** Smallest resistance of an arc in units of the mean modulus. */
const SMALLEST_RESISTANCE = 1e-5;
const LARGEST_RESISTANCE = 10;
/** Exponents of a depressed arc, and of a skewed one. */
const EXPONENTS = [0.4, 1] as const;
const SKEWS = [0.3, 1.5] as const;
/** Range, mean and standard deviation of κ where it is free. */
const LINKS = [-1, 2] as const;
const LINK_PRIOR = { mean: 0.5, deviation: 0.7 } as const;
/** Factor by which a time constant may lie beyond the measured window. */
const BEYOND = 2;

/** Parameters that are fitted: all but the skew and the link of arcs where the structure fixes them. */
export function fittedParameters({ structure, parameters }: JointModel): Int32Array {
  const first = staticCount(structure);
  const fitted: number[] = [];
  for (let k = 0; k < parameters; k++) {
    if (k >= STATIC_HEAD && k < first) {
      const place = (k - STATIC_HEAD) % PER_ARC;
      if (place === SKEW_PLACE && !structure.skewed) continue;
      if (place === LINK_PLACE && linkOf(structure, 1 + Math.floor((k - STATIC_HEAD) / PER_ARC)) !== "free") continue;
    }
    fitted.push(k);
  }
  return Int32Array.from(fitted);
}

function linkOf({ drifting, links }: JointModel["structure"], arc: number): DriftLink | "free" | undefined {
  return links[drifting.indexOf(arc)];
}

/** Lower and upper bounds of the parameters. */
function jointBounds(data: JointData, model: JointModel): { lower: Float64Array; upper: Float64Array } {
  const lower = new Float64Array(model.parameters).fill(-Infinity);
  const upper = new Float64Array(model.parameters).fill(Infinity);
  let least = Infinity;
  let most = -Infinity;
  for (const x of data.logOmega) {
    least = Math.min(least, x);
    most = Math.max(most, x);
  }
  for (let k = 1; k <= model.structure.arcs; k++) {
    const p = resistanceAt(k);
    lower.set([SMALLEST_RESISTANCE, -most - log(BEYOND), EXPONENTS[0], SKEWS[0], LINKS[0]], p);
    upper.set([LARGEST_RESISTANCE, -least + log(BEYOND), EXPONENTS[1], SKEWS[1], LINKS[1]], p);
  }
  return { lower, upper };
}

/**
 * Fits the joint model: minimises Σ w²|Z − Ẑ|² + noise² Σ c²/variance by Levenberg-Marquardt within bounds.
 * Every variance must be positive: leave functions that are not used out of the basis. Links that the structure states
 * are set.
 */
export function fitJoint(data: JointData, model: JointModel, start: Float64Array, options: JointFitOptions): JointFit {
  const { variances, noise, constraint } = options;
  const { structure } = model;
  const first = staticCount(structure);
  const size = model.basis.size;
  const x = Float64Array.from(start);
  for (let k = 1; k <= structure.arcs; k++) {
    const link = linkOf(structure, k);
    if (link === "time-constant" || link === "capacitance")
      x[resistanceAt(k) + LINK_PLACE] = link === "capacitance" ? 1 : 0;
  }
  const fitted = fittedParameters(model);
  const priors: { readonly column: number; readonly mean: number; readonly root: number }[] = [];
  fitted.forEach((p, column) => {
    if (p >= first) {
      const k = p - first;
      const variance = (variances[Math.floor(k / size)] as Float64Array)[k % size] as number;
      priors.push({ column, mean: 0, root: noise / Math.sqrt(variance) });
    } else if (p >= STATIC_HEAD && (p - STATIC_HEAD) % PER_ARC === LINK_PLACE) {
      priors.push({ column, mean: LINK_PRIOR.mean, root: noise / LINK_PRIOR.deviation });
    }
  });
  const dataRows = 2 * data.points;
  const rows = dataRows + priors.length + (constraint ? 1 : 0);
  const { lower, upper } = jointBounds(data, model);
  const problem = {
    variables: fitted.length,
    residuals: rows,
    lower: Float64Array.from(fitted, (p) => lower[p] as number),
    upper: Float64Array.from(fitted, (p) => upper[p] as number),
    evaluate: (variables: Float64Array, residual: Float64Array, jacobian: Float64Array): void => {
      for (let c = 0; c < fitted.length; c++) x[fitted[c] as number] = variables[c] as number;
      jacobian.fill(0);
      model.evaluate(x, residual, jacobian, rows, fitted);
      for (let k = 0; k < priors.length; k++) {
        const { column, mean, root } = priors[k] as (typeof priors)[number];
        residual[dataRows + k] = root * ((variables[column] as number) - mean);
        jacobian[column * rows + dataRows + k] = root;
      }
      if (constraint) {
        let sum = -constraint.value;
        for (let c = 0; c < fitted.length; c++) {
          const a = constraint.row[fitted[c] as number] as number;
          sum += a * (variables[c] as number);
          jacobian[c * rows + rows - 1] = constraint.weight * a;
        }
        residual[rows - 1] = constraint.weight * sum;
      }
    },
  };
  const found = levenbergMarquardt(
    problem,
    Float64Array.from(fitted, (p) => x[p] as number),
    {
      maximumIterations: options.maximumIterations ?? 40,
      reductionTolerance: options.tolerance ?? 1e-6,
      stepTolerance: 1e-7,
      gradientTolerance: 1e-7,
    },
  );
  let sumOfSquares = 0;
  for (let i = 0; i < dataRows; i++) sumOfSquares += (found.residual[i] as number) ** 2;
  const bound = new Int8Array(model.parameters);
  fitted.forEach((p, c) => {
    x[p] = found.x[c] as number;
    bound[p] = found.bound[c] as number;
  });
  return {
    model,
    x,
    sumOfSquares,
    penalized: found.sumOfSquares,
    bound,
    converged: found.converged,
    iterations: found.iterations,
  };
}

/** Static parameters that are fitted and within their bounds. */
export function freeStatics(fit: JointFit): number[] {
  const first = staticCount(fit.model.structure);
  return Array.from(fittedParameters(fit.model)).filter((p) => p < first && fit.bound[p] === 0);
}
