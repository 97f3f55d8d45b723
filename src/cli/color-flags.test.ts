import { expect, test } from "vitest";
import { colorsOf } from "./color-flags.ts";

test.each([
  ["0.1..100 Ohm cm2", [1e-5, 1e-2], true],
  ["0.1 Ohm cm2..0.1 kOhm cm2", [1e-5, 1e-2], true],
  ["0.3..300Ohm", [0.3, 300], false],
  ["2.5e-3..1 Ω", [2.5e-3, 1], false],
] as const)("%s begins and ends there, in SI", (text, [floor, top], areal) => {
  const asked = colorsOf(text);
  expect(asked.areal).toBe(areal);
  expect(asked.bounds[0]).toBeCloseTo(floor, 12);
  expect(asked.bounds[1]).toBeCloseTo(top, 12);
});

test.each([
  ["100 Ohm", /give both ends and a unit/],
  ["1..100", /give both ends and a unit/],
  ["100..1 Ohm", /at least twice the lower/],
  ["0..1 Ohm", /larger than 0/],
  ["1..100 mA", /not a resistance/],
])("%s is refused in a sentence", (text, sentence) => expect(() => colorsOf(text)).toThrow(sentence));
