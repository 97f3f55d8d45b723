import type { CellModel } from "../../src/cell/form/cell-model.ts";
import type { Integrator, IntegratorSettings } from "../../src/numerics/dae/integrator.ts";
import { makeConsistent } from "../../src/numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../src/numerics/dae/rosenbrock.ts";

/**
 * End of a segment of R2: t, c1(0), c2(0), s(0), c1(L), ∫ s dz, from CVODE of SUNDIALS 6.4 at a relative tolerance of 1e-9
 * (bench/peers, r2 100 1e-9 50). Half cycles are counted from 1.
 */
export const separatorReference: Readonly<Record<number, readonly number[]>> = {
  1: [9000, 1010.868471313834, 0.5517447235953998, 1785.167047186414, 915.9453286906405, 0.03495113345070707],
  2: [18000, 880.6793969410193, 0.4530054637550439, 1776.16861971185, 975.6084239167591, 0.0701708367847587],
  3: [27000, 940.3612588646549, 0.5890457896434773, 3520.23519359777, 845.4324793364284, 0.1053999641056191],
  4: [36000, 810.202709485357, 0.4922323252879784, 3510.09486642467, 905.1311517618878, 0.1406111808502893],
  10: [90000, 599.3528376365085, 0.6640785336401851, 8418.252596425458, 694.2777068489009, 0.3513123790435796],
  20: [180000, 254.5260306705573, 1.538739632401822, 15291.03859880108, 349.3854778971073, 0.6954997187902843],
  40: [360000, 53.27667079153674, 5.761797074278017, 19806.41554204447, 144.3356999922014, 0.896743341861528],
  60: [540000, 52.86986294498826, 5.635280231039756, 21650.79211780494, 143.9480134155636, 0.8972238933385405],
  99: [891000, 143.6819303034204, 3.222799657387931, 25277.79708143277, 52.55561441886016, 0.8975780533592215],
  100: [900000, 52.55561740288741, 5.506059046358764, 24600.09155152197, 143.681923367016, 0.8975780497791082],
};

/** The errors of a run of R2. */
export interface SeparatorRun {
  /** Largest relative error of the values of `separatorReference` that were passed, and how many lines were. */
  readonly error: number;
  readonly compared: number;
  /** Largest change of Σ h (c1 + c2 + s) over its amount, after any half cycle. */
  readonly drift: number;
  readonly state: Float64Array;
}

/** Runs half cycles of 9000 s at +4 and −4 A/m². */
export function runSeparatorBenchmark(
  model: CellModel,
  halfCycles: number,
  relativeTolerance: number,
  create: (model: CellModel, settings: IntegratorSettings) => Integrator = createRosenbrock,
): SeparatorRun {
  const integrator = create(model, {
    relativeTolerance,
    absoluteTolerance: model.absoluteTolerances(relativeTolerance),
  });
  const place = model.indexOf("separator.Na+");
  const state = model.initialState();
  const [chain] = model.layout.chains;
  const m = chain.unknowns;
  const h = 1e-3 / chain.cells;
  let error = 0;
  let compared = 0;
  let drift = 0;
  for (let half = 1; half <= halfCycles; half++) {
    const start = (half - 1) * 9000;
    model.control = { quantity: "current", value: half % 2 === 1 ? 4 : -4, slope: 0, start };
    makeConsistent(model, start, state);
    integrator.start(start, state);
    const advance = integrator.advance(start + 9000);
    if (advance.kind !== "reached") throw new Error(`half cycle ${half}: ${JSON.stringify(advance)}`);
    state.set(integrator.state);
    let layer = 0;
    let total = 0;
    for (let at = place; at < state.length; at += m) {
      layer += h * state[at + 2];
      total += h * (state[at] + state[at + 1] + state[at + 2]);
    }
    drift = Math.max(drift, Math.abs(total - 1));
    const expected = separatorReference[half];
    if (expected === undefined) continue;
    const last = place + (chain.cells - 1) * m;
    const found = [start + 9000, state[place], state[place + 1], state[place + 2], state[last], layer];
    compared++;
    expected.forEach((value, k) => {
      error = Math.max(error, Math.abs(found[k] / value - 1));
    });
  }
  return { error, compared, drift, state };
}
