// Oracles: factors of SI; a step, whose length lies in its jump.
import { expect, it } from "vitest";
import { siUnitOf } from "./study-parameters.ts";
import { thinCourse } from "./thin-course.ts";

it("tells units of SI", () => {
  expect(siUnitOf("mA/cm2")).toEqual({ unit: "A/m2", factor: 10 });
  expect(siUnitOf("nmol/cm2").unit).toBe("mol/m2");
  expect(siUnitOf("mol/cm2/s").unit).toBe("mol/m2/s");
});

it("thins a curve evenly along its length: a jump has its share of the points, as far as it has samples", () => {
  const time = Float64Array.from({ length: 1001 }, (_, i) => i / 1000);
  const values = time.map((t) => 1 / (1 + Math.exp(-(t - 0.5) * 400)));
  const kept = thinCourse(time, values, 41);
  expect(kept.length).toBeGreaterThan(30);
  expect(kept[0]).toBe(0);
  expect(kept.at(-1)).toBe(1000);
  const inside = kept.filter((i) => Math.abs(time[i] - 0.5) < 0.02).length;
  expect(inside).toBeGreaterThan(10);
  expect(inside).toBeLessThan(26);
  expect(thinCourse(time.slice(0, 3), values.slice(0, 3), 10)).toEqual([0, 1, 2]);
});
