// Oracle: the same voltages written by hand.
import { expect, test } from "vitest";
import { formatVoltage } from "./format-voltage.ts";

test.each([
  [3, "3 V"],
  [-1.0207, "−1.021 V"],
  [3.4, "3.4 V"],
  [0.006956, "6.956 mV"],
  [-0.0123456, "−12.35 mV"],
  [0.99999, "1 V"],
  [0.9999, "999.9 mV"],
  [0, "0 V"],
  [1e-17, "0 V"],
  [Number.NaN, "–"],
])("%f V reads %s", (value, text) => {
  expect(formatVoltage(value)).toBe(text);
});
