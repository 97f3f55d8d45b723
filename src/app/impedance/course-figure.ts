import { useEffect, useMemo, useState } from "react";
import { keptExtent } from "../../figures/extent.ts";
import type { Figure } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import { voltageAndCurrent } from "../../figures/voltage-and-current.ts";
import type { TimeSeries } from "../../files/time-series.ts";
import { prepareTrace } from "../plot/prepare-trace.ts";
import { takeTurn } from "../shell/turns.ts";

/** More points than this are laid out in turns: going through all of them takes longer than a frame. */
const LONG = 50_000;

interface CourseOptions {
  readonly theme: FigureTheme;
  /** Electrode area in m²; null: the current is in A. */
  readonly area: number | null;
}

/** A figure of a course, and what it was drawn from: its words and its unit are those of the figure. */
export interface DrawnCourse {
  readonly figure: Figure;
  readonly series: TimeSeries;
  /** In m²; null: the current is in A. */
  readonly area: number | null;
}

/**
 * The figure of a course with all its points; null until those of a long one are laid out for the first time. While they are laid out anew,
 * of another area or in another theme, the figure before stays.
 */
export function useCourseFigure(series: TimeSeries, { theme, area }: CourseOptions): DrawnCourse | null {
  const isLong = series.time.length > LONG;
  const short = useMemo(
    () => (isLong ? null : { figure: voltageAndCurrent(series, { theme, area, points: "typed" }), series, area }),
    [isLong, series, theme, area],
  );
  const [long, setLong] = useState<DrawnCourse | null>(null);
  useEffect(() => {
    if (!isLong) return;
    const steps = inSteps(series, { theme, area });
    const step = (): void => {
      const { done, value } = steps.next();
      if (done === true) setLong({ figure: value, series, area });
      else takeBack = takeTurn(step, "panel");
    };
    let takeBack = takeTurn(step, "panel");
    return () => takeBack();
  }, [isLong, series, theme, area]);
  return short ?? long;
}

/** Goes through the points once a step. */
function* inSteps(series: TimeSeries, options: CourseOptions): Generator<void, Figure> {
  for (const values of [series.voltage, series.current]) {
    if (values === null) continue;
    keptExtent(values);
    yield;
  }
  const figure = voltageAndCurrent(series, { ...options, points: "typed" });
  for (const trace of figure.data) {
    yield;
    prepareTrace(trace);
  }
  return figure;
}
