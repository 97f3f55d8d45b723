import { GAS_CONSTANT } from "../../units/constants.ts";
import type { PhaseAtTemperature } from "../model/phase-model.ts";

/** Stiffness added where the Hessian is not positive definite, in units of RT, and its growth until it is. */
const FIRST_SHIFT = 0.05;
const SHIFT_GROWTH = 4;
/** A pivot of the scaled Hessian below this share of RT counts as not positive. */
const SMALLEST_PIVOT = 1e-11;

/**
 * A phase at one temperature with room for G, its derivatives, and the inverse K of its Hessian on the constraints.
 *
 * With S = diag(√y), the constraints in scaled steps s = S⁻¹ Δy are orthonormal vectors u: √y on each sublattice, and what
 * charge neutrality adds. P = 1 − Σ u uᵀ and K = S P (P S H S P + RT Σ u uᵀ)⁻¹ P S. Scaled so, the ideal part of H is RT times
 * the sites, whatever the size of y.
 */
export interface PhaseKernel {
  readonly phase: PhaseAtTemperature;
  readonly name: string;
  readonly components: number;
  readonly variables: number;
  /** Moles of each component per formula unit: components × variables. */
  readonly composition: Float64Array;
  /** RT in J/mol. */
  readonly thermal: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  readonly factor: Float64Array;
  readonly root: Float64Array;
  /** Constraint vectors u, one row of `variables` each. */
  readonly constraints: Float64Array;
  readonly work: Float64Array;
  constraintCount: number;
  /** G in J per mole of formula units at the last linearisation. */
  energy: number;
  /** True where the Hessian had to be stiffened at the last linearisation. */
  stiffened: boolean;
}

export function phaseKernel(phase: PhaseAtTemperature): PhaseKernel {
  const { model } = phase;
  const variables = model.variables;
  return {
    phase,
    name: model.name,
    components: model.components.length,
    variables,
    composition: model.composition,
    thermal: GAS_CONSTANT * phase.temperature,
    gradient: new Float64Array(variables),
    hessian: new Float64Array(variables * variables),
    factor: new Float64Array(variables * variables),
    root: new Float64Array(variables),
    constraints: new Float64Array((model.sublattices.length + 1) * variables),
    work: new Float64Array(variables),
    constraintCount: 0,
    energy: 0,
    stiffened: false,
  };
}

/** Moles of each component per formula unit at given site fractions, to `out`; returns their sum. */
export function molesOf(kernel: PhaseKernel, siteFractions: Float64Array, out: Float64Array): number {
  const { variables, composition } = kernel;
  let atoms = 0;
  for (let c = 0, at = 0; c < kernel.components; c++) {
    let sum = 0;
    for (let i = 0; i < variables; i++, at++) sum += composition[at] * siteFractions[i];
    out[c] = sum;
    atoms += sum;
  }
  return atoms;
}

/** Evaluates G, ∂G/∂y and ∂²G/∂y∂y at site fractions that meet their constraints, and factors for `applyInverse`. */
export function linearise(kernel: PhaseKernel, siteFractions: Float64Array): void {
  const { variables: n, hessian, root } = kernel;
  kernel.energy = kernel.phase.hessian(siteFractions, kernel.gradient, hessian);
  for (let i = 0; i < n; i++) root[i] = Math.sqrt(siteFractions[i]);
  for (let i = 0, at = 0; i < n; i++) for (let j = 0; j < n; j++, at++) hessian[at] *= root[i] * root[j];
  setConstraints(kernel);
  for (let k = 0; k < kernel.constraintCount; k++) projectOut(kernel, k * n);
  kernel.stiffened = false;
  let shift = 0;
  for (let trial = 0; trial < 40; trial++) {
    if (factorCholesky(kernel, shift)) break;
    kernel.stiffened = true;
    shift = shift === 0 ? FIRST_SHIFT * kernel.thermal : shift * SHIFT_GROWTH;
  }
}

/** K times a vector of ∂/∂y, to `out`; needs `linearise` before. */
export function applyInverse(
  kernel: PhaseKernel,
  vector: Float64Array,
  from: number,
  out: Float64Array,
  to: number,
): void {
  const { variables: n, root, factor, constraints, work } = kernel;
  for (let i = 0; i < n; i++) work[i] = root[i] * vector[from + i];
  for (let k = 0; k < kernel.constraintCount; k++) {
    let along = 0;
    for (let i = 0; i < n; i++) along += constraints[k * n + i] * work[i];
    for (let i = 0; i < n; i++) work[i] -= along * constraints[k * n + i];
  }
  for (let i = 0; i < n; i++) {
    let sum = work[i];
    for (let j = 0; j < i; j++) sum -= factor[i * n + j] * work[j];
    work[i] = sum / factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = work[i];
    for (let j = i + 1; j < n; j++) sum -= factor[j * n + i] * work[j];
    work[i] = sum / factor[i * n + i];
  }
  for (let k = 0; k < kernel.constraintCount; k++) {
    let along = 0;
    for (let i = 0; i < n; i++) along += constraints[k * n + i] * work[i];
    for (let i = 0; i < n; i++) work[i] -= along * constraints[k * n + i];
  }
  for (let i = 0; i < n; i++) out[to + i] = root[i] * work[i];
}

function setConstraints(kernel: PhaseKernel): void {
  const { variables: n, constraints, root, phase } = kernel;
  const { sublattices, charge } = phase.model;
  constraints.fill(0);
  let count = 0;
  for (const { first, constituents } of sublattices) {
    for (let i = first; i < first + constituents.length; i++) constraints[count * n + i] = root[i];
    count++;
  }
  if (charge !== null) {
    const at = count * n;
    let before = 0;
    for (let i = 0; i < n; i++) {
      constraints[at + i] = root[i] * charge[i];
      before += constraints[at + i] ** 2;
    }
    for (let s = 0; s < sublattices.length; s++) {
      const { first, constituents } = sublattices[s];
      let along = 0;
      for (let i = first; i < first + constituents.length; i++) along += root[i] * constraints[at + i];
      for (let i = first; i < first + constituents.length; i++) constraints[at + i] -= along * root[i];
    }
    let size = 0;
    for (let i = 0; i < n; i++) size += constraints[at + i] ** 2;
    if (size > 1e-28 * before) {
      const scale = 1 / Math.sqrt(size);
      for (let i = 0; i < n; i++) constraints[at + i] *= scale;
      count++;
    }
  }
  kernel.constraintCount = count;
}

/** H ← (1 − u uᵀ) H (1 − u uᵀ) + RT u uᵀ. */
function projectOut(kernel: PhaseKernel, at: number): void {
  const { variables: n, hessian, constraints: u, work } = kernel;
  let along = kernel.thermal;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += hessian[i * n + j] * u[at + j];
    work[i] = sum;
    along += sum * u[at + i];
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      hessian[i * n + j] += along * u[at + i] * u[at + j] - u[at + i] * work[j] - work[i] * u[at + j];
    }
  }
}

function factorCholesky(kernel: PhaseKernel, shift: number): boolean {
  const { variables: n, hessian, factor } = kernel;
  const smallest = SMALLEST_PIVOT * kernel.thermal;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = hessian[i * n + j];
      if (i === j) sum += shift;
      for (let k = 0; k < j; k++) sum -= factor[i * n + k] * factor[j * n + k];
      if (i > j) factor[i * n + j] = sum / factor[j * n + j];
      else if (sum > smallest) factor[i * n + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}
