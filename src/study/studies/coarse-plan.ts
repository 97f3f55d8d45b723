import { formatNumber } from "../../figures/format-number.ts";
import { firstPulses } from "./first-pulses.ts";
import { type PlannedStudy, planStudy, type StudyOptions } from "./plan-study.ts";
import type { StudySource } from "./read-study.ts";

/** A study that is run roughly, to be drawn while a number is dragged, and what makes it rough. */
export interface CoarsePlan {
  readonly planned: PlannedStudy;
  /** "tolerance 10⁻³, 12 cells in the pool" */
  readonly words: string;
}

const TOLERANCE = 1e-3;
const CELLS = 12;
const JUMP = 0.1;
const PULSES = 100;

/**
 * As `planStudy`, with a loose tolerance, few cells in the pool, the first of many pulses, longer jumps where the study jumps, and no
 * relaxation times.
 */
export async function coarsePlan(source: StudySource, options: StudyOptions = {}): Promise<CoarsePlan> {
  const planned = await planStudy(source, { ...options, cells: CELLS });
  const jumps = planned.cases.some(({ request }) => request.cycleJump !== undefined);
  const shortened = planned.cases.map(({ protocol }) => firstPulses(protocol.protocol, PULSES));
  const cases = planned.cases.map((one, k) => ({
    ...one,
    measured: null,
    observations: [],
    request: {
      ...one.request,
      protocol: { ...one.protocol, protocol: shortened[k]?.protocol ?? one.protocol.protocol },
      relativeTolerance: Math.max(TOLERANCE, one.request.relativeTolerance ?? 0),
      ...(one.request.cycleJump === undefined ? {} : { cycleJump: Math.max(JUMP, one.request.cycleJump) }),
    },
  }));
  const cut = shortened.find(({ kept, of }) => kept < of);
  const parts = [
    ...(cut === undefined ? [] : [`first ${formatNumber(cut.kept)} of ${formatNumber(cut.of)} pulses while you drag`]),
    `tolerance ${formatNumber(TOLERANCE)}`,
    ...(planned.cases.some(({ case: { cell } }) => cell.set !== undefined) ? [`${CELLS} cells in the pool`] : []),
    ...(jumps ? [`jumps with up to ${formatNumber(100 * JUMP)} % of error`] : []),
  ];
  return { planned: { ...planned, cases, relaxationTimes: false }, words: parts.join(", ") };
}
