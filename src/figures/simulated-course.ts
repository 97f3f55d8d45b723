import { type CourseAxis, timeAxis } from "./course-axis.ts";
import { currentDensityUnit } from "./current-unit.ts";
import { voltageUnit } from "./format-voltage.ts";
import type { Figure } from "./plotly.ts";
import { type RowCurve, stackedRows } from "./stacked-rows.ts";
import { type FigureTheme, processStyles } from "./theme.ts";
import { axisTitle } from "./units.ts";

/** Points of a simulated experiment, SI, current per area. */
export interface SimulatedCourse {
  /** s */
  readonly time: Float64Array;
  /** A/m² */
  readonly current: Float64Array;
  /** V */
  readonly voltage: Float64Array;
}

/** Points that are drawn as one line: the ends of the segments of one sentence, where single segments cannot be told apart. */
export interface CourseGroup {
  readonly name: string;
  /** Indices into the points. */
  readonly points: readonly number[];
}

/** An unknown of a cell against time. */
export interface CourseUnknown {
  readonly name: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** A part of the voltage against time. */
export interface CoursePart {
  readonly name: string;
  /** V */
  readonly values: Float64Array;
}

const DASHES = ["solid", "6px,3px", "2px,2px", "8px,3px,2px,3px"];

/** Colour and dash of line `i` of a few that have a name each. */
export function lineStyle(theme: FigureTheme, i: number): { readonly color: string; readonly dash: string } {
  const style = processStyles[i % processStyles.length] as (typeof processStyles)[number];
  return {
    color: theme.color[style.color],
    dash: DASHES[Math.floor(i / processStyles.length) % DASHES.length] as string,
  };
}

/** Voltage and below it the current density, against time unless another axis is given; of many pulses a line for each group. */
export function simulatedCourse(
  { time, current, voltage }: SimulatedCourse,
  theme: FigureTheme,
  groups: readonly CourseGroup[] = [],
  x: CourseAxis = timeAxis(time),
): Figure {
  const own = currentDensityUnit(current);
  const density = current.map((i) => i * own.factor);
  const { factor, unit } = voltageUnit(largest(voltage));
  const shown = voltage.map((v) => v * factor);
  const grouped = groups.length > 0;
  return stackedRows({
    theme,
    x,
    legend: grouped ? "above" : "none",
    rows: [
      {
        title: axisTitle("E", unit),
        hover: `<i>E</i> = %{y:.5~g} ${unit}`,
        weight: 1.8,
        curves: grouped
          ? groupCurves(x.x, shown, theme, groups)
          : [{ name: "E", x: x.x, y: shown, color: theme.color.accent }],
      },
      {
        title: axisTitle("j", own.unit),
        hover: `<i>j</i> = %{y:.4~g} ${own.unit}`,
        curves: grouped
          ? groupCurves(x.x, density, theme, groups)
          : [{ name: "j", x: x.x, y: density, color: theme.color.s5 }],
      },
    ],
  });
}

function groupCurves(
  place: Float64Array,
  values: Float64Array,
  theme: FigureTheme,
  groups: readonly CourseGroup[],
): RowCurve[] {
  return groups.map(({ name, points }, i) => ({
    name,
    x: points.map((k) => place[k] as number),
    y: points.map((k) => values[k] as number),
    ...lineStyle(theme, i),
  }));
}

/** What each part of the cell adds to its voltage. @param voltage in V, of the cell: the parts are shown in the unit of it */
export function voltagePartCourses(
  time: Float64Array,
  parts: readonly CoursePart[],
  theme: FigureTheme,
  voltage: number,
): Figure {
  const { factor, unit } = voltageUnit(voltage);
  const x = timeAxis(time);
  return stackedRows({
    theme,
    x,
    legend: "above",
    rows: [
      {
        title: axisTitle("E", unit),
        hover: `%{y:.4~g} ${unit}`,
        curves: parts.map(({ name, values }, i) => ({
          name,
          x: x.x,
          y: values.map((v) => factor * v),
          ...lineStyle(theme, i),
        })),
      },
    ],
  });
}

const FIGURE_UNITS: Readonly<Record<string, { readonly factor: number; readonly unit: string }>> = {
  "mol/m3": { factor: 1e-3, unit: "mol L⁻¹" },
  "C/m2": { factor: 1 / 36_000, unit: "mAh cm⁻²" },
  "ohm m2": { factor: 1e4, unit: "Ω cm²" },
  V: { factor: 1e3, unit: "mV" },
};

/** Largest concentration in mol/m³ that is shown in mmol L⁻¹, which has the same numbers. */
const DILUTE = 100;

/** The unit in which people read a quantity, and how many of it one of ours is. @param values ours, all that will be shown */
export function figureUnit(
  unit: string,
  values: Iterable<number> = [],
): { readonly factor: number; readonly unit: string } {
  if (unit === "mol/m3" && largest(values) < DILUTE) return { factor: 1, unit: "mmol L⁻¹" };
  if (unit === "A/m2") return currentDensityUnit(values);
  return FIGURE_UNITS[unit] ?? { factor: 1, unit: shownUnit(unit) };
}

function largest(values: Iterable<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return Number.isFinite(most) ? most : Number.POSITIVE_INFINITY;
}

const POWERS: Readonly<Record<string, string>> = { "2": "²", "3": "³", "-1": "⁻¹", "-2": "⁻²", "-3": "⁻³" };

/** A unit as it is printed: mol/m3 → mol m⁻³, ohm m2 → Ω m²; empty for a pure number. */
export function shownUnit(unit: string): string {
  if (unit === "1") return "";
  return unit
    .split("/")
    .flatMap((part, i) =>
      part.split(" ").flatMap((piece) => {
        if (piece === "1") return [];
        const [, symbol = piece, power = "1"] = /^([^\d]+?)(\d)?$/.exec(piece) ?? [];
        const signed = i === 0 ? power : `-${power}`;
        return `${symbol === "ohm" ? "Ω" : symbol}${signed === "1" ? "" : (POWERS[signed] ?? `^${signed}`)}`;
      }),
    )
    .join(" ");
}
