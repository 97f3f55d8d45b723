import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { FARADAY } from "../../units/constants.ts";
import { boundariesAt } from "../diagram/index.ts";
import type { PhaseComposition } from "../diagram/result.ts";
import { drivingForce } from "../equilibrium/index.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import { equilibriumState } from "./equilibrium-state.ts";
import { mixtureAt } from "./mixture.ts";
import type { Carrier } from "./potentials.ts";
import { binaryComposition } from "./thermodynamic-factor.ts";

/** Where a phase of a binary alloy is saturated with another one. */
export interface SaturationLimit {
  /** Of the phase, of the component asked for. */
  readonly moleFraction: number;
  /** The phase that appears beyond it, and its mole fraction. */
  readonly phase: string;
  readonly phaseMoleFraction: number;
}

/** An interval in which one phase alone is stable. A null limit: it reaches the pure component. */
export interface PhaseWindow {
  readonly low: SaturationLimit | null;
  readonly high: SaturationLimit | null;
}

export interface BinaryPhase {
  readonly models: readonly PhaseModel[];
  /** The phase that is used: LIQUID. */
  readonly phase: string;
  /** Whose mole fraction counts. */
  readonly component: string;
}

/** Mole fractions closer than this are the same. */
const SAME = 1e-9;

/**
 * Intervals of composition in which one phase alone is stable at a temperature, in ascending mole fraction: for a liquid, from
 * liquidus to liquidus. The fields between the stable tie lines, which are exact.
 *
 * @returns empty where the phase is not stable at any composition
 * @throws DomainError for a system that is not binary, or without the phase, or outside of the temperatures of its functions
 */
export function phaseWindows(system: BinaryPhase, temperature: number): PhaseWindow[] {
  const { models, phase, component } = system;
  const components = models[0]?.components ?? [];
  const middle = binaryComposition(components, component, 0.5);
  if (!models.some(({ name }) => name === phase)) {
    throw new DomainError(`there is no phase ${phase}; the system has ${models.map(({ name }) => name).join(", ")}.`);
  }
  const lines = boundariesAt(models, temperature, { component });
  if (lines.length === 0) {
    const [only] = equilibriumState(models, middle, temperature).phases;
    return only?.name === phase ? [{ low: null, high: null }] : [];
  }
  const windows: PhaseWindow[] = [];
  for (let i = 0; i <= lines.length; i++) {
    const [outer, below] = lines[i - 1]?.phases ?? [];
    const [above, beyond] = lines[i]?.phases ?? [];
    if ((below ?? above)?.name !== phase) continue;
    if ((above?.moleFraction ?? 1) - (below?.moleFraction ?? 0) < SAME) continue;
    windows.push({
      low: below && outer ? limit(below, outer) : null,
      high: above && beyond ? limit(above, beyond) : null,
    });
  }
  return windows;
}

function limit(own: PhaseComposition, other: PhaseComposition): SaturationLimit {
  return { moleFraction: own.moleFraction, phase: other.name, phaseMoleFraction: other.moleFraction };
}

/** The window that holds a composition, bounds included; null outside of all. */
export function windowAt(windows: readonly PhaseWindow[], moleFraction: number): PhaseWindow | null {
  const holds = ({ low, high }: PhaseWindow): boolean =>
    moleFraction >= (low?.moleFraction ?? 0) - SAME && moleFraction <= (high?.moleFraction ?? 1) + SAME;
  return windows.find(holds) ?? null;
}

/** How much of one component can leave an alloy of given composition before another phase appears. */
export interface RemovalLimit {
  readonly component: string;
  /** The phase that appears; null: the component can leave entirely. */
  readonly phase: string | null;
  /** Mole fraction of `BinaryPhase.component` at which it appears. */
  readonly moleFraction: number;
  /** Moles that leave, per mole of alloy at the start. */
  readonly moles: number;
  /** Share of that component that leaves. */
  readonly share: number;
  /** C per mole of alloy at the start. */
  readonly charge: number;
}

/**
 * What can leave a phase of a binary alloy: from x to the limit x_s of its window, (x_c − x_s)/(1 − x_s) of component c, as the
 * other one stays.
 *
 * @param moleFraction of `system.component`
 * @param carriers both components, in any order
 * @returns null where the phase alone is not stable at this composition
 */
export function removalLimits(
  system: BinaryPhase,
  moleFraction: number,
  temperature: number,
  carriers: readonly Carrier[],
): RemovalLimit[] | null {
  const window = windowAt(phaseWindows(system, temperature), moleFraction);
  if (window === null) return null;
  return carriers.map(({ component, chargeNumber }) => {
    const isOwn = component === system.component;
    const limit = isOwn ? window.low : window.high;
    const x = isOwn ? moleFraction : 1 - moleFraction;
    const end = limit === null ? 0 : isOwn ? limit.moleFraction : 1 - limit.moleFraction;
    const moles = Math.max(0, (x - end) / (1 - end));
    return {
      component,
      phase: limit?.phase ?? null,
      moleFraction: isOwn ? end : 1 - end,
      moles,
      share: moles / x,
      charge: chargeNumber * FARADAY * moles,
    };
  });
}

/** Where a phase of given composition stops being stable on cooling. */
export interface Freezing {
  /** K */
  readonly temperature: number;
  /** The phase that appears, and its mole fraction. */
  readonly phase: string;
  readonly phaseMoleFraction: number;
  readonly iterations: number;
}

const COOLING_STEP = 20;
const TEMPERATURE_TOLERANCE = 1e-9;
const MOST_ITERATIONS = 200;

/**
 * Temperature at which the first other phase appears on cooling: the driving force of all others at the potentials of the
 * phase, zero by bisection.
 *
 * @param moleFraction of `system.component`, between 0 and 1
 * @param from K where cooling begins; the phase must be stable there
 * @param to K where it ends; default: the lower end of the phase's model
 * @returns null where nothing appears down to `to`
 * @throws DomainError where the phase is not stable at `from`
 */
export function freezingPoint(system: BinaryPhase, moleFraction: number, from: number, to?: number): Freezing | null {
  const { models, phase, component } = system;
  const own = models.find(({ name }) => name === phase);
  if (!own) throw new DomainError(`there is no phase ${phase} among ${models.map(({ name }) => name).join(", ")}.`);
  const x = binaryComposition(own.components, component, moleFraction);
  const others = models.filter((model) => model !== own);
  const strongest = (temperature: number) => {
    const mu = new Float64Array(x.length);
    mixtureAt(own, temperature).chemicalPotentials(x, mu);
    const potentials = Object.fromEntries(own.components.map((symbol, i) => [symbol, mu[i] as number]));
    let best = { value: Number.NEGATIVE_INFINITY, phase: "", moleFraction: Number.NaN };
    for (const model of others) {
      const [low, high] = model.temperatureRange;
      if (temperature < low || temperature > high) continue;
      const force = drivingForce(model.at(temperature), potentials);
      if (force.value > best.value) {
        best = { value: force.value, phase: model.name, moleFraction: force.moleFractions[component] as number };
      }
    }
    return best;
  };
  if (strongest(from).value > 0) {
    throw new DomainError(
      `${phase} with mole fraction ${moleFraction} of ${component} is not stable at ${from} K; begin higher.`,
    );
  }
  const end = to ?? own.temperatureRange[0];
  let high = from;
  let low = from;
  while (strongest(low).value <= 0) {
    if (low <= end) return null;
    high = low;
    low = Math.max(end, low - COOLING_STEP);
  }
  let iterations = 0;
  while (high - low > TEMPERATURE_TOLERANCE) {
    if (++iterations > MOST_ITERATIONS) {
      throw new ConvergenceError(`freezingPoint: between ${low} and ${high} K after ${iterations} steps.`);
    }
    const middle = (low + high) / 2;
    if (strongest(middle).value > 0) low = middle;
    else high = middle;
  }
  const solid = strongest(low);
  return { temperature: (low + high) / 2, phase: solid.phase, phaseMoleFraction: solid.moleFraction, iterations };
}
