import { axisTitle, timeUnit } from "./units.ts";

/** What courses of a run are drawn against. */
export type CourseAbscissa = "time" | "charge";

/** The x axis of courses: a place for every point, the title, and what the pointer shows. */
export interface CourseAxis {
  readonly x: Float64Array;
  readonly title: string;
  readonly hover: string;
}

/** C/m² in 1 mAh/cm². */
export const AREAL_CAPACITY = 36_000;

/** Time from s in s, min or h. @param span s that the axis covers */
export function timeAxis(time: Float64Array, span: number = (time.at(-1) ?? 0) - (time[0] ?? 0)): CourseAxis {
  const { seconds, unit } = timeUnit(span);
  return { x: time.map((t) => t / seconds), title: axisTitle("t", unit), hover: `%{x:.5~g} ${unit}` };
}

/** Charge per area that was stripped, less what was plated, from C/m² in mAh/cm². */
export function chargeAxis(charge: Float64Array): CourseAxis {
  return {
    x: charge.map((q) => q / AREAL_CAPACITY),
    title: axisTitle("Q", "mAh cm⁻²"),
    hover: "<i>Q</i> = %{x:.5~g} mAh cm⁻²",
  };
}

/** The axis of a course by its time or by its charge. */
export function courseAxis(
  { time, charge }: { readonly time: Float64Array; readonly charge: Float64Array },
  abscissa: CourseAbscissa,
): CourseAxis {
  return abscissa === "time" ? timeAxis(time) : chargeAxis(charge);
}
