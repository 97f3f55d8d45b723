import type { CourseComponent } from "./courses.ts";
import { resistanceAt, staticCount } from "./joint-model.ts";
import { mixtureQuantile, normalQuantile, studentQuantile } from "./mixture.ts";

/** A resistance at an instant, or the mean rate of a resistance between two. */
export type Functional =
  | { readonly which: number; readonly at: number }
  | { readonly which: number; readonly from: number; readonly to: number };

/** Mean and covariance of one resistance and of the coefficients of its course, in one component. */
interface CourseMoments {
  readonly size: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  /** Function of the basis that each coefficient belongs to. */
  readonly functions: Int32Array;
  readonly reference: number;
}

/** Evaluates functionals of the courses under a posterior that is a mixture of normal distributions. */
export class CourseReader {
  private readonly components: readonly CourseComponent[];
  private readonly weights: Float64Array;
  private readonly means: Float64Array;
  private readonly deviations: Float64Array;
  private readonly moments = new Map<number, readonly CourseMoments[]>();
  private readonly scale: number;
  private readonly tail: number;
  private readonly widening: number;
  private readonly later: Float64Array;
  private readonly earlier: Float64Array;
  private readonly row: Float64Array;

  /** @param scale Ω per unit of resistance in the fit; @param freedom degrees of freedom of the noise level */
  constructor(components: readonly CourseComponent[], scale: number, confidence: number, freedom: number) {
    this.components = components;
    this.scale = scale;
    this.tail = 0.5 * (1 - confidence);
    this.widening = studentQuantile(1 - this.tail, Math.max(freedom, 10)) / normalQuantile(1 - this.tail);
    this.weights = Float64Array.from(components, ({ weight }) => weight);
    this.means = new Float64Array(components.length);
    this.deviations = new Float64Array(components.length);
    const size = components[0]?.model.basis.size ?? 0;
    this.later = new Float64Array(size);
    this.earlier = new Float64Array(size);
    this.row = new Float64Array(size + 1);
  }

  /** Median and interval in Ω or Ω/s. */
  read(functional: Functional): { value: number; lower: number; upper: number } {
    const { later, earlier, row } = this;
    const isRate = "from" in functional;
    const basis = this.components[0]?.model.basis;
    basis?.at(isRate ? functional.to : functional.at, later);
    earlier.fill(0);
    if (isRate) basis?.at(functional.from, earlier);
    const per = isRate ? functional.to - functional.from : 1;
    this.momentsOf(functional.which).forEach(({ size, mean, covariance, functions, reference }, c) => {
      row[0] = isRate ? 0 : 1;
      for (let a = 1; a < size; a++) {
        const m = functions[a] as number;
        row[a] = (reference * ((later[m] as number) - (earlier[m] as number))) / per;
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

  private momentsOf(which: number): readonly CourseMoments[] {
    const known = this.moments.get(which);
    if (known) return known;
    const moments = this.components.map((component): CourseMoments => {
      const { structure, basis, reference } = component.model;
      const place = structure.drifting.indexOf(which);
      const first = staticCount(structure) + place * basis.size;
      const rows: number[] = [component.places.indexOf(resistanceAt(which))];
      const functions: number[] = [0];
      component.places.forEach((p, a) => {
        if (place < 0 || p < first || p >= first + basis.size) return;
        rows.push(a);
        functions.push(p - first);
      });
      const n = component.places.length;
      const size = rows.length;
      const covariance = new Float64Array(size * size);
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          const [i, j] = [rows[a] as number, rows[b] as number];
          covariance[a * size + b] = i < 0 || j < 0 ? 0 : (component.covariance[i * n + j] as number);
        }
      }
      const mean = Float64Array.from(rows, (i, a) =>
        a === 0
          ? (component.mean[resistanceAt(which)] as number)
          : (component.mean[component.places[i] as number] as number),
      );
      return { size, mean, covariance, functions: Int32Array.from(functions), reference: reference[place] ?? 0 };
    });
    this.moments.set(which, moments);
    return moments;
  }
}
