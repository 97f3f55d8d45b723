import { type AssessedLiquidus, assessedUncertainty, kNaLiquidus } from "../thermo/assessment/index.ts";
import type { ParameterUncertainty } from "../thermo/electrode/index.ts";
import { phaseModels } from "../thermo/model/index.ts";
import type { AlloySystem } from "./alloy-system.ts";

/** Uncertainty of the built-in database as phase models with other parameters; null for a database without covariance. */
export function parameterUncertainty({
  source,
  components,
  gasConstant,
  models,
}: AlloySystem): ParameterUncertainty | null {
  if (!source.isBuiltIn) return null;
  const { names, values, covariance, withParameters } = assessedUncertainty(source.database);
  const phases = models.map(({ name }) => name);
  return {
    names,
    values,
    covariance,
    withParameters: (moved) => phaseModels(withParameters(moved), components, { gasConstant, phases }).models,
  };
}

/** The liquidus of the built-in database with its standard deviations; null for another, or where phases are left out. */
export function uncertainLiquidus({ source, gasConstant, isMetastable }: AlloySystem): AssessedLiquidus | null {
  if (!source.isBuiltIn || isMetastable) return null;
  return kNaLiquidus(assessedUncertainty(source.database), gasConstant);
}
