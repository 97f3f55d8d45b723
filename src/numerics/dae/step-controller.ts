import { log, pow } from "../elementary/index.ts";

/** What the controller aims at: this part of the tolerance, per order. */
const SAFETY = 0.9;
const SMALLEST_CUT = 0.1;
const LARGEST_GROWTH = 6;
/** Growth allowed while the length of the step still stems from the guess of a start. */
const LARGEST_GROWTH_AFTER_START = 50;
const NOT_FINITE_CUT = 0.25;
/** Least order that two refusals in a row are taken to show; the error of a transient shorter than the step does not fall with it. */
const LEAST_ORDER = 0.1;

/**
 * Length of the next step from the error of the last, predictive (K. Gustafsson, ACM Trans. Math. Softw. 20 (1994) 496-517;
 * Hairer & Wanner II, section IV.8): h (1/err)^(1/q) · (h/h₋) (err₋/err)^(1/q), the smaller of this and the elementary rule.
 *
 * Where a step is refused again, the order is what the two refusals show, ln(err₋/err)/ln(h₋/h), and not above q: in front of a
 * transient much shorter than h the error of a stiffly accurate method grows as h falls, until h resolves the transient.
 */
export class StepController {
  readonly #exponent: number;
  #length = 0;
  #error = 0;
  #fresh = true;
  #rejected = false;
  /** Length and error of the refusal before, of the same step. */
  #refusedLength = 0;
  #refusedError = 0;

  /** @param order order of the error of one step, q */
  constructor(order: number) {
    this.#exponent = 1 / order;
  }

  restart(): void {
    this.#fresh = true;
    this.#rejected = false;
    this.#refusedLength = 0;
  }

  /** @returns length of the next step */
  accepted(h: number, error: number): number {
    const e = Math.max(error, 1e-10);
    let factor = SAFETY * pow(e, -this.#exponent);
    if (!this.#fresh) {
      const trend = factor * (h / this.#length) * pow(this.#error / e, this.#exponent);
      factor = Math.min(factor, Math.max(trend, 0.2 * factor));
    }
    factor = Math.min(this.#fresh ? LARGEST_GROWTH_AFTER_START : LARGEST_GROWTH, factor);
    if (this.#rejected) factor = Math.min(1, factor);
    this.#length = h;
    this.#error = Math.max(e, 1e-2);
    this.#fresh = false;
    this.#rejected = false;
    this.#refusedLength = 0;
    return h * Math.max(0.2, factor);
  }

  /** @returns length of the next attempt at the same step */
  refused(h: number, error: number): number {
    this.#rejected = true;
    if (!Number.isFinite(error)) {
      this.#refusedLength = 0;
      return h * NOT_FINITE_CUT;
    }
    const seen =
      this.#refusedLength > h ? log(this.#refusedError / error) / log(this.#refusedLength / h) : 1 / this.#exponent;
    this.#refusedLength = h;
    this.#refusedError = error;
    const exponent = Math.max(this.#exponent, 1 / Math.max(seen, LEAST_ORDER));
    return h * Math.max(SMALLEST_CUT, pow(pow(SAFETY, 1 / this.#exponent) / error, exponent));
  }
}

/**
 * Into how many steps the rest of a segment is divided: a last step of full length would leave its whole error in the state that
 * is recorded, so that the last few share the rest with at least half a step to spare.
 */
export function partsLeft(left: number, suggested: number, maximumStep: number): number {
  const room = Math.ceil(left / suggested + 0.5);
  return Math.max(room, Math.ceil((left / maximumStep) * (1 - 1e-10)));
}
