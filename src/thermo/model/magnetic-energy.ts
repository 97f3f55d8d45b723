import { DomainError } from "../../base/errors.ts";
import { log1p } from "../../numerics/elementary/index.ts";
import { magneticFactor } from "./magnetic-factor.ts";
import type { SummedProperty, SummedPropertyAtTemperature } from "./summed-property.ts";

/** Antiferromagnetic factor (−1 bcc, −3 others) and short-range share p (0.4 bcc, 0.28 others). */
export interface MagneticConstants {
  readonly antiferromagneticFactor: number;
  readonly shortRangeShare: number;
}

// Places in `derivatives`: F, then its derivatives in T, in the polynomial of T_C (C) and in that of β (B).
const F = 0;
const T = 1;
const C = 2;
const B = 3;
const TT = 4;
const TC = 5;
const TB = 6;
const CC = 7;
const CB = 8;
const BB = 9;

/**
 * R h(T, T_C) ln(β + 1), T_C and β being polynomials in the site fractions; where one of them is negative it is divided
 * by the antiferromagnetic factor. Layout and working memory for all temperatures.
 */
export class MagneticEnergy {
  readonly curie: SummedProperty;
  readonly moment: SummedProperty;
  readonly constants: MagneticConstants;
  readonly variables: number;
  readonly gasConstant: number;
  readonly curieGradient: Float64Array;
  readonly momentGradient: Float64Array;
  readonly curieSlopes: Float64Array;
  readonly momentSlopes: Float64Array;
  readonly factor: Float64Array = new Float64Array(6);
  readonly derivatives: Float64Array = new Float64Array(10);

  constructor(
    curie: SummedProperty,
    moment: SummedProperty,
    constants: MagneticConstants,
    variables: number,
    gasConstant: number,
  ) {
    this.curie = curie;
    this.moment = moment;
    this.constants = constants;
    this.variables = variables;
    this.gasConstant = gasConstant;
    this.curieGradient = new Float64Array(variables);
    this.momentGradient = new Float64Array(variables);
    this.curieSlopes = new Float64Array(variables);
    this.momentSlopes = new Float64Array(variables);
  }

  at(temperature: number, pressure: number): MagneticEnergyAtTemperature {
    return new MagneticEnergyAtTemperature(this, temperature, pressure);
  }
}

/** The magnetic energy at one temperature, J/mol. */
export class MagneticEnergyAtTemperature {
  private readonly layout: MagneticEnergy;
  private readonly temperature: number;
  private readonly curie: SummedPropertyAtTemperature;
  private readonly moment: SummedPropertyAtTemperature;

  constructor(layout: MagneticEnergy, temperature: number, pressure: number) {
    this.layout = layout;
    this.temperature = temperature;
    this.curie = layout.curie.at(temperature, pressure);
    this.moment = layout.moment.at(temperature, pressure);
  }

  energy(y: Float64Array): number {
    const { layout } = this;
    this.differentiate(this.curie.value("value", y), this.moment.value("value", y));
    return layout.derivatives[F] as number;
  }

  addGradient(y: Float64Array, scale: number, gradient: Float64Array): number {
    this.fillGradients(y);
    const { derivatives: d, curieGradient, momentGradient, variables } = this.layout;
    for (let i = 0; i < variables; i++) {
      const slope = (d[C] as number) * (curieGradient[i] as number) + (d[B] as number) * (momentGradient[i] as number);
      gradient[i] = (gradient[i] as number) + scale * slope;
    }
    return d[F] as number;
  }

  addHessian(y: Float64Array, scale: number, hessian: Float64Array): void {
    this.fillGradients(y);
    const { derivatives: d, curieGradient, momentGradient, variables } = this.layout;
    this.curie.addHessian(y, scale * (d[C] as number), hessian);
    this.moment.addHessian(y, scale * (d[B] as number), hessian);
    for (let i = 0, at = 0; i < variables; i++) {
      const c = curieGradient[i] as number;
      const b = momentGradient[i] as number;
      const perCurie = scale * ((d[CC] as number) * c + (d[CB] as number) * b);
      const perMoment = scale * ((d[CB] as number) * c + (d[BB] as number) * b);
      for (let j = 0; j < variables; j++, at++) {
        hessian[at] =
          (hessian[at] as number) + perCurie * (curieGradient[j] as number) + perMoment * (momentGradient[j] as number);
      }
    }
  }

  /** Adds `scale` times value, slope and curvature in T to `sum[0 … 2]`, and `scale` ∂²/∂T∂y to `mixed`. */
  addThermal(y: Float64Array, scale: number, sum: Float64Array, mixed: Float64Array): void {
    this.fillGradients(y);
    const { derivatives: d, curieGradient, momentGradient, curieSlopes, momentSlopes } = this.layout;
    const c = this.curie.gradient("slope", y, curieSlopes);
    const b = this.moment.gradient("slope", y, momentSlopes);
    const perCurie = d[C] as number;
    const perMoment = d[B] as number;
    // derivatives in T of F_T, F_C and F_B along y = const
    const alongT = (d[TT] as number) + (d[TC] as number) * c + (d[TB] as number) * b;
    const alongC = (d[TC] as number) + (d[CC] as number) * c + (d[CB] as number) * b;
    const alongB = (d[TB] as number) + (d[CB] as number) * c + (d[BB] as number) * b;
    const curvature =
      alongT +
      alongC * c +
      alongB * b +
      perCurie * this.curie.value("curvature", y) +
      perMoment * this.moment.value("curvature", y);
    sum[0] = (sum[0] as number) + scale * (d[F] as number);
    sum[1] = (sum[1] as number) + scale * ((d[T] as number) + perCurie * c + perMoment * b);
    sum[2] = (sum[2] as number) + scale * curvature;
    for (let i = 0; i < mixed.length; i++) {
      const slope =
        alongC * (curieGradient[i] as number) +
        alongB * (momentGradient[i] as number) +
        perCurie * (curieSlopes[i] as number) +
        perMoment * (momentSlopes[i] as number);
      mixed[i] = (mixed[i] as number) + scale * slope;
    }
  }

  private fillGradients(y: Float64Array): void {
    const { curieGradient, momentGradient } = this.layout;
    this.differentiate(
      this.curie.gradient("value", y, curieGradient),
      this.moment.gradient("value", y, momentGradient),
    );
  }

  /** Fills `layout.derivatives` at the values of the two polynomials. */
  private differentiate(curie: number, moment: number): void {
    const { constants, factor: h, derivatives: d, gasConstant } = this.layout;
    const { antiferromagneticFactor, shortRangeShare } = constants;
    const c = curie > 0 ? 1 : 1 / antiferromagneticFactor;
    const b = moment > 0 ? 1 : 1 / antiferromagneticFactor;
    const beta = b * moment;
    if (!(beta > -1) || !(c * curie >= 0)) {
      throw new DomainError(
        `magneticEnergy: at ${this.temperature} K a critical temperature of ${c * curie} K and a moment of ${beta} Bohr magnetons; 0 K or more and more than -1 are needed.`,
      );
    }
    magneticFactor(this.temperature, c * curie, shortRangeShare, h);
    const log = gasConstant * log1p(beta);
    const log1 = (gasConstant * b) / (1 + beta);
    const log2 = (-log1 * b) / (1 + beta);
    d[F] = (h[0] as number) * log;
    d[T] = (h[1] as number) * log;
    d[C] = (h[2] as number) * c * log;
    d[B] = (h[0] as number) * log1;
    d[TT] = (h[3] as number) * log;
    d[TC] = (h[4] as number) * c * log;
    d[TB] = (h[1] as number) * log1;
    d[CC] = (h[5] as number) * c * c * log;
    d[CB] = (h[2] as number) * c * log1;
    d[BB] = (h[0] as number) * log2;
  }
}
