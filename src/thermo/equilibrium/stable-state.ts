import { ConvergenceError } from "../../base/errors.ts";
import type { CompositionSet, ExactOutcome } from "./exact-conditions.ts";
import { INDISTINGUISHABLE, potentialsBetween } from "./potentials-between.ts";
import type { SampledSystem } from "./sampled-system.ts";
import { StateSearch } from "./state-search.ts";

const MOST_ROUNDS = 60;
/** Rounds in which the lower hull came no lower, before that. */
const MOST_STUCK = 6;
/** Share of all atoms below which a set is left out if the others make up the composition to rounding. */
const TRACE = 1e-11;
/** Distance from the plane of the potentials, in RT, up to which a set lies on it. */
const ON_PLANE = 1e-7;
/** The stable state with the components that are there. */
export interface StableState {
  readonly sets: readonly CompositionSet[];
  readonly potentials: Float64Array;
  readonly iterations: number;
  /** J per mole of atoms; −∞ where no phase has a state besides the stable ones. */
  readonly largestDrivingForce: number;
}

/**
 * Finds the sets of lowest G: linear programme over the samples, Newton on the exact conditions, search for a phase with a
 * driving force at the potentials found; a state so found joins the samples and all begins again, until there is none.
 *
 * @param start sets to begin with instead of those of the linear programme
 */
export function stableState(
  system: SampledSystem,
  composition: Float64Array,
  start: readonly CompositionSet[] = [],
): StableState {
  const search = new StateSearch(system, composition);
  if (start.length > 0) {
    const found = search.refine(start, search.potentialsOf(start));
    if (found.kind === "converged") {
      const { largest, newStates } = search.check(found.sets, found.potentials);
      if (newStates.length === 0) return finish(search, found, largest);
    }
  }
  let energy = Number.POSITIVE_INFINITY;
  let stuck = 0;
  let last: ExactOutcome | null = null;
  let nearest: NearestState = { found: null, force: Number.POSITIVE_INFINITY };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    search.solveHull();
    const { hull } = search;
    stuck = hull.energy < energy - 1e-14 * Math.abs(hull.energy) ? 0 : stuck + 1;
    energy = hull.energy;
    const sets = search.setsOfHull();
    let found = search.refine(sets, hull.potentials);
    last = found;
    if (found.kind === "singular") {
      const enough = found.sets.filter((set) => search.atomsOf(set) > TRACE);
      const kept = [enough, found.sets].find((some) => some.length > 0 && search.balances(some));
      const between = kept === undefined ? null : betweenPotentials(search, { ...found, sets: kept });
      if (between !== null) return between;
    }
    let progress = false;
    if (found.kind !== "converged") {
      progress = search.check([], hull.potentials).newStates.length > 0;
      if (!progress || stuck > 0) found = refineWithFewer(search, sets) ?? found;
    }
    for (let extension = 0; found.kind === "converged" && extension <= composition.length; extension++) {
      const { largest, newStates } = search.check(found.sets, found.potentials);
      if (newStates.length === 0) return finish(search, found, largest);
      progress = true;
      for (const set of found.sets) search.addState(set);
      if (largest < nearest.force) nearest = { found, force: largest };
      if (found.sets.length === composition.length) break;
      found = search.refine([...found.sets, newStates[0]], found.potentials);
    }
    if (!progress || stuck > 0) progress = search.check([], hull.potentials).newStates.length > 0 || progress;
    if (!progress || (stuck > MOST_STUCK && isNear(nearest))) break;
  }
  if (nearest.found !== null && isNear(nearest)) return finish(search, nearest.found, nearest.force);
  throw new ConvergenceError(
    `equilibrium: no stable state was found at ${system.temperature} K, ${search.describe()}, among ` +
      `${system.phases.map(({ kernel }) => kernel.name).join(", ")}; the last try had ${describeSets(last)}${describeEmptied(search)}.`,
  );
}

/** Newton's method on all sets but the smallest ones, as few as need be left out; the global check asks for them again. */
function refineWithFewer(search: StateSearch, sets: readonly CompositionSet[]): Converged | null {
  const bySize = [...sets].sort((a, b) => search.atomsOf(b) - search.atomsOf(a));
  for (let kept = sets.length - 1; kept > 0; kept--) {
    const found = search.refine(bySize.slice(0, kept), search.hull.potentials);
    if (found.kind === "converged") return found;
  }
  return null;
}

/** The converged sets with the smallest driving force beside them so far. */
interface NearestState {
  readonly found: Converged | null;
  readonly force: number;
}

type Converged = Extract<ExactOutcome, { kind: "converged" }>;

function isNear({ found, force }: NearestState): boolean {
  return found !== null && force <= INDISTINGUISHABLE * found.sets[0].kernel.thermal;
}

function finish(search: StateSearch, found: Converged, largestDrivingForce: number): StableState {
  const { sets, potentials, iterations } = found;
  const enough = sets.filter((set) => search.atomsOf(set) > TRACE);
  if (enough.length < sets.length && enough.length > 0 && search.balances(enough)) {
    const fewer = search.refine(enough, potentials);
    if (fewer.kind === "converged") {
      const checked = search.check(fewer.sets, fewer.potentials);
      if (checked.newStates.length === 0) return { ...fewer, largestDrivingForce: checked.largest };
    } else if (fewer.kind === "singular") {
      const between = betweenPotentials(search, fewer);
      if (between !== null) return between;
    }
  }
  return { sets, potentials, iterations, largestDrivingForce };
}

/**
 * Compounds alone make up the composition, so that a range of chemical potentials is as good: those of `potentialsBetween`.
 * Null where the sets do not lie on their plane, or another phase lies below it.
 */
function betweenPotentials(search: StateSearch, { sets, iterations }: ExactOutcome): StableState | null {
  const kept = search.balanced(sets);
  const potentials = potentialsBetween(search.system, search.composition, kept);
  if (potentials === null) return null;
  const thermal = sets[0].kernel.thermal;
  if (kept.some((set) => Math.abs(search.excessPerAtom(set, potentials)) > ON_PLANE * thermal)) return null;
  const { largest, newStates } = search.check(kept, potentials);
  if (newStates.length > 0 && largest > INDISTINGUISHABLE * thermal) return null;
  return { sets: kept, potentials, iterations, largestDrivingForce: largest };
}

function describeEmptied({ emptied }: StateSearch): string {
  if (emptied.size === 0) return "";
  const names = [...emptied].join(", ");
  return (
    `; the lattice of ${names} ran empty on the way, as the database gives vacancies too little energy there: leave ` +
    `${names} out of the phases that may form`
  );
}

function describeSets(outcome: ExactOutcome | null): string {
  if (outcome === null) return "no phase";
  const names = outcome.sets.map(({ kernel }) => kernel.name).join(" + ");
  return outcome.kind === "converged"
    ? names
    : `${names}, with a residual of ${outcome.residual.toExponential(2)} after ${outcome.iterations} iterations`;
}
