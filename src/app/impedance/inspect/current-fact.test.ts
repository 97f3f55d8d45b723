// The prefix of one sweep beside table and map of its series. Oracle: currents over 0.385 cm², by hand.
import { expect, test } from "vitest";
import { syntheticSeries } from "../../../../test/support/synthetic-series.ts";
import { currentFact } from "./current-fact.ts";

const currents = [10e-6, 200e-6];
const whole = syntheticSeries({ sweeps: 2 });
const sweeps = whole.sweeps.map((one, k) => ({ ...one, sweep: { ...one.sweep, dcCurrent: currents[k] ?? null } }));

test("a sweep of 26 µA cm⁻² in a series up to 0.5 mA cm⁻² is told in mA cm⁻²; without an area in mA; none where there is none", () => {
  expect(currentFact(10e-6, { sweeps }, 0.385e-4)).toEqual({
    name: "Current density",
    text: "0.026\u00A0mA\u00A0cm⁻²",
  });
  expect(currentFact(10e-6, { sweeps }, null)).toEqual({ name: "Current", text: "0.01\u00A0mA" });
  expect(currentFact(null, { sweeps }, null)).toBeNull();
});
