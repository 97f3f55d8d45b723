import { describe, expect, it } from "vitest";
import { diagramCommand, potentialCommand, propertyCommand, stateCommand } from "./command.ts";
import { temperatureCursor } from "./cursor.ts";
import { onAxis } from "./pointed.ts";
import { poolProblem } from "./pool-problem.ts";
import { atomicText, celsiusOption, celsiusText, freezesText, setTemperatureText, shiftText } from "./texts.ts";

const asked = { alloy: "63 at.% Na", temperature: 263.15, system: "Na-K", property: "density" };

describe("the command lines, as `liquidus --help` has their options", () => {
  it("quotes what a shell would part", () => {
    expect(stateCommand(asked, null).recorded).toBe("liquidus equilibrium '63 at.% Na' --temperature -10C");
    expect(diagramCommand(asked, "my data.tdb").recorded).toBe("liquidus phases Na-K --at -10C --tdb 'my data.tdb'");
    expect(potentialCommand(asked, null).recorded).toBe("liquidus potential Na-K --temperature -10C --at '63 at.% Na'");
    expect(propertyCommand(asked, null).recorded).toBe(
      "liquidus properties '63 at.% Na' --temperature -10C --property density",
    );
  });
});

describe("texts", () => {
  it("tells temperatures without the rounding of 273.15", () => {
    expect(celsiusOption(298.15)).toBe("25C");
    expect([298.15, 298, 260.55].map(setTemperatureText)).toEqual(["25.0\u00a0°C", "24.85\u00a0°C", "−12.6\u00a0°C"]);
    expect(celsiusText(272.65)).toBe("−0.5\u00A0°C");
  });

  it("the tag on the axis says what the field says, and no more than a pixel of a temperature that is pointed at", () => {
    const tag = (temperature: number) => temperatureCursor({ moleFraction: null, temperature, point: null }).text;
    expect([298.15, 298, 260.55].map(tag)).toEqual(["25.0", "24.85", "−12.6"]);
    expect(tag(298.023456)).toBe("24.9");
  });

  it("gives ± as 1.96 σ, as every figure of the view does", () => {
    expect(freezesText(286.35, 1.8)).toBe("13.2\u00A0±\u00A03.5\u00A0°C");
    expect(freezesText(286.35, null)).toBe("13.2\u00A0°C");
  });

  it("gives a shift with its sign, and its interval where there is one", () => {
    expect(shiftText(0.0017006, 0.0002294)).toBe("+1.70\u00A0±\u00A00.45\u00A0mV");
    expect(shiftText(0.0017006, null)).toBe("+1.70\u00A0mV");
    expect(shiftText(0, null)).toBe("0.00\u00A0mV");
    expect(shiftText(null, null)).toBe("–");
  });

  it("writes a composition as it is typed", () => {
    expect(atomicText(0.63012, "Na")).toBe("63.01 at.% Na");
    expect(atomicText(0.5, "Zn")).toBe("50 at.% Zn");
  });

  it("keeps the pointer off the pure metals", () => {
    expect([onAxis(-0.2), onAxis(0.4), onAxis(1)]).toStrictEqual([1e-4, 0.4, 0.9999]);
  });
});

describe("what is typed as a pool", () => {
  it.each(["", "0.5 mm", "20 uL / 0.385 cm2", "20 µL / 0.385 cm²"])("takes %s", (text) =>
    expect(poolProblem(text)).toBeNull(),
  );
  it("says what is missing of a volume without area", () => {
    expect(poolProblem("20 uL")).toBe(
      "20 uL is a volume without its area: write the area behind it, as in 20 uL / 0.385 cm2, or a depth, as in 0.5 mm.",
    );
  });
  it.each([
    ["5", /no unit/],
    ["20 uL /", /is not|no unit/],
    ["0 mm", /no depth of a pool/],
    ["3 V", /not a length/],
  ])("refuses %s in a sentence", (text, sentence) => expect(poolProblem(text)).toMatch(sentence));
});
