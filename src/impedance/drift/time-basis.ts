import { expm1, pow } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";

/** How a resistance may leave a straight line in time: a prior for the shape of its course. */
export type CourseFamily = "straight" | "spline" | "slowing" | "relaxing" | "abrupt";

/** A prior for the course of a resistance in time. */
export interface CoursePrior {
  readonly family: CourseFamily;
  /** Expected root-mean-square departure from a straight line over the whole record, relative to the resistance; 0: none. */
  readonly size: number;
}

/**
 * Functions g_m(u) of u = (t − t₀)/T that carry the courses R(t) = R̄ + R_ref Σ c_m g_m(u), each with mean 0 over the
 * measured points: the straight line u, relaxations 1 − exp(−s u) with log-spaced rates s, and the double integrals of
 * boxes (R″ constant in each of equal bins).
 */
export interface TimeBasis {
  /** First and last instant in s: t₀ and t₀ + T. */
  readonly start: number;
  readonly end: number;
  readonly size: number;
  /** g_m at time t in s, for m < size. */
  at(t: number, out: Float64Array): void;
  /** g_m at the measured points, [m · points + i]. */
  readonly points: Float64Array;
  /** Variances of the coefficients c_m under a prior; 0 for a function that the prior does not use. */
  variances(prior: CoursePrior): Float64Array;
}

export interface TimeBasisOptions {
  readonly start: number;
  readonly end: number;
  /** Number of relaxation rates. */
  readonly rates: number;
  /** Largest rate times the length T of the record. */
  readonly fastest: number;
  /** Number of bins of constant second derivative. */
  readonly bins: number;
}

/** Prior variance of the straight part: a change as large as the resistance itself. */
const LINE_VARIANCE = 1;
/** Smallest rate times the length of the record: slower is as good as straight. */
const SLOWEST = 0.5;
/** Exponents H in Var c(s) ∝ s^(−2H): R(t) − R(0) scales as t^H near the start. */
const EXPONENT = { slowing: 1, relaxing: 0.5, abrupt: 0.25 } as const;
/** Points of the grid on which the size of a departure from a straight line is measured. */
const GRID = 101;

/**
 * Builds the basis over a record.
 *
 * @param time instants of the measured points in s
 *
 * White R″ is the once integrated random walk, whose posterior mean is a natural cubic spline (G. Wahba, J. R. Stat.
 * Soc. B 40 (1978) 364). A spectrum of relaxation rates holds every course whose rate decays monotonically (S. N.
 * Bernstein, Acta Math. 52 (1929) 1): growth that slows down, from linear over parabolic to saturating.
 */
export function timeBasis(time: Float64Array, { start, end, rates, fastest, bins }: TimeBasisOptions): TimeBasis {
  const span = end - start;
  const size = 1 + rates + bins;
  const s = Float64Array.from({ length: rates }, (_, k) =>
    rates > 1 ? SLOWEST * pow(fastest / SLOWEST, k / (rates - 1)) : Math.sqrt(SLOWEST * fastest),
  );
  const raw = (u: number, out: Float64Array): void => {
    out[0] = u;
    for (let k = 0; k < rates; k++) out[1 + k] = -expm1(-(s[k] as number) * u);
    for (let b = 0; b < bins; b++) {
      const from = Math.max(0, u - b / bins);
      const to = Math.max(0, u - (b + 1) / bins);
      out[1 + rates + b] = bins * (from * from - to * to);
    }
  };
  const mean = new Float64Array(size);
  const values = new Float64Array(size);
  for (const t of time) {
    raw((t - start) / span, values);
    for (let m = 0; m < size; m++) mean[m] = (mean[m] as number) + (values[m] as number) / time.length;
  }
  const at = (t: number, out: Float64Array): void => {
    raw((t - start) / span, out);
    for (let m = 0; m < size; m++) out[m] = (out[m] as number) - (mean[m] as number);
  };
  const points = new Float64Array(size * time.length);
  for (let i = 0; i < time.length; i++) {
    at(time[i] as number, values);
    for (let m = 0; m < size; m++) points[m * time.length + i] = values[m] as number;
  }
  const bend = departures(raw, size);
  const scaled = (from: number, count: number, weight: (k: number) => number, scale: number): Float64Array => {
    const variance = new Float64Array(size);
    variance[0] = LINE_VARIANCE;
    let total = 0;
    for (let k = 0; k < count; k++) total += weight(k) * (bend[from + k] as number);
    for (let k = 0; k < count; k++) variance[from + k] = total > 0 ? (scale * scale * weight(k)) / total : 0;
    return variance;
  };
  return {
    start,
    end,
    size,
    at,
    points,
    variances: ({ family, size: scale }) => {
      if (family === "straight" || scale === 0) return scaled(0, 0, () => 0, 0);
      if (family === "spline") return scaled(1 + rates, bins, () => 1, scale);
      return scaled(1, rates, (k) => pow(s[k] as number, -2 * EXPONENT[family]), scale);
    },
  };
}

/** Mean square over the record of what a straight line leaves of each function. */
function departures(raw: (u: number, out: Float64Array) => void, size: number): Float64Array {
  const sums = new Float64Array(3 * size);
  const values = new Float64Array(size);
  const gram = new Float64Array(4);
  for (let i = 0; i < GRID; i++) {
    const u = i / (GRID - 1);
    raw(u, values);
    gram[0] = (gram[0] as number) + 1;
    gram[2] = (gram[2] as number) + u;
    gram[3] = (gram[3] as number) + u * u;
    for (let m = 0; m < size; m++) {
      const v = values[m] as number;
      sums[3 * m] = (sums[3 * m] as number) + v;
      sums[3 * m + 1] = (sums[3 * m + 1] as number) + u * v;
      sums[3 * m + 2] = (sums[3 * m + 2] as number) + v * v;
    }
  }
  factorCholesky(gram, 2);
  const solution = new Float64Array(2);
  return Float64Array.from({ length: size }, (_, m) => {
    const [a, b, c] = [sums[3 * m] as number, sums[3 * m + 1] as number, sums[3 * m + 2] as number];
    solution[0] = a;
    solution[1] = b;
    solveCholesky(gram, 2, solution);
    return Math.max(0, c - a * (solution[0] as number) - b * (solution[1] as number)) / GRID;
  });
}

/** The basis of some of the functions of another. */
export function basisSubset(basis: TimeBasis, functions: readonly number[]): TimeBasis {
  const points = basis.points.length / basis.size;
  const all = new Float64Array(basis.size);
  return {
    start: basis.start,
    end: basis.end,
    size: functions.length,
    at: (t, out) => {
      basis.at(t, all);
      functions.forEach((from, to) => {
        out[to] = all[from] as number;
      });
    },
    points: Float64Array.from(
      { length: functions.length * points },
      (_, k) => basis.points[(functions[Math.floor(k / points)] as number) * points + (k % points)] as number,
    ),
    variances: (prior) => {
      const variance = basis.variances(prior);
      return Float64Array.from(functions, (from) => variance[from] as number);
    },
  };
}
