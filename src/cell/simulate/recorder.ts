import type { Warning } from "../../base/warnings.ts";
import type { AcceptedStep } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import { DEFAULT_MAXIMUM_POINTS, type RecordOptions } from "./options.ts";

/** Points that one step of the integrator may give. */
const MOST_PER_STEP = 1000;
/** So often a duration can be halved and still be more than nothing. */
const MOST_HALVINGS = 1000;
/** Whole segments in a row that stay together where edges are thinned: passes of a repetition stay whole. */
const BLOCK = 16;
const INSIDE = 0;
const EDGE = 1;

/** The points that were kept, and which of the next ones are. */
export interface RecorderState {
  readonly values: Float64Array;
  readonly owners: Int32Array;
  readonly kinds: Uint8Array;
  readonly insideStride: number;
  readonly edgeStride: number;
  readonly insideSeen: number;
}

/** Keeps the points of a trajectory in growing arrays of bounded length. Allocates only when it grows. */
export class Recorder {
  private readonly maximum: number;
  private readonly every: number;
  private readonly voltageChange: number;
  private readonly steps: boolean;
  private readonly pointsPerStep: number;
  private readonly block: number;
  private readonly drops: CellModel["drops"];
  private readonly keepState: (time: number, state: Float64Array) => void;
  private snapshotEnd = 0;
  /** s after the start of the segment; doubled, so that it grows however small it is beside the clock. */
  private snapshot = Number.POSITIVE_INFINITY;
  private readonly names: readonly string[];
  /** Indices in the state of the columns after the time: current, voltage, charge, then those by name. */
  private readonly places: Int32Array;
  /** Point k, column j at k·width + j; column 0 is the time. */
  private values: Float64Array;
  private readonly width: number;
  private owners: Int32Array;
  private kinds: Uint8Array;
  private count = 0;
  private readonly interpolated: Float64Array;
  /** Unknowns that a point is worked out from. */
  private readonly reads: Int32Array;
  /** Only every so many-th point inside of segments is kept, and edges of every so many-th block of segments. */
  private insideStride = 1;
  private edgeStride = 1;
  private insideSeen = 0;
  private segment = 0;
  /** What is added to the clock of the integrator. */
  private origin = 0;
  private next = Number.POSITIVE_INFINITY;
  private lastVoltage = 0;
  private multiple = 1;
  private clockStart = 0;

  /** @param keepState is given whole states inside of segments, valid in the call only */
  constructor(model: CellModel, options: RecordOptions, keepState: (time: number, state: Float64Array) => void) {
    this.keepState = keepState;
    this.pointsPerStep = Math.max(1, Math.floor(options.pointsPerStep ?? 1));
    this.drops = options.drops === true ? model.drops : [];
    this.maximum = Math.max(4, Math.floor(options.maximumPoints ?? DEFAULT_MAXIMUM_POINTS));
    this.block = Math.max(1, Math.min(BLOCK, Math.floor(this.maximum / 64)));
    this.every = options.every ?? Number.POSITIVE_INFINITY;
    this.voltageChange = options.voltageChange ?? Number.POSITIVE_INFINITY;
    this.steps = options.steps ?? false;
    this.names = options.unknowns ?? [];
    this.places = Int32Array.from([
      model.current,
      model.voltage,
      model.charge,
      ...this.names.map((name) => model.indexOf(name)),
    ]);
    this.reads = Int32Array.from(new Set([...this.places, ...this.drops.flatMap(({ depends }) => depends)]));
    this.width = this.places.length + 1 + this.drops.length;
    const room = Math.min(this.maximum, 1024);
    this.values = new Float64Array(room * this.width);
    this.owners = new Int32Array(room);
    this.kinds = new Uint8Array(room);
    this.interpolated = new Float64Array(model.layout.size);
  }

  /** Between two segments. */
  save(): RecorderState {
    const { count, width, insideStride, edgeStride, insideSeen } = this;
    return {
      values: this.values.slice(0, count * width),
      owners: this.owners.slice(0, count),
      kinds: this.kinds.slice(0, count),
      insideStride,
      edgeStride,
      insideSeen,
    };
  }

  restore({ values, owners, kinds, insideStride, edgeStride, insideSeen }: RecorderState): void {
    while (this.owners.length < owners.length) this.grow();
    this.values.set(values);
    this.owners.set(owners);
    this.kinds.set(kinds);
    this.count = owners.length;
    this.insideStride = insideStride;
    this.edgeStride = edgeStride;
    this.insideSeen = insideSeen;
  }

  /** Whether anything is kept between the ends of a segment. */
  get listens(): boolean {
    return this.steps || this.every < Number.POSITIVE_INFINITY || this.voltageChange < Number.POSITIVE_INFINITY;
  }

  /** @param clock time of the integrator at the start; @param time the same in the experiment */
  beginSegment(segment: number, clock: number, time: number, state: Float64Array): void {
    this.segment = segment;
    this.clockStart = clock;
    this.origin = time;
    this.multiple = 1;
    this.next = clock + this.every;
    this.lastVoltage = state[this.places[1]];
    this.snapshot = Number.POSITIVE_INFINITY;
    if (this.keepsEdgesOf(segment)) this.keep(time, state, EDGE);
  }

  /** States of this segment at `length` times 2^−count … 1/2. */
  keepStates(length: number, count: number): void {
    this.snapshotEnd = this.clockStart + length;
    if (count >= 1 && length > 0) this.snapshot = length * 2 ** -Math.min(count, MOST_HALVINGS);
  }

  private keepsEdgesOf(segment: number): boolean {
    return Math.floor(segment / this.block) % this.edgeStride === 0;
  }

  /** @param time in the experiment */
  endSegment(time: number, state: Float64Array): void {
    if (this.keepsEdgesOf(this.segment)) this.keep(time, state, EDGE);
  }

  /** For the integrator's `onStep`. The end of the segment is kept by `endSegment`. */
  step(step: AcceptedStep, clockEnd: number): void {
    const { from, to, state } = step;
    for (;;) {
      const clock = this.clockStart + this.snapshot;
      if (!(clock <= to && clock < this.snapshotEnd)) break;
      step.interpolate(clock, this.interpolated);
      this.keepState(this.origin + this.snapshot, this.interpolated);
      this.snapshot *= 2;
    }
    const voltage = this.places[1];
    const change = this.voltageChange;
    const fixed = this.steps ? this.pointsPerStep : 1;
    if (change < Number.POSITIVE_INFINITY || fixed > 1) {
      const wanted = Math.max(fixed, Math.ceil(Math.abs(state[voltage] - this.lastVoltage) / change));
      const pieces = wanted > MOST_PER_STEP ? MOST_PER_STEP : wanted;
      const y = this.interpolated;
      for (let k = 1; k < pieces; k++) {
        const clock = from + ((to - from) * k) / pieces;
        this.regular(step, clock);
        step.interpolate(clock, y, this.reads);
        if (fixed > 1 || Math.abs(y[voltage] - this.lastVoltage) >= 0.999 * change) this.inside(clock, y);
      }
    }
    this.regular(step, to);
    if (to >= clockEnd) return;
    if (this.steps || Math.abs(state[voltage] - this.lastVoltage) >= change) this.inside(to, state);
  }

  /** Points of the fixed interval before `clock`. */
  private regular(step: AcceptedStep, clock: number): void {
    while (this.next < clock) {
      step.interpolate(this.next, this.interpolated, this.reads);
      this.lastVoltage = this.interpolated[this.places[1]];
      this.keep(this.origin + (this.next - this.clockStart), this.interpolated, INSIDE);
      this.multiple += this.insideStride;
      this.next = this.clockStart + this.multiple * this.every;
    }
  }

  private inside(clock: number, state: Float64Array): void {
    this.lastVoltage = state[this.places[1]];
    if (this.insideSeen++ % this.insideStride === 0) this.keep(this.origin + (clock - this.clockStart), state, INSIDE);
  }

  private keep(time: number, state: Float64Array, kind: number): void {
    if (this.count === this.owners.length) {
      if (this.count < this.maximum) this.grow();
      else {
        this.thin();
        if (kind === EDGE && !this.keepsEdgesOf(this.segment)) return;
      }
    }
    const { places, values, drops } = this;
    let slot = this.count * this.width;
    values[slot++] = time;
    for (let j = 0; j < places.length; j++) values[slot++] = state[places[j]];
    for (let j = 0; j < drops.length; j++) values[slot++] = drops[j].value(state);
    this.owners[this.count] = this.segment;
    this.kinds[this.count] = kind;
    this.count++;
  }

  private grow(): void {
    const room = Math.min(this.maximum, 2 * this.owners.length);
    const values = new Float64Array(room * this.width);
    values.set(this.values);
    this.values = values;
    const owners = new Int32Array(room);
    owners.set(this.owners);
    this.owners = owners;
    const kinds = new Uint8Array(room);
    kinds.set(this.kinds);
    this.kinds = kinds;
  }

  /** Drops every second point inside of segments; where these are few, both edges of every second block of segments. */
  private thin(): void {
    const { kinds, owners, values, width } = this;
    let inside = 0;
    for (let k = 0; k < this.count; k++) if (kinds[k] === INSIDE) inside++;
    const edges = 4 * inside < this.count;
    if (edges) this.edgeStride *= 2;
    this.insideStride *= 2;
    let kept = 0;
    let seen = 0;
    for (let k = 0; k < this.count; k++) {
      const stays = kinds[k] === INSIDE ? seen++ % 2 === 0 : !edges || this.keepsEdgesOf(owners[k]);
      if (!stays) continue;
      values.copyWithin(kept * width, k * width, (k + 1) * width);
      owners[kept] = owners[k];
      kinds[kept] = kinds[k];
      kept++;
    }
    this.count = kept;
    this.insideSeen = 0;
  }

  warnings(): Warning[] {
    if (this.insideStride === 1) return [];
    const some = this.block === 1 ? "one segment" : `${this.block} segments`;
    const edges =
      this.edgeStride > 1 ? `the edges of ${some} in ${this.block * this.edgeStride}` : "the edges of every segment";
    return [
      {
        code: "points-thinned",
        message:
          `More than ${this.maximum} points were to be recorded: ${edges} and one in ${this.insideStride} of the points ` +
          "between them were kept. Raise record.maximumPoints, or record less often.",
      },
    ];
  }

  /** The points, one array a column. */
  columns(): {
    readonly time: Float64Array;
    readonly current: Float64Array;
    readonly voltage: Float64Array;
    readonly charge: Float64Array;
    readonly segment: Int32Array;
    readonly recorded: Readonly<Record<string, Float64Array>>;
    readonly drops: readonly Float64Array[];
  } {
    const { values, width, count } = this;
    const column = (j: number): Float64Array => {
      const out = new Float64Array(count);
      for (let k = 0; k < count; k++) out[k] = values[k * width + j];
      return out;
    };
    return {
      time: column(0),
      current: column(1),
      voltage: column(2),
      charge: column(3),
      segment: this.owners.slice(0, count),
      recorded: Object.fromEntries(this.names.map((name, j) => [name, column(4 + j)])),
      drops: this.drops.map((_, j) => column(4 + this.names.length + j)),
    };
  }
}
