import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { Limit, Segment } from "../protocol/segment.ts";
import type { SpectrumMoment, SpectrumTaker } from "./options.ts";
import { spell } from "./sentences.ts";

/** The spectra that segments ask for. */
export class SegmentSpectra {
  private readonly model: CellModel;
  private readonly taker: SpectrumTaker | undefined;

  constructor(model: CellModel, taker: SpectrumTaker | undefined) {
    this.model = model;
    this.taker = taker;
  }

  /** s that the spectrum of a segment takes; 0 where there is none, or where spectra take no time. */
  duration({ impedance }: Segment): number {
    const duration = this.taker?.duration;
    return impedance === undefined || duration === undefined ? 0 : duration(impedance.request);
  }

  /** Adds the index of the spectrum to `into`, where the segment asks for one; the control stays as it was. */
  take(segment: Segment, moment: Omit<SpectrumMoment, "model" | "request" | "segment">, into: number[]): void {
    const request = segment.impedance?.request;
    const take = this.taker;
    if (request === undefined || take === undefined) return;
    const { model } = this;
    const control = model.control;
    into.push(take({ model, request, segment, ...moment }));
    model.control = control;
  }

  /** What stands while the spectrum of a segment is measured: `held`, or the present value of another quantity that the sine is in. */
  heldBySweep({ impedance }: Segment, held: Control, time: number, state: Float64Array): Control {
    const { model } = this;
    const quantity = impedance?.request.amplitude.quantity ?? held.quantity;
    const value =
      quantity === held.quantity ? held.value : state[quantity === "current" ? model.current : model.voltage];
    return { quantity, value, slope: 0, start: time };
  }
}

/**
 * The cell under an instrument that measures a spectrum: a segment of its own, at the value that stands. Limits that wait for
 * something to settle or for a charge have no part in it; the others end it.
 * @param scan s
 */
export function sweepSegment(segment: Segment, { quantity, value }: Control, scan: number): Segment {
  return {
    step: segment.step,
    ...(segment.name === undefined ? {} : { name: segment.name }),
    sentence: segment.duration === 0 ? segment.sentence : `${segment.sentence}: impedance sweep, ${spell(scan)} s`,
    control: { quantity, from: value, slope: 0 },
    duration: scan,
    end: `impedance sweep, ${spell(scan)} s`,
    limits: segment.limits.filter(guards),
  };
}

/** Whether a limit keeps the cell from something: not one that waits for a current or a voltage to settle, nor a charge. */
const guards = ({ quantity, direction }: Limit): boolean =>
  quantity === "voltage" || (quantity !== "charge" && direction === "above");
