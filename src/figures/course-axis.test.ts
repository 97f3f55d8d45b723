// Courses against time or charge. Oracle: the points themselves; 1 mAh/cm² is 36 000 C/m².
import { describe, expect, test } from "vitest";
import { chargeAxis, courseAxis, timeAxis } from "./course-axis.ts";
import { measuredCourse } from "./measured-course.ts";
import type { Figure } from "./plotly.ts";
import { simulatedCourse } from "./simulated-course.ts";
import { stateCourses } from "./state-courses.ts";
import { lightTheme } from "./theme.ts";

/** About 1 mA/cm² for 5 h, back for 1 h. */
const series = {
  time: new Float64Array([0, 9000, 18_000, 18_000, 21_600]),
  current: new Float64Array([10, 11, 10, -10, -11]),
  voltage: new Float64Array([0.1, 0.2, 0.3, -0.1, 0]),
  charge: new Float64Array([0, 90_000, 180_000, 180_000, 144_000]),
};
const MILLIAMPERE_HOURS = [0, 2.5, 5, 5, 4];
const contact = { name: "contact fraction", unit: "1", values: new Float64Array([1, 0.9, 0.5, 0.5, 0.7]) };

const titleOf = ({ layout }: Figure): unknown => {
  const axes = Object.entries(layout).filter(([name]) => /^xaxis\d*$/.test(name));
  return axes.map(([, axis]) => JSON.stringify(axis)).find((text) => text.includes("<i>"));
};
const placesOf = ({ data }: Figure): number[][] => data.map(({ x }) => Array.from(x as ArrayLike<number>));

test("an axis has quantity and unit, by the span where it is time", () => {
  expect(timeAxis(series.time)).toMatchObject({ title: "<i>t</i> / h", x: new Float64Array([0, 2.5, 5, 5, 6]) });
  expect(timeAxis(new Float64Array([0, 60])).title).toBe("<i>t</i> / s");
  expect(chargeAxis(series.charge)).toMatchObject({
    title: "<i>Q</i> / mAh cm⁻²",
    x: new Float64Array(MILLIAMPERE_HOURS),
  });
  expect(courseAxis(series, "charge").title).toBe(chargeAxis(series.charge).title);
});

describe("against charge", () => {
  const axis = courseAxis(series, "charge");

  test("voltage and current turn back where the current does", () => {
    const figure = simulatedCourse(series, lightTheme, [], axis);
    expect(placesOf(figure)).toEqual([MILLIAMPERE_HOURS, MILLIAMPERE_HOURS]);
    expect(titleOf(figure)).toContain("<i>Q</i> / mAh cm⁻²");
  });

  test("of many pulses the ends of a sentence stand at their charges", () => {
    const groups = [{ name: "strip", points: [1, 2] }];
    expect(placesOf(simulatedCourse(series, lightTheme, groups, axis))).toEqual([
      [2.5, 5],
      [2.5, 5],
    ]);
  });

  test("the contact stands at its charges", () => {
    const figure = stateCourses(series.time, [contact], lightTheme, [], axis);
    expect(placesOf(figure)).toContainEqual(MILLIAMPERE_HOURS);
    expect(titleOf(figure)).toContain("<i>Q</i> / mAh cm⁻²");
  });

  test("measured points stand at their own charge; without one they are left out", () => {
    const measured = {
      time: new Float64Array([0, 18_000]),
      voltage: new Float64Array([0.1, 0.31]),
      current: new Float64Array([10, 10]),
    };
    const difference = new Float64Array([0, -0.01]);
    const charge = new Float64Array([0, 172_800]);
    const known = measuredCourse(series, { ...measured, charge }, lightTheme, difference, "charge");
    expect(placesOf(known)).toContainEqual([0, 4.8]);
    expect(placesOf(known)).toContainEqual(MILLIAMPERE_HOURS);
    const unknown = measuredCourse(series, measured, lightTheme, difference, "charge");
    expect(placesOf(unknown)).toEqual([MILLIAMPERE_HOURS, MILLIAMPERE_HOURS]);
    expect(titleOf(unknown)).toContain("<i>Q</i> / mAh cm⁻²");
  });
});
