import type { CellModel } from "../form/cell-model.ts";
import type { Segment } from "../protocol/segment.ts";
import type { SegmentRecord } from "./trajectory.ts";

/** The record of passes that were jumped: one for all of them. @param state at their end */
export function recordOfJump(
  segment: Segment,
  passes: number,
  course: Pick<SegmentRecord, "start" | "end" | "startCurrent" | "startVoltage" | "charge">,
  { current, voltage }: CellModel,
  state: Float64Array,
): SegmentRecord {
  const number = segment.pass?.number ?? 1;
  return {
    ...course,
    step: segment.step.replace(/pass \d+ of (\d+)\)$/, `passes ${number} to ${number + passes - 1} of $1)`),
    sentence: `jump over ${passes} passes`,
    endedBy: "cycle jump",
    limit: -1,
    endCurrent: state[current],
    endVoltage: state[voltage],
    spectra: [],
    passes,
  };
}

/** The record of a segment whose control has no state of the cell. @param time s, of the switch */
export function recordOfFailedEdge(
  segment: Segment,
  time: number,
  { current, voltage }: CellModel,
  state: Float64Array,
): SegmentRecord {
  return {
    step: segment.step,
    sentence: segment.sentence,
    start: time,
    end: time,
    endedBy: "failed",
    limit: -1,
    startCurrent: state[current],
    startVoltage: state[voltage],
    endCurrent: state[current],
    endVoltage: state[voltage],
    charge: 0,
    spectra: [],
  };
}

/** The record of a segment as far as it has come. @param before state at its start, behind the switch @param state where it stands */
export function recordSoFar(
  segment: Segment,
  { start, end, before }: { readonly start: number; readonly end: number; readonly before: Float64Array },
  { current, voltage, charge }: CellModel,
  state: Float64Array,
): SegmentRecord {
  return {
    step: segment.step,
    sentence: segment.sentence,
    start,
    end,
    endedBy: "stopped by hand",
    limit: -1,
    startCurrent: before[current],
    startVoltage: before[voltage],
    endCurrent: state[current],
    endVoltage: state[voltage],
    charge: state[charge] - before[charge],
    spectra: [],
  };
}

/** C/m² of a segment: of an imposed current that of the control itself, else what was counted. */
export const chargeOf = (
  { control }: Segment,
  value: number,
  slope: number,
  length: number,
  counted: number,
): number => (control.quantity === "current" ? (value + 0.5 * slope * length) * length : counted);
