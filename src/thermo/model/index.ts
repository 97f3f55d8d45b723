export type { PhaseModelOptions, PhaseModels, PhaseModelsOptions } from "./build-model.ts";
export { phaseModel, phaseModels } from "./build-model.ts";
export {
  atomsPerFormula,
  BinarySolution,
  chemicalPotentials,
  formulaAmounts,
  mixingSublattice,
  moleFractions,
} from "./composition.ts";
export { SMALLEST_SITE_FRACTION } from "./formula-energy.ts";
export type {
  ModelSublattice,
  PhaseAtTemperature,
  PhaseModel,
  ThermalDerivatives,
} from "./phase-model.ts";
