export type { EquilibriumConditions } from "./conditions.ts";
export { type EquilibriumOptions, equilibrium, equilibriumAlong } from "./equilibrium.ts";
export type { Equilibrium, PhaseAmount } from "./result.ts";
