import { DomainError } from "../base/errors.ts";
import { assessedUncertainty } from "../thermo/assessment/index.ts";
import {
  activities,
  freezingPoint,
  modelUncertainty,
  type PhaseWindow,
  phaseState,
  phaseWindows,
  potassium,
  propagateUncertainty,
  reversiblePotential,
  sodium,
  thermodynamicFactorUncertainty,
} from "../thermo/electrode/index.ts";
import { equilibrium } from "../thermo/equilibrium/index.ts";
import type { PhaseModel } from "../thermo/model/index.ts";
import { alloyProperties, propertyByName, sodiumPotassium } from "../thermo/properties/index.ts";
import type { Alloy, LiquidThermodynamics } from "./alloy.ts";
import { between, factorOf, type Ranged } from "./ranged.ts";

const LIQUID = "LIQUID";
/** Solid Na, and solid K. */
const SOLID = "BCC_A2";
const COMPONENTS = ["NA", "K"] as const;
/** K; how well the assessed liquidus meets what was measured. */
const LIQUIDUS_ACCURACY = 2;
/** Standard uncertainties on either side of a value: 95 % of a normal distribution. */
const COVERAGE = 2;
/** K; above the melting points of both metals. */
const MOLTEN = 380;
/** Composition of the last liquid, near enough to find its temperature. */
const NEAR_EUTECTIC = 0.324;

/** Liquid Na-K at one temperature, from the K-Na database and the property correlations of the program. */
export function sodiumPotassiumAlloy(temperature: number, gasConstant: number): Alloy {
  const assessment = modelUncertainty(assessedUncertainty(), COMPONENTS, { gasConstant });
  const models = assessment.withParameters(assessment.values);
  const liquid = liquidOf(models);
  const system = { models, phase: LIQUID, component: "NA" };
  const ofFactor = thermodynamicFactorUncertainty(assessment, LIQUID, "NA", gasConstant);
  const properties = alloyProperties(sodiumPotassium, liquid, gasConstant, ofFactor);
  const property = (name: string, unit: string) => {
    const model = propertyByName(properties, name);
    return (x: number): Ranged => {
      const { value, uncertainty } = model.evaluate(x, temperature);
      return between(value - COVERAGE * uncertainty, value + COVERAGE * uncertainty, unit, value);
    };
  };
  const windowAt = once((t: number): PhaseWindow | null => {
    const [only = null, second] = phaseWindows(system, t);
    if (second) throw new DomainError(`claims: at ${t} K the alloy is liquid in more than one range.`);
    return only;
  });
  const windowHere = (): PhaseWindow => {
    const found = windowAt(temperature);
    if (found) return found;
    const coldest = freezingPoint(system, NEAR_EUTECTIC, MOLTEN)?.temperature ?? Number.NaN;
    throw new DomainError(`the alloy is liquid from ${coldest.toFixed(1)} K on, not at ${temperature} K.`);
  };
  const end = (side: "low" | "high"): Ranged => {
    const window = windowHere();
    const at = (found: PhaseWindow): number => 100 * (found[side]?.moleFraction ?? (side === "low" ? 0 : 1));
    const value = at(window);
    // where 2 K less leave no liquid, both ends have met at a composition between them
    const colder = windowAt(temperature - LIQUIDUS_ACCURACY);
    const cold = colder ? at(colder) : 100 * NEAR_EUTECTIC;
    const warm = at(windowAt(temperature + LIQUIDUS_ACCURACY) ?? window);
    return between(Math.min(cold, warm, value), Math.max(cold, warm, value), "at.%", value);
  };
  const share = (x: number, t: number): number => {
    const { phases } = equilibrium(models, { temperature: t, composition: { NA: x, K: 1 - x } });
    return phases.find(({ name }) => name === LIQUID)?.fraction ?? 0;
  };
  const thermodynamicsOf = (of: readonly PhaseModel[]) => liquidThermodynamics(of, temperature, gasConstant);
  const kept = { ...assessment, withParameters: onceBy(assessment.withParameters, (values) => values.join()) };
  return {
    temperature,
    liquidusAccuracy: LIQUIDUS_ACCURACY,
    get window() {
      return { low: end("low"), high: end("high") };
    },
    get solidAtHigh() {
      const { high } = windowHere();
      if (high?.phase === SOLID) return high.phaseMoleFraction;
      if (high) {
        throw new DomainError(`at ${temperature} K the Na-rich end stands beside ${high.phase}, not beside solid Na.`);
      }
      throw new DomainError(`at ${temperature} K pure Na is liquid: no solid stands beside the Na-rich end.`);
    },
    liquidShare(x) {
      const [cold, here, warm] = [-LIQUIDUS_ACCURACY, 0, LIQUIDUS_ACCURACY].map((off) => share(x, temperature + off));
      return between(cold as number, warm as number, "", here as number);
    },
    freezing(x) {
      const found = freezingPoint(system, x, MOLTEN);
      if (found) return found.temperature;
      throw new DomainError(`a liquid of ${100 * x} at.% Na does not freeze down to ${liquid.temperatureRange[0]} K.`);
    },
    thermodynamics: thermodynamicsOf(models),
    assessed(unit, f) {
      const { values, uncertainty } = propagateUncertainty(kept, (moved) => [f(thermodynamicsOf(moved))]);
      const factor = factorOf(unit);
      const value = (values[0] as number) / factor;
      const half = (COVERAGE * (uncertainty[0] as number)) / factor;
      return between(value - half, value + half, unit, value);
    },
    molarVolume: property("molar-volume", "m³/mol"),
    density: property("density", "kg/m³"),
    interdiffusion: property("interdiffusion", "m²/s"),
    surfaceTension: property("surface-tension", "J/m²"),
  };
}

function liquidOf(models: readonly PhaseModel[]): PhaseModel {
  const liquid = models.find(({ name }) => name === LIQUID);
  if (!liquid) throw new DomainError(`claims: the K-Na database has no phase ${LIQUID}.`);
  return liquid;
}

function liquidThermodynamics(
  models: readonly PhaseModel[],
  temperature: number,
  gasConstant: number,
): LiquidThermodynamics {
  const liquid = liquidOf(models);
  const [na, k] = [liquid.components.indexOf("NA"), liquid.components.indexOf("K")];
  const state = (x: number) => {
    const moleFractions = Float64Array.from(liquid.components, (symbol) => (symbol === "NA" ? x : 1 - x));
    return phaseState(liquid, moleFractions, temperature);
  };
  return {
    activities(x) {
      const both = activities(models, state(x), { kind: "stable" }, gasConstant);
      return { sodium: both[na]?.activity ?? Number.NaN, potassium: both[k]?.activity ?? Number.NaN };
    },
    potentials(x) {
      const of = (carrier: typeof sodium): number =>
        reversiblePotential(models, state(x), carrier, { kind: "stable" }, gasConstant).potential;
      return { sodium: of(sodium), potassium: of(potassium) };
    },
    chemicalPotentials(x) {
      const mu = state(x).chemicalPotentials;
      return { sodium: mu[na] as number, potassium: mu[k] as number };
    },
  };
}

/** A function that keeps its results by a key of the argument. */
function onceBy<In, Out>(f: (of: In) => Out, keyOf: (of: In) => string): (of: In) => Out {
  const kept = new Map<string, Out>();
  return (of) => {
    const key = keyOf(of);
    const found = kept.get(key);
    if (found !== undefined) return found;
    const made = f(of);
    kept.set(key, made);
    return made;
  };
}

const once = <Out>(f: (of: number) => Out): ((of: number) => Out) => onceBy(f, String);
