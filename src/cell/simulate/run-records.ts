import type { CellModel } from "../form/cell-model.ts";
import type { RunCheckpoint } from "./checkpoint.ts";
import { CompensatedSum } from "./compensated-sum.ts";
import { PLOT_RECORD, type SimulationOptions } from "./options.ts";
import { OutcomeLog } from "./outcome-log.ts";
import { recordColumns, recordsOf } from "./record-columns.ts";
import { Recorder } from "./recorder.ts";
import type { SegmentRecord, StoredState, Trajectory } from "./trajectory.ts";
import { VoltageWatch } from "./voltage-watch.ts";

/** What a run keeps of its course: time and charge, points, records of segments and their outcomes, whole states. */
export class RunRecords {
  readonly segments: SegmentRecord[] = [];
  readonly outcomes: OutcomeLog = new OutcomeLog();
  readonly recorder: Recorder;
  readonly voltages: VoltageWatch = new VoltageWatch();
  private readonly startTime: number;
  private readonly states: StoredState[] = [];
  private passed: CompensatedSum;
  private charge: CompensatedSum;

  /** @param charge C/m² that the cell begins with */
  constructor(model: CellModel, options: SimulationOptions, charge: number) {
    this.recorder = new Recorder(model, options.record ?? PLOT_RECORD, (time, state) =>
      this.store(this.segments.length, "inside", time, state),
    );
    this.startTime = options.startTime ?? 0;
    this.passed = new CompensatedSum(this.startTime);
    this.charge = new CompensatedSum(charge);
  }

  /** s: where the run stands. */
  get time(): number {
    return this.passed.value;
  }

  /** s since the start of the run. */
  get elapsed(): number {
    return this.passed.value - this.startTime;
  }

  /** Time and charge go on. @returns charge passed in all, C/m² */
  pass(length: number, charge: number): number {
    this.charge.add(charge);
    this.passed.add(length);
    return this.charge.value;
  }

  /** Keeps a whole state. */
  store(segment: number, at: StoredState["at"], time: number, state: Float64Array): void {
    this.states.push({ segment, at, time, state: state.slice() });
  }

  save(): Pick<RunCheckpoint, "outcomes" | "time" | "charge" | "records" | "states" | "recorder" | "clipped"> {
    return {
      outcomes: this.outcomes.save(),
      time: this.passed.parts,
      charge: this.charge.parts,
      records: recordColumns(this.segments),
      states: this.states.slice(),
      recorder: this.recorder.save(),
      clipped: this.voltages.clipped ?? null,
    };
  }

  /** The outcomes are told again by whom they lead to where the run was. */
  restore(from: ReturnType<RunRecords["save"]>): void {
    this.passed = new CompensatedSum(...from.time);
    this.charge = new CompensatedSum(...from.charge);
    for (const record of recordsOf(from.records)) this.segments.push(record);
    for (const one of from.states) this.states.push(one);
    this.recorder.restore(from.recorder);
    this.voltages.clipped = from.clipped ?? undefined;
  }

  /** Its part of a trajectory. */
  columns(): ReturnType<Recorder["columns"]> & Pick<Trajectory, "segments" | "states" | "warnings"> {
    return {
      ...this.recorder.columns(),
      segments: this.segments.slice(),
      states: this.states.slice(),
      warnings: [...this.voltages.warnings(), ...this.recorder.warnings()],
    };
  }
}
