import { DomainError } from "../../base/errors.ts";
import { exp, log } from "../../numerics/elementary/index.ts";
import { type BinaryPhase, CURVATURE, ENERGY, SLOPE, STATE_LENGTH, THERMAL } from "./binary-phase.ts";

/** Distance from the pure component at which the regular part of μ is read, and twice that; extrapolated to 0. */
const SMALL = 1e-6;
const MOST_ITERATIONS = 100;
const NEWTON_STEPS = 12;
/** Relative accuracy of the transition temperature. */
const ACCURACY = 1e-11;

/** What happens to the two boundaries where they leave a pure component. */
export interface DiluteSlopes {
  /** Transition of the pure component in K. */
  readonly temperature: number;
  /** x of the phase stable below over x of the one stable above, both → 0. */
  readonly partition: number;
  /** |dx/dT| in 1/K of the phase stable below (solidus) and of the one stable above (liquidus). */
  readonly below: number;
  readonly above: number;
  /** RT in J/mol, as the models have it: x ∂²G/∂x² as x → 0. */
  readonly ideal: number;
}

/** Two phases at one pure component: `end` is 0 where that is the first of the system, 1 where it is the second. */
export interface PureEnd {
  readonly below: BinaryPhase;
  readonly above: BinaryPhase;
  readonly end: 0 | 1;
}

/**
 * Initial slopes of the boundaries of two phases at a pure component, by van 't Hoff's law
 *
 *   x_above − x_below = ΔS (T° − T)/(R T°),  k = x_below/x_above = exp(−(W_below − W_above)/(R T°)),
 *
 * W the part of ∂G/∂x that stays finite as x → 0. Both phases must be substitutional.
 *
 * @param near K, from which the transition is looked for
 * @returns null where the pure component has no transition in the range of the phases
 * @throws DomainError where a phase is not substitutional
 */
export function diluteSlopes(pure: PureEnd, near: number, shift: Float64Array): DiluteSlopes | null {
  const { below, above, end } = pure;
  const atoms = [atomsOf(below), atomsOf(above)] as const;
  const transition = transitionOf(pure, atoms, near, shift);
  if (transition === null) return null;
  const { temperature, entropy } = transition;
  const state = new Float64Array(STATE_LENGTH);
  const [one, two] = [below, above].map((phase, i) => {
    const at = (x: number): [number, number] => {
      phase.evaluate(temperature, end === 0 ? x : 1 - x, end === 0 ? 1 - x : x, shift, state);
      return [state[SLOPE] / atoms[i] / (end === 0 ? 1 : -1), (x * (1 - x) * state[CURVATURE]) / atoms[i]];
    };
    const [slope1, ideal1] = at(SMALL);
    const [slope2, ideal2] = at(2 * SMALL);
    const ideal = 2 * ideal1 - ideal2;
    const w1 = slope1 - ideal * log(SMALL / (1 - SMALL));
    const w2 = slope2 - ideal * log((2 * SMALL) / (1 - 2 * SMALL));
    return { ideal, w: 2 * w1 - w2 };
  }) as [{ ideal: number; w: number }, { ideal: number; w: number }];
  const partition = exp(-(one.w - two.w) / one.ideal);
  const aboveSlope = entropy / one.ideal / Math.abs(1 - partition);
  return { temperature, partition, below: partition * aboveSlope, above: aboveSlope, ideal: one.ideal };
}

/** Where both phases of the pure component have one Gibbs energy, by Newton's method within a bracket. */
function transitionOf(
  { below, above, end }: PureEnd,
  atoms: readonly [number, number],
  near: number,
  shift: Float64Array,
): { readonly temperature: number; readonly entropy: number } | null {
  const state = new Float64Array(STATE_LENGTH);
  const pure = (phase: BinaryPhase, temperature: number): void =>
    phase.evaluate(temperature, end === 0 ? 1e-300 : 1, end === 0 ? 1 : 1e-300, shift, state);
  let colder = Math.max(below.temperatureRange[0], above.temperatureRange[0]);
  let hotter = Math.min(below.temperatureRange[1], above.temperatureRange[1]);
  let temperature = Math.min(hotter, Math.max(colder, near));
  for (let k = 0; k < MOST_ITERATIONS; k++) {
    pure(above, temperature);
    const energy = state[ENERGY] / atoms[1];
    const slope = state[THERMAL] / atoms[1];
    pure(below, temperature);
    const entropy = state[THERMAL] / atoms[0] - slope;
    const difference = energy - state[ENERGY] / atoms[0];
    if (difference > 0) colder = temperature;
    else hotter = temperature;
    // Unary data jump by some mJ where their pieces join, often at the transition itself: there Newton's steps do not settle.
    const step = temperature + difference / entropy;
    const next = k < NEWTON_STEPS && step >= colder && step <= hotter ? step : (colder + hotter) / 2;
    const isFound = Math.abs(next - temperature) <= ACCURACY * temperature;
    temperature = next;
    if (!Number.isFinite(temperature)) return null;
    if (isFound) return entropy > 0 ? { temperature, entropy } : null;
  }
  return null;
}

function atomsOf(phase: BinaryPhase): number {
  const [a, b] = phase.slope;
  if (phase.isStoichiometric || a + b !== 0 || phase.base[1] !== 0) {
    throw new DomainError(
      `${phase.name} does not reach the pure components by substitution: no slope at infinite dilution.`,
    );
  }
  return phase.base[0];
}
