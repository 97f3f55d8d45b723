// Where the linked cursor goes, and the command that does the same as the page.
import { describe, expect, test } from "vitest";
import { quoted } from "../shell/command-line.ts";
import { emptyProject } from "../state/project.ts";
import { analysisOptions } from "./analysis-options.ts";
import { commandOf } from "./command.ts";
import { frequencyOf, nearestPoint, steppedFrequency, tauOf } from "./point-at.ts";

const spectrum = {
  frequency: Float64Array.of(1e5, 1e4, 1e3, 1e2),
  real: new Float64Array(4),
  imaginary: new Float64Array(4),
};

describe("the cursor", () => {
  test("τ and f are one state: f = 1/(2πτ)", () => {
    expect(frequencyOf(tauOf(6100))).toBeCloseTo(6100, 9);
    expect(2 * Math.PI * 50 * tauOf(50)).toBeCloseTo(1, 15);
  });

  test("snaps to the measured point nearest on a logarithmic axis, and to none a decade away", () => {
    expect([2.9e3, 3.3e3, 100].map((f) => nearestPoint(spectrum, f))).toEqual([2, 1, 3]);
    expect([9.9, 1.1e6].map((f) => nearestPoint(spectrum, f))).toEqual([null, null]);
  });

  test("steps from point to point and stays within the measured ones", () => {
    expect(steppedFrequency(spectrum, 1.2e3, 1)).toBe(1e4);
    expect(steppedFrequency(spectrum, 1e5, 1)).toBe(1e5);
    expect(steppedFrequency(spectrum, 1e4, -10)).toBe(100);
    expect(spectrum.frequency).toContain(steppedFrequency(spectrum, null, 0));
  });
});

describe("the settings of a file", () => {
  const file = { name: "a b.mpr", area: "0.385 cm2", working: "NaK50", counter: null };

  test("are what the command line makes of the same words", () => {
    const options = analysisOptions(file, { ...emptyProject.impedance, lambda: 2.5e-3, drift: true });
    expect(options.cell?.area).toBeCloseTo(0.385e-4, 18);
    expect(options.cell).not.toHaveProperty("counter");
    expect([options.lambda, options.drift, options.circuit]).toEqual([2.5e-3, true, "auto"]);
    expect(() => analysisOptions({ ...file, area: "0.385 mA" }, emptyProject.impedance)).toThrow();
  });

  test("are said as a command that a shell takes as it stands", () => {
    expect(commandOf(file, { ...emptyProject.impedance, lambda: 2.5e-3, circuit: "R0-p(R1,CPE1)" }).recorded).toBe(
      "liquidus analyze 'a b.mpr' --area '0.385 cm2' --working NaK50 --lambda 0.0025 --circuit 'R0-p(R1,CPE1)'",
    );
    const colors = [0.25, 250] as const;
    const colored = (area: number | null) => commandOf(file, { ...emptyProject.impedance, colors }, area).recorded;
    expect(colored(4e-5)).toContain(" --colors '0.1..100 Ohm cm2'");
    expect(colored(null)).toContain(" --colors '0.25..250 Ohm'");
    const drifts = ([true, false, "auto"] as const).map((drift) =>
      commandOf(file, { ...emptyProject.impedance, drift }),
    );
    expect(drifts.map((command) => command.recorded.split("NaK50")[1])).toEqual([" --drift", " --no-drift", ""]);
    expect(quoted("$(rm x)'")).toBe("'$(rm x)'\\'''");
    expect(commandOf({ ...file, name: "-x.mpr" }, emptyProject.impedance).recorded).toContain(" ./-x.mpr ");
  });
});
