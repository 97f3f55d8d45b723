import { type Coefficients, CompositionPolynomial, fillPowers, type PolynomialTerm } from "./composition-polynomial.ts";
import type { SiteFractionMap } from "./site-fraction-map.ts";

/** One polynomial of a sum: `scale` times its value at M y; `map` null: at y itself. */
export interface PropertyTerms {
  readonly terms: readonly PolynomialTerm[];
  readonly scale: number;
  readonly map: SiteFractionMap | null;
}

/** A part with its working memory. */
interface PropertyPart {
  readonly polynomial: CompositionPolynomial;
  readonly scale: number;
  readonly map: SiteFractionMap | null;
  readonly stride: number;
  readonly y: Float64Array;
  readonly powers: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** Σ_k s_k p_k(M_k y): a physical property of a phase whose disordered part is described apart. */
export class SummedProperty {
  private readonly parts: readonly PropertyPart[];

  /** @param variables site fractions of the phase */
  constructor(sum: readonly PropertyTerms[], variables: number) {
    this.parts = sum.map(({ terms, scale, map }) => {
      const n = map?.rows ?? variables;
      const stride = 1 + CompositionPolynomial.degree(terms);
      return {
        polynomial: new CompositionPolynomial(terms, n, stride),
        scale,
        map,
        stride,
        y: new Float64Array(n),
        powers: new Float64Array(n * stride),
        gradient: new Float64Array(n),
        hessian: new Float64Array(n * n),
      };
    });
  }

  at(temperature: number, pressure: number): SummedPropertyAtTemperature {
    const coefficients = this.parts.map(({ polynomial }) => polynomial.coefficients(temperature, pressure));
    return new SummedPropertyAtTemperature(this.parts, coefficients);
  }
}

/** The property at one temperature: itself (`value`), ∂/∂T (`slope`) or ∂²/∂T² (`curvature`) at fixed y. */
export class SummedPropertyAtTemperature {
  private readonly parts: readonly PropertyPart[];
  private readonly coefficients: readonly Coefficients[];

  constructor(parts: readonly PropertyPart[], coefficients: readonly Coefficients[]) {
    this.parts = parts;
    this.coefficients = coefficients;
  }

  value(which: keyof Coefficients, y: Float64Array): number {
    let sum = 0;
    for (let k = 0; k < this.parts.length; k++) {
      const part = this.parts[k] as PropertyPart;
      place(part, y);
      sum += part.scale * part.polynomial.value((this.coefficients[k] as Coefficients)[which], part.powers);
    }
    return sum;
  }

  /** Writes the gradient to `out`; returns the value. */
  gradient(which: keyof Coefficients, y: Float64Array, out: Float64Array): number {
    out.fill(0);
    let sum = 0;
    for (let k = 0; k < this.parts.length; k++) {
      const part = this.parts[k] as PropertyPart;
      const { polynomial, powers, scale, map, gradient } = part;
      const c = (this.coefficients[k] as Coefficients)[which];
      place(part, y);
      if (map === null) {
        sum += scale * polynomial.addGradient(c, powers, scale, out);
      } else {
        gradient.fill(0);
        sum += scale * polynomial.addGradient(c, powers, scale, gradient);
        map.addTransposed(gradient, out);
      }
    }
    return sum;
  }

  /** Adds `factor` times the second derivatives of the value to `out`, row-major. */
  addHessian(y: Float64Array, factor: number, out: Float64Array): void {
    for (let k = 0; k < this.parts.length; k++) {
      const part = this.parts[k] as PropertyPart;
      const { polynomial, powers, scale, map, gradient, hessian } = part;
      const c = (this.coefficients[k] as Coefficients).value;
      place(part, y);
      if (map === null) {
        polynomial.addDerivatives(c, powers, factor * scale, gradient, out);
      } else {
        hessian.fill(0);
        polynomial.addDerivatives(c, powers, factor * scale, gradient, hessian);
        map.addCongruent(hessian, out);
      }
    }
  }
}

function place({ map, y: mapped, stride, powers }: PropertyPart, y: Float64Array): void {
  if (map !== null) map.apply(y, mapped);
  fillPowers(map === null ? y : mapped, stride, powers);
}
