import { DomainError } from "../../base/errors.ts";
import { log, log10, pow } from "../../numerics/elementary/index.ts";
import { exceedsChiSquare } from "../../numerics/probability/chi-square.ts";
import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { studentFactor } from "../../numerics/probability/student.ts";
import { BOLTZMANN_OVER_CHARGE, FARADAY } from "../../units/constants.ts";

/** A resistance at a temperature. */
export interface ArrheniusPoint {
  /** K, > 0. */
  readonly temperature: number;
  /** Ω or Ω m², > 0. */
  readonly resistance: number;
  /** Bounds of 95 %; null or left out: not known. */
  readonly lower?: number | null;
  readonly upper?: number | null;
}

export interface ArrheniusOptions {
  /**
   * `ln(1/R)`: R = R∞ exp(E/kT), for a charge transfer and whatever is activated as such (default); `ln(T/R)`:
   * σT = A exp(−E/kT), for conduction by hopping ions.
   */
  readonly form?: "ln(1/R)" | "ln(T/R)";
}

/** Straight line through ln(1/R) or ln(T/R) against 1/T. */
export interface ArrheniusFit {
  readonly form: "ln(1/R)" | "ln(T/R)";
  readonly points: number;
  /** Activation energy in eV with its bounds of 95 %. */
  readonly energy: number;
  readonly energyLower: number;
  readonly energyUpper: number;
  /** The same in J/mol. */
  readonly molarEnergy: number;
  readonly molarEnergyLower: number;
  readonly molarEnergyUpper: number;
  /** ln of the pre-exponential factor, of 1/R in Ω⁻¹ or of T/R in K Ω⁻¹, at 1/T = 0. */
  readonly logPrefactor: number;
  /** Reduced χ²: the scatter about the line over what the intervals say; null where not every point has an interval. */
  readonly reducedChiSquared: number | null;
  /** Root mean square of the deviations of ln, dimensionless, and the share of the variance that the line explains. */
  readonly rmsResidual: number;
  readonly rSquared: number;
  /** Residual of ln at each point, in their order. */
  readonly residuals: Float64Array;
  /**
   * Whether the points bend away from a line (with 1 % chance of saying so of a straight one): the probability, and the
   * activation energies in eV at the lowest and at the highest temperature by a parabola. Null with fewer than 4 temperatures.
   */
  readonly curvature: {
    readonly probability: number;
    readonly bends: boolean;
    readonly coldEnergy: number;
    readonly hotEnergy: number;
  } | null;
  /** The result in a sentence with its numbers. */
  readonly words: string;
}

/** The intervals of the points are not believed if their scatter is so improbable. */
const CONTRADICTION = 0.1;

/** A parabola is preferred to the line if chance would prefer it this rarely. */
const BEND_SIGNIFICANCE = 0.01;

/**
 * Activation energy from resistances at several temperatures, by weighted least squares of ln(1/R) or ln(T/R) against 1/T.
 *
 * Weights are 1/σ² with σ = (ln upper − ln lower)/(2 · 1.96) where every point has an interval, else equal. The interval of
 * E comes from the σ given, 1.96 σ_E, unless the scatter about the line contradicts them: where χ² of n − 2 degrees of freedom is
 * exceeded by chance in less than 10 %, it is the larger of that and of t σ_E √χ²ᵣ with Student's t of n − 2 degrees of freedom.
 * Without σ given the scatter alone tells.
 *
 * @throws DomainError with fewer than 3 points or 2 temperatures, or a value that is not positive
 */
export function arrheniusFit(points: readonly ArrheniusPoint[], options: ArrheniusOptions = {}): ArrheniusFit {
  const { form = "ln(1/R)" } = options;
  const n = points.length;
  for (const { temperature, resistance } of points) {
    if (!(temperature > 0 && resistance > 0 && Number.isFinite(temperature) && Number.isFinite(resistance))) {
      throw new DomainError(
        `arrheniusFit: R = ${resistance} Ω at ${temperature} K; both must be positive. Temperatures are in K.`,
      );
    }
  }
  const distinct = new Set(points.map(({ temperature }) => temperature)).size;
  if (n < 3 || distinct < 2) {
    throw new DomainError(
      `arrheniusFit: ${n} points at ${distinct} temperatures; an activation energy with an interval needs 3 points at 2 temperatures.`,
    );
  }
  const inverse = Float64Array.from(points, ({ temperature }) => 1 / temperature);
  const logarithms = Float64Array.from(points, ({ temperature, resistance }) =>
    log((form === "ln(T/R)" ? temperature : 1) / resistance),
  );
  const errors = points.map(logError);
  const known = errors.every((error) => error !== null);
  const weights = Float64Array.from(errors, (error) => (known ? 1 / (error as number) ** 2 : 1));

  const line = polynomial(inverse, logarithms, weights, 1);
  const slope = line.coefficients[1] as number;
  const reduced = line.sum / (n - 2);
  const slopeVariance = line.covariance[3] as number;
  const fromScatter = studentFactor(0.95, n - 2) * Math.sqrt(slopeVariance * reduced);
  const fromErrors = known ? NORMAL_95 * Math.sqrt(slopeVariance) : 0;
  const contradicted = !known || exceedsChiSquare(line.sum, n - 2) < CONTRADICTION;
  const half = (contradicted ? Math.max(fromErrors, fromScatter) : fromErrors) * BOLTZMANN_OVER_CHARGE;
  const energy = -slope * BOLTZMANN_OVER_CHARGE;

  const mean = weightedMean(logarithms, weights);
  const spread = logarithms.reduce((sum, y, i) => sum + (weights[i] as number) * (y - mean) ** 2, 0);
  const result = {
    form,
    points: n,
    energy,
    energyLower: energy - half,
    energyUpper: energy + half,
    molarEnergy: energy * FARADAY,
    molarEnergyLower: (energy - half) * FARADAY,
    molarEnergyUpper: (energy + half) * FARADAY,
    logPrefactor: (line.coefficients[0] as number) - slope * line.centre,
    reducedChiSquared: known ? reduced : null,
    rmsResidual: Math.sqrt(line.residuals.reduce((sum, r) => sum + r * r, 0) / n),
    rSquared: spread > 0 ? 1 - line.sum / spread : 1,
    residuals: line.residuals,
    curvature: distinct < 4 ? null : curvatureOf(inverse, logarithms, weights, known, line.sum),
  };
  return { ...result, words: words(result, known && contradicted) };
}

/** σ of ln R from its bounds of 95 %; null where there are none. */
function logError({ lower, upper }: ArrheniusPoint): number | null {
  if (typeof lower !== "number" || typeof upper !== "number" || !(lower > 0 && upper > lower)) return null;
  const error = log(upper / lower) / (2 * NORMAL_95);
  return Number.isFinite(error) ? error : null;
}

/** Whether a parabola explains more than chance would, and the slopes at both ends. */
function curvatureOf(
  inverse: Float64Array,
  logarithms: Float64Array,
  weights: Float64Array,
  known: boolean,
  lineSum: number,
): ArrheniusFit["curvature"] {
  const parabola = polynomial(inverse, logarithms, weights, 2);
  const degrees = inverse.length - 3;
  if (degrees < 1) return null;
  const gain = Math.max(0, lineSum - parabola.sum);
  // Where the errors are known, a scatter below them makes no bend more certain.
  const scatter = known ? Math.max(1, parabola.sum / degrees) : parabola.sum / degrees;
  const probability = scatter > 0 ? exceedsF(gain / scatter, 1, degrees) : gain > 0 ? 0 : 1;
  const [, linear = 0, quadratic = 0] = parabola.coefficients;
  const energyAt = (x: number): number => -(linear + 2 * quadratic * (x - parabola.centre)) * BOLTZMANN_OVER_CHARGE;
  return {
    probability,
    bends: probability < BEND_SIGNIFICANCE,
    coldEnergy: energyAt(Math.max(...inverse)),
    hotEnergy: energyAt(Math.min(...inverse)),
  };
}

interface Polynomial {
  /** Of 1, (x − centre), (x − centre)². */
  readonly coefficients: Float64Array;
  readonly centre: number;
  /** (XᵀWX)⁻¹, row-major. */
  readonly covariance: Float64Array;
  /** Σ w r². */
  readonly sum: number;
  readonly residuals: Float64Array;
}

/** Weighted least squares of a polynomial by orthogonal polynomials in x − centre (Forsythe 1957), degree 1 or 2. */
function polynomial(x: Float64Array, y: Float64Array, w: Float64Array, degree: 1 | 2): Polynomial {
  const centre = weightedMean(x, w);
  const u = x.map((value) => value - centre);
  const moment = (f: (i: number) => number): number => u.reduce((sum, _, i) => sum + (w[i] as number) * f(i), 0);
  const s0 = moment(() => 1);
  const s2 = moment((i) => (u[i] as number) ** 2);
  const a = moment((i) => y[i] as number) / s0;
  const b = moment((i) => (u[i] as number) * (y[i] as number)) / s2;
  // The second polynomial: u² − (s3/s2) u − s2/s0, orthogonal to 1 and u.
  const s3 = moment((i) => pow(u[i] as number, 3));
  const second = u.map((value) => value * value - (s3 / s2) * value - s2 / s0);
  const norm = moment((i) => (second[i] as number) ** 2);
  const c = degree === 2 && norm > 0 ? moment((i) => (second[i] as number) * (y[i] as number)) / norm : 0;
  const residuals = y.map((value, i) => value - a - b * (u[i] as number) - c * (second[i] as number));
  return {
    coefficients: Float64Array.of(a - (c * s2) / s0, b - (c * s3) / s2, c),
    centre,
    covariance: Float64Array.of(1 / s0, 0, 0, 1 / s2),
    sum: moment((i) => (residuals[i] as number) ** 2),
    residuals,
  };
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += (weights[i] as number) * (values[i] as number);
    total += weights[i] as number;
  }
  return sum / total;
}

function words(fit: Omit<ArrheniusFit, "words">, contradicted: boolean): string {
  const decimals = (half: number): number => Math.min(4, Math.max(0, 1 - Math.floor(log10(half))));
  const [halfEnergy, halfMolar] = [fit.energyUpper - fit.energy, (fit.molarEnergyUpper - fit.molarEnergy) / 1e3];
  const pair = (value: number, half: number): string =>
    half > 0
      ? `${value.toFixed(decimals(half))} ± ${half.toFixed(decimals(half))}`.replaceAll("-", "−")
      : value.toFixed(4);
  const bend = fit.curvature?.bends
    ? ` The points bend: ${fit.curvature.coldEnergy.toFixed(2)} eV at the cold end, ${fit.curvature.hotEnergy.toFixed(2)} eV at the hot end; one activation energy does not describe them.`
    : "";
  const scatter =
    contradicted && fit.reducedChiSquared !== null
      ? ` They scatter ${Math.sqrt(fit.reducedChiSquared).toFixed(1)} times as much as their intervals say; the interval here allows for that.`
      : "";
  return `Activation energy ${pair(fit.energy, halfEnergy)} eV (${pair(fit.molarEnergy / 1e3, halfMolar)} kJ/mol, 95 %) by ${fit.form} of ${fit.points} points.${bend}${scatter}`;
}
