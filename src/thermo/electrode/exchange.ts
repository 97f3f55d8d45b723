import { DomainError } from "../../base/errors.ts";
import { exp } from "../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { ICE_POINT } from "../../units/temperature.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { type AlloyState, componentIndex } from "./alloy-state.ts";
import type { Carrier } from "./potentials.ts";
import { referenceEnergy } from "./reference-state.ts";

/** Standard potentials of metals in one solvent, V against a common scale. */
export interface StandardPotentials {
  readonly solvent: string;
  readonly scale: string;
  /** K at which the potentials stand. */
  readonly temperature: number;
  /** V, by ion. */
  readonly potentials: Readonly<Record<string, number>>;
  /** dE°/dT in V/K, by ion, for a straight line over `range`; null where nobody has measured it. */
  readonly slopes: Readonly<Record<string, number>> | null;
  /** K between which the potentials may be used. */
  readonly range: readonly [low: number, high: number];
  /** `recalled`: from a source that could not be looked up again. */
  readonly status: "confirmed" | "recalled";
  /** Standard uncertainty of a difference, V. */
  readonly uncertainty: number;
  readonly source: string;
}

/** A(alloy) + Bᶻ⁺ = B(alloy) + Aᶻ⁺ in an alloy of given composition. */
export interface Exchange {
  /** "K(alloy) + Na+ = Na(alloy) + K+" */
  readonly reaction: string;
  /** ΔG° = zF (E°_A − E°_B) in J/mol between pure metals, at the temperature of the alloy. */
  readonly standardEnergy: number;
  /** K = exp(−ΔG°/RT) = (a_B c_A⁺)/(a_A c_B⁺) */
  readonly equilibriumConstant: number;
  /** K at one standard uncertainty of E°_A − E°_B to either side. */
  readonly equilibriumConstantRange: readonly [low: number, high: number];
  /** c_A⁺/c_B⁺ in the electrolyte at which the alloy neither takes nor gives: K a_A/a_B. */
  readonly ionRatio: number;
  /** Share of A among both ions at equilibrium. */
  readonly ionFraction: number;
  /** a_A and a_B, pure stable metals. */
  readonly activities: readonly [number, number];
  readonly source: string;
}

/**
 * The equilibrium of an alloy with the ions of two of its components, from standard potentials in the solvent and the
 * activities of the alloy. Ions count as ideally dilute: the ratio of their activity coefficients, near 1 for ions of one charge,
 * is left out.
 *
 * @param leaves component A, which goes into the electrolyte where the reaction runs forward
 * @param enters component B
 * @throws DomainError for unequal charge numbers (no ratio exists), an ion without a standard potential, or a temperature at which
 * the potentials are not known
 */
export function exchangeEquilibrium(
  models: readonly PhaseModel[],
  state: AlloyState,
  leaves: Carrier,
  enters: Carrier,
  solvent: StandardPotentials,
  gasConstant: number = GAS_CONSTANT,
): Exchange {
  if (leaves.chargeNumber !== enters.chargeNumber) {
    throw new DomainError(
      `${leaves.ion} and ${enters.ion} have charge numbers ${leaves.chargeNumber} and ${enters.chargeNumber}: ` +
        "their concentrations have no equilibrium ratio. Compare reversible potentials instead.",
    );
  }
  const { temperature } = state;
  const [low, high] = solvent.range;
  if (!(temperature >= low && temperature <= high)) {
    throw new DomainError(
      `The standard potentials in ${solvent.solvent} are those at ${celsius(solvent.temperature)} and serve from ${celsius(low)} to ${celsius(high)}` +
        `${solvent.slopes === null ? ", as their change with temperature is not known" : ""}: no exchange constant at ${celsius(temperature)}.`,
    );
  }
  const thermal = gasConstant * temperature;
  const charge = leaves.chargeNumber * FARADAY;
  const difference =
    standardPotential(solvent, leaves.ion, temperature) - standardPotential(solvent, enters.ion, temperature);
  const constant = (volts: number): number => exp((-charge * volts) / thermal);
  const activity = (component: string): number => {
    const mu = state.chemicalPotentials[componentIndex(state.components, component)] as number;
    if (!Number.isFinite(mu)) {
      throw new DomainError(`the alloy holds no ${component}: no ratio of ions is in equilibrium with it.`);
    }
    return exp((mu - referenceEnergy(models, component, temperature).energy) / thermal);
  };
  const [a, b] = [activity(leaves.component), activity(enters.component)];
  const equilibriumConstant = constant(difference);
  const ionRatio = (equilibriumConstant * a) / b;
  const [left, right] = [leaves.ion.replace(/\d*[+-]$/, ""), enters.ion.replace(/\d*[+-]$/, "")];
  return {
    reaction: `${left}(alloy) + ${enters.ion} = ${right}(alloy) + ${leaves.ion}`,
    standardEnergy: charge * difference,
    equilibriumConstant,
    equilibriumConstantRange: [constant(difference + solvent.uncertainty), constant(difference - solvent.uncertainty)],
    ionRatio,
    ionFraction: ionRatio / (1 + ionRatio),
    activities: [a, b],
    source: solvent.source,
  };
}

/** E° + dE°/dT (T − T°) in V. */
function standardPotential(solvent: StandardPotentials, ion: string, temperature: number): number {
  const potential = solvent.potentials[ion];
  if (potential === undefined) {
    throw new DomainError(
      `no standard potential of ${ion} in ${solvent.solvent}; known are ${Object.keys(solvent.potentials).join(", ")}.`,
    );
  }
  if (solvent.slopes === null || temperature === solvent.temperature) return potential;
  const slope = solvent.slopes[ion];
  if (slope === undefined) {
    throw new DomainError(
      `no temperature coefficient of ${ion} in ${solvent.solvent}; known are those of ${Object.keys(solvent.slopes).join(", ")}.`,
    );
  }
  return potential + slope * (temperature - solvent.temperature);
}

function celsius(temperature: number): string {
  return `${Number((temperature - ICE_POINT).toFixed(2))} °C`;
}
