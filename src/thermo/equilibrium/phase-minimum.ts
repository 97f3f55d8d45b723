import { applyInverse, linearise, molesOf, type PhaseKernel } from "./phase-kernel.ts";
import { stepSiteFractions } from "./project.ts";

const MOST_ITERATIONS = 80;
/** A step that would lower φ by less than this share of RT is the last. */
const SMALLEST_DECREMENT = 1e-14;
const MOST_HALVINGS = 30;

/** A local minimum of φ = G − Σ μ M y over the site fractions of a phase. */
export interface PhaseMinimum {
  readonly siteFractions: Float64Array;
  /** φ in J per mole of formula units. */
  readonly excess: number;
  /** φ in J per mole of atoms: minus the driving force for the phase to form. */
  readonly excessPerAtom: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Room for `minimisePhase`, sized for the largest phase. */
export interface MinimumScratch {
  readonly force: Float64Array;
  readonly step: Float64Array;
  readonly trial: Float64Array;
  readonly moles: Float64Array;
}

export function minimumScratch(variables: number, components: number): MinimumScratch {
  return {
    force: new Float64Array(variables),
    step: new Float64Array(variables),
    trial: new Float64Array(variables),
    moles: new Float64Array(components),
  };
}

/**
 * Goes down φ(y) = G(y) − Σ μ_c (M y)_c from given site fractions, which are replaced: Newton steps on the constraints with a
 * stiffened Hessian where it is not positive definite, halved until φ falls (Nocedal & Wright, Numerical Optimization,
 * chapter 3.4).
 */
export function minimisePhase(
  kernel: PhaseKernel,
  chemicalPotentials: Float64Array,
  siteFractions: Float64Array,
  scratch: MinimumScratch,
): PhaseMinimum {
  const { variables: n, components, composition, thermal } = kernel;
  const { model } = kernel.phase;
  const { force, step, moles } = scratch;
  const trial = scratch.trial.subarray(0, n);
  let excess = excessOf(kernel, chemicalPotentials, siteFractions, moles);
  let iterations = 0;
  let converged = model.isStoichiometric && n === model.sublattices.length;
  while (!converged && iterations < MOST_ITERATIONS) {
    iterations++;
    linearise(kernel, siteFractions);
    for (let i = 0; i < n; i++) {
      let sum = -kernel.gradient[i];
      for (let c = 0; c < components; c++) sum += chemicalPotentials[c] * composition[c * n + i];
      force[i] = sum;
    }
    applyInverse(kernel, force, 0, step, 0);
    let decrement = 0;
    for (let i = 0; i < n; i++) decrement += force[i] * step[i];
    if (!(decrement > SMALLEST_DECREMENT * thermal)) {
      converged = true;
      break;
    }
    const noise = 1e-13 * (Math.abs(kernel.energy) + thermal);
    let share = 1;
    let moved = false;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, share /= 2) {
      stepSiteFractions(model, siteFractions, step, share, trial);
      const next = excessOf(kernel, chemicalPotentials, trial, moles);
      if (next <= excess - 1e-4 * share * decrement + noise) {
        moved = next < excess || halving === 0;
        excess = next;
        siteFractions.set(trial);
        break;
      }
    }
    if (!moved) {
      converged = decrement < 1e-9 * thermal;
      break;
    }
  }
  const atoms = molesOf(kernel, siteFractions, moles);
  return {
    siteFractions,
    excess,
    excessPerAtom: atoms > 1e-9 ? excess / atoms : Number.POSITIVE_INFINITY,
    iterations,
    converged,
  };
}

function excessOf(
  kernel: PhaseKernel,
  potentials: Float64Array,
  siteFractions: Float64Array,
  moles: Float64Array,
): number {
  molesOf(kernel, siteFractions, moles);
  let excess = kernel.phase.energy(siteFractions);
  for (let c = 0; c < kernel.components; c++) excess -= potentials[c] * moles[c];
  return excess;
}
