export type { EquilibriumConditions } from "./conditions.ts";
export { type DrivingForce, drivingForce } from "./driving-force.ts";
export { type EquilibriumOptions, equilibrium, equilibriumAlong } from "./equilibrium.ts";
export type { Equilibrium, PhaseAmount } from "./result.ts";
export { type TwoPhaseEnd, type TwoPhaseEquilibrium, twoPhaseEquilibria } from "./two-phase-equilibrium.ts";
