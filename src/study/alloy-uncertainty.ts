import type { Warning } from "../base/warnings.ts";
import { assessedUncertainty, prepare, standardDeviation } from "../thermo/assessment/index.ts";
import type { ParameterUncertainty } from "../thermo/electrode/index.ts";
import { phaseModels } from "../thermo/model/index.ts";
import type { PhaseModel } from "../thermo/model/phase-model.ts";
import type { AlloySystem, BinaryAlloySystem } from "./alloy-system.ts";
import type { LiquidusPoint } from "./liquidus.ts";

/** Sets of models that are kept: the propagation asks for the same few again at every state. */
const MOST_KEPT = 64;

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
  const known = new Map<string, readonly PhaseModel[]>();
  return {
    names,
    values,
    covariance,
    withParameters: (moved) => {
      const key = moved.join();
      const found = known.get(key);
      if (found !== undefined) return found;
      const built = phaseModels(withParameters(moved), components, { gasConstant, phases }).models;
      if (known.size < MOST_KEPT) known.set(key, built);
      return built;
    },
  };
}

/** How well the liquidus of the built-in database holds: 1.96 times its standard deviation of about 2 K. */
export const LIQUIDUS_INTERVAL = "±4\u00A0K (95\u00A0%)";

/** Why there is no ±: only the database that was assessed here has a covariance. */
export function bandWarnings({ source }: AlloySystem): Warning[] {
  if (source.isBuiltIn) return [];
  return [
    { code: "no-bands", message: `No bands (±): ${source.name} comes without the covariance of its parameters.` },
  ];
}

/** Standard deviations of a point of the liquidus, from the covariance of the assessment. */
export interface LiquidusDeviation {
  /** K, at its mole fraction. */
  readonly temperature: number;
  /** At its temperature. */
  readonly moleFraction: number;
}

/**
 * Standard deviations of points of the liquidus that are already solved: one equilibrium and its slopes each. Null for a database
 * without covariance, and where phases are left out.
 */
export function liquidusDeviations(system: BinaryAlloySystem): ((point: LiquidusPoint) => LiquidusDeviation) | null {
  const { source, gasConstant, isMetastable, components, component } = system;
  if (!source.isBuiltIn || isMetastable) return null;
  const { coefficients, covariance } = assessedUncertainty(source.database);
  const { predict } = prepare({ database: source.database, components, component, coefficients, gasConstant });
  const shift = new Float64Array(coefficients.length);
  const gradient = new Float64Array(coefficients.length);
  return ({ moleFraction, temperature, solid }) => {
    const boundary = { id: "", kind: "boundary", of: "LIQUID", uncertainty: 1, source: "", status: "own" } as const;
    const phases = [{ phase: "LIQUID" }, { phase: solid.name, near: solid.moleFraction }] as const;
    const deviation = (property: "temperature" | "moleFraction", at: number, value: number): number => {
      predict({ ...boundary, phases, property, at, value }, shift, gradient);
      return standardDeviation(gradient, covariance);
    };
    return {
      temperature: deviation("temperature", moleFraction, temperature),
      moleFraction: deviation("moleFraction", temperature, moleFraction),
    };
  };
}
