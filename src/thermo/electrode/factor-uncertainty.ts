import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type MixtureAtTemperature, mixtureAt } from "./mixture.ts";
import { type ParameterUncertainty, propagateUncertainty } from "./parameter-uncertainty.ts";
import { thermodynamicFactor } from "./thermodynamic-factor.ts";

/** Standard uncertainty of Φ at a mole fraction and a temperature in K. */
export type FactorUncertainty = (moleFraction: number, temperature: number) => number;

/**
 * Standard uncertainty of Φ = x(1 − x)/(RT) d²G/dx² from the covariance of the assessed parameters, in which Φ is linear. The
 * moved phases are built once, and evaluated once for each temperature that follows another one.
 *
 * @param phase LIQUID
 * @param component whose mole fraction counts
 * @throws DomainError, when called, for a phase that is not there
 */
export function thermodynamicFactorUncertainty(
  uncertainty: ParameterUncertainty,
  phase: string,
  component: string,
  gasConstant: number = GAS_CONSTANT,
): FactorUncertainty {
  const built = new Map<string, readonly PhaseModel[]>();
  const kept: ParameterUncertainty = {
    ...uncertainty,
    withParameters(values) {
      const key = values.join();
      const models = built.get(key) ?? uncertainty.withParameters(values);
      built.set(key, models);
      return models;
    },
  };
  let last = Number.NaN;
  const mixtures = new Map<readonly PhaseModel[], MixtureAtTemperature>();
  return (moleFraction, temperature) => {
    if (temperature !== last) mixtures.clear();
    last = temperature;
    const spread = propagateUncertainty(kept, (models) => {
      let mixture = mixtures.get(models);
      if (!mixture) {
        const model = models.find(({ name }) => name === phase);
        if (!model) {
          throw new DomainError(`there is no phase ${phase} among ${models.map(({ name }) => name).join(", ")}.`);
        }
        mixture = mixtureAt(model, temperature);
        mixtures.set(models, mixture);
      }
      return [thermodynamicFactor(mixture, component, moleFraction, gasConstant)];
    });
    return spread.uncertainty[0] as number;
  };
}
