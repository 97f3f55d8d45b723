// Oracle: the response of resistances and capacitances to a constant current, v = i Σ R_k (1 − e^(−t/R_k C_k)) + i R₀.
import { describe, expect, it, vi } from "vitest";
import { silentControl } from "../../base/task.ts";
import { studyFromFile } from "../studies/read-study.ts";
import { calibration } from "./calibration.ts";
import { planCalibration } from "./plan-calibration.ts";

/** Runs of cases, to be counted. */
const counted = vi.hoisted(() => ({ run: () => {} }));
vi.mock("../studies/run-study.ts", async (original) => {
  const real = await original<typeof import("../studies/run-study.ts")>();
  return {
    ...real,
    runCase: (...given: Parameters<typeof real.runCase>) => {
      counted.run();
      return real.runCase(...given);
    },
  };
});

/** V at 10 A/m² after t s. */
const voltage = (t: number, gb: number, c: number, interfaceR: number): number =>
  10 * (0.002 + gb * -Math.expm1(-t / (gb * c)) + interfaceR * -Math.expm1(-t / (interfaceR * 0.2)));
const TRUTH = [0.003, 0.0033, 0.01] as const;
const TIMES = { short: 1e-5, middle: 1e-4, long: 0.05 } as const;

function text(calibrate: string): string {
  const cases = Object.entries(TIMES);
  return `schema: liquidus.study/1
name: arcs
cell:
  model:
    schema: liquidus.cell-model/1
    name: two arcs
    temperature: 298.15
    submodels:
      - { name: electrolyte, kind: resistance, parameters: { resistance: 0.002 } }
      - { name: grain boundary, kind: resistor-capacitor, parameters: { resistance: 0.004, capacitance: 0.002 } }
      - { name: interface, kind: resistor-capacitor, electrode: working, parameters: { resistance: 0.02, capacitance: 0.2 } }
protocol: strip at 1 mA/cm2 for {time}
cases:
${cases.map(([name, t]) => `  - { name: ${name}, let: { time: ${t} s } }`).join("\n")}
observe:
${cases.map(([name, t]) => `  - { name: v ${name}, case: ${name}, what: voltage, value: ${voltage(t, ...TRUTH)}, sigma: 0.5 mV, experiment: ${name} }`).join("\n")}
  - { name: v any, case: middle, what: highest voltage, value: 1 V, sigma: 0.1 V, sense: at most, experiment: long }
  - { name: later, case: long, what: lowest voltage }
calibrate:
${calibrate}`;
}

const VARY = `  vary:
    grain boundary.resistance: { from: 5 Ohm cm2, to: 200 Ohm cm2, scale: log }
    grain boundary.capacitance: { from: 10 nF/cm2, to: 10 uF/cm2, scale: log }
    interface.resistance: { from: 10 Ohm cm2, to: 1000 Ohm cm2, scale: log, prior: { value: 90 Ohm cm2, sigma: 200 Ohm cm2, source: made } }
`;

const study = (calibrate: string) =>
  studyFromFile({ name: "arcs.yaml", bytes: new TextEncoder().encode(text(calibrate)) });

describe("planCalibration", () => {
  it("recovers the parameters of a study from exact data, in SI, and counts data, priors and parameters", async () => {
    const source = await study(`${VARY}  proposed: { later: 1 mV }\n`);
    const { forward, studies } = await planCalibration([{ source }], silentControl);
    expect(studies[0]).toMatchObject({ name: "arcs", file: "arcs.yaml" });
    expect(forward.data.map(({ name, value }) => [name, value === null])).toContainEqual(["later", true]);
    const document = await calibration({ title: "arcs", studies, forward, options: { profiles: false } }).run(
      silentControl,
    );
    expect(document.counts).toMatchObject({
      values: 3,
      bounds: 1,
      priors: 1,
      parameters: 3,
      degrees: 1,
      experiments: 3,
    });
    document.parameters.forEach(({ value, standardDeviation }, k) => {
      expect(Math.abs(value - TRUTH[k])).toBeLessThan(0.1 * (standardDeviation ?? 0) + 2e-3 * TRUTH[k]);
    });
    expect(document.misfit.sumOfSquares).toBeLessThan(0.05);
  });

  it("does not run a case again whose cell stands as before", async () => {
    const runs = vi.spyOn(counted, "run");
    const own = text(VARY).replace(
      "name: long, let",
      "name: long, cell: { model: { schema: liquidus.cell-model/1, name: one, temperature: 298.15, submodels: [{ name: interface, kind: resistor-capacitor, electrode: working, parameters: { resistance: 0.02, capacitance: 0.2 } }] } }, let",
    );
    const blind = `${own}  blind: [grain boundary.resistance, grain boundary.capacitance]\n`;
    const source = await studyFromFile({ name: "arcs.yaml", bytes: new TextEncoder().encode(blind) });
    const { forward } = await planCalibration([{ source }], silentControl);
    const [, , interfaceR] = TRUTH;
    const first = await forward.evaluate([0.003, 0.0033, interfaceR], silentControl, "final");
    expect(runs).toHaveBeenCalledTimes(3);
    expect(await forward.evaluate([0.003, 0.0033, interfaceR], silentControl, "final")).toEqual(first);
    expect(runs).toHaveBeenCalledTimes(3);
    // "long" has no grain boundary: of the three only the other two are run.
    const moved = await forward.evaluate([0.004, 0.0033, interfaceR], silentControl, "final");
    expect(runs).toHaveBeenCalledTimes(5);
    expect(moved.at(-1)).toEqual(first.at(-1));
    expect(moved[0].value).not.toBe(first[0].value);
    runs.mockRestore();
  });

  it("a cell that cannot be made is a failure with its sentence", async () => {
    const { forward } = await planCalibration([{ source: await study(VARY) }], silentControl);
    const values = await forward.evaluate([-1, 1e-3, 1e-2], silentControl, "search");
    expect(values.every(({ failed }) => failed !== undefined)).toBe(true);
    expect(values[0].failed?.reason).toMatch(/resistance/);
  });

  it.each([
    ["  vary: {}\n", /vary/],
    ["  vary: { interface.resistence: { from: 1, to: 2 } }\n", /interface\.resist/],
    ["  vary: { interface.resistance: { from: 1 s, to: 2 } }\n", /another kind of quantity/],
  ])("refuses %j", async (calibrate, words) => {
    await expect(planCalibration([{ source: await study(calibrate) }], silentControl)).rejects.toThrow(words);
  });

  const ONE = "  vary: { interface.resistance: { from: 10 Ohm cm2, to: 1000 Ohm cm2 } }\n";
  it.each([
    [
      "bounds the wrong way round",
      "  vary:\n    interface.resistance: { from: 2, to: 1 }\n",
      "line 25, calibrate.vary.interface.resistance: interface.resistance: from 2 to 1",
    ],
    [
      "a start outside",
      "  vary:\n    interface.resistance: { from: 1, to: 2, start: 3 }\n",
      "line 25, calibrate.vary.interface.resistance: interface.resistance: the start 3 lies outside",
    ],
    [
      "a prior without width",
      "  vary:\n    interface.resistance: { from: 1, to: 2, prior: { value: 1, sigma: 0, source: x } }\n",
      "line 25",
    ],
    [
      "bounds of a rival",
      `${ONE}  compare:\n    - name: other\n      mechanisms: {}\n      vary: { interface.resistance: { from: 2, to: 1 } }\n`,
      "line 28, calibrate.compare[0].vary.interface.resistance: interface.resistance: from 2 to 1",
    ],
    [
      "a curve without deviation",
      `${ONE}  curve: { sigma: 0 V }\n`,
      "line 25, calibrate.curve.sigma: sigma is 0 V; it is above zero",
    ],
    ["a curve with a negative one", `${ONE}  curve: { sigma: -5 mV }\n`, "sigma is -5 mV; it is above zero"],
    [
      "a proposed name that is not there",
      `${ONE}  proposed: { latter: 1 mV }\n`,
      'line 25, calibrate.proposed.latter: there is no observable "latter" under observe. Did you mean "later"',
    ],
    [
      "a proposed sigma of zero",
      `${ONE}  proposed: { later: 0 V }\n`,
      "line 25, calibrate.proposed.later: sigma is 0 V",
    ],
    ["a proposed one that is measured", `${ONE}  proposed: { v any: 1 mV }\n`, "is measured, not proposed"],
    [
      "an idle mechanism of another cell",
      `${ONE}  idle: [voids]\n`,
      'line 25, calibrate.idle[0]: there is no mechanism "voids"',
    ],
    [
      "a blind name that is not there",
      `${ONE}  blind: [interface.resistence]\n`,
      'there is no parameter "interface.resistence"',
    ],
  ])("refuses %s with its line", async (_, calibrate, words) => {
    const planned = study(calibrate).then((source) => planCalibration([{ source }], silentControl));
    await expect(planned).rejects.toThrow(words);
  });

  const other = async (name: string, calibrate: string): Promise<Awaited<ReturnType<typeof study>>> => {
    const yaml = `schema: liquidus.study/1
name: ${name}
cell:
  model:
    schema: liquidus.cell-model/1
    name: one
    temperature: 298.15
    submodels: [{ name: electrolyte, kind: resistance, parameters: { resistance: 0.002 } }]
protocol: strip at 1 mA/cm2 for 1 s
observe: [{ name: v, what: voltage, value: 20 mV, sigma: 1 mV }]
${calibrate}`;
    return studyFromFile({ name: `${name}.yaml`, bytes: new TextEncoder().encode(yaml) });
  };

  it("refuses a study that lacks what is varied, unless it says that its data do not see it", async () => {
    const source = await study(ONE);
    const plan = async (calibrate: string) =>
      planCalibration([{ source }, { source: await other("other", calibrate) }], silentControl);
    await expect(plan("")).rejects.toThrow(
      'other.yaml, line 3, cell: the cell of "other" has no parameter "interface.resistance", which is varied.',
    );
    const { forward } = await plan("calibrate: { blind: [interface.resistance] }");
    const values = await forward.evaluate([0.01], silentControl, "final");
    expect(values.at(-1)).toMatchObject({ name: "other: v", value: expect.closeTo(0.02, 9) });
  });

  it("refuses a study that is given twice, and two of one name", async () => {
    const source = await study(ONE);
    await expect(planCalibration([{ source }, { source: await study(ONE) }], silentControl)).rejects.toThrow(
      "The study arcs is given twice: its data would count twice",
    );
    const namesake = { source: await other("arcs", "calibrate: { blind: [interface.resistance] }") };
    await expect(planCalibration([{ source }, namesake], silentControl)).rejects.toThrow(
      "Two studies are called arcs (arcs.yaml, arcs.yaml)",
    );
  });

  it("refuses a case that fixes what is varied", async () => {
    const own = text(VARY).replace(
      "name: short, let",
      "name: short, cell: { parameters: { interface.resistance: 0.01 } }, let",
    );
    const source = await studyFromFile({ name: "arcs.yaml", bytes: new TextEncoder().encode(own) });
    await expect(planCalibration([{ source }], silentControl)).rejects.toThrow(
      /the case "short" fixes interface\.resistance/,
    );
  });
});

describe("runs of a search", () => {
  const value = async (
    calibrate: string,
    values: number[],
    fidelity: "search" | "final" = "search",
  ): Promise<number[]> => {
    const { forward } = await planCalibration([{ source: await study(calibrate) }], silentControl);
    return (await forward.evaluate(values, silentControl, fidelity)).map((one) => one.value);
  };
  const ONE = "  vary: { interface.resistance: { from: 10 Ohm cm2, to: 1000 Ohm cm2 } }\n";

  it("a tied parameter keeps its ratio to the one that is varied", async () => {
    const tied = await value(`${ONE}  tie: { grain boundary.resistance: interface.resistance }\n`, [0.01]);
    const both =
      "  vary: { interface.resistance: { from: 1e-3, to: 1 }, grain boundary.resistance: { from: 1e-3, to: 1 } }\n";
    const free = await value(both, [0.01, 0.002]);
    tied.forEach((one, k) => {
      expect(one).toBeCloseTo(free[k], 12);
    });
  });

  it("a study that is blind to a parameter keeps its own value until the last run", async () => {
    const blind = `${ONE}  blind: [interface.resistance]\n`;
    expect(await value(blind, [0.01])).toEqual(await value(ONE, [0.02]));
    expect(await value(blind, [0.01], "final")).toEqual(await value(ONE, [0.01], "final"));
  });

  it("a linear study goes along the chord from its start to a point beside it, and runs at the end", async () => {
    // bounds 0.001 to 0.1 Ohm m², start 0.02, chord over 3 % of the way: to 0.02297
    const [start, beside] = [await value(ONE, [0.02]), await value(ONE, [0.02 + 0.03 * 0.099])];
    const found = await value(`${ONE}  linear: on\n`, [0.05]);
    found.forEach((one, k) => {
      expect(one).toBeCloseTo(start[k] + ((beside[k] - start[k]) * (0.05 - 0.02)) / (0.03 * 0.099), 10);
    });
    expect(await value(`${ONE}  linear: on\n`, [0.05], "final")).toEqual(await value(ONE, [0.05], "final"));
  });

  it("refuses a tie to what is not varied", async () => {
    const tied = `${ONE}  tie: { grain boundary.resistance: interface.capacitance }\n`;
    await expect(value(tied, [0.02])).rejects.toThrow(/tied to interface\.capacitance, which is not varied/);
  });

  const alloy = (cell: string, calibrate: string): string => `schema: liquidus.study/1
name: alloy
cell: { set: nak-on-nasicon${cell} }
settings: { tolerance: 1e-4 }
protocol: strip at 0.2 mA/cm2 for 60 s
observe:
  - { name: v, what: voltage, value: 0.02 V, sigma: 1 mV }
  - { name: filament, what: filament length, value: 0 m, sigma: 1 mm }
calibrate:
  vary: { store.capacity: { from: 3 nmol/cm2, to: 30 nmol/cm2 } }
${calibrate}`;
  const volts = async (cell: string, calibrate: string, fidelity: "search" | "final"): Promise<number> => {
    const source = await studyFromFile({ name: "a.yaml", bytes: new TextEncoder().encode(alloy(cell, calibrate)) });
    const { forward } = await planCalibration([{ source }], silentControl);
    const [v, length] = await forward.evaluate([1e-4], silentControl, fidelity);
    expect(length.value).toBe(0);
    return v.value;
  };

  it("idle mechanisms and a coarse pool are for the search alone", async () => {
    const plain = await volts("", "", "final");
    const without = await volts(", mechanisms: { voids: off, filament: off }", "", "final");
    const search = "  cells: 12\n  idle: [voids, filament]\n";
    expect(await volts("", search, "final")).toBe(plain);
    expect(plain).not.toBe(without);
    expect(Math.abs((await volts("", search, "search")) - without)).toBeLessThan(2e-5);
  });

  it("another area is that of cases that state none", async () => {
    const wide = await volts(", area: 0.5 cm2", "", "search");
    expect(await volts("", "  area: 0.5 cm2\n", "search")).toBe(wide);
    expect(await volts(", area: 0.5 cm2", "  area: 0.7 cm2\n", "search")).toBe(wide);
  });
});
