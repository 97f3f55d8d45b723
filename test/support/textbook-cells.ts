import { expect } from "vitest";
import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import type { Control } from "../../src/cell/form/control.ts";
import type { SubmodelDescription } from "../../src/cell/form/description.ts";
import { makeConsistent } from "../../src/numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../src/numerics/dae/rosenbrock.ts";
import { FARADAY, GAS_CONSTANT } from "../../src/units/constants.ts";

// Cells of dissolved species for the analytic tests: description, composeCell, createRosenbrock.
// ANALYTIC_TABLE=1 prints the table of docs/numerics/analytic-tests.md.

export const TEMPERATURE = 298.15;
export const THERMAL = (GAS_CONSTANT * TEMPERATURE) / FARADAY;
export const D = 1e-9;
export const solute = { concentration: 1, diffusivity: D, electrons: 1 };
export const TOLERANCE = 1e-9;

export interface SpeciesOptions {
  readonly length: number;
  readonly cells: number;
  readonly grading: number;
  readonly far?: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly initialConcentration?: number;
}

export function species(
  name: string,
  { length, cells, grading, far, shape, initialConcentration = 1 }: SpeciesOptions,
): SubmodelDescription {
  return {
    name,
    kind: "soluble-species",
    parameters: { diffusivity: D, initialConcentration, length, concentrationScale: 1 },
    options: { far: far ?? "blocking", mesh: { kind: "graded", cells, grading, shape: shape ?? { kind: "planar" } } },
  };
}

export function compose(...submodels: readonly SubmodelDescription[]): CellModel {
  return composeCell({ schema: "liquidus.cell-model/1", name: "analytic test", temperature: TEMPERATURE, submodels });
}

/** An ion that is deposited with unit activity, in equilibrium with it at E = 0 at the start. */
export function depositionCell(options: SpeciesOptions, rateConstant = 1e-2): CellModel {
  return compose(species("ion", options), {
    name: "reaction",
    kind: "deposition",
    parameters: { rateConstant, referenceConcentration: 1 },
    connect: { oxidised: "ion.surface concentration" },
  });
}

/** Both forms dissolved, of equal diffusivity; in equilibrium at ξ = start, where almost all is oxidised. */
export function redoxCell(options: SpeciesOptions, rateConstant: number, start: number): CellModel {
  return compose(species("ox", options), species("red", { ...options, initialConcentration: Math.exp(-start) }), {
    name: "reaction",
    kind: "redox-couple",
    parameters: { rateConstant },
    connect: { oxidised: "ox.surface concentration", reduced: "red.surface concentration" },
  });
}

export type Run = ReturnType<typeof createRosenbrock>;

/** A fresh integrator of the cell under a control, at its consistent initial state. */
export function begin(
  model: CellModel,
  control: Pick<Control, "quantity" | "value"> & Partial<Control>,
  { tolerance = TOLERANCE }: { readonly tolerance?: number } = {},
): Run {
  model.control = { slope: 0, start: 0, ...control };
  const state = model.initialState();
  expect(makeConsistent(model, 0, state).converged).toBe(true);
  const run = createRosenbrock(model, {
    relativeTolerance: tolerance,
    absoluteTolerance: model.absoluteTolerances(tolerance),
  });
  run.start(0, state);
  return run;
}

export function reach(run: Run, time: number): void {
  expect(run.advance(time).kind).toBe("reached");
}

/** Current at equally spaced times from 0 to the end, from the dense output. */
export function sampledCurrent(model: CellModel, run: Run, end: number, samples: number): Float64Array {
  const currents = new Float64Array(samples + 1);
  const state = new Float64Array(model.layout.size);
  currents[0] = run.state[model.current] as number;
  let next = 1;
  const result = run.advance(end, {
    onStep({ to, interpolate }) {
      for (; next <= samples && (next * end) / samples <= to; next++) {
        interpolate((next * end) / samples, state);
        currents[next] = state[model.current] as number;
      }
    },
  });
  expect(result.kind).toBe("reached");
  return currents;
}

export interface Study {
  readonly order: number;
  /** Relative, on the finest mesh and extrapolated. */
  readonly error: number;
  readonly extrapolatedError: number;
}

/**
 * Runs on n, 2n and 4n cells. The error of the volumes is a h² + b h⁴ + …: the order must be 2, and the extrapolation (4 y₄ₙ −
 * y₂ₙ)/3 leaves the h⁴ term, on 2n cells of the size of the square of the first one (`spread` times it, times 4), and the error
 * of the integration in time.
 */
export function study(
  name: string,
  exact: number,
  ours: (cells: number) => number,
  coarsest: number,
  spread = 2,
): Study {
  const [a, b, c] = [ours(coarsest), ours(2 * coarsest), ours(4 * coarsest)] as const;
  const order = Math.log2((a - b) / (b - c));
  const error = c / exact - 1;
  const extrapolatedError = (4 * c - b) / 3 / exact - 1;
  report(name, exact, c, error, order, extrapolatedError);
  expect(order, `${name}: order`).toBeGreaterThan(1.95);
  expect(order, `${name}: order`).toBeLessThan(2.05);
  const squared = (b / exact - 1) ** 2;
  expect(Math.abs(extrapolatedError), `${name}: extrapolated`).toBeLessThan(4 * spread * squared + 100 * TOLERANCE);
  return { order, error, extrapolatedError };
}

export function report(
  name: string,
  exact: number,
  ours: number,
  error: number,
  order = Number.NaN,
  extrapolated = Number.NaN,
): void {
  if (process.env.ANALYTIC_TABLE === undefined) return;
  const row = [
    name,
    exact.toPrecision(9),
    ours.toPrecision(9),
    error.toExponential(1),
    order.toFixed(3),
    extrapolated.toExponential(1),
  ];
  console.log(`| ${row.join(" | ")} |`);
}

/** An ion in front of a disc in two dimensions, deposited at once. */
export function discCell(parameters: {
  readonly radius: number;
  readonly length: number;
  readonly shells: number;
  readonly grading: number;
  readonly angles: number;
}): CellModel {
  return compose(
    { name: "ion", kind: "disc-species", parameters: { diffusivity: D, initialConcentration: 1, ...parameters } },
    {
      name: "reaction",
      kind: "deposition",
      parameters: { rateConstant: 1e2, referenceConcentration: 1 },
      connect: { oxidised: "ion.surface concentration" },
    },
  );
}
