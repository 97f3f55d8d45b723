import { DomainError } from "../../base/errors.ts";
import type { DaeSystem } from "../../numerics/dae/dae-system.ts";
import type { Integrator, IntegratorSettings } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { ImpedanceRequest, SpectrumTime } from "../protocol/impedance-request.ts";
import type { Segment } from "../protocol/segment.ts";
import type { CycleJumpOptions } from "./cycle-jump-options.ts";

/** Makes an integrator for a system: `createRosenbrock`, or another method of the same form. */
export type IntegratorFactory = (system: DaeSystem, settings: IntegratorSettings) => Integrator;

/** Where a spectrum is to be taken. */
export interface SpectrumMoment {
  readonly model: CellModel;
  readonly request: ImpedanceRequest;
  readonly segment: Segment;
  /** Index of the segment among those run. */
  readonly index: number;
  readonly at: SpectrumTime;
  /** s: when the spectrum begins. */
  readonly time: number;
  /** What the cell is under meanwhile, without the sine; its clock is that of `time`. */
  readonly control: Control;
  /** s for which the cell stood under it, where the taker has a duration: a spectrum that takes longer was cut. */
  readonly lasted?: number;
  /** Of the cell at `time`. Valid in the call only. */
  readonly state: Float64Array;
}

/** Takes a spectrum that the protocol asks for; returns its index among the spectra of the simulation. */
export interface SpectrumTaker {
  (moment: SpectrumMoment): number;
  /**
   * s that it takes to measure one. Where this is given spectra consume time: the cell stands so long under the step's current
   * or voltage, in a segment of its own; `during` a step the spectrum is cut where the step ends. Absent: in no time.
   */
  readonly duration?: (request: ImpedanceRequest) => number;
  /** Forgets what its solvers have learnt. */
  readonly forget?: () => void;
}

/** Which points are kept besides both ends of every segment. All that is asked for is kept. */
export interface RecordOptions {
  /** s: a point at every multiple of this from the start of the segment. */
  readonly every?: number;
  /** V: a point wherever the voltage has moved by so much since the last one. */
  readonly voltageChange?: number;
  /** The steps of the integrator, which lie closely where something happens. */
  readonly steps?: boolean;
  /** Points in each of these steps, from the integrator's own polynomial; default 1, its end. */
  readonly pointsPerStep?: number;
  /** What each part of the cell adds to the voltage, at every point. */
  readonly drops?: boolean;
  /** Unknowns to record beside current, voltage and charge, by name; of a component of a chain the first cell. */
  readonly unknowns?: readonly string[];
  /** Segments whose whole states are kept, at both ends. */
  readonly states?: (segment: Segment, index: number) => boolean;
  /** Of these segments so many states more, at the planned duration times 1/2, 1/4, 1/8 …; default 0. */
  readonly statesInside?: number;
  /** Most points kept; beyond, every second is dropped, which a warning tells. Default 200 000. */
  readonly maximumPoints?: number;
}

export interface SimulationOptions {
  /** Copied; default the initial state of the model, at rest. */
  readonly initialState?: Float64Array;
  /** s; default 0. */
  readonly startTime?: number;
  /** Default "rosenbrock". */
  readonly integrator?: "rosenbrock" | "radau" | IntegratorFactory;
  /** Local error per step; default 1e-6. */
  readonly relativeTolerance?: number;
  /** Default: those of the model for this relative tolerance. */
  readonly absoluteTolerance?: Float64Array;
  /** s; default the length of the segment. */
  readonly maximumStep?: number;
  /** Steps in one segment before it counts as failed; default 20 000. */
  readonly maximumSteps?: number;
  /** s of the experiment before it is stopped; default 1e8, some three years. */
  readonly maximumTime?: number;
  /** Asked where the floor is given back: true ends the run where it stands, with all up to there. */
  readonly isStopped?: () => boolean;
  /** Segments before it is stopped; default 10 million. */
  readonly maximumSegments?: number;
  /** Default {@link PLOT_RECORD}. */
  readonly record?: RecordOptions;
  /** Jumps over passes of long repetitions that change the cell slowly; default: every pass is run. */
  readonly cycleJump?: CycleJumpOptions;
  /** Takes the spectra that the protocol asks for; without it none are taken. */
  readonly takeSpectrum?: SpectrumTaker;
}

/** Enough for a curve without visible corners: the steps of the integrator, and no gap above 2 mV. */
export const PLOT_RECORD: RecordOptions = { steps: true, voltageChange: 2e-3 };
/** Both ends of each segment and nothing between: for many pulses. */
export const EDGES_ONLY: RecordOptions = {};

export const DEFAULT_RELATIVE_TOLERANCE = 1e-6;
export const DEFAULT_MAXIMUM_STEPS = 20_000;
export const DEFAULT_MAXIMUM_TIME = 1e8;
export const DEFAULT_MAXIMUM_SEGMENTS = 10_000_000;
export const DEFAULT_MAXIMUM_POINTS = 200_000;

/** @throws DomainError where a number of the options is not positive */
export function checkOptions(options: SimulationOptions): void {
  const { relativeTolerance, maximumStep, maximumSteps, maximumTime, maximumSegments, record } = options;
  const positive: Readonly<Record<string, number | undefined>> = {
    relativeTolerance,
    maximumStep,
    maximumSteps,
    maximumTime,
    maximumSegments,
    "record.every": record?.every,
    "record.voltageChange": record?.voltageChange,
    "record.maximumPoints": record?.maximumPoints,
    "record.pointsPerStep": record?.pointsPerStep,
  };
  for (const [name, value] of Object.entries(positive)) {
    if (value !== undefined && !(value > 0 && (value < Number.POSITIVE_INFINITY || name !== "maximumTime")))
      throw new DomainError(`simulate: ${name} is ${value}; give a finite number above zero`);
  }
}
