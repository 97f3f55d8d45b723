import { DomainError } from "../../base/errors.ts";
import { exp, pow } from "../../numerics/elementary/index.ts";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { type BinaryPhase, ENERGY, SLOPE, STATE_LENGTH, THERMAL } from "./binary-phase.ts";
import type {
  BoundaryDatum,
  CongruentDatum,
  Datum,
  DiluteSlopeDatum,
  InvariantDatum,
  MixingEnthalpyDatum,
  PartialDatum,
} from "./datum.ts";
import { diluteSlopes, type PureEnd } from "./dilute-slope.ts";
import { type LocalProblem, localEquilibrium, partialEnergies } from "./local-equilibrium.ts";
import { type BinarySystem, moleFractionAt, moleFractionSlope, siteFractionAt } from "./system.ts";

/**
 * What the model says in place of a measured number, and its derivatives in the coefficients.
 *
 * @param shift θ − θ°
 * @param gradient length of θ; written
 * @returns NaN where the equilibrium is not found
 */
export type Predict = (datum: Datum, shift: Float64Array, gradient: Float64Array) => number;

/** Step in J/mol at 300 K of the central differences where a coefficient moves a pure component. */
const DIFFERENCE_STEP = 1;
const REFERENCE_TEMPERATURE = 300;

/** Other starts where the first fails: shifts of the temperature in K and of ln(s/(1 − s)) of the phases that are free. */
const STARTS: readonly (readonly [temperature: number, logit: number])[] = [
  [0, 0],
  [-12, 0],
  [12, 0],
  [0, -1],
  [0, 1],
];

/**
 * @param powers power of T of each coefficient
 * @param gasConstant J/(mol K), as in the models; activities need it
 */
export function predictor(
  system: BinarySystem,
  powers: readonly number[],
  gasConstant: number = GAS_CONSTANT,
): Predict {
  return (datum, shift, gradient) => {
    gradient.fill(0);
    switch (datum.kind) {
      case "invariant":
      case "boundary":
      case "congruent":
        return predictEquilibrium(system, datum, shift, gradient);
      case "diluteSlope":
        return predictSlope(system, datum, powers, shift, gradient);
      case "mixingEnthalpy":
        return predictMixing(system, datum, powers, shift, gradient);
      case "activity":
      case "potential":
        return predictPartial(system, datum, shift, gradient, gasConstant);
    }
  };
}

function predictEquilibrium(
  system: BinarySystem,
  datum: InvariantDatum | BoundaryDatum | CongruentDatum,
  shift: Float64Array,
  gradient: Float64Array,
): number {
  const problem = problemOf(system, datum);
  const n = system.coefficients;
  for (const [warmer, logit] of STARTS) {
    const found = localEquilibrium(
      {
        ...problem,
        temperature: problem.isTemperatureHeld ? problem.temperature : problem.temperature + warmer,
        partners: problem.partners.map((partner) =>
          partner.isHeld ? partner : { ...partner, start: shifted(partner.start, logit) },
        ),
      },
      shift,
    );
    if (found === null) continue;
    const siteFractions = new Float64Array(n * problem.partners.length);
    found.sensitivity(gradient, siteFractions);
    if (datum.kind === "congruent" || datum.property === "temperature") return found.temperature;
    const p = datum.phases.findIndex(({ phase }) => phase === datum.of);
    const { phase } = problem.partners[p] as LocalProblem["partners"][number];
    const slope = moleFractionSlope(phase, found.siteFraction[p]);
    for (let k = 0; k < n; k++) gradient[k] = slope * siteFractions[p * n + k];
    return moleFractionAt(phase, found.siteFraction[p]);
  }
  return Number.NaN;
}

const shifted = (start: number, logit: number): number => {
  const odds = (start / (1 - start)) * exp(logit);
  return odds / (1 + odds);
};

/** What is held and where the search starts; a compound has no mole fraction to look for. */
function problemOf(system: BinarySystem, datum: InvariantDatum | BoundaryDatum | CongruentDatum): LocalProblem {
  const phases = datum.phases.map(({ phase }) => system.phase(phase));
  const compound = phases.find(({ isStoichiometric }) => isStoichiometric);
  // The first of that name: where a phase unmixes it stands there twice.
  const asked = datum.kind === "congruent" ? -1 : datum.phases.findIndex(({ phase }) => phase === datum.of);
  const partners = datum.phases.map(({ near }, p) => {
    const phase = phases[p] as BinaryPhase;
    if (phase.isStoichiometric) return { phase, start: 0.5, isHeld: true };
    if (datum.kind === "congruent" && compound !== undefined) {
      return { phase, start: siteFractionAt(phase, moleFractionAt(compound, 0)), isHeld: true };
    }
    const isAsked = datum.kind !== "congruent" && p === asked;
    const isHeld = datum.kind === "boundary" && isAsked && datum.property === "temperature";
    const x = isHeld ? datum.at : isAsked && datum.property === "moleFraction" ? datum.value : near;
    if (x === undefined) {
      throw new DomainError(`${datum.id}: near which mole fraction is ${phase.name} to be looked for?`);
    }
    return { phase, start: siteFractionAt(phase, x), isHeld };
  });
  const isTemperatureHeld = datum.kind === "boundary" && datum.property === "moleFraction";
  const temperature = datum.kind === "invariant" ? datum.nearTemperature : isTemperatureHeld ? datum.at : datum.value;
  const isCongruent = datum.kind === "congruent" && compound === undefined;
  return { partners, temperature, isTemperatureHeld, isCongruent };
}

function predictSlope(
  system: BinarySystem,
  datum: DiluteSlopeDatum,
  powers: readonly number[],
  shift: Float64Array,
  gradient: Float64Array,
): number {
  const [below, above] = datum.phases.map(({ phase }) => system.phase(phase)) as [BinaryPhase, BinaryPhase];
  const pure = { below, above, end: system.components[0] === datum.solvent ? 0 : 1 } as const;
  const isBelow = datum.of === below.name;
  const slopes = diluteSlopes(pure, REFERENCE_TEMPERATURE, shift);
  if (slopes === null) return Number.NaN;
  const { temperature, partition, ideal } = slopes;
  const value = isBelow ? slopes.below : slopes.above;
  const derivative = new Float64Array(3);
  const [s, rest] = pure.end === 0 ? [0, 1] : [1, 0];
  for (const [phase, sign] of [
    [below, -1],
    [above, 1],
  ] as const) {
    const atoms = phase.base[0];
    for (const [i, k] of phase.coefficients.entries()) {
      phase.derivative(i, temperature, s, rest, derivative);
      if (derivative[0] !== 0) {
        gradient[k] = differenceOfSlope(pure, isBelow, k, powers[k] as number, temperature, shift);
        continue;
      }
      // The pure component stays as it is: d ln k = ∓dW/RT, and the slope goes as 1/|1 − k|, or k/|1 − k|.
      const logarithm = (sign * (pure.end === 0 ? 1 : -1) * derivative[1]) / atoms / ideal;
      gradient[k] += value * logarithm * (partition / (1 - partition) + (isBelow ? 1 : 0));
    }
  }
  return value;
}

/** Derivative in a coefficient that moves the transition itself, by central differences. */
function differenceOfSlope(
  pure: PureEnd,
  isBelow: boolean,
  k: number,
  power: number,
  near: number,
  shift: Float64Array,
): number {
  const step = DIFFERENCE_STEP / pow(REFERENCE_TEMPERATURE, power);
  const moved = Float64Array.from(shift);
  const [up, down] = [shift[k] + step, shift[k] - step].map((at) => {
    moved[k] = at;
    const slopes = diluteSlopes(pure, near, moved);
    return slopes === null ? Number.NaN : isBelow ? slopes.below : slopes.above;
  }) as [number, number];
  return (up - down) / (2 * step);
}

/** Adds `weight` × the enthalpy per mole of atoms, and its derivatives; at an end where x is 0 or 1. */
function addEnthalpy(
  phase: BinaryPhase,
  temperature: number,
  x: number,
  weight: number,
  powers: readonly number[],
  shift: Float64Array,
  gradient: Float64Array,
): number {
  const [s, rest] = siteFractions(phase, x);
  const state = new Float64Array(STATE_LENGTH);
  const derivative = new Float64Array(3);
  phase.evaluate(temperature, s, rest, shift, state);
  const scale = weight / (phase.base[0] + phase.base[1] + (phase.slope[0] + phase.slope[1]) * s);
  for (const [i, k] of phase.coefficients.entries()) {
    phase.derivative(i, temperature, s, rest, derivative);
    gradient[k] += scale * (1 - (powers[k] as number)) * derivative[0];
  }
  return scale * (state[ENERGY] - temperature * state[THERMAL]);
}

/** s and 1 − s; an end of the axis exactly, but for 1e-300. */
function siteFractions(phase: BinaryPhase, x: number): [number, number] {
  const s = siteFractionAt(phase, x);
  if (x > 0 && x < 1) return [s, 1 - s];
  return s < 0.5 ? [1e-300, 1] : [1, 1e-300];
}

function predictMixing(
  system: BinarySystem,
  datum: MixingEnthalpyDatum,
  powers: readonly number[],
  shift: Float64Array,
  gradient: Float64Array,
): number {
  const { temperature, moleFraction: x } = datum;
  const add = (name: string, at: number, weight: number): number =>
    addEnthalpy(system.phase(name), temperature, at, weight, powers, shift, gradient);
  const reference = (c: 0 | 1): string => datum.references?.[system.components[c]] ?? datum.phase;
  return add(datum.phase, x, 1) + add(reference(0), 0, x - 1) + add(reference(1), 1, -x);
}

function predictPartial(
  system: BinarySystem,
  datum: PartialDatum,
  shift: Float64Array,
  gradient: Float64Array,
  gasConstant: number,
): number {
  const { temperature } = datum;
  const c = system.components.indexOf(datum.component) as 0 | 1;
  const state = new Float64Array(STATE_LENGTH);
  const derivative = new Float64Array(3);
  const potential = (name: string, x: number, weight: number): number => {
    const phase = system.phase(name);
    const [s, rest] = siteFractions(phase, x);
    phase.evaluate(temperature, s, rest, shift, state);
    const isPure = x === 0 || x === 1;
    const atoms = phase.base[c] + phase.slope[c] * s;
    const partial = (value: number, slope: number): number =>
      isPure ? value / atoms : partialEnergies(phase, s, value, slope)[c];
    const result = weight * partial(state[ENERGY], state[SLOPE]);
    for (const [i, k] of phase.coefficients.entries()) {
      phase.derivative(i, temperature, s, rest, derivative);
      gradient[k] += weight * partial(derivative[0], derivative[1]);
    }
    return result;
  };
  const difference = potential(datum.phase, datum.moleFraction, 1) + potential(datum.reference, c, -1);
  const isActivity = datum.kind === "activity";
  const activity = exp(difference / (gasConstant * temperature));
  const scale = isActivity ? activity / (gasConstant * temperature) : -1 / ((datum.charge ?? 1) * FARADAY);
  for (let k = 0; k < gradient.length; k++) gradient[k] *= scale;
  return isActivity ? activity : scale * difference;
}
