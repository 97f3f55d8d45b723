import { currentDensityUnit } from "./current-unit.ts";
import type { Figure } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { stackedRows } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";
import { axisTitle, timeUnit } from "./units.ts";

/** A course of voltage and current density: s, V, A/m²; empty where there is none. */
export interface VoltageCourse {
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  readonly current: Float64Array;
}

/**
 * What was measured as points under what was computed as lines: voltage, below it the difference where it is given, and the current
 * density, against time.
 *
 * @param difference computed less measured in V at the measured points; NaN outside of the run
 */
export function measuredCourse(
  computed: VoltageCourse,
  measured: VoltageCourse,
  theme: FigureTheme,
  difference: Float64Array = new Float64Array(0),
): Figure {
  const span = Math.max(computed.time.at(-1) ?? 0, measured.time.at(-1) ?? 0) - (computed.time[0] ?? 0);
  const { seconds, unit } = timeUnit(span);
  const lines = lineStyle(theme, 0).color;
  const points = theme.color.measured;
  const row = (of: (course: VoltageCourse) => Float64Array, factor: number) =>
    [
      { name: "measured", course: measured, color: points, mode: "markers" as const },
      { name: "computed", course: computed, color: lines, mode: "lines" as const },
    ].flatMap(({ name, course, color, mode }) => {
      const values = of(course);
      if (values.length === 0) return [];
      return [{ name, x: course.time.map((t) => t / seconds), y: values.map((v) => v * factor), color, mode }];
    });
  const own = currentDensityUnit([...computed.current, ...measured.current]);
  const known = Array.from(difference.keys()).filter((k) => Number.isFinite(difference[k]));
  return stackedRows({
    theme,
    x: { title: axisTitle("t", unit), hover: `%{x:.5~g} ${unit}` },
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
                  x: known.map((k) => (measured.time[k] as number) / seconds),
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
