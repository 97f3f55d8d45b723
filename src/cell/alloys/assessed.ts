import { DomainError } from "../../base/errors.ts";
import { log } from "../../numerics/elementary/index.ts";
import type { Database } from "../../thermo/database/index.ts";
import { mixtureAt, type PhaseWindow, phaseWindows, referenceEnergy } from "../../thermo/electrode/index.ts";
import { type PhaseModel, phaseModels } from "../../thermo/model/index.ts";
import { partialMolarVolumes } from "../../thermo/properties/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";
import type { LiquidLimit, LiquidLimits } from "../submodels/alloy/alloy.ts";
import { RedlichKister } from "./redlich-kister.ts";
import type { ShippedLiquid } from "./shipped-liquids.ts";

/** Which liquid of a database, which of its metals works, and at which mole fraction the partial molar volumes are taken. */
export interface AssessedChoice {
  readonly liquid: ShippedLiquid;
  /** As the database writes it: NA. */
  readonly metal: string;
  readonly other: string;
  readonly volumesAt: number;
}

/** Pa */
const PRESSURE = 101325;
/** Difference in ln a by which the polynomial may miss the model of the database. */
const MISMATCH = 1e-9;
/** Mole fractions at which they are compared. */
const COMPARED = [0.05, 0.3, 0.55, 0.8];

/**
 * The liquid of an assessed database at one temperature, its activity against the pure metal that is stable there. The interactions are those
 * of the database, so that the polynomial is exact; it is held against the model of the database before it is used.
 *
 * The molar volumes are the partial ones at one mole fraction, the tangent to V(x): with the excess volume v x(1 − x) the molar volume is
 * v (x − x₀)² off.
 *
 * @param temperature K
 * @throws DomainError for metals that the database does not have, or a liquid that is no Redlich-Kister solution
 */
export function assessedAlloy({ liquid, metal, other, volumesAt }: AssessedChoice, temperature: number): RedlichKister {
  const { phase, properties } = liquid;
  const database = liquid.database();
  const { models } = phaseModels(database, [metal, other]);
  const model = models.find(({ name }) => name === phase);
  if (model === undefined) throw new DomainError(`assessedAlloy: the database has no phase ${phase}.`);
  const thermal = GAS_CONSTANT * temperature;
  const mixture = mixtureAt(model, temperature);
  const place = model.components.indexOf(metal);
  const stable = referenceEnergy(models, metal, temperature).energy;
  const first = properties.components[0].symbol === metal;
  const volumes = partialMolarVolumes(properties, first ? volumesAt : 1 - volumesAt, temperature);
  const alloy = new RedlichKister({
    interactions: interactionsOf(database, phase, metal, other, temperature),
    reference: (mixture.pureEnergy(place) - stable) / thermal,
    molarVolume: volumes[first ? 0 : 1],
    otherMolarVolume: volumes[first ? 1 : 0],
    limits: (solution) => limitsOf(models, phase, metal, other, temperature, solution),
  });
  const potentials = new Float64Array(2);
  for (const x of COMPARED) {
    const fractions = Float64Array.from(model.components, (symbol) => (symbol === metal ? x : 1 - x));
    mixture.chemicalPotentials(fractions, potentials);
    const expected = (potentials[place] - stable) / thermal;
    const found = log(alloy.activity(x));
    if (Math.abs(found - expected) < MISMATCH) continue;
    throw new DomainError(
      `assessedAlloy: ${phase} of ${metal}-${other} is no Redlich-Kister solution: at a mole fraction of ${x} its polynomial gives ln a = ${found}, the database ${expected}.`,
    );
  }
  return alloy;
}

/** L_v/RT with the working metal first: the odd ones change their sign with the order of the metals. */
function interactionsOf(
  database: Database,
  phase: string,
  metal: string,
  other: string,
  temperature: number,
): readonly number[] {
  const value = new Float64Array(3);
  const interactions: number[] = [];
  for (const { phase: of, kind, constituents, order, function: law } of database.parameters) {
    if (of !== phase || (kind !== "G" && kind !== "L")) continue;
    const mixed = constituents.find((names) => names.includes(metal) && names.includes(other));
    if (mixed === undefined) continue;
    law.evaluate(temperature, PRESSURE, value);
    const sign = mixed[0] === metal || order % 2 === 0 ? 1 : -1;
    interactions[order] = (sign * value[0]) / (GAS_CONSTANT * temperature);
  }
  return Array.from(interactions, (interaction) => interaction ?? 0);
}

/** Where solids begin, from the stable tie lines. */
function limitsOf(
  models: readonly PhaseModel[],
  phase: string,
  metal: string,
  other: string,
  temperature: number,
  alloy: RedlichKister,
): LiquidLimits {
  const [window, second] = phaseWindows({ models, phase, component: metal }, temperature);
  if (window === undefined) {
    throw new DomainError(
      `${metal}-${other} is liquid at no composition at ${temperature} K; take a higher temperature.`,
    );
  }
  if (second !== undefined) {
    throw new DomainError(
      `${metal}-${other} is liquid in more than one range at ${temperature} K: up to a mole fraction of ${window.high?.moleFraction}, and again from ${second.low?.moleFraction}.`,
    );
  }
  const limit = (at: PhaseWindow["low"]): LiquidLimit | undefined =>
    at === null
      ? undefined
      : {
          moleFraction: at.moleFraction,
          activity: alloy.activity(at.moleFraction),
          solid: solidName(models, at.phase, at.phaseMoleFraction, metal, other),
        };
  return withoutOpenEnds(limit(window.low), limit(window.high));
}

/** A compound by its name, a solution by the metal of which it holds more. */
function solidName(
  models: readonly PhaseModel[],
  phase: string,
  moleFraction: number,
  metal: string,
  other: string,
): string {
  if (models.find(({ name }) => name === phase)?.isStoichiometric === true) return phase;
  return elementName(moleFraction < 0.5 ? other : metal);
}

/** NA → Na */
function elementName(symbol: string): string {
  return symbol.slice(0, 1) + symbol.slice(1).toLowerCase();
}

export function withoutOpenEnds(lower: LiquidLimit | undefined, upper: LiquidLimit | undefined): LiquidLimits {
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}
