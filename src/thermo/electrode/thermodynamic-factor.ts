import { DomainError } from "../../base/errors.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { MixtureAtTemperature } from "./mixture.ts";

/**
 * Φ = d ln a/d ln x = x(1 − x)/(RT) d²G/dx² of a binary phase: 1 for an ideal mixture, 0 on the spinodal, negative inside.
 * The same for both components (Gibbs-Duhem). It turns tracer into interdiffusion.
 *
 * @param moleFraction of `component`, 0 … 1
 */
export function thermodynamicFactor(
  mixture: MixtureAtTemperature,
  component: string,
  moleFraction: number,
  gasConstant: number = GAS_CONSTANT,
): number {
  const x = binaryComposition(mixture.components, component, moleFraction);
  if (moleFraction === 0 || moleFraction === 1) return 1;
  const curvature = mixture.curvature(x, 0, 1);
  return (moleFraction * (1 - moleFraction) * curvature) / (gasConstant * mixture.temperature);
}

/**
 * Mole fractions of a binary system in the order of its components.
 * @throws DomainError for a system that is not binary or does not have the component, or a fraction outside of 0 … 1
 */
export function binaryComposition(
  components: readonly string[],
  component: string,
  moleFraction: number,
): Float64Array {
  const place = components.indexOf(component);
  if (components.length !== 2 || place < 0) {
    throw new DomainError(
      `mole fraction of ${component}: the system has the components ${components.join(", ")}; a binary one with ${component} is needed.`,
    );
  }
  if (!(moleFraction >= 0 && moleFraction <= 1)) {
    throw new DomainError(`mole fraction ${moleFraction} of ${component} is not between 0 and 1.`);
  }
  const x = new Float64Array(2);
  x[place] = moleFraction;
  x[1 - place] = 1 - moleFraction;
  return x;
}
