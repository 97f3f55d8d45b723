import type { CompositionSet } from "./exact-conditions.ts";
import type { SampledSystem } from "./sampled-system.ts";
import { StateSearch } from "./state-search.ts";

/** Where phases are one but for rounding, an answer with a driving force up to this share of RT is taken. */
export const INDISTINGUISHABLE = 1e-8;
/**
 * Excess of one component, and of a second one as a share of it. They are no round numbers: formulas of compounds are written
 * with six decimals, and a composition with the excess must not be that of another compound.
 */
const EXCESS = 1.6180339887e-7;
const SECOND_SHARE = 0.0314159;
const MOST_ROUNDS = 40;

/**
 * Chemical potentials where compounds alone make up the composition, so that they are free within a range: the mean, over the
 * components, of the potentials with a vanishing excess of each. Where that leaves them free too (an excess along the tie line
 * of two compounds), the mean over a second, smaller excess of each other component counts. Every one is the solution of the
 * linear programme over the states of all phases, to which states below its plane are added until there are none (cutting
 * planes): no condition on amounts is solved, which for an excess so small are lost in rounding. Null where one is not found.
 *
 * @param sets the compounds
 */
export function potentialsBetween(
  system: SampledSystem,
  composition: Float64Array,
  sets: readonly CompositionSet[],
): Float64Array | null {
  const c = composition.length;
  const mean = new Float64Array(c);
  let sides = 0;
  for (let first = 0; first < c; first++) {
    for (let second = 0; second < c; second++) {
      if (second === first) continue;
      const shifted = composition.map((x, i) => {
        const added = i === first ? 1 : i === second ? SECOND_SHARE : 0;
        return (1 - EXCESS * (1 + SECOND_SHARE)) * x + EXCESS * added;
      });
      const potentials = planeAt(system, shifted, sets);
      if (potentials === null) return null;
      for (let i = 0; i < c; i++) mean[i] += potentials[i];
      sides++;
    }
  }
  return mean.map((sum) => sum / sides);
}

function planeAt(
  system: SampledSystem,
  composition: Float64Array,
  sets: readonly CompositionSet[],
): Float64Array | null {
  const search = new StateSearch(system, composition);
  for (const set of sets) search.addState(set);
  const enough = INDISTINGUISHABLE * sets[0].kernel.thermal;
  let best: Float64Array | null = null;
  let lowest = enough;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    search.solveHull();
    const potentials = search.hull.potentials.slice();
    const { largest, newStates } = search.check([], potentials);
    if (newStates.length === 0) return potentials;
    if (largest <= lowest) [best, lowest] = [potentials, largest];
    else if (best !== null) return best;
  }
  return best;
}
