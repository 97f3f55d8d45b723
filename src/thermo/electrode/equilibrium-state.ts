import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { equilibriumAlong } from "../equilibrium/index.ts";
import type { Equilibrium } from "../equilibrium/result.ts";
import { atomsPerFormula, formulaAmounts } from "../model/composition.ts";
import type { PhaseModel } from "../model/phase-model.ts";
import type { AlloyState } from "./alloy-state.ts";
import { isMixture, mixtureAt } from "./mixture.ts";

/** Step in K of the central difference where no exact slope is at hand: a phase with inner degrees of freedom alone. */
const TEMPERATURE_STEP = 0.02;

/**
 * The stable state at a composition and temperature: one phase or several.
 * @param moleFractions in the order of the models' components; 0 for one that is absent
 * @throws DomainError, ConvergenceError as `equilibrium`
 */
export function equilibriumState(
  models: readonly PhaseModel[],
  moleFractions: Float64Array,
  temperature: number,
): AlloyState {
  const [state] = equilibriumStates(models, [moleFractions], temperature);
  return state as AlloyState;
}

/** Stable states at several compositions and one temperature, in the order given. */
export function equilibriumStates(
  models: readonly PhaseModel[],
  compositions: readonly Float64Array[],
  temperature: number,
): AlloyState[] {
  const components = models[0]?.components ?? [];
  const conditions = (T: number) => (x: Float64Array) => ({ temperature: T, composition: record(components, x) });
  const states = equilibriumAlong(models, compositions.map(conditions(temperature)));
  return states.map((state, index) => {
    const moleFractions = compositions[index] as Float64Array;
    let slopes = exactSlopes(models, state);
    if (slopes === "unknown") {
      const at = (T: number): Equilibrium[] => equilibriumAlong(models, [moleFractions].map(conditions(T)));
      slopes = difference(components, at(temperature + TEMPERATURE_STEP), at(temperature - TEMPERATURE_STEP));
    }
    return {
      components,
      temperature,
      moleFractions: moleFractions.slice(),
      isEquilibrium: true,
      phases: state.phases.map(({ name, fraction, moleFractions: x }) => ({
        name,
        fraction,
        moleFractions: Float64Array.from(components, (symbol) => x[symbol] ?? 0),
      })),
      chemicalPotentials: Float64Array.from(
        components,
        (symbol) => state.chemicalPotentials[symbol] ?? Number.NEGATIVE_INFINITY,
      ),
      slopes,
    };
  });
}

function record(components: readonly string[], x: Float64Array): Record<string, number> {
  return Object.fromEntries(components.map((symbol, i) => [symbol, x[i] as number]));
}

/**
 * ∂μ/∂T at fixed overall composition. One mixture: minus its partial entropies. As many phases as components: each obeys
 * Σ n_i dμ_i = −S dT (Gibbs-Duhem), which together fix all dμ. More phases: not defined.
 */
function exactSlopes(models: readonly PhaseModel[], state: Equilibrium): Float64Array | "unknown" | null {
  const all = models[0]?.components ?? [];
  const present = all.map((_, i) => i).filter((i) => (state.composition[all[i] as string] ?? 0) > 0);
  const n = present.length;
  const slopes = new Float64Array(all.length);
  if (state.phases.length > n) return null;
  const [only] = state.phases;
  if (state.phases.length < n) {
    const model = models.find(({ name }) => name === only?.name);
    if (n !== all.length || state.phases.length > 1 || !only || !model || !isMixture(model)) return "unknown";
    const x = Float64Array.from(all, (symbol) => only.moleFractions[symbol] as number);
    mixtureAt(model, state.temperature, state.pressure).partialEntropies(x, slopes);
    return slopes.map((entropy) => -entropy);
  }
  const matrix = new Float64Array(n * n);
  const right = new Float64Array(n);
  const moles = new Float64Array(all.length);
  for (let row = 0; row < n; row++) {
    const phase = state.phases[row];
    const model = models.find(({ name }) => name === phase?.name);
    if (!phase || !model) return "unknown";
    formulaAmounts(model, phase.siteFractions, moles);
    const atoms = atomsPerFormula(model, phase.siteFractions);
    for (let column = 0; column < n; column++) {
      matrix[row * n + column] = (moles[present[column] as number] as number) / atoms;
    }
    right[row] = model.at(state.temperature, state.pressure).thermal(phase.siteFractions).slope / atoms;
  }
  const pivots = new Int32Array(n);
  if (!factorLu(matrix, n, pivots)) return null;
  solveLu(matrix, n, pivots, right);
  for (let k = 0; k < n; k++) slopes[present[k] as number] = right[k] as number;
  return slopes;
}

function difference(
  components: readonly string[],
  [above]: readonly Equilibrium[],
  [below]: readonly Equilibrium[],
): Float64Array | null {
  if (!above || !below) return null;
  const names = (state: Equilibrium): string => state.phases.map(({ name }) => name).join();
  if (names(above) !== names(below)) return null;
  return Float64Array.from(components, (symbol) => {
    const step = 2 * TEMPERATURE_STEP;
    return ((above.chemicalPotentials[symbol] ?? 0) - (below.chemicalPotentials[symbol] ?? 0)) / step;
  });
}
