import { exp } from "../../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";

/** What the rate of charge transfer has in common on all patches. */
export interface PatchLaw {
  /** nF/RT in 1/V */
  readonly perVolt: number;
  /** α of the deposition */
  readonly transferCoefficient: number;
}

/** @param temperature K */
export function patchLaw(chargeNumber: number, transferCoefficient: number, temperature: number): PatchLaw {
  return { perVolt: (chargeNumber * FARADAY) / (GAS_CONSTANT * temperature), transferCoefficient };
}

/** Exponent beyond which the exponentials of a rate go on as straight lines: 3 V for one electron, ½ and room temperature. */
const STEEPEST = 60;

/**
 * eˣ, beyond x = 60 its tangent: where a store is exhausted and no limit stands against the voltage, the double layer charges to tens of
 * volts, and eˣ would leave the range of numbers.
 */
export function rateExponential(x: number): number {
  return x <= STEEPEST ? exp(x) : exp(STEEPEST) * (1 + (x - STEEPEST));
}

/** Its slope. */
export function rateExponentialSlope(x: number): number {
  return exp(Math.min(x, STEEPEST));
}

/**
 * The exponentials of i_F = k (a e^{(1−α)u} − e^{−αu}), u = nFE/RT, of each patch: linear in the activity, hence smooth through
 * a = 0. Those of the potential asked for last are kept, so that a Jacobian after an evaluation at the same state computes none.
 */
export class PatchRates {
  /** e^{(1−α)u} and its derivative by E in 1/V */
  readonly forward: Float64Array;
  readonly forwardSlope: Float64Array;
  /** e^{−αu} and minus its derivative by E in 1/V */
  readonly backward: Float64Array;
  readonly backwardSlope: Float64Array;
  readonly #potentials: Float64Array;
  readonly #anodic: number;
  readonly #cathodic: number;
  readonly #symmetric: boolean;

  constructor(count: number, { perVolt, transferCoefficient }: PatchLaw) {
    this.forward = new Float64Array(count);
    this.forwardSlope = new Float64Array(count);
    this.backward = new Float64Array(count);
    this.backwardSlope = new Float64Array(count);
    this.#potentials = new Float64Array(count).fill(Number.NaN);
    this.#anodic = (1 - transferCoefficient) * perVolt;
    this.#cathodic = transferCoefficient * perVolt;
    this.#symmetric = transferCoefficient === 0.5;
  }

  /** @param potential E in V against the pure metal */
  at(patch: number, potential: number): void {
    if (this.#potentials[patch] === potential) return;
    const up = this.#anodic * potential;
    const down = -this.#cathodic * potential;
    this.#potentials[patch] = potential;
    if (Math.abs(up) <= STEEPEST && Math.abs(down) <= STEEPEST) {
      const forward = exp(up);
      const backward = this.#symmetric ? 1 / forward : exp(down);
      this.forward[patch] = forward;
      this.backward[patch] = backward;
      this.forwardSlope[patch] = this.#anodic * forward;
      this.backwardSlope[patch] = this.#cathodic * backward;
      return;
    }
    this.forward[patch] = rateExponential(up);
    this.backward[patch] = rateExponential(down);
    this.forwardSlope[patch] = this.#anodic * rateExponentialSlope(up);
    this.backwardSlope[patch] = this.#cathodic * rateExponentialSlope(down);
  }
}
