import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";

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

/**
 * The exponentials of i_F = k (a e^{(1−α)u} − e^{−αu}), u = nFE/RT, of each patch: linear in the activity, hence smooth through
 * a = 0. Those of the potential asked for last are kept, so that a Jacobian after an evaluation at the same state computes none.
 */
export class PatchRates {
  /** e^{(1−α)u} */
  readonly forward: Float64Array;
  /** e^{−αu} */
  readonly backward: Float64Array;
  /** (1 − α)nF/RT and αnF/RT in 1/V */
  readonly anodic: number;
  readonly cathodic: number;
  readonly #potentials: Float64Array;
  readonly #symmetric: boolean;

  constructor(count: number, { perVolt, transferCoefficient }: PatchLaw) {
    this.forward = new Float64Array(count);
    this.backward = new Float64Array(count);
    this.#potentials = new Float64Array(count).fill(Number.NaN);
    this.anodic = (1 - transferCoefficient) * perVolt;
    this.cathodic = transferCoefficient * perVolt;
    this.#symmetric = transferCoefficient === 0.5;
  }

  /** @param potential E in V against the pure metal */
  at(patch: number, potential: number): void {
    if (this.#potentials[patch] === potential) return;
    const forward = Math.exp(this.anodic * potential);
    this.forward[patch] = forward;
    this.backward[patch] = this.#symmetric ? 1 / forward : Math.exp(-this.cathodic * potential);
    this.#potentials[patch] = potential;
  }
}
