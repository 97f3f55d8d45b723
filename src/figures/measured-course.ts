import { type CourseAbscissa, type CourseAxis, chargeAxis, timeAxis } from "./course-axis.ts";
import { currentDensityUnit } from "./current-unit.ts";
import type { Figure } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { stackedRows } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";
import { axisTitle } from "./units.ts";

/** A course of voltage and current density: s, V, A/m²; empty where there is none. */
export interface VoltageCourse {
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  readonly current: Float64Array;
  /** C/m²; left out where it is not known. */
  readonly charge?: Float64Array;
}

/**
 * What was measured as points under what was computed as lines: voltage, below it the difference where it is given, and the current
 * density, against time or charge.
 *
 * @param difference computed less measured in V at the measured points; NaN outside of the run
 * @param abscissa by the charge only where it is known: a measurement without its charge is left out of that
 */
export function measuredCourse(
  computed: VoltageCourse,
  measured: VoltageCourse,
  theme: FigureTheme,
  difference: Float64Array = new Float64Array(0),
  abscissa: CourseAbscissa = "time",
): Figure {
  const span = Math.max(computed.time.at(-1) ?? 0, measured.time.at(-1) ?? 0) - (computed.time[0] ?? 0);
  const axisOf = ({ time, charge = new Float64Array(0) }: VoltageCourse): CourseAxis =>
    abscissa === "time" ? timeAxis(time, span) : chargeAxis(charge);
  const places = axisOf(measured).x;
  const lines = lineStyle(theme, 0).color;
  const points = theme.color.measured;
  const row = (of: (course: VoltageCourse) => Float64Array, factor: number) =>
    [
      { name: "measured", course: measured, color: points, mode: "markers" as const },
      { name: "computed", course: computed, color: lines, mode: "lines" as const },
    ].flatMap(({ name, course, color, mode }) => {
      const values = of(course);
      const { x } = axisOf(course);
      if (values.length === 0 || x.length === 0) return [];
      return [{ name, x, y: values.map((v) => v * factor), color, mode }];
    });
  const own = currentDensityUnit([...computed.current, ...measured.current]);
  const known = Array.from(difference.keys()).filter((k) => Number.isFinite(difference[k]) && k < places.length);
  return stackedRows({
    theme,
    x: axisOf(computed),
    legend: "above",
    rows: [
      {
        title: axisTitle("E", "V"),
        hover: "<i>E</i> = %{y:.5~g} V",
        weight: 1.8,
        curves: row(({ voltage }) => voltage, 1),
      },
      ...(known.length === 0
        ? []
        : [
            {
              title: "Δ<i>E</i> / mV",
              hover: "computed − measured = %{y:.4~g} mV",
              curves: [
                {
                  name: "computed − measured",
                  x: known.map((k) => places[k] as number),
                  y: known.map((k) => 1e3 * (difference[k] as number)),
                  color: lineStyle(theme, 2).color,
                },
              ],
            },
          ]),
      {
        title: axisTitle("j", own.unit),
        hover: `<i>j</i> = %{y:.4~g} ${own.unit}`,
        curves: row(({ current }) => current, own.factor),
      },
    ],
  });
}
