import { AREAL_CAPACITY, type CourseAbscissa } from "../../../figures/course-axis.ts";
import type { CaseSight } from "../../../study/studies/case-sight.ts";
import { useSession } from "../../state/session-store.ts";
import { secondsOf } from "./drawn.ts";

const TAB = "cell abscissa";

/** What the courses of the cell view are drawn against, and how to choose it. */
export function useAbscissa(): readonly [CourseAbscissa, (abscissa: CourseAbscissa) => void] {
  const chosen = useSession(({ tabs }) => tabs[TAB]);
  const set = useSession(({ set }) => set);
  return [
    chosen === "charge" ? "charge" : "time",
    (abscissa) => set({ tabs: { ...useSession.getState().tabs, [TAB]: abscissa } }),
  ];
}

/** Times of a run and their places on the abscissa of a figure, both ways. */
export interface AbscissaScale {
  placeOf(time: number): number;
  /** s of the run. @param near where several instants have this place, the one nearest to it is meant */
  timeAt(place: number, near: number | null): number;
}

/** @param withMeasured whether the figure shows a measured course besides */
export function abscissaScale(sight: CaseSight, abscissa: CourseAbscissa, withMeasured: boolean): AbscissaScale {
  if (abscissa === "time") {
    const seconds = secondsOf(sight, withMeasured);
    return { placeOf: (time) => time / seconds, timeAt: (place) => place * seconds };
  }
  const { time, charge } = sight.document.series;
  return {
    placeOf: (wanted) => (charge[indexOf(time, wanted)] ?? 0) / AREAL_CAPACITY,
    timeAt: (place, near) => timeOfCharge(time, charge, place * AREAL_CAPACITY, near ?? time.at(-1) ?? 0),
  };
}

/** Index of the last point that is not later; 0 where all are. */
function indexOf(times: Float64Array, time: number): number {
  let at = 0;
  for (let k = 0; k < times.length; k++) if ((times[k] as number) <= time) at = k;
  return at;
}

/** The instant nearest to another at which a charge was passed, linear between points; of a charge that never was, the end next to it. */
function timeOfCharge(time: Float64Array, charge: Float64Array, wanted: number, near: number): number {
  const [low, high] = charge.reduce(([low, high], q) => [Math.min(low, q), Math.max(high, q)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as readonly [number, number]);
  const passed = Math.min(high, Math.max(low, wanted));
  let found = time.at(-1) ?? 0;
  let away = Number.POSITIVE_INFINITY;
  for (let k = 0; k + 1 < charge.length; k++) {
    const [q, next] = [charge[k] as number, charge[k + 1] as number];
    if (passed < Math.min(q, next) || passed > Math.max(q, next)) continue;
    const [from, to] = [time[k] as number, time[k + 1] as number];
    const instant = q === next ? Math.min(to, Math.max(from, near)) : from + ((passed - q) / (next - q)) * (to - from);
    if (Math.abs(instant - near) < away) [found, away] = [instant, Math.abs(instant - near)];
  }
  return found;
}
