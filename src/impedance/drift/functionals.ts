import { normalQuantile } from "../../numerics/probability/normal.ts";
import { studentFactor } from "../../numerics/probability/student.ts";
import type { CourseComponent } from "./courses.ts";
import { resistanceAt, staticCount } from "./joint-model.ts";
import { mixtureQuantile } from "./mixture.ts";

/** A resistance (all together: their sum) at an instant, or its mean rate between two. */
export type Functional<Which = number> =
  | { readonly which: Which; readonly at: number }
  | { readonly which: Which; readonly from: number; readonly to: number };

/** Mean and covariance of resistances and of the coefficients of their courses, in one component. */
interface CourseMoments {
  readonly size: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  /** Function of the basis that each row belongs to, −1 for a resistance itself; and its reference resistance. */
  readonly functions: Int32Array;
  readonly references: Float64Array;
  /** Workspace. */
  readonly row: Float64Array;
}

/** Evaluates functionals of the courses under a posterior that is a mixture of normal distributions. */
export class CourseReader {
  private readonly components: readonly CourseComponent[];
  private readonly weights: Float64Array;
  private readonly means: Float64Array;
  private readonly deviations: Float64Array;
  private readonly moments = new Map<number | "total", readonly CourseMoments[]>();
  private readonly scale: number;
  private readonly tail: number;
  private readonly widening: number;
  private readonly later: Float64Array;
  private readonly earlier: Float64Array;

  /** @param scale Ω per unit of resistance in the fit; @param freedom degrees of freedom of the noise level */
  constructor(components: readonly CourseComponent[], scale: number, confidence: number, freedom: number) {
    this.components = components;
    this.scale = scale;
    this.tail = 0.5 * (1 - confidence);
    this.widening = studentFactor(confidence, Math.max(freedom, 1)) / normalQuantile(1 - this.tail);
    this.weights = Float64Array.from(components, ({ weight }) => weight);
    this.means = new Float64Array(components.length);
    this.deviations = new Float64Array(components.length);
    const size = components[0]?.model.basis.size ?? 0;
    this.later = new Float64Array(size);
    this.earlier = new Float64Array(size);
  }

  /** Median and interval in Ω or Ω/s. */
  read(functional: Functional<number | "total">): { value: number; lower: number; upper: number } {
    const { later, earlier } = this;
    const isRate = "from" in functional;
    const basis = this.components[0]?.model.basis;
    basis?.at(isRate ? functional.to : functional.at, later);
    earlier.fill(0);
    if (isRate) basis?.at(functional.from, earlier);
    const per = isRate ? functional.to - functional.from : 1;
    this.momentsOf(functional.which).forEach(({ size, mean, covariance, functions, references, row }, c) => {
      for (let a = 0; a < size; a++) {
        const m = functions[a] as number;
        if (m < 0) row[a] = isRate ? 0 : 1;
        else row[a] = ((references[a] as number) * ((later[m] as number) - (earlier[m] as number))) / per;
      }
      let sum = 0;
      let variance = 0;
      for (let a = 0; a < size; a++) {
        const f = row[a] as number;
        sum += f * (mean[a] as number);
        let product = 0;
        for (let b = 0; b < size; b++) product += covariance[a * size + b] * row[b];
        variance += f * product;
      }
      this.means[c] = this.scale * sum;
      this.deviations[c] = this.scale * this.widening * Math.sqrt(Math.max(0, variance));
    });
    return {
      value: mixtureQuantile(this.weights, this.means, this.deviations, 0.5),
      lower: mixtureQuantile(this.weights, this.means, this.deviations, this.tail),
      upper: mixtureQuantile(this.weights, this.means, this.deviations, 1 - this.tail),
    };
  }

  private momentsOf(which: number | "total"): readonly CourseMoments[] {
    const known = this.moments.get(which);
    if (known) return known;
    const moments = this.components.map((component): CourseMoments => {
      const { structure, basis, reference } = component.model;
      const n = component.places.length;
      const wanted = which === "total" ? Array.from({ length: structure.arcs + 1 }, (_, k) => k) : [which];
      const rows: { readonly at: number; readonly parameter: number; readonly m: number; readonly unit: number }[] = [];
      for (const k of wanted) {
        const p = resistanceAt(k);
        rows.push({ at: component.places.indexOf(p), parameter: p, m: -1, unit: 1 });
        const place = structure.drifting.indexOf(k);
        if (place < 0) continue;
        const first = staticCount(structure) + place * basis.size;
        component.places.forEach((parameter, at) => {
          if (parameter < first || parameter >= first + basis.size) return;
          rows.push({ at, parameter, m: parameter - first, unit: reference[place] as number });
        });
      }
      const size = rows.length;
      const covariance = new Float64Array(size * size);
      rows.forEach(({ at: i }, a) => {
        rows.forEach(({ at: j }, b) => {
          covariance[a * size + b] = i < 0 || j < 0 ? 0 : (component.covariance[i * n + j] as number);
        });
      });
      return {
        size,
        covariance,
        mean: Float64Array.from(rows, ({ parameter }) => component.mean[parameter] as number),
        functions: Int32Array.from(rows, ({ m }) => m),
        references: Float64Array.from(rows, ({ unit }) => unit),
        row: new Float64Array(size),
      };
    });
    this.moments.set(which, moments);
    return moments;
  }
}
