import { normalQuantile } from "../../numerics/probability/normal.ts";
import type { AveragedCourses } from "./courses.ts";
import { EvidenceSolver, linearize } from "./evidence.ts";
import type { Functional } from "./functionals.ts";
import { fitJoint, type JointFit } from "./joint-fit.ts";
import {
  type DriftLink,
  type JointData,
  jointModel,
  parameterCount,
  resistanceAt,
  staticCount,
} from "./joint-model.ts";
import { noiseOf, referenceOf } from "./screening.ts";
import type { CoursePrior, TimeBasis } from "./time-basis.ts";

/**
 * Courses that one sweep alone is held against: any resistance may change by as much as itself, and depart from a
 * straight line by a tenth. Nothing in one sweep could say that they are smoother.
 */
const OPEN: CoursePrior = { family: "relaxing", size: 0.1 };
/** Trials for each end of an interval, and how near the wanted rise of the sum must be. */
const TRIALS = 7;
const NEAR = 0.05;
/** Standard deviation, in units of the mean modulus, to which a trial value is imposed. */
const IMPOSED = 1e-5;

/** The fit of one sweep with every resistance drifting and every arc skewed, and its profile likelihood. */
export interface LoneSweep extends AveragedCourses {
  /** Interval of a functional in Ω or Ω/s: where the penalised sum of squares rises by z² σ². */
  interval(functional: Functional, confidence: number): { readonly lower: number; readonly upper: number };
}

/**
 * What one sweep says about resistances at its start and end by profile likelihood: each value is imposed, everything
 * else (all other resistances and courses, time constants, exponents, skews) fitted anew.
 */
export function loneSweep(data: JointData, basis: TimeBasis, screened: JointFit): LoneSweep {
  const { arcs } = screened.model.structure;
  const drifting = Array.from({ length: arcs + 1 }, (_, k) => k);
  const structure = { arcs, skewed: true, drifting, links: drifting.map((): DriftLink => "time-constant") };
  const start = new Float64Array(parameterCount(structure, basis));
  start.set(screened.x.subarray(0, staticCount(structure)));
  const model = jointModel(data, structure, basis, referenceOf(structure, start));
  const variance = basis.variances(OPEN);
  const variances = drifting.map(() => variance);
  const rough = fitJoint(data, model, start, { variances, noise: noiseOf(data, screened), tolerance: 1e-4 });
  const noise = noiseOf(data, rough);
  const fit = fitJoint(data, model, rough.x, { variances, noise, tolerance: 1e-6 });
  const places = Array.from({ length: basis.size }, (_, m) => m);
  const linear = linearize(data, fit, model, places);
  const solver = new EvidenceSolver(linear, noise);
  const { logEvidence } = solver.solve(variances, basis);
  const moments = solver.moments(noise * noise);
  const g = new Float64Array(basis.size);
  const earlier = new Float64Array(basis.size);

  const rowOf = (functional: Functional): Float64Array => {
    const row = new Float64Array(model.parameters);
    const isRate = "from" in functional;
    basis.at(isRate ? functional.to : functional.at, g);
    earlier.fill(0);
    if (isRate) basis.at(functional.from, earlier);
    else row[resistanceAt(functional.which)] = 1;
    const first = staticCount(structure) + functional.which * basis.size;
    for (let m = 0; m < basis.size; m++) {
      row[first + m] = (model.reference[functional.which] as number) * ((g[m] as number) - (earlier[m] as number));
    }
    return row;
  };

  const interval = (functional: Functional, confidence: number): { lower: number; upper: number } => {
    const row = rowOf(functional);
    const unit = "from" in functional ? data.scale / (functional.to - functional.from) : data.scale;
    const z = normalQuantile(0.5 * (1 + confidence));
    const rise = (z * noise) ** 2;
    const center = row.reduce((sum, a, k) => sum + a * (fit.x[k] as number), 0);
    let variance = 0;
    const n = moments.places.length;
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        variance +=
          (row[moments.places[a] as number] as number) *
          (row[moments.places[b] as number] as number) *
          (moments.covariance[a * n + b] as number);
      }
    }
    const end = (sign: number): number => {
      let step = z * Math.sqrt(variance);
      let x = fit.x;
      for (let trial = 0; trial < TRIALS; trial++) {
        const value = center + sign * step;
        const constraint = { row, value, weight: noise / IMPOSED };
        const found = fitJoint(data, model, x, {
          variances,
          noise,
          constraint,
          tolerance: 1e-5,
          maximumIterations: 25,
        });
        const ratio = (found.penalized - fit.penalized) / rise;
        if (Math.abs(ratio - 1) < NEAR) break;
        step *= Math.min(2, Math.max(0.5, 1 / Math.sqrt(Math.max(ratio, 0.1))));
        x = found.x;
      }
      return center + sign * step;
    };
    return { lower: unit * end(-1), upper: unit * end(1) };
  };
  return {
    fit,
    linear,
    noise,
    iterations: rough.iterations + fit.iterations,
    components: [{ priors: drifting.map(() => OPEN), logEvidence, weight: 1, model, ...moments }],
    interval,
  };
}
