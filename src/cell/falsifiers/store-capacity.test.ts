import { expect, it } from "vitest";
import { FARADAY } from "../../units/constants.ts";
import { storeCapacity } from "./store-capacity.ts";

// Oracle: by hand, 10 A/m² for 0.7 s over F is 72.6 µmol/m², 7.3 nmol/cm².
it("holds what passes in one time constant", () => {
  const { value, lower, upper } = storeCapacity(10, { value: 0.7, lower: 0.35, upper: 1.4 }, 1);
  expect(value).toBeCloseTo(7.255e-5, 8);
  expect(lower * FARADAY).toBeCloseTo(3.5, 12);
  expect(upper * FARADAY).toBeCloseTo(14, 12);
  expect(storeCapacity(10, 0.7, 2).value).toBe(0.5 * value);
  expect(() => storeCapacity(0, 1, 1)).toThrow("limiting current density: from 0");
});
