import { exp, pow } from "../../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../../units/constants.ts";
import type { SubmodelInput } from "../../form/submodel.ts";
import type { Alloy } from "../alloy/alloy.ts";

/** What the exchange current density follows. */
export type Exchange = "activity" | "concentration";

/**
 * i_F/φ = rate · f(c, E) for a reaction that takes n electrons per atom of a metal of activity a = q c:
 *
 *     f = c q^g e^{(1−α)nFE/RT} − q^{g−1} e^{−αnFE/RT}
 *
 * with g = 1, rate = i₀₀/a_ref^α for an exchange current density i₀₀ (a/a_ref)^α, and g = 1 − α, rate = i₀₀/c_ref^α for one of
 * i₀₀ (c/c_ref)^α. There is no logarithm and no power of c: both are smooth through c = 0.
 */
export interface ChargeTransferLaw {
  /** A/m² per unit of f */
  readonly rate: number;
  /** nF/2RT in 1/V */
  readonly half: number;
  value(concentration: number, potential: number): number;
  /** [f, (∂f/∂E)/half, ∂f/∂c] */
  derivatives(concentration: number, potential: number, out: Float64Array): void;
}

export function chargeTransferLaw(exchange: Exchange, alloy: Alloy, given: SubmodelInput): ChargeTransferLaw {
  const { chargeNumber, exchangeCurrentDensity, referenceConcentration, transferCoefficient } = given.parameters;
  const half = (chargeNumber * FARADAY) / (2 * GAS_CONSTANT * given.temperature);
  if (exchange === "concentration" && transferCoefficient === 0.5) {
    return { half, rate: exchangeCurrentDensity / Math.sqrt(referenceConcentration), ...symmetric(alloy, half) };
  }
  const reference =
    referenceConcentration * (exchange === "activity" ? alloy.activityPerConcentration(referenceConcentration) : 1);
  const rate = exchangeCurrentDensity / pow(reference, transferCoefficient);
  const power = exchange === "activity" ? 1 : 1 - transferCoefficient;
  return { half, rate, ...general(alloy, half, transferCoefficient, power) };
}

/** α = g = ½: with p = √q e^{nFE/2RT}, f = c p − 1/p. */
function symmetric(alloy: Alloy, half: number): Pick<ChargeTransferLaw, "value" | "derivatives"> {
  return {
    value(c, potential) {
      const p = Math.sqrt(alloy.activityPerConcentration(c)) * exp(half * potential);
      return c * p - 1 / p;
    },
    derivatives(c, potential, out) {
      const p = Math.sqrt(alloy.activityPerConcentration(c)) * exp(half * potential);
      const sum = c * p + 1 / p;
      out[0] = c * p - 1 / p;
      out[1] = sum;
      out[2] = p + 0.5 * alloy.logActivitySlope(c) * sum;
    },
  };
}

function general(
  alloy: Alloy,
  half: number,
  alpha: number,
  power: number,
): Pick<ChargeTransferLaw, "value" | "derivatives"> {
  const anodic = 2 * (1 - alpha) * half;
  const cathodic = -2 * alpha * half;
  return {
    value(c, potential) {
      const q = alloy.activityPerConcentration(c);
      const scale = pow(q, power - 1);
      return scale * (q * c * exp(anodic * potential) - exp(cathodic * potential));
    },
    derivatives(c, potential, out) {
      const q = alloy.activityPerConcentration(c);
      const scale = pow(q, power - 1);
      const forward = scale * q * exp(anodic * potential);
      const backward = scale * exp(cathodic * potential);
      out[0] = c * forward - backward;
      out[1] = 2 * ((1 - alpha) * c * forward + alpha * backward);
      out[2] = forward + alloy.logActivitySlope(c) * (power * c * forward - (power - 1) * backward);
    },
  };
}
