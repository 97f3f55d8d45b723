import { log } from "../../numerics/elementary/index.ts";
import { type Coefficients, CompositionPolynomial, fillPowers, type PolynomialTerm } from "./composition-polynomial.ts";

/**
 * Site fractions below this count as this inside logarithms and reciprocals: at y = 0 the energy is exact (y ln y = 0)
 * and the derivatives are finite, ∂G/∂y = a R T (ln 1e-300 + 1) ≈ −690 a R T.
 */
export const SMALLEST_SITE_FRACTION = 1e-300;

/**
 * G(T, y) = Σ parameters × polynomials + R T Σ a y ln y per mole of formula units: the layout that does not depend on
 * temperature, with its working memory. Calls do not nest, so one memory serves all temperatures.
 */
export class FormulaEnergy {
  readonly variables: number;
  readonly sites: Float64Array;
  readonly gasConstant: number;
  readonly gibbs: CompositionPolynomial;
  readonly stride: number;
  readonly powers: Float64Array;

  /** @param sites of the sublattice of each site fraction */
  constructor(terms: readonly PolynomialTerm[], sites: Float64Array, gasConstant: number) {
    this.variables = sites.length;
    this.sites = sites;
    this.gasConstant = gasConstant;
    this.stride = 1 + CompositionPolynomial.degree(terms);
    this.gibbs = new CompositionPolynomial(terms, this.variables, this.stride);
    this.powers = new Float64Array(this.variables * this.stride);
  }

  at(temperature: number, pressure: number): FormulaEnergyAtTemperature {
    return new FormulaEnergyAtTemperature(this, temperature, pressure);
  }
}

/** The Gibbs energy of a formula unit at one temperature and pressure, J/mol. */
export class FormulaEnergyAtTemperature {
  private readonly layout: FormulaEnergy;
  private readonly temperature: number;
  private readonly gibbs: Coefficients;

  constructor(layout: FormulaEnergy, temperature: number, pressure: number) {
    this.layout = layout;
    this.temperature = temperature;
    this.gibbs = layout.gibbs.coefficients(temperature, pressure);
  }

  /** G. */
  energy(y: Float64Array): number {
    const { gibbs, powers, sites, stride, variables, gasConstant } = this.layout;
    fillPowers(y, stride, powers);
    let mixing = 0;
    for (let i = 0; i < variables; i++) mixing += (sites[i] as number) * (y[i] as number) * logarithm(y[i] as number);
    return gibbs.value(this.gibbs.value, powers) + gasConstant * this.temperature * mixing;
  }

  /** Adds `scale` ∂G/∂y to `gradient`; returns G, not scaled. */
  addGradient(y: Float64Array, scale: number, gradient: Float64Array): number {
    const { gibbs, powers, stride } = this.layout;
    fillPowers(y, stride, powers);
    const thermalEnergy = this.layout.gasConstant * this.temperature;
    const mixing = this.addMixing(y, scale * thermalEnergy, gradient);
    return gibbs.addGradient(this.gibbs.value, powers, scale, gradient) + thermalEnergy * mixing;
  }

  /** Adds `scale` ∂G/∂y and `scale` ∂²G/∂y∂y′ (row-major); returns G, not scaled. */
  addHessian(y: Float64Array, scale: number, gradient: Float64Array, hessian: Float64Array): number {
    const { gibbs, powers, sites, stride, variables } = this.layout;
    fillPowers(y, stride, powers);
    const thermalEnergy = this.layout.gasConstant * this.temperature;
    let mixing = 0;
    for (let i = 0, at = 0; i < variables; i++, at += variables + 1) {
      const fraction = y[i] as number;
      const inside = fraction > SMALLEST_SITE_FRACTION ? fraction : SMALLEST_SITE_FRACTION;
      const weight = sites[i] as number;
      const logarithmOfFraction = log(inside);
      mixing += weight * fraction * logarithmOfFraction;
      gradient[i] = (gradient[i] as number) + scale * thermalEnergy * weight * (logarithmOfFraction + 1);
      hessian[at] = (hessian[at] as number) + (scale * thermalEnergy * weight) / inside;
    }
    return gibbs.addDerivatives(this.gibbs.value, powers, scale, gradient, hessian) + thermalEnergy * mixing;
  }

  /** Adds `scale` times G, ∂G/∂T and ∂²G/∂T² to `sum[0 … 2]`, and `scale` ∂²G/∂T∂y to `mixed`. */
  addThermal(y: Float64Array, scale: number, sum: Float64Array, mixed: Float64Array): void {
    const { gibbs, powers, stride, gasConstant } = this.layout;
    fillPowers(y, stride, powers);
    const mixing = gasConstant * this.addMixing(y, scale * gasConstant, mixed);
    const energy = gibbs.value(this.gibbs.value, powers) + this.temperature * mixing;
    const slope = gibbs.addGradient(this.gibbs.slope, powers, scale, mixed) + mixing;
    sum[0] = (sum[0] as number) + scale * energy;
    sum[1] = (sum[1] as number) + scale * slope;
    sum[2] = (sum[2] as number) + scale * gibbs.value(this.gibbs.curvature, powers);
  }

  /** Adds `scale` times the gradient of Σ a y ln y to `gradient`; returns the sum. */
  private addMixing(y: Float64Array, scale: number, gradient: Float64Array): number {
    const { sites, variables } = this.layout;
    let mixing = 0;
    for (let i = 0; i < variables; i++) {
      const fraction = y[i] as number;
      const logarithmOfFraction = logarithm(fraction);
      mixing += (sites[i] as number) * fraction * logarithmOfFraction;
      gradient[i] = (gradient[i] as number) + scale * (sites[i] as number) * (logarithmOfFraction + 1);
    }
    return mixing;
  }
}

function logarithm(fraction: number): number {
  return log(fraction > SMALLEST_SITE_FRACTION ? fraction : SMALLEST_SITE_FRACTION);
}
