import { describe, expect, it } from "vitest";
import { parseTemperature } from "./temperature.ts";

// Oracle: the definition of the Celsius scale, T/K = t/°C + 273.15.
describe("parseTemperature", () => {
  it.each([
    ["25C", 298.15],
    ["25 °C", 298.15],
    ["25°C", 298.15],
    ["-12.6 °C", 260.55],
    ["−12.6 °C", 260.55],
    ["298.15K", 298.15],
    ["0 degC", 273.15],
  ])("%s is %d K", (text, kelvins) => {
    expect(parseTemperature(text)).toBe(kelvins);
  });

  it("refuses a bare number, another unit, no temperature and what lies below absolute zero", () => {
    expect(() => parseTemperature("25")).toThrow('"25" has no unit: write a temperature as in 25C or 298.15K.');
    expect(() => parseTemperature("77 F")).toThrow("read in °C or K");
    expect(() => parseTemperature("warm")).toThrow('"warm" is not a temperature');
    expect(() => parseTemperature("-300C")).toThrow("lies above 0 K");
    expect(() => parseTemperature("-274C")).toThrow('"-274C" is -0.85 K;');
  });

  it("refuses a comma: 25,60C may be one temperature or two", () => {
    for (const text of ["25,60C", "298,15 K", "0,25,50C"]) {
      expect(() => parseTemperature(text)).toThrow("give one temperature here, with a decimal point if it needs one");
    }
  });
});
