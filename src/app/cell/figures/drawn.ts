import { timeUnit } from "../../../figures/units.ts";
import type { AlloyFigure } from "../../../study/alloy-pages.ts";
import type { CaseSight } from "../../../study/studies/case-sight.ts";
import type { SeenSight } from "../seen-sight.ts";
import type { ShownStudy } from "../shown-study.ts";

/** What the panels of the centre are drawn from. */
export interface Drawn extends SeenSight {
  readonly shown: ShownStudy;
  /** Of this sight, as the report has them. */
  readonly figures: readonly AlloyFigure[];
}

/** s in one unit of the time axis of a figure of this sight. */
export function secondsOf({ document, comparison }: CaseSight, withMeasured: boolean): number {
  const { time } = document.series;
  const measured = withMeasured ? (comparison?.course?.time.at(-1) ?? 0) : 0;
  return timeUnit(Math.max(time.at(-1) ?? 0, measured) - (time[0] ?? 0)).seconds;
}

/** Time of the run nearest to one that is pointed at, one step on in recorded points. */
export function steppedTime({ document }: CaseSight, time: number | null, step: number): number {
  const { time: times } = document.series;
  const from = time ?? times.at(-1) ?? 0;
  let at = 0;
  for (let k = 0; k < times.length; k++) if ((times[k] as number) <= from) at = k;
  return times[Math.max(0, Math.min(times.length - 1, at + step))] ?? 0;
}
