import { ConvergenceError, DomainError } from "../base/errors.ts";
import { kNaDatabase } from "../thermo/data/index.ts";
import { activities, phaseState, potassium, reversiblePotential, sodium } from "../thermo/electrode/index.ts";
import { equilibrium, twoPhaseEquilibria } from "../thermo/equilibrium/index.ts";
import { type PhaseModel, phaseModels } from "../thermo/model/index.ts";
import { alloyProperties, propertyByName, sodiumPotassium } from "../thermo/properties/index.ts";
import type { Alloy } from "./alloy.ts";
import { between } from "./ranged.ts";

const LIQUID = "LIQUID";
const SOLID = "BCC_A2";
/** K; how well the assessed liquidus meets what was measured. */
const LIQUIDUS_ACCURACY = 2;
/** Overall compositions that lie between liquid and solid at both ends near room temperature. */
const PROBE_LOW = 0.09;
const PROBE_HIGH = 0.9;

/** Liquid Na-K at one temperature, from the K-Na database and the property correlations of the program. */
export function sodiumPotassiumAlloy(temperature: number, gasConstant: number): Alloy {
  const { models } = phaseModels(kNaDatabase(), ["NA", "K"], { gasConstant });
  const liquid = models.find(({ name }) => name === LIQUID);
  if (!liquid) throw new DomainError("claims: the K-Na database has no phase LIQUID.");
  const solid = models.find(({ name }) => name === SOLID);
  if (!solid) throw new DomainError(`claims: the K-Na database has no phase ${SOLID}.`);
  const properties = alloyProperties(sodiumPotassium, liquid, gasConstant);
  const property = (name: string) => {
    const model = propertyByName(properties, name);
    return (x: number): number => model.evaluate(x, temperature).value;
  };
  const state = (x: number) => phaseState(liquid, inOrder(liquid, x), temperature);
  const place = (symbol: string): number => liquid.components.indexOf(symbol);
  const [na, k] = [place("NA"), place("K")];
  const end = (probe: number): ReturnType<typeof between> => {
    const at = (t: number): number => 100 * coexisting(models, probe, t).liquid;
    const [cold, warm] = [at(temperature - LIQUIDUS_ACCURACY), at(temperature + LIQUIDUS_ACCURACY)];
    return between(Math.min(cold, warm), Math.max(cold, warm), "at.%", at(temperature));
  };
  return {
    temperature,
    liquidusAccuracy: LIQUIDUS_ACCURACY,
    window: { low: end(PROBE_LOW), high: end(PROBE_HIGH) },
    solidAtHigh: coexisting(models, PROBE_HIGH, temperature).solid,
    liquidShare: (x) => coexisting(models, x, temperature).share,
    liquidus: (x) => liquidus(liquid, solid, x),
    activities: (x) => {
      const both = activities(models, state(x), { kind: "stable" }, gasConstant);
      return { sodium: both[na]?.activity ?? Number.NaN, potassium: both[k]?.activity ?? Number.NaN };
    },
    potentials: (x) => {
      const of = (carrier: typeof sodium): number =>
        reversiblePotential(models, state(x), carrier, { kind: "stable" }, gasConstant).potential;
      return { sodium: of(sodium), potassium: of(potassium) };
    },
    chemicalPotentials: (x) => {
      const mu = state(x).chemicalPotentials;
      return { sodium: mu[na] as number, potassium: mu[k] as number };
    },
    molarVolume: property("molar-volume"),
    density: property("density"),
    interdiffusion: property("interdiffusion"),
    surfaceTension: property("surface-tension"),
  };
}

function inOrder(model: PhaseModel, x: number): Float64Array {
  return Float64Array.from(model.components, (symbol) => (symbol === "NA" ? x : 1 - x));
}

interface Coexistence {
  /** Mole fractions of Na. */
  readonly liquid: number;
  readonly solid: number;
  /** Share of the atoms in the liquid. */
  readonly share: number;
}

/** Liquid and solid that share an alloy at a temperature in K. */
function coexisting(models: readonly PhaseModel[], x: number, temperature: number): Coexistence {
  const { phases } = equilibrium(models, { temperature, composition: { NA: x, K: 1 - x } });
  const liquid = phases.find(({ name }) => name === LIQUID);
  const solid = phases.find(({ name }) => name !== LIQUID);
  if (!liquid || !solid || phases.length !== 2) {
    const found = phases.map(({ name }) => name).join(" + ");
    throw new DomainError(
      `claims: at ${temperature} K an alloy of ${100 * x} at.% Na is ${found}, not a liquid beside a solid; ask near 298 K.`,
    );
  }
  const [inLiquid = Number.NaN, inSolid = Number.NaN] = [liquid.moleFractions.NA, solid.moleFractions.NA];
  return { liquid: inLiquid, solid: inSolid, share: liquid.fraction };
}

/** K; coldest and warmest that the search of a liquidus looks at: both solid solutions freeze out between. */
const SEARCH = [261, 336] as const;
const TOLERANCE = 1e-6;

/** Temperature in K at which the solid solution richer in the metal that prevails freezes out of a liquid of x. */
function liquidus(liquid: PhaseModel, solid: PhaseModel, x: number): number {
  // the distance of the liquid end of the tie line from x, positive where x is liquid
  const room = (temperature: number): number => {
    const lines = twoPhaseEquilibria(liquid.at(temperature), solid.at(temperature));
    const ends = lines.map(({ ends: [a, b] }) =>
      (a.name === LIQUID ? [a, b] : [b, a]).map((end) => sodiumIn(liquid, end)),
    );
    const side = ends.find(([l, s]) => (x > 0.5 ? (s as number) > (l as number) : (s as number) < (l as number)));
    if (!side) throw new ConvergenceError(`claims: no liquid beside ${solid.name} at ${temperature} K.`);
    return x > 0.5 ? (side[0] as number) - x : x - (side[0] as number);
  };
  let [low, high]: [number, number] = [SEARCH[0], SEARCH[1]];
  if (room(low) > 0 || room(high) < 0) {
    throw new DomainError(`claims: no liquidus of ${100 * x} at.% Na between ${low} and ${high} K.`);
  }
  while (high - low > TOLERANCE) {
    const middle = (low + high) / 2;
    if (room(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Mole fraction of Na of an end that counts the second component. */
function sodiumIn(model: PhaseModel, end: { readonly moleFraction: number }): number {
  return model.components[1] === "NA" ? end.moleFraction : 1 - end.moleFraction;
}
