import { atan2, cos, exp, log, sin } from "../../numerics/elementary/index.ts";
import { type FrequencyGroups, whiten } from "./misfit.ts";
import type { TimeBasis } from "./time-basis.ts";

/** What stays constant while the resistance of an arc drifts: its time constant, or its constant-phase element. */
export type DriftLink = "time-constant" | "capacitance";

/** The points of all sweeps, one after the other. */
export interface JointData {
  readonly points: number;
  /** Hz */
  readonly frequency: Float64Array;
  /** ln ω */
  readonly logOmega: Float64Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** Reciprocal of the assumed standard deviation of Z′ and of Z″ in Ω⁻¹. */
  readonly weight: Float64Array;
  /** s */
  readonly time: Float64Array;
  /** Points of one frequency, and the variance, in units of the noise, of what the model misses at it in every sweep. */
  readonly groups: FrequencyGroups;
  readonly misfit: number;
  /** ⟨|Z|⟩ in Ω: the unit of resistance inside the fit. */
  readonly scale: number;
  /** Largest ω: the unit of the inductance inside the fit is scale/ω. */
  readonly fastest: number;
}

/** Which parameters a joint model has. */
export interface JointStructure {
  readonly arcs: number;
  /** Whether the exponent β of 1/(1 + (jωτ)^φ)^β is free; 1 otherwise. */
  readonly skewed: boolean;
  /** Resistances that drift: 0 is R∞, k the arc k; ascending. */
  readonly drifting: readonly number[];
  /** One for each of `drifting`; that of R∞ has no effect. `free`: the exponent κ of τ^φ ∝ R^κ is a parameter. */
  readonly links: readonly (DriftLink | "free")[];
}

/** Parameters [R∞, L, (R, ln τ, φ, β, κ) of each arc, coefficients of each drifting resistance], resistances in units of `scale`. */
export const STATIC_HEAD = 2;
export const PER_ARC = 5;

/** What a parameter of an arc is, by its place. */
export const SKEW_PLACE = 3;
export const LINK_PLACE = 4;
/** Smallest part of its reference value that a resistance counts as in τ^φ ∝ R^κ. */
const LEAST_RATIO = 1e-3;

/** Number of parameters that do not describe the course in time. */
export const staticCount = ({ arcs }: JointStructure): number => STATIC_HEAD + PER_ARC * arcs;
/** Number of all parameters. */
export const parameterCount = (structure: JointStructure, basis: TimeBasis): number =>
  staticCount(structure) + structure.drifting.length * basis.size;
/** Place of the resistance `which` (0: R∞, k: arc k) among the parameters. */
export const resistanceAt = (which: number): number => (which === 0 ? 0 : STATIC_HEAD + PER_ARC * (which - 1));

/** Evaluates the joint model at all points. */
export interface JointModel {
  readonly structure: JointStructure;
  readonly basis: TimeBasis;
  readonly parameters: number;
  /** Reference resistances R_ref of the drifting ones, in units of `scale`. */
  readonly reference: Float64Array;
  /**
   * Weighted residuals (Ẑ − Z)·w, real parts then imaginary parts, and the columns of their Jacobian for the parameters
   * `wanted`, one after the other with `rows` rows each.
   */
  evaluate(x: Float64Array, residual: Float64Array, jacobian: Float64Array, rows: number, wanted: Int32Array): void;
  /** Ẑ in Ω (real, imaginary) at one frequency where the time functions have these values, and its derivatives [2 · parameter + part] in Ω. */
  at(
    x: Float64Array,
    logOmega: number,
    timeFunctions: Float64Array,
    impedance: Float64Array,
    derivatives: Float64Array,
  ): void;
}

/**
 * The joint model Z(ω, t) = R∞(t) + jωL + Σ_k R_k(t)/(1 + (jωτ_k)^φ_k)^β_k over all points of neighbouring sweeps.
 * τ_k^φ_k is proportional to R_k(t)^κ_k: κ = 0 keeps the time constant, κ = 1 the constant-phase element.
 */
export function jointModel(
  data: JointData,
  structure: JointStructure,
  basis: TimeBasis,
  reference: Float64Array,
): JointModel {
  const { points, scale } = data;
  const { arcs, drifting } = structure;
  const first = staticCount(structure);
  const parameters = parameterCount(structure, basis);
  const m = basis.size;
  const placeOf = Int32Array.from({ length: arcs + 1 }, (_, k) => drifting.indexOf(k));
  const row = new Float64Array(2 * parameters);
  const out = new Float64Array(2);
  const work = new Float64Array(data.groups.size.length);
  const values = new Float64Array(m);

  const course = (x: Float64Array, place: number): number => {
    let sum = 0;
    for (let k = 0; k < m; k++) sum += (x[first + place * m + k] as number) * (values[k] as number);
    return (reference[place] as number) * sum;
  };

  const at = (x: Float64Array, logOmega: number, d: Float64Array): void => {
    d.fill(0);
    const lift = exp(logOmega) / data.fastest;
    const drift0 = placeOf[0] as number;
    out[0] = (x[0] as number) + (drift0 >= 0 ? course(x, drift0) : 0);
    out[1] = lift * (x[1] as number);
    d[0] = 1;
    d[3] = lift;
    if (drift0 >= 0) setCourse(d, drift0, 1, 0);
    for (let k = 1; k <= arcs; k++) {
      const p = resistanceAt(k);
      const place = placeOf[k] as number;
      const r = (x[p] as number) + (place >= 0 ? course(x, place) : 0);
      const phi = x[p + 2] as number;
      const beta = x[p + 3] as number;
      const ln = logOmega + (x[p + 1] as number);
      // y = (jωτ)^φ (R/R_ref)^κ
      const kappa = place >= 0 ? (x[p + 4] as number) : 0;
      const lnRatio = place >= 0 ? log(Math.max(LEAST_RATIO, r / (reference[place] as number))) : 0;
      const ratio = kappa === 0 ? 1 : exp(kappa * lnRatio);
      const size = exp(phi * ln);
      const xr = size * cos((phi * Math.PI) / 2);
      const xi = size * sin((phi * Math.PI) / 2);
      const yr = xr * ratio;
      const yi = xi * ratio;
      // h = (1 + y)^(−β)
      const a = 1 + yr;
      const square = a * a + yi * yi;
      const lnModulus = 0.5 * log(square);
      const angle = atan2(yi, a);
      const modulus = exp(-beta * lnModulus);
      const hr = modulus * cos(beta * angle);
      const hi = -modulus * sin(beta * angle);
      out[0] = (out[0] as number) + r * hr;
      out[1] = (out[1] as number) + r * hi;
      // e = ∂h/∂y · y = −β h y/(1 + y)
      const qr = (yr * a + yi * yi) / square;
      const qi = yi / square;
      const er = -beta * (hr * qr - hi * qi);
      const ei = -beta * (hr * qi + hi * qr);
      d[2 * p + 2] = r * phi * er;
      d[2 * p + 3] = r * phi * ei;
      // ln(jωτ) = ln ωτ + jπ/2
      d[2 * p + 4] = r * (ln * er - (Math.PI / 2) * ei);
      d[2 * p + 5] = r * (ln * ei + (Math.PI / 2) * er);
      d[2 * p + 6] = -r * (lnModulus * hr - angle * hi);
      d[2 * p + 7] = -r * (lnModulus * hi + angle * hr);
      d[2 * p + 8] = r * lnRatio * er;
      d[2 * p + 9] = r * lnRatio * ei;
      const dr = hr + kappa * er;
      const di = hi + kappa * ei;
      d[2 * p] = dr;
      d[2 * p + 1] = di;
      if (place >= 0) setCourse(d, place, dr, di);
    }
    for (let k = 0; k < d.length; k++) d[k] = scale * d[k];
  };
  const setCourse = (d: Float64Array, place: number, re: number, im: number): void => {
    const size = reference[place] as number;
    for (let k = 0; k < m; k++) {
      const at = 2 * (first + place * m + k);
      d[at] = size * re * (values[k] as number);
      d[at + 1] = size * im * (values[k] as number);
    }
  };

  return {
    structure,
    basis,
    parameters,
    reference,
    evaluate: (x, residual, jacobian, rows, wanted) => {
      for (let i = 0; i < points; i++) {
        for (let k = 0; k < m; k++) values[k] = basis.points[k * points + i] as number;
        at(x, data.logOmega[i] as number, row);
        const w = data.weight[i] as number;
        residual[i] = w * (scale * (out[0] as number) - (data.real[i] as number));
        residual[points + i] = w * (scale * (out[1] as number) - (data.imaginary[i] as number));
        for (let c = 0; c < wanted.length; c++) {
          const k = wanted[c];
          jacobian[c * rows + i] = w * row[2 * k];
          jacobian[c * rows + points + i] = w * row[2 * k + 1];
        }
      }
      if (data.misfit === 0) return;
      whiten(residual, 0, points, data.groups, data.misfit, work);
      for (let c = 0; c < wanted.length; c++) whiten(jacobian, c * rows, points, data.groups, data.misfit, work);
    },
    at: (x, logOmega, timeFunctions, impedance, derivatives) => {
      values.set(timeFunctions);
      at(x, logOmega, derivatives);
      impedance[0] = scale * (out[0] as number);
      impedance[1] = scale * (out[1] as number);
    },
  };
}
