import { DomainError } from "../../base/errors.ts";
import { exp, log, log10 } from "../../numerics/elementary/index.ts";
import { factorCholesky, invertCholesky, logDeterminant } from "../../numerics/linear/cholesky.ts";
import type { NonnegativeMinimizer } from "../../numerics/nonnegative/quadratic-program.ts";
import { nonnegativeMinimizer } from "../../numerics/nonnegative/quadratic-program.ts";
import { radialFunction } from "./basis.ts";
import { kernelMatrices } from "./kernel.ts";
import type { RelaxationTimesSettings } from "./options.ts";
import { penaltyMatrix } from "./penalty.ts";
import type { UniformStencil } from "./uniform-kernel.ts";
import { uniformKernelMatrices, uniformStencil } from "./uniform-kernel.ts";

/** What depends on the frequencies and the settings only, and is shared by the sweeps of a series. */
export interface RelaxationPlan {
  readonly settings: RelaxationTimesSettings;
  /** f in Hz, in the order of the spectrum. */
  readonly frequency: Float64Array;
  /** Indices of the points in descending order of f. */
  readonly order: Int32Array;
  readonly measuredTauMin: number;
  readonly measuredTauMax: number;
  /** Number n of basis functions. */
  readonly functions: number;
  /** Mean distance of the centres in ln τ. */
  readonly spacing: number;
  /** Full width at half maximum of a basis function in ln τ. */
  readonly resolution: number;
  /** Response of the basis, frequencies × n, row-major. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** The fine grid behind the response of smooth functions at equal distances. */
  readonly stencil: UniformStencil | undefined;
  /** Penalty, n × n. */
  readonly penalty: Float64Array;
  /** Grid of τ in s for γ, ascending, uniform in ln τ, and its step in ln τ. */
  readonly tau: Float64Array;
  readonly step: number;
  /** γ on the grid = synthesis · x; tau.length × n, row-major. */
  readonly synthesis: Float64Array;
  /** First function that is not 0 at each point of the grid, and the one after the last. */
  readonly synthesisFrom: Int32Array;
  readonly synthesisTo: Int32Array;
  /** Memory that every spectrum uses in turn. */
  readonly workspace: RelaxationWorkspace;
}

/** M⁻¹, n × n, row-major, and ln det M. */
export interface InversePenalty {
  readonly matrix: Float64Array;
  readonly logDeterminant: number;
}

/** Memory for one spectrum at a time: nothing in it outlives the analysis of that spectrum. */
export interface RelaxationWorkspace {
  /** Two symmetric matrices of at most n + 3 unknowns. */
  readonly gram: Float64Array;
  readonly prior: Float64Array;
  /** Impedance at each frequency. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** M⁻¹ and ln det M; undefined if M, with 1e-12 of its diagonal added, is not positive definite. */
  inversePenalty(): InversePenalty | undefined;
  /** The minimiser for so many unknowns. */
  minimizer(unknowns: number): NonnegativeMinimizer;
}

/**
 * Decades by which uniform centres reach beyond 1/(2π f_min). None beyond 1/(2π f_max): there they cannot be told from
 * R∞, whose error on synthetic spectra (0.5 % noise) they raise from 0.5 % to 1.6 %.
 */
const CENTRES_BEYOND = 0.5;
/** Decades by which the grid of γ reaches beyond the outermost centres. */
const GRID_BEYOND = 0.5;
/** Two frequencies closer than this, relatively, share a centre. */
const SAME_FREQUENCY = 1e-6;
/** Fewest distinct frequencies for which a distribution is computed. */
const FEWEST = 5;

/** Frequencies in Hz, and decades between the outermost, that a distribution is computed for: beyond any instrument. */
const LOWEST_FREQUENCY = 1e-9;
const HIGHEST_FREQUENCY = 1e12;
const MOST_DECADES = 20;
/** Most basis functions: the work grows with their cube. */
const MOST_FUNCTIONS = 400;

/**
 * @throws DomainError with fewer than 5 distinct frequencies, with one outside 1e-9 … 1e12 Hz, when they span more than
 * 20 decades, or when more than 400 basis functions would be needed
 */
export function relaxationPlan(frequency: Float64Array, settings: RelaxationTimesSettings): RelaxationPlan {
  const sorted = Float64Array.from(frequency).sort().reverse();
  const distinct = sorted.filter((f, i) => i === 0 || f < sorted[i - 1] * (1 - SAME_FREQUENCY));
  if (distinct.length < FEWEST) {
    throw new DomainError(
      `relaxationTimes: ${distinct.length} distinct frequencies; at least ${FEWEST} are needed for a distribution.`,
    );
  }
  const last = distinct[distinct.length - 1];
  const measuredTauMin = 1 / (2 * Math.PI * distinct[0]);
  const measuredTauMax = 1 / (2 * Math.PI * last);
  checkSpan(last, distinct[0]);
  const beyond = CENTRES_BEYOND * Math.LN10;
  const logTau =
    settings.centres === "frequencies"
      ? distinct.map((f) => -log(f))
      : uniform(log(measuredTauMin), log(measuredTauMax) + beyond, Math.LN10 / settings.centresPerDecade);
  const n = logTau.length;
  if (n > MOST_FUNCTIONS) {
    throw new DomainError(
      `relaxationTimes: ${n} basis functions; at most ${MOST_FUNCTIONS} are computed with. ` +
        (settings.centres === "frequencies"
          ? "Use uniform centres, or leave out some frequencies."
          : `Ask for fewer centres a decade than ${settings.centresPerDecade}.`),
    );
  }
  const spacing = (logTau[n - 1] - logTau[0]) / (n - 1);
  const radial = settings.basis === "piecewise-linear" ? undefined : radialFunction(settings.basis);
  const epsilon = radial === undefined ? 0 : (2 * radial.halfWidth * settings.widthCoefficient) / spacing;
  const first = logTau[0];
  const stencil =
    radial?.smooth && settings.centres === "uniform"
      ? uniformStencil(frequency, first, spacing, n, radial, epsilon)
      : undefined;
  const { real, imaginary } =
    stencil === undefined
      ? kernelMatrices(frequency, logTau, settings.basis, epsilon)
      : uniformKernelMatrices(frequency, first, spacing, n, stencil);
  const margin = GRID_BEYOND * Math.LN10;
  const finest = Math.min(Math.LN10 / settings.pointsPerDecade, spacing / 2);
  const grid = uniform(logTau[0] - margin, logTau[n - 1] + margin, finest);
  const synthesis = new Float64Array(grid.length * n);
  const synthesisFrom = new Int32Array(grid.length);
  const synthesisTo = new Int32Array(grid.length);
  for (let i = 0; i < grid.length; i++) {
    let from = n;
    let to = 0;
    for (let m = 0; m < n; m++) {
      const x = grid[i] - logTau[m];
      if (radial !== undefined && Math.abs(epsilon * x) > radial.reach) continue;
      const value = radial === undefined ? hat(logTau, m, x) : radial.value(epsilon * x);
      if (value === 0) continue;
      synthesis[i * n + m] = value;
      from = Math.min(from, m);
      to = m + 1;
    }
    synthesisFrom[i] = Math.min(from, to);
    synthesisTo[i] = to;
  }
  const penalty = penaltyMatrix(logTau, settings.basis, epsilon, settings.derivative);
  return {
    settings,
    frequency,
    order: Int32Array.from(frequency.keys()).sort((a, b) => frequency[b] - frequency[a] || a - b),
    measuredTauMin,
    measuredTauMax,
    functions: n,
    spacing,
    resolution: radial === undefined ? spacing : spacing / settings.widthCoefficient,
    real,
    imaginary,
    stencil,
    penalty,
    tau: grid.map(exp),
    step: (grid[grid.length - 1] - grid[0]) / (grid.length - 1),
    synthesis,
    synthesisFrom,
    synthesisTo,
    workspace: workspaceFor(frequency.length, n + 3, penalty, n),
  };
}

/** Refuses frequencies that no instrument measures: one of them would ask for thousands of basis functions. */
function checkSpan(lowest: number, highest: number): void {
  const hertz = (f: number): string => `${Number(f.toPrecision(3)).toExponential().replace("+", "")} Hz`;
  const found = `relaxationTimes: the frequencies reach from ${hertz(lowest)} to ${hertz(highest)}`;
  if (!(lowest >= LOWEST_FREQUENCY && highest <= HIGHEST_FREQUENCY)) {
    throw new DomainError(
      `${found}; they must lie between ${hertz(LOWEST_FREQUENCY)} and ${hertz(HIGHEST_FREQUENCY)}. Leave out the rows beyond.`,
    );
  }
  const decades = log10(highest / lowest);
  if (decades > MOST_DECADES) {
    throw new DomainError(
      `${found}, ${decades.toFixed(1)} decades; at most ${MOST_DECADES} are analysed. Leave out the outermost rows.`,
    );
  }
}

function workspaceFor(points: number, unknowns: number, penalty: Float64Array, n: number): RelaxationWorkspace {
  const minimizers = new Map<number, NonnegativeMinimizer>();
  let inverse: InversePenalty | undefined;
  let inverted = false;
  return {
    inversePenalty: () => {
      if (!inverted) inverse = invertPenalty(penalty, n);
      inverted = true;
      return inverse;
    },
    gram: new Float64Array(unknowns * unknowns),
    prior: new Float64Array(unknowns * unknowns),
    real: new Float64Array(points),
    imaginary: new Float64Array(points),
    minimizer: (size) => {
      const known = minimizers.get(size) ?? nonnegativeMinimizer(size);
      minimizers.set(size, known);
      return known;
    },
  };
}

function invertPenalty(penalty: Float64Array, n: number): InversePenalty | undefined {
  const factor = penalty.slice();
  for (let i = 0; i < n; i++) factor[i * (n + 1)] *= 1 + 1e-12;
  if (factorCholesky(factor, n) >= 0) return undefined;
  return { matrix: invertCholesky(factor, n), logDeterminant: logDeterminant(factor, n) };
}

/** Whether a plan made for other frequencies serves these: equal to 1e-6, relatively, in the same order. */
export function servesFrequencies(plan: RelaxationPlan, frequency: Float64Array): boolean {
  if (plan.frequency.length !== frequency.length) return false;
  return frequency.every((f, k) => Math.abs(f - plan.frequency[k]) <= SAME_FREQUENCY * plan.frequency[k]);
}

/** from … to in equal steps of at most `step`. */
function uniform(from: number, to: number, step: number): Float64Array {
  const cells = Math.ceil((to - from) / step - 1e-9);
  return Float64Array.from({ length: cells + 1 }, (_, i) => from + ((to - from) * i) / cells);
}

function hat(logTau: Float64Array, m: number, x: number): number {
  const neighbour = x < 0 ? logTau[m - 1] : logTau[m + 1];
  if (x === 0) return 1;
  return neighbour === undefined ? 0 : Math.max(0, 1 - Math.abs(x / (neighbour - logTau[m])));
}
