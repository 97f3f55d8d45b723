import type { CourseComponent } from "./courses.ts";
import { type JointData, PER_ARC, resistanceAt, STATIC_HEAD, staticCount } from "./joint-model.ts";
import type { InstantSpectrum } from "./result.ts";

/** Components that the uncertainty of a correction is taken from. */
const COMPONENTS = 2;

/**
 * Spectra in one instant: Z(ω, t₀) = Z_measured + Ẑ(ω, t₀) − Ẑ(ω, t), mean over the likeliest components, with the
 * variance of noise, of the correction within them, and between them.
 */
export class InstantCorrector {
  private readonly data: JointData;
  private readonly components: readonly CourseComponent[];
  private readonly weights: readonly number[];
  private readonly noise: number;
  private readonly shift: boolean;

  /**
   * @param noise standard deviation of a weighted residual
   * @param shift whether spectra are shifted; otherwise (one sweep alone) the change counts as uncertainty only
   */
  constructor(data: JointData, components: readonly CourseComponent[], noise: number, shift: boolean) {
    this.shift = shift;
    this.data = data;
    this.components = [...components].sort((a, b) => b.weight - a.weight).slice(0, COMPONENTS);
    const total = this.components.reduce((sum, { weight }) => sum + weight, 0);
    this.weights = this.components.map(({ weight }) => weight / total);
    this.noise = noise;
  }

  /** The points `from` to `to` (exclusive) as they would be at each of `times`. */
  at(times: readonly number[], from: number, to: number): InstantSpectrum[] {
    const { data } = this;
    const n = to - from;
    // Of each instant: Σ of weight · change, then of weight · (variance + change²), real and imaginary.
    const sums = times.map(
      (): Sums => [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)],
    );
    this.components.forEach((component, c) => {
      const weight = this.weights[c] as number;
      const { model, mean } = component;
      const { used, covariance } = movingPart(component);
      const size = used.length;
      const g = new Float64Array(model.basis.size);
      const there = times.map((time) => {
        const values = new Float64Array(model.basis.size);
        model.basis.at(time, values);
        return values;
      });
      const d0 = new Float64Array(2 * model.parameters);
      const d1 = new Float64Array(2 * model.parameters);
      const z0 = new Float64Array(2);
      const z1 = new Float64Array(2);
      const row = new Float64Array(size);
      for (let i = 0; i < n; i++) {
        const logOmega = data.logOmega[from + i] as number;
        model.basis.at(data.time[from + i] as number, g);
        model.at(mean, logOmega, g, z0, d0);
        for (let k = 0; k < times.length; k++) {
          model.at(mean, logOmega, there[k] as Float64Array, z1, d1);
          const [re, im, reSquare, imSquare] = sums[k] as Sums;
          for (let part = 0; part < 2; part++) {
            const change = (z1[part] as number) - (z0[part] as number);
            for (let a = 0; a < size; a++) row[a] = d1[2 * used[a] + part] - d0[2 * used[a] + part];
            let variance = 0;
            for (let a = 0; a < size; a++) {
              let sum = 0.5 * covariance[a * size + a] * row[a];
              for (let b = 0; b < a; b++) sum += covariance[a * size + b] * row[b];
              variance += 2 * row[a] * sum;
            }
            const s = part === 0 ? re : im;
            const q = part === 0 ? reSquare : imSquare;
            if (this.shift) s[i] = (s[i] as number) + weight * change;
            q[i] = (q[i] as number) + weight * (variance + change * change);
          }
        }
      }
    });
    return times.map((time, k) => this.shifted(time, from, to, sums[k] as Sums));
  }

  private shifted(time: number, from: number, to: number, [re, im, reSquare, imSquare]: Sums): InstantSpectrum {
    const { data } = this;
    const n = to - from;
    const deviation = (i: number, shift: Float64Array, square: Float64Array): number => {
      const scatter = this.noise / (data.weight[from + i] as number);
      return Math.sqrt(scatter * scatter + Math.max(0, (square[i] as number) - (shift[i] as number) ** 2));
    };
    const index = Array.from({ length: n }, (_, i) => i);
    return {
      time,
      spectrum: {
        frequency: Float64Array.from(index, (i) => data.frequency[from + i] as number),
        real: Float64Array.from(index, (i) => (data.real[from + i] as number) + (re[i] as number)),
        imaginary: Float64Array.from(index, (i) => (data.imaginary[from + i] as number) + (im[i] as number)),
      },
      sdReal: Float64Array.from(index, (i) => deviation(i, re, reSquare)),
      sdImaginary: Float64Array.from(index, (i) => deviation(i, im, imSquare)),
    };
  }
}

type Sums = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** The parameters whose influence changes with time, those of drifting resistances, and their covariance. */
function movingPart({ model, places, covariance }: CourseComponent): { used: Int32Array; covariance: Float64Array } {
  const { structure } = model;
  const first = staticCount(structure);
  const rows: number[] = [];
  places.forEach((p, a) => {
    const arc = 1 + Math.floor((p - STATIC_HEAD) / PER_ARC);
    const linked = structure.links[structure.drifting.indexOf(arc)] === "capacitance";
    const ofDriftingArc = p >= STATIC_HEAD && structure.drifting.includes(arc) && (linked || p !== resistanceAt(arc));
    if (p >= first || ofDriftingArc) rows.push(a);
  });
  const n = places.length;
  return {
    used: Int32Array.from(rows, (a) => places[a] as number),
    covariance: Float64Array.from(
      { length: rows.length ** 2 },
      (_, k) =>
        covariance[(rows[Math.floor(k / rows.length)] as number) * n + (rows[k % rows.length] as number)] as number,
    ),
  };
}
