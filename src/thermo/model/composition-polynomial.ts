import type { TemperatureFunction } from "../database/temperature-function.ts";
import { exponents, type Monomials } from "./monomials.ts";

/** A parameter: its function of temperature, and the polynomial in site fractions that it multiplies. */
export interface PolynomialTerm {
  readonly factor: Monomials;
  readonly function: TemperatureFunction;
}

/** Coefficients of the monomials at one temperature, and their first and second derivatives in T. */
export interface Coefficients {
  readonly value: Float64Array;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

/**
 * Σ_k c_k(T) Π_i y_i^p_ki: like monomials of all parameters gathered, laid out in flat arrays. The powers of the site
 * fractions come from a table, `powers[i · stride + p]` = y_i^p, that polynomials of one phase share.
 */
export class CompositionPolynomial {
  readonly monomials: number;
  private readonly variables: number;
  private readonly stride: number;
  /** Factors of monomial k: entries start[k] … start[k + 1] − 1 of `variable` and `exponent`. */
  private readonly start: Int32Array;
  private readonly variable: Int32Array;
  private readonly exponent: Int32Array;
  private readonly functions: readonly TemperatureFunction[];
  /** Coefficient `target` gains `weight` times function `source`. */
  private readonly target: Int32Array;
  private readonly source: Int32Array;
  private readonly weight: Float64Array;

  /** @param stride at least 1 + the largest exponent of the terms */
  constructor(terms: readonly PolynomialTerm[], variables: number, stride: number) {
    const keys = [...new Set(terms.flatMap(({ factor }) => [...factor.keys()]))].sort();
    const index = new Map(keys.map((key, k) => [key, k]));
    this.functions = [...new Set(terms.map((term) => term.function))];
    const place = new Map(this.functions.map((f, k) => [f, k]));
    const shares = terms.flatMap((term) =>
      [...term.factor].map(([key, weight]) => [index.get(key) ?? 0, place.get(term.function) ?? 0, weight] as const),
    );
    this.target = Int32Array.from(shares, ([k]) => k);
    this.source = Int32Array.from(shares, ([, f]) => f);
    this.weight = Float64Array.from(shares, ([, , weight]) => weight);
    const factors = keys.map(exponents);
    this.monomials = keys.length;
    this.variables = variables;
    this.stride = stride;
    this.start = new Int32Array(keys.length + 1);
    for (const [k, list] of factors.entries()) this.start[k + 1] = (this.start[k] as number) + list.length;
    this.variable = Int32Array.from(factors.flat(), ([variable]) => variable);
    this.exponent = Int32Array.from(factors.flat(), ([, exponent]) => exponent);
  }

  /** The largest exponent of any site fraction in these terms. */
  static degree(terms: readonly PolynomialTerm[]): number {
    let degree = 0;
    for (const { factor } of terms) {
      for (const key of factor.keys()) for (const [, exponent] of exponents(key)) degree = Math.max(degree, exponent);
    }
    return degree;
  }

  /** The coefficients at a temperature in K and a pressure in Pa. */
  coefficients(temperature: number, pressure: number): Coefficients {
    const { functions, target, source, weight, monomials } = this;
    const parts = new Float64Array(3 * functions.length);
    const triple = new Float64Array(3);
    for (let f = 0; f < functions.length; f++) {
      (functions[f] as TemperatureFunction).evaluate(temperature, pressure, triple);
      parts.set(triple, 3 * f);
    }
    const value = new Float64Array(monomials);
    const slope = new Float64Array(monomials);
    const curvature = new Float64Array(monomials);
    for (let n = 0; n < target.length; n++) {
      const k = target[n] as number;
      const f = 3 * (source[n] as number);
      const w = weight[n] as number;
      value[k] = (value[k] as number) + w * (parts[f] as number);
      slope[k] = (slope[k] as number) + w * (parts[f + 1] as number);
      curvature[k] = (curvature[k] as number) + w * (parts[f + 2] as number);
    }
    return { value, slope, curvature };
  }

  /** Σ c Π y^p. */
  value(c: Float64Array, powers: Float64Array): number {
    const { start, variable, exponent, stride, monomials } = this;
    let sum = 0;
    for (let k = 0; k < monomials; k++) {
      let product = c[k] as number;
      const end = start[k + 1] as number;
      for (let a = start[k] as number; a < end; a++) {
        product *= powers[(variable[a] as number) * stride + (exponent[a] as number)] as number;
      }
      sum += product;
    }
    return sum;
  }

  /** Adds `scale` times the gradient to `out`; returns the value, not scaled. */
  addGradient(c: Float64Array, powers: Float64Array, scale: number, out: Float64Array): number {
    const { start, variable, exponent, stride, monomials } = this;
    let sum = 0;
    for (let k = 0; k < monomials; k++) {
      const begin = start[k] as number;
      const end = start[k + 1] as number;
      const factor = scale * (c[k] as number);
      let product = c[k] as number;
      for (let a = begin; a < end; a++) {
        const i = variable[a] as number;
        const p = exponent[a] as number;
        const at = i * stride + p;
        product *= powers[at] as number;
        const others = factor * p * this.rest(powers, begin, end, a, a);
        out[i] = (out[i] as number) + others * (powers[at - 1] as number);
      }
      sum += product;
    }
    return sum;
  }

  /** Adds `scale` times gradient and second derivatives (row-major, variables²); returns the value, not scaled. */
  addDerivatives(
    c: Float64Array,
    powers: Float64Array,
    scale: number,
    gradient: Float64Array,
    hessian: Float64Array,
  ): number {
    const { start, variable, exponent, stride, monomials, variables } = this;
    let sum = 0;
    for (let k = 0; k < monomials; k++) {
      const begin = start[k] as number;
      const end = start[k + 1] as number;
      const factor = scale * (c[k] as number);
      let product = c[k] as number;
      for (let a = begin; a < end; a++) {
        const i = variable[a] as number;
        const p = exponent[a] as number;
        const at = i * stride + p;
        product *= powers[at] as number;
        const others = factor * p * this.rest(powers, begin, end, a, a);
        gradient[i] = (gradient[i] as number) + others * (powers[at - 1] as number);
        if (p > 1) {
          const diagonal = i * variables + i;
          hessian[diagonal] = (hessian[diagonal] as number) + others * (p - 1) * (powers[at - 2] as number);
        }
        const slope = factor * p * (powers[at - 1] as number);
        for (let b = begin; b < a; b++) {
          const j = variable[b] as number;
          const q = exponent[b] as number;
          const pair = slope * q * (powers[j * stride + q - 1] as number);
          const cross = end - begin === 2 ? pair : pair * this.rest(powers, begin, end, a, b);
          const upper = j * variables + i;
          const lower = i * variables + j;
          hessian[upper] = (hessian[upper] as number) + cross;
          hessian[lower] = (hessian[lower] as number) + cross;
        }
      }
      sum += product;
    }
    return sum;
  }

  /** Product of the factors begin … end − 1 without a and b. */
  private rest(powers: Float64Array, begin: number, end: number, a: number, b: number): number {
    let product = 1;
    for (let n = begin; n < end; n++) {
      if (n === a || n === b) continue;
      product *= powers[(this.variable[n] as number) * this.stride + (this.exponent[n] as number)] as number;
    }
    return product;
  }
}

/** Fills `powers[i · stride + p]` = y_i^p for p = 0 … stride − 1. */
export function fillPowers(y: Float64Array, stride: number, powers: Float64Array): void {
  for (let i = 0, at = 0; i < y.length; i++, at += stride) {
    const base = y[i] as number;
    let product = 1;
    powers[at] = 1;
    for (let p = 1; p < stride; p++) {
      product *= base;
      powers[at + p] = product;
    }
  }
}
