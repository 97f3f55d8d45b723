import { DomainError } from "../../base/errors.ts";
import { exp, hypot, log } from "../../numerics/elementary/index.ts";
import {
  activities,
  type ParameterUncertainty,
  type PhaseWindow,
  phaseState,
  phaseWindows,
  propagateUncertainty,
  thermodynamicFactorUncertainty,
  windowAt,
} from "../../thermo/electrode/index.ts";
import type { PhaseModel } from "../../thermo/model/index.ts";
import { type AlloyPropertyData, alloyProperties, propertyByName } from "../../thermo/properties/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { Interval } from "./interval.ts";
import type { FalsifierLiquid, LiquidSaturation } from "./liquid.ts";

/** Standard uncertainties on either side of a value: 95 % of a normal distribution. */
const COVERAGE = 2;
/** Half width in mole fraction of the central difference of the density; cut off at a pure metal. */
const STEP = 1e-3;

/** An assessed alloy as the falsifiers take it. */
export interface AssessedAlloy {
  readonly name: string;
  readonly properties: AlloyPropertyData;
  /** Of all phases of the system. */
  readonly assessment: ParameterUncertainty;
  /** Name of the liquid phase. */
  readonly phase: string;
  /** Component that is the working metal, the first one of the properties. */
  readonly metal: string;
  readonly chargeNumber: number;
  /** K: how well the assessed liquidus meets what was measured. */
  readonly liquidusAccuracy: number;
  /** What to call a phase that appears: "solid Na". */
  phaseTitle(phase: string, moleFraction: number): string;
  readonly sources: readonly string[];
}

/**
 * The liquid of an assessed alloy at one temperature in K: ± 2 σ of its property models, of the covariance of its assessed
 * parameters, and of the liquidus.
 *
 * @param moleFraction of the working metal; chooses the range in which the liquid is stable
 * @throws DomainError where the alloy is not liquid
 */
export function assessedLiquid(alloy: AssessedAlloy, moleFraction: number, temperature: number): FalsifierLiquid {
  const { assessment, phase, metal } = alloy;
  const models = assessment.withParameters(assessment.values);
  const liquid = liquidOf(models, phase);
  const factor = thermodynamicFactorUncertainty(assessment, phase, metal, GAS_CONSTANT);
  const properties = alloyProperties(alloy.properties, liquid, GAS_CONSTANT, factor);
  const property = (name: string): ((x: number) => Interval) => {
    const model = propertyByName(properties, name);
    return kept((x) => {
      const { value, uncertainty } = model.evaluate(x, temperature);
      const half = COVERAGE * uncertainty;
      return { value, lower: Math.max(0, value - half), upper: value + half };
    });
  };
  const windowOf = (t: number): PhaseWindow | null =>
    windowAt(phaseWindows({ models, phase, component: metal }, t), moleFraction);
  const window = windowOf(temperature);
  if (window === null) {
    throw new DomainError(
      `${alloy.name} with a mole fraction of ${moleFraction} is not liquid at ${temperature} K: there is nothing to deplete.`,
    );
  }
  const [colder, warmer] = [-alloy.liquidusAccuracy, alloy.liquidusAccuracy].map((off) => windowOf(temperature + off));
  const saturation = (side: "low" | "high"): LiquidSaturation | null => {
    const limit = window[side];
    if (limit === null) return null;
    const value = limit.moleFraction;
    // where 2 K less leave no liquid of this composition, it may be saturated already
    const cold = colder === null ? moleFraction : (colder[side]?.moleFraction ?? value);
    const warm = warmer?.[side]?.moleFraction ?? value;
    return {
      moleFraction: { value, lower: Math.min(cold, warm, value), upper: Math.max(cold, warm, value) },
      phase: alloy.phaseTitle(limit.phase, limit.phaseMoleFraction),
    };
  };
  const density = property("density");
  const logRatio = logActivityRatio(assessment, phase, metal, temperature);
  return {
    name: alloy.name,
    temperature,
    chargeNumber: alloy.chargeNumber,
    lowerSaturation: saturation("low"),
    upperSaturation: saturation("high"),
    interdiffusion: property("interdiffusion"),
    molarVolume: property("molar-volume"),
    activityRatio(from, to) {
      const { value, lower, upper } = logRatio(from, to);
      return { value: exp(value), lower: exp(lower), upper: exp(upper) };
    },
    flow: {
      density,
      densitySlope(x) {
        const [below, above] = [Math.max(0, x - STEP), Math.min(1, x + STEP)];
        const value = (density(above).value - density(below).value) / (above - below);
        const half = ({ value: rho, upper }: Interval): number => upper - rho;
        // of both pure liquids, and of the alloy as if it bent the line
        const wide = hypot(half(density(0)), half(density(1)), 2 * half(density(x)));
        return { value, lower: value - wide, upper: value + wide };
      },
      viscosity: property("viscosity"),
      surfaceTension: property("surface-tension"),
    },
    sources: alloy.sources,
  };
}

function liquidOf(models: readonly PhaseModel[], phase: string): PhaseModel {
  const liquid = models.find(({ name }) => name === phase);
  if (!liquid) throw new DomainError(`there is no phase ${phase} among ${models.map(({ name }) => name).join(", ")}.`);
  return liquid;
}

/** ln a(from)/a(to) with ± 2 σ: the pure metal cancels, and with it most of the uncertainty. */
function logActivityRatio(
  assessment: ParameterUncertainty,
  phase: string,
  metal: string,
  temperature: number,
): (from: number, to: number) => Interval {
  const moved = new Map<string, readonly PhaseModel[]>();
  const once: ParameterUncertainty = {
    ...assessment,
    withParameters(values) {
      const key = values.join();
      const found = moved.get(key) ?? assessment.withParameters(values);
      moved.set(key, found);
      return found;
    },
  };
  return (from, to) => {
    if (from === to) return { value: 0, lower: 0, upper: 0 };
    const { values, uncertainty } = propagateUncertainty(once, (models) => {
      const liquid = liquidOf(models, phase);
      const logActivity = (x: number): number => {
        const fractions = Float64Array.from(liquid.components, (symbol) => (symbol === metal ? x : 1 - x));
        const all = activities(models, phaseState(liquid, fractions, temperature));
        return log(all[liquid.components.indexOf(metal)].activity);
      };
      return [logActivity(from) - logActivity(to)];
    });
    const half = COVERAGE * uncertainty[0];
    return { value: values[0], lower: values[0] - half, upper: values[0] + half };
  };
}

function kept(f: (x: number) => Interval): (x: number) => Interval {
  const found = new Map<number, Interval>();
  return (x) => {
    const known = found.get(x);
    if (known) return known;
    const made = f(x);
    found.set(x, made);
    return made;
  };
}
