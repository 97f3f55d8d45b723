import { kNaDatabase } from "../../src/thermo/data/index.ts";
import { type PhaseModel, phaseModels } from "../../src/thermo/model/index.ts";

/** The phases of the shipped K-Na database, and its liquid. */
export function kNaAlloy(): { models: readonly PhaseModel[]; liquid: PhaseModel } {
  const { models } = phaseModels(kNaDatabase(), ["K", "NA"]);
  const liquid = models.find(({ name }) => name === "LIQUID");
  if (!liquid) throw new Error("the K-Na database has no liquid");
  return { models, liquid };
}

/** Mole fractions in the order K, NA. */
export function sodiumFraction(x: number): Float64Array {
  return Float64Array.of(1 - x, x);
}
