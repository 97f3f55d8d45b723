import { pow } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { CircuitNode } from "./notation.ts";
import type { CircuitProblem, ParameterRange } from "./problem.ts";

/** Keeps nearly parallel columns solvable. */
const RIDGE = 1e-9;
/** Smallest and largest factor of one step. */
const SMALLEST = 1e-4;
const LARGEST = 1e4;

/** A part in series that may be scaled: its parameters with the power of the factor that each follows. */
interface ScalablePart {
  readonly z: Float64Array;
  readonly parameters: readonly (readonly [parameter: number, power: number])[];
}

/**
 * Sets the amplitudes of a start: each part in series is multiplied by the factor s_k ≥ 0 that makes Σ w |Σ s_k Z_k − Z|²
 * smallest, a linear problem (the first step of a variable projection, G. H. Golub, V. Pereyra, SIAM J. Numer. Anal. 10
 * (1973) 413). Parts with a fixed or tied parameter stay as they are.
 */
export interface AmplitudeFit {
  /** Changes p in place where that lowers F. @returns F of the p that is left */
  improve(p: Float64Array): number;
}

/** @param tied parameters that follow others or that others follow */
export function amplitudeFit(
  problem: CircuitProblem,
  ranges: readonly ParameterRange[],
  tied: ReadonlySet<number>,
): AmplitudeFit {
  const { evaluator, measured, roots, residuals: size } = problem;
  const parts = evaluator.series.flatMap(({ node, z }): ScalablePart[] => {
    const parameters = scalingOf(node);
    const fixed = parameters.some(([k, power]) => power !== 0 && (ranges[k]?.fixed !== false || tied.has(k)));
    return fixed ? [] : [{ z, parameters: parameters.filter(([, power]) => power !== 0) }];
  });
  const n = parts.length;
  const gram = new Float64Array(n * n);
  const right = new Float64Array(n);
  const rest = new Float64Array(size);
  const matrix = new Float64Array(n * n);
  const factor = new Float64Array(n);
  const active = new Int32Array(n);
  const trial = new Float64Array(evaluator.parameters);

  const normalEquations = (z: Float64Array): void => {
    for (let i = 0; i < size; i++) rest[i] = roots[i] * (measured[i] - z[i]);
    for (const part of parts) for (let i = 0; i < size; i++) rest[i] += roots[i] * part.z[i];
    for (let k = 0; k < n; k++) {
      const a = (parts[k] as ScalablePart).z;
      let projection = 0;
      for (let i = 0; i < size; i++) projection += roots[i] * a[i] * rest[i];
      right[k] = projection;
      for (let l = 0; l <= k; l++) {
        const b = (parts[l] as ScalablePart).z;
        let sum = 0;
        for (let i = 0; i < size; i++) sum += roots[i] * roots[i] * a[i] * b[i];
        gram[k * n + l] = sum;
        gram[l * n + k] = sum;
      }
    }
  };

  /** Factors of all parts, those that would be negative held at the smallest. */
  const solve = (): boolean => {
    factor.fill(1);
    let count = 0;
    for (let k = 0; k < n; k++) active[count++] = k;
    for (let pass = 0; pass < n && count > 0; pass++) {
      for (let i = 0; i < count; i++) {
        const k = active[i];
        let target = right[k];
        for (let l = 0; l < n; l++) if (factor[l] === SMALLEST) target -= gram[k * n + l] * SMALLEST;
        factor[k] = target;
        for (let j = 0; j <= i; j++) matrix[i * count + j] = gram[k * n + active[j]];
        matrix[i * count + i] *= 1 + RIDGE;
      }
      if (factorCholesky(matrix, count) >= 0) return false;
      const solution = new Float64Array(count);
      for (let i = 0; i < count; i++) solution[i] = factor[active[i]];
      solveCholesky(matrix, count, solution);
      let kept = 0;
      for (let i = 0; i < count; i++) {
        const k = active[i];
        if (solution[i] > SMALLEST) {
          factor[k] = Math.min(solution[i], LARGEST);
          active[kept++] = k;
        } else factor[k] = SMALLEST;
      }
      if (kept === count) return true;
      count = kept;
    }
    return true;
  };

  return {
    improve: (p) => {
      const z = evaluator.evaluate(p);
      let before = 0;
      for (let i = 0; i < size; i++) before += (roots[i] * (z[i] - measured[i])) ** 2;
      if (n === 0) return before;
      normalEquations(z);
      if (!solve()) return before;
      trial.set(p);
      parts.forEach(({ parameters }, part) => {
        for (const [k, power] of parameters) {
          const { lower, upper } = ranges[k] as ParameterRange;
          trial[k] = Math.min(upper, Math.max(lower, p[k] * pow(factor[part], power)));
        }
      });
      const after = problem.sumOfSquares(trial);
      if (!(after < before)) return before;
      p.set(trial);
      return after;
    },
  };
}

function scalingOf(node: CircuitNode): readonly (readonly [number, number])[] {
  if (node.kind !== "element") return node.children.flatMap(scalingOf);
  return node.element.scaling.map((power, k) => [node.firstParameter + k, power] as const);
}
