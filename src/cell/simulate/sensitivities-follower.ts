import { DomainError } from "../../base/errors.ts";
import type { DaeSystem } from "../../numerics/dae/dae-system.ts";
import { createSensitivities, type SensitivityIntegrator } from "../../numerics/dae/forward-sensitivities.ts";
import type { EventFunction, Integrator, IntegratorSettings } from "../../numerics/dae/integrator.ts";
import type { ParameterStencil } from "../../numerics/dae/parameter-stencil.ts";
import type { CellModel } from "../form/cell-model.ts";
import { imposedTimeByValue, LimitEvent } from "./limit-event.ts";
import type { SegmentBegin, SegmentEnd, SegmentFollower } from "./segment-follower.ts";
import { nameStep } from "./sentences.ts";
import { StateDerivative } from "./state-derivative.ts";

/** A cell with one parameter moved. */
export interface MovedCell {
  readonly model: CellModel;
  /** By how much, in the unit of the parameter. */
  readonly offset: number;
}

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

/**
 * Carries the sensitivities through the switches of a run. What a segment takes from the state of the cell, the value of its
 * control, its length, the charge at its start, answers to the parameters as that state does: the controls of the moved
 * cells are moved along, and an end whose time moves takes the state with it.
 */
export class SensitivityFollower implements SegmentFollower {
  readonly ends: SegmentSensitivities[] = [];
  readonly #model: CellModel;
  readonly #stencils: readonly ParameterStencil[];
  readonly #moved: ReadonlyMap<DaeSystem, MovedCell>;
  readonly #initial: readonly Float64Array[];
  readonly #derivatives = new Map<CellModel, StateDerivative>();
  #integrator: SensitivityIntegrator | undefined;
  #begin: SegmentBegin | undefined;
  /** Of the value of the control, of the duration, of the voltage at the start of the step, of the charge and time at that of the segment. */
  readonly #value: Float64Array;
  readonly #duration: Float64Array;
  readonly #stepStart: Float64Array;
  readonly #charge: Float64Array;
  readonly #start: Float64Array;

  /**
   * @param moved of every system of the stencils
   * @param initial ∂y/∂p at the start of the run
   */
  constructor(
    model: CellModel,
    stencils: readonly ParameterStencil[],
    moved: ReadonlyMap<DaeSystem, MovedCell>,
    initial: readonly Float64Array[],
  ) {
    this.#model = model;
    this.#stencils = stencils;
    this.#moved = moved;
    this.#initial = initial;
    const { length } = stencils;
    this.#value = new Float64Array(length);
    this.#duration = new Float64Array(length);
    this.#stepStart = new Float64Array(length);
    this.#charge = new Float64Array(length);
    this.#start = new Float64Array(length);
  }

  /** ∂y/∂p where the run stands. */
  get sensitivities(): readonly Float64Array[] {
    return this.#integrator?.sensitivities ?? this.#initial;
  }

  /** An integrator of the run, which goes on with the sensitivities that the one before has reached. */
  readonly integrator = (_: DaeSystem, settings: IntegratorSettings): Integrator => {
    const integrator = createSensitivities(this.#model, settings, this.#stencils, this.#movedEvent);
    integrator.setSensitivities(this.sensitivities);
    this.#integrator = integrator;
    return integrator;
  };

  begin(begin: SegmentBegin): void {
    const { voltage, charge } = this.#model;
    const { segment, first, slope, duration, clock } = begin;
    const { to } = segment.control;
    this.#begin = begin;
    this.sensitivities.forEach((s, k) => {
      if (first) this.#stepStart[k] = s[voltage];
      this.#charge[k] = s[charge];
      this.#value[k] = this.#valueOf(begin, s);
      // duration = (target − value) / slope
      this.#duration[k] = 0;
      if (to !== undefined) {
        const distance = (typeof to === "number" ? 0 : this.#stepStart[k]) - this.#value[k];
        if (duration === 0 && distance !== 0) {
          throw this.#refusal(k, "is a ramp of no length, which has no derivative; give it somewhere to go");
        }
        this.#duration[k] = distance / slope;
      }
      if (clock !== 0 && this.#start[k] !== 0) {
        throw this.#refusal(k, "begins at a time that depends on it, in a cell whose equations contain the time");
      }
      this.#moveControls(k);
    });
  }

  end({ index, by, limit, length }: SegmentEnd): void {
    const integrator = this.#integrator;
    const begin = this.#begin;
    if (integrator === undefined || begin === undefined) return;
    if (!(length > 0)) {
      if (by !== "failure") integrator.start(begin.clock, begin.state);
      return;
    }
    const shifts = this.#duration;
    if (by === "interrupted") shifts.fill(0);
    else if (by === "maximum time") shifts.set(this.#start.map((shift) => -shift));
    else if (by === "imposed limit" && limit !== undefined) {
      const byValue = imposedTimeByValue(limit, begin.value, begin.slope, length);
      shifts.set(this.#value.map((change) => (change === 0 ? 0 : byValue * change)));
    }
    const fixed = by === "found limit" || by === "failure" || shifts.every((shift) => shift === 0);
    if (!fixed) integrator.moveEnd(shifts);
    const lengths = integrator.eventTimeSensitivities.slice();
    lengths.forEach((shift, k) => {
      this.#start[k] += shift;
    });
    const { voltage, current } = this.#model;
    this.ends.push({
      segment: index,
      voltage: Float64Array.from(integrator.sensitivities, (s) => s[voltage]),
      current: Float64Array.from(integrator.sensitivities, (s) => s[current]),
      length: lengths,
    });
  }

  /** d(value of the control)/dp, where it starts from what the cell has. */
  #valueOf({ segment, present }: SegmentBegin, s: Float64Array): number {
    const { control } = segment;
    if (control.from !== "present") return 0;
    const [di, dv] = [s[this.#model.current], s[this.#model.voltage]];
    if (control.quantity === "current") return di;
    if (control.quantity === "voltage") return dv;
    // i |V|
    return Math.abs(present.voltage) * di + present.current * Math.sign(present.voltage) * dv;
  }

  #moveControls(k: number): void {
    const { control } = this.#model;
    const begin = this.#begin;
    const change = this.#value[k];
    if (begin !== undefined && change !== 0 && control.quantity !== begin.segment.control.quantity) {
      throw this.#refusal(k, "asks for a power of zero, which is held as a current of zero; rest instead");
    }
    // A power is imposed with the sign of the voltage.
    const side = control.quantity === "power" && begin !== undefined && control.value === -begin.value ? -1 : 1;
    for (const { system } of this.#stencils[k].systems) {
      const cell = this.#moved.get(system);
      if (cell === undefined) continue;
      cell.model.control = change === 0 ? control : { ...control, value: control.value + side * change * cell.offset };
    }
  }

  readonly #movedEvent = (event: EventFunction, parameter: number, member: number): EventFunction => {
    const cell = this.#moved.get(this.#stencils[parameter].systems[member].system);
    if (!(event instanceof LimitEvent) || cell === undefined) return event;
    return event.moved(cell.model, () => this.#derivativeOf(cell.model), this.#charge[parameter] * cell.offset);
  };

  #derivativeOf(model: CellModel): StateDerivative {
    const known = this.#derivatives.get(model);
    if (known !== undefined) return known;
    const derivative = new StateDerivative(model);
    this.#derivatives.set(model, derivative);
    return derivative;
  }

  #refusal(k: number, why: string): DomainError {
    const segment = this.#begin?.segment;
    const named = segment === undefined ? "the segment" : nameStep(segment);
    return new DomainError(`simulateSensitivities, to ${this.#stencils[k].name}: ${named} ${why}.`);
  }
}
