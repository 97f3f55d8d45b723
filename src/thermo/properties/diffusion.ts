import { exp, pow } from "../../numerics/elementary/index.ts";
import { BOLTZMANN, GAS_CONSTANT } from "../../units/constants.ts";
import type { AlloyPropertyData } from "./alloy-data.ts";
import { viscosity } from "./viscosity.ts";

/**
 * Where tracer diffusion in the alloy comes from:
 * `stokes-einstein` D_i = k_B T/(4π η r_i) with slip, the atomic radius, and one viscosity for all compositions;
 * `measured` the measured self-diffusion of the pure liquids, carried into the alloy.
 */
export type SelfDiffusionModel = "stokes-einstein" | "measured";

/** D = D₀ exp(−Q/RT) in m²/s of a pure liquid component, 0 or 1. */
export function pureSelfDiffusion(data: AlloyPropertyData, component: 0 | 1, temperature: number): number {
  const { prefactor, activationEnergy } = data.components[component].selfDiffusion;
  return prefactor * exp(-activationEnergy / (GAS_CONSTANT * temperature));
}

/**
 * Tracer diffusion coefficients of both components in the alloy, m²/s.
 *
 * `measured`: ln D_i is linear in x between its values in the two pure liquids (A. Vignes, Ind. Eng. Chem. Fundam. 5 (1966)
 * 189); a foreign atom in a pure liquid moves as the liquid's own times the inverse ratio of radii.
 */
export function selfDiffusion(
  data: AlloyPropertyData,
  moleFraction: number,
  temperature: number,
  model: SelfDiffusionModel = "stokes-einstein",
): [first: number, second: number] {
  const [first, second] = data.components;
  if (model === "stokes-einstein") {
    const eta = viscosity(data, data.diffusionMoleFraction, temperature, "additive");
    const mobility = (BOLTZMANN * temperature) / (4 * Math.PI * eta);
    return [mobility / first.radius, mobility / second.radius];
  }
  const x = moleFraction;
  const inFirst = pureSelfDiffusion(data, 0, temperature);
  const inSecond = pureSelfDiffusion(data, 1, temperature);
  const ratio = first.radius / second.radius;
  return [pow(inFirst, x) * pow(inSecond / ratio, 1 - x), pow(inFirst * ratio, x) * pow(inSecond, 1 - x)];
}

/**
 * D̃ = (x₂ D₁ + x₁ D₂) Φ in m²/s (L. S. Darken, Trans. AIME 175 (1948) 184): tracer motion times the thermodynamic factor,
 * without the cross-correlations of a liquid that tends to unmix, which lower it.
 *
 * @param selfDiffusion D₁ and D₂ in m²/s
 * @param thermodynamicFactor Φ = d ln a/d ln x
 */
export function darkenInterdiffusion(
  moleFraction: number,
  [first, second]: readonly [number, number],
  thermodynamicFactor: number,
): number {
  return ((1 - moleFraction) * first + moleFraction * second) * thermodynamicFactor;
}
