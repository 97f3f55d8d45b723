import type { CellModel } from "../form/cell-model.ts";
import type { PassPlace, Segment } from "../protocol/segment.ts";
import { goesAs, type PassCourse } from "./pass-course.ts";
import type { SegmentEnd } from "./segment-follower.ts";

/** Passes of the same course in a row that count as settled. */
export const SETTLED = 3;

interface OpenPass {
  readonly place: Omit<PassPlace, "repetition">;
  readonly segments: Segment[];
  readonly lengths: number[];
  readonly limits: number[];
  charge: number;
  /** Why it cannot be jumped; "" where it can. */
  fault: string;
}

/** All that a watch knows between two segments, without the repetition, which the protocol makes anew. */
export interface PassWatchState {
  readonly base: Float64Array;
  readonly increment: Float64Array;
  readonly open: OpenPass | null;
  readonly course: PassCourse | null;
  readonly equal: number;
}

/** How a pass ended: the first of another repetition has begun, it was not told of, it cannot be jumped, or it was complete. */
export type PassEnd =
  | "another repetition"
  | "unknown"
  | "complete"
  | { readonly fault: string; readonly number: number };

/** Follows the passes of a repetition: the course of the last one that was completed, and what it added to the state. */
export class PassWatch {
  /** State at the start of the pass that was run last, and what it added. */
  readonly base: Float64Array;
  readonly increment: Float64Array;
  private readonly model: CellModel;
  private readonly takesSpectra: boolean;
  private repetition: object | undefined;
  private open: OpenPass | undefined;
  private last: PassCourse | undefined;
  private equal = 0;

  /** @param takesSpectra whether spectra that segments ask for are taken */
  constructor(model: CellModel, takesSpectra: boolean) {
    const size = model.layout.size;
    this.model = model;
    this.takesSpectra = takesSpectra;
    this.base = new Float64Array(size);
    this.increment = new Float64Array(size);
  }

  /** Of the last pass that was completed. */
  get course(): PassCourse | undefined {
    return this.last;
  }

  /** Whether the last passes went alike. */
  get settled(): boolean {
    return this.equal >= SETTLED;
  }

  /** Is shown a segment that was run before: which repetition it belongs to. */
  recall({ pass }: Segment): void {
    if (pass !== undefined) this.repetition = pass.repetition;
  }

  /** Where a pass begins the one before has ended. @param state there */
  close(place: PassPlace, state: Float64Array): PassEnd {
    const { open, last } = this;
    this.open = undefined;
    if (place.repetition !== this.repetition) {
      this.last = undefined;
      this.equal = 0;
      this.repetition = place.repetition;
      return "another repetition";
    }
    if (open === undefined) return "unknown";
    if (open.fault !== "") {
      this.last = undefined;
      this.equal = 0;
      return { fault: open.fault, number: open.place.number };
    }
    this.equal = last === undefined || goesAs(last, open) ? this.equal + 1 : 1;
    this.last = open;
    for (let i = 0; i < state.length; i++) this.increment[i] = state[i] - this.base[i];
    this.increment[this.model.charge] = open.charge;
    return "complete";
  }

  /** A pass that is run begins. */
  begin(place: PassPlace, state: Float64Array): void {
    this.open = { place, segments: [], lengths: [], limits: [], charge: 0, fault: "" };
    this.base.set(state);
  }

  /** Passes are jumped: none is known behind the jump. */
  jumped(): void {
    this.open = undefined;
    this.last = undefined;
  }

  /** Told how a segment went. */
  after(segment: Segment, { by, limit, length }: Omit<SegmentEnd, "index">, charge: number): void {
    const { open } = this;
    if (open === undefined) return;
    const { pass: _, ...plain } = segment;
    open.segments.push(plain);
    open.lengths.push(length);
    open.limits.push(limit === undefined ? -1 : segment.limits.indexOf(limit));
    open.charge += charge;
    if (by === "found limit")
      open.fault = `"${limit?.sentence ?? "a bound"}" ends "${segment.sentence}" at a time of its own`;
    if (segment.impedance !== undefined && this.takesSpectra) open.fault = "a spectrum is taken there";
  }

  save(): PassWatchState {
    const { base, increment, open, last, equal } = this;
    return {
      base: base.slice(),
      increment: increment.slice(),
      open: open === undefined ? null : plainPass(open),
      course: last ?? null,
      equal,
    };
  }

  restore({ base, increment, open, course, equal }: PassWatchState): void {
    this.base.set(base);
    this.increment.set(increment);
    this.open = open === null ? undefined : plainPass(open);
    this.last = course ?? undefined;
    this.equal = equal;
  }
}

/** A copy without the repetition that the pass belongs to. */
const plainPass = ({
  place: { number, count, free },
  segments,
  lengths,
  limits,
  charge,
  fault,
}: OpenPass): OpenPass => ({
  place: { number, count, free },
  segments: [...segments],
  lengths: [...lengths],
  limits: [...limits],
  charge,
  fault,
});
