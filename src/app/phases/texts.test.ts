import { describe, expect, it } from "vitest";
import { diagramCommand, potentialCommand, propertyCommand, stateCommand } from "./command.ts";
import { onAxis } from "./pointed.ts";
import { atomicText, celsiusOption, celsiusText, freezesText, shiftText } from "./texts.ts";

const asked = { alloy: "63 at.% Na", temperature: 263.15, system: "Na-K", property: "density" };

describe("the command lines, as `liquidus --help` has their options", () => {
  it("quotes what a shell would part", () => {
    expect(stateCommand(asked, null)).toBe("liquidus equilibrium '63 at.% Na' --temperature -10C");
    expect(diagramCommand(asked, "my data.tdb")).toBe("liquidus phases Na-K --at -10C --tdb 'my data.tdb'");
    expect(potentialCommand(asked, null)).toBe("liquidus potential Na-K --temperature -10C --at '63 at.% Na'");
    expect(propertyCommand(asked, null)).toBe("liquidus properties '63 at.% Na' --temperature -10C --property density");
  });
});

describe("texts", () => {
  it("tells temperatures without the rounding of 273.15", () => {
    expect(celsiusOption(298.15)).toBe("25C");
    expect(celsiusText(272.65)).toBe("−0.5\u00A0°C");
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
