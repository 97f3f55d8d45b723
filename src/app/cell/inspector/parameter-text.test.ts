// Fields of parameters. Oracles: 1 mA/cm² is 10 A/m²; geometric and arithmetic means of the ends of a range.
import { expect, it } from "vitest";
import { isOutside, parameterScale, sliderSteps, typedParameter } from "./parameter-text.ts";

const density = { name: "store.limitingCurrentDensity", unit: "mA/cm2" };

it("a number without a unit has that of the field, one with a unit is converted and kept as it was typed", () => {
  expect(typedParameter(density, "0.4")).toEqual({ value: 0.4, written: "0.4 mA/cm2" });
  expect(typedParameter(density, "4 A/m2")).toEqual({ value: expect.closeTo(0.4, 12), written: "4 A/m2" });
  expect(typedParameter(density, "1.4 × 10⁻³")).toEqual({ value: 1.4e-3, written: "1.4e-3 mA/cm2" });
});

it("another kind of quantity is refused in a sentence", () => {
  const typed = typedParameter(density, "3 V");
  expect("problem" in typed ? typed.problem : "").toMatch(/V is another kind of quantity.*mA\/cm2/);
  expect("problem" in typedParameter(density, "much")).toBe(true);
});

it("a slider is logarithmic over more than a decade, and reaches a value outside of the range", () => {
  const wide = parameterScale({ range: [1, 100], value: 10, shipped: null });
  expect([wide.log, wide.toValue(0.5), wide.toPart(10)]).toEqual([true, 10, expect.closeTo(0.5, 12)]);
  const narrow = parameterScale({ range: [1, 5], value: 2, shipped: null });
  expect([narrow.log, narrow.toValue(0.5)]).toEqual([false, 3]);
  expect(parameterScale({ range: [1, 5], value: 8, shipped: null }).toPart(8)).toBeCloseTo(1, 12);
});

it("every step of a slider is a number of its own, and finds back to its step", () => {
  for (const [low, high] of [
    [1, 5],
    [0.95, 1],
    [1, 9],
    [1e-6, 1],
    [-0.2, 0.3],
  ] as const) {
    const { toPart, toValue } = parameterScale({ range: [low, high], value: low, shipped: null });
    const steps = Array.from({ length: sliderSteps + 1 }, (_, k) => k);
    expect(steps.map((k) => Math.round(sliderSteps * toPart(toValue(k / sliderSteps))))).toEqual(steps);
  }
});

it("without a range a slider reaches a decade around the number as shipped, wherever it stands now", () => {
  const { low, high } = parameterScale({ range: null, value: 4, shipped: 2 });
  expect([low, high]).toEqual([0.2, 20]);
  expect(parameterScale({ range: null, value: 4, shipped: null })).toMatchObject({ low: 0.4, high: 40 });
});

it("a value at the end of its range is inside", () => {
  expect([isOutside({ range: [0.1, 0.3], value: 0.1 + 0.2 }), isOutside({ range: [1, 5], value: 8 })]).toEqual([
    false,
    true,
  ]);
});
