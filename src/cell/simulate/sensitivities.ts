import { DomainError } from "../../base/errors.ts";
import { createSensitivities, type SensitivityIntegrator } from "../../numerics/dae/forward-sensitivities.ts";
import type { Integrator } from "../../numerics/dae/integrator.ts";
import { type ParameterStencil, parameterStencil } from "../../numerics/dae/parameter-stencil.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Segment, SegmentOutcome } from "../protocol/segment.ts";
import { PLOT_RECORD, type SimulationOptions } from "./options.ts";
import type { SegmentSource } from "./run-segments.ts";
import { simulate } from "./simulate.ts";
import type { Trajectory } from "./trajectory.ts";

/** How what is measured at the end of a segment answers to each parameter, in their order. */
export interface SegmentSensitivities {
  /** Index into the segments of the trajectory. */
  readonly segment: number;
  /** ∂V/∂p, V over the unit of the parameter. */
  readonly voltage: Float64Array;
  /** ∂i/∂p, A/m² over the unit of the parameter. */
  readonly current: Float64Array;
  /** d(length of the segment)/dp, s over the unit of the parameter; 0 where its length is given. */
  readonly length: Float64Array;
}

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
 * by gradient need. Sensitivities are those of the end of each segment: where a limit ends it, its time moves with p too.
 *
 * @param parameters names as "pool.diffusivity"
 * @param options an initial state that is given counts as not depending on the parameters
 * @throws DomainError for an unknown parameter, or a method other than the default
 */
export function simulateSensitivities(
  model: CellModel,
  parameters: readonly string[],
  segments: SegmentSource,
  options: Omit<SimulationOptions, "integrator"> = {},
): SimulatedSensitivities {
  const moved: CellModel[] = [];
  const stencils = parameters.map((name) =>
    parameterStencil(name, parameterOf(model, name), (value) => {
      const other = model.withParameters({ [name]: value });
      moved.push(other);
      return other;
    }),
  );
  const held = options.initialState === undefined ? initialSensitivities(stencils) : stencils.map(() => zeros(model));
  const ends: SegmentSensitivities[] = [];
  let index = -1;
  const factory = (system: unknown, settings: Parameters<typeof createSensitivities>[1]): Integrator => {
    if (system !== model)
      throw new DomainError("simulateSensitivities: the run asks for another cell than the one given.");
    const inner = createSensitivities(model, settings, stencils);
    return followed(
      inner,
      () => {
        for (const other of moved) other.control = model.control;
        inner.setSensitivities(held);
      },
      () => {
        inner.sensitivities.forEach((s, k) => {
          held[k].set(s);
        });
        const end: SegmentSensitivities = {
          segment: index,
          voltage: Float64Array.from(held, (s) => s[model.voltage]),
          current: Float64Array.from(held, (s) => s[model.current]),
          length: inner.eventTimeSensitivities.slice(),
        };
        if (ends.at(-1)?.segment === index) ends[ends.length - 1] = end;
        else ends.push(end);
      },
    );
  };
  const trajectory = simulate(
    model,
    counted(segments, () => index++),
    {
      record: PLOT_RECORD,
      ...options,
      integrator: factory,
    },
  );
  return { trajectory, parameters, ends, final: held };
}

const zeros = (model: CellModel): Float64Array => new Float64Array(model.layout.size);

function parameterOf(model: CellModel, name: string): number {
  const dot = name.lastIndexOf(".");
  const parameter = model.submodels.find((each) => each.name === name.slice(0, dot))?.parameters[name.slice(dot + 1)];
  if (parameter !== undefined) return parameter.value;
  const known = model.submodels.flatMap((each) => Object.keys(each.parameters).map((key) => `${each.name}.${key}`));
  throw new DomainError(`simulateSensitivities: no parameter "${name}"; known: ${known.join(", ")}.`);
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

function followed(inner: SensitivityIntegrator, beforeStart: () => void, afterAdvance: () => void): Integrator {
  return {
    get time() {
      return inner.time;
    },
    get state() {
      return inner.state;
    },
    get counters() {
      return inner.counters;
    },
    start(time, state) {
      beforeStart();
      inner.start(time, state);
    },
    advance(end, advanceOptions) {
      const outcome = inner.advance(end, advanceOptions);
      afterAdvance();
      return outcome;
    },
  };
}

/** The same segments, each told to `begin` first. */
function* counted(source: SegmentSource, begin: () => void): Generator<Segment, void, SegmentOutcome | undefined> {
  const iterator = "segments" in source ? source.segments() : source[Symbol.iterator]();
  let outcome: SegmentOutcome | undefined;
  for (let item = iterator.next(); item.done !== true; item = iterator.next(outcome)) {
    begin();
    outcome = yield item.value;
  }
}
