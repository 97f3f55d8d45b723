import { type ConstrictionClosure, constrictionFactor } from "./constriction.ts";

/** ψ of a contact without gaps: a patch keeps a thousandth of the constriction that it would have alone. */
const LEAST_CONSTRICTION = 1e-3;
const LEAST_CONTACT = 1e-9;

/**
 * How the constriction of patches falls as they crowd: g = 1/√(ψ(√φ)² + m²), φ the sum of their fractions, m = 10⁻³. At full contact
 * ψ is 0, and a resistance of 0 would leave the potential behind it without an equation; m keeps it regular, and adds
 * 2e-6 to a resistance where ψ = ½, 5e-5 where ψ = 0.1. Below φ = 10⁻⁹ and above 1 ψ is continued by its tangent.
 */
export class Crowding {
  /** g: conductance of a patch over that of the same patch alone. */
  conductance: number = Number.NaN;
  /** dg/dφ */
  slope: number = Number.NaN;
  readonly #closure: ConstrictionClosure;
  readonly #factor = new Float64Array(2);
  #fraction = Number.NaN;

  constructor(closure: ConstrictionClosure) {
    this.#closure = closure;
  }

  /** @param fraction sum of the fractions of all patches */
  at(fraction: number): void {
    if (fraction === this.#fraction) return;
    if (Number.isNaN(fraction)) {
      // the trial of a step that overflowed: its error is not a number either, and the step is taken again, shorter
      this.conductance = Number.NaN;
      this.slope = Number.NaN;
      this.#fraction = fraction;
      return;
    }
    const edge = Math.min(1, Math.max(LEAST_CONTACT, fraction));
    const ratio = Math.sqrt(edge);
    constrictionFactor(this.#closure, ratio, this.#factor);
    const byFraction = (0.5 * this.#factor[1]) / ratio;
    const psi = this.#factor[0] + byFraction * (fraction - edge);
    const conductance = 1 / Math.sqrt(psi * psi + LEAST_CONSTRICTION * LEAST_CONSTRICTION);
    this.conductance = conductance;
    this.slope = -psi * byFraction * conductance * conductance * conductance;
    this.#fraction = fraction;
  }
}
