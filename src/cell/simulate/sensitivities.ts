import { DomainError } from "../../base/errors.ts";
import type { DaeSystem } from "../../numerics/dae/dae-system.ts";
import { type ParameterStencil, parameterStencil } from "../../numerics/dae/parameter-stencil.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Segment, SegmentOutcome } from "../protocol/segment.ts";
import { PLOT_RECORD, type SimulationOptions } from "./options.ts";
import { SegmentRun } from "./run-segments.ts";
import type { SegmentSource } from "./segment-source.ts";
import { type MovedCell, type SegmentSensitivities, SensitivityFollower } from "./sensitivities-follower.ts";
import type { Trajectory } from "./trajectory.ts";

export type { SegmentSensitivities };

export interface SimulatedSensitivities {
  readonly trajectory: Trajectory;
  /** "submodel.parameter" */
  readonly parameters: readonly string[];
  /** For every segment with a length, in order. */
  readonly ends: readonly SegmentSensitivities[];
  /** ∂y/∂p at the end of the last segment. */
  readonly final: readonly Float64Array[];
}

/**
 * Runs a protocol and carries along how the cell answers to its parameters: what Fisher information, identifiability and fits
 * by gradient need. Sensitivities are those of the end of each segment: where its time moves with p, they move with it.
 *
 * Exact, to the tolerance of the run, for every segment of a protocol: given currents, voltages and powers; voltages against open
 * circuit and ramps from the present value, which depend on p as the state does where the segment begins; lengths that follow
 * from them; limits of voltage, current, charge and slope; the maximum time. Not where nothing can be differentiated, which is
 * refused by name: a ramp of no length, a limit that is touched but not passed. Spectra that take time are refused too. Numbers that a program of one's own works out
 * from the voltages of earlier segments would not depend on p: such a program is told only of limits that ended a segment.
 *
 * @param parameters names as "pool.diffusivity"
 * @param options an initial state that is given counts as not depending on the parameters
 * @throws DomainError for a parameter that is unknown or stands in the options of a submodel, and for a segment that cannot be
 *   differentiated
 * @throws ConvergenceError where the sensitivities of a state or of a limit are not determined
 */
export function simulateSensitivities(
  model: CellModel,
  parameters: readonly string[],
  segments: SegmentSource,
  options: Omit<SimulationOptions, "integrator"> = {},
): SimulatedSensitivities {
  if (options.takeSpectrum?.duration !== undefined) {
    throw new DomainError(
      "simulateSensitivities: a spectrum that takes time is measured at the current or voltage that the cell has, which would count as given; let spectra take no time.",
    );
  }
  const moved = new Map<DaeSystem, MovedCell>();
  const stencils = parameters.map((name) => {
    const own = parameterOf(model, name);
    return parameterStencil(name, own, (value) => {
      const other = model.withParameters({ [name]: value });
      moved.set(other, { model: other, offset: value - own });
      return other;
    });
  });
  const initial =
    options.initialState === undefined ? initialSensitivities(stencils) : stencils.map(() => zeros(model));
  const follower = new SensitivityFollower(model, stencils, moved, initial);
  const run = new SegmentRun(model, { record: PLOT_RECORD, ...options, integrator: follower.integrator }, follower);
  const steps = run.segments(toldOfLimits(segments));
  let item = steps.next();
  while (item.done !== true) item = steps.next();
  return { trajectory: item.value, parameters, ends: follower.ends, final: follower.sensitivities };
}

const zeros = (model: CellModel): Float64Array => new Float64Array(model.layout.size);

function parameterOf(model: CellModel, name: string): number {
  const dot = name.lastIndexOf(".");
  const parameter = model.submodels.find((each) => each.name === name.slice(0, dot))?.parameters[name.slice(dot + 1)];
  if (parameter !== undefined) return parameter.value;
  const known = model.submodels.flatMap((each) => Object.keys(each.parameters).map((key) => `${each.name}.${key}`));
  throw new DomainError(
    `simulateSensitivities: no parameter "${name}"; known: ${known.join(", ")}. What stands in the options of a submodel, as the diffusivities of a separator's ions, cannot be varied.`,
  );
}

/** ∂y/∂p of the initial state. */
function initialSensitivities(stencils: readonly ParameterStencil[]): Float64Array[] {
  return stencils.map(({ systems }) => {
    const states = systems.map(({ system }) => (system as CellModel).initialState());
    const sum = new Float64Array(states[0].length);
    systems.forEach(({ weight }, k) => {
      for (let i = 0; i < sum.length; i++) sum[i] += weight * (states[k][i] - states[0][i]);
    });
    return sum;
  });
}

/**
 * The same segments, told only of limits that ended one: a program then leaves voltages against open circuit to the run,
 * which knows how they depend on the parameters.
 */
function* toldOfLimits(source: SegmentSource): Generator<Segment, void, SegmentOutcome | undefined> {
  const iterator = "segments" in source ? source.segments() : source[Symbol.iterator]();
  let outcome: SegmentOutcome | undefined;
  for (let item = iterator.next(); item.done !== true; item = iterator.next(outcome)) {
    outcome = yield item.value;
    if (outcome?.endedBy === undefined) outcome = undefined;
  }
}
