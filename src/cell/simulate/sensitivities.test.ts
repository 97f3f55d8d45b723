import { describe, expect, it } from "vitest";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import type { Limit, Segment } from "../protocol/segment.ts";
import { EDGES_ONLY } from "./options.ts";
import { simulateSensitivities } from "./sensitivities.ts";
import { simulate } from "./simulate.ts";

const PROTOCOL =
  "repeat 2 { strip at 1 mA/cm2 for 1 s; rest 2 s }; strip at 1.1 mA/cm2 for 100 s or until 0.26 V; rest 1 s";
const parameters = [
  "interface.exchangeCurrentDensity",
  "interface.doubleLayerCapacitance",
  "contact.lossRate",
  "pool.diffusivity",
  "pool.initialConcentration",
  "electrolyte.resistance",
];
const options = { relativeTolerance: 1e-9, record: EDGES_ONLY };
const segments = () => compileProtocol(parseProtocol(PROTOCOL)).segments();

describe("sensitivities of a simulated cell", () => {
  const model = composeCell(benchmarkCellR1(60));
  const { ends, trajectory } = simulateSensitivities(model, parameters, segments(), options);

  it("belong to every segment of the run, which is the plain run", () => {
    const plain = simulate(model, segments(), options);
    expect(trajectory.end).toEqual({ kind: "completed" });
    expect(ends.map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(trajectory.segments.map(({ endVoltage }) => endVoltage)).toEqual(
      plain.segments.map(({ endVoltage }) => endVoltage),
    );
  });

  it.each(parameters)("to %s are the differences of whole runs", (name) => {
    const k = parameters.indexOf(name);
    const dot = name.lastIndexOf(".");
    const submodel = model.submodels.find((each) => each.name === name.slice(0, dot));
    const value = submodel?.parameters[name.slice(dot + 1)].value ?? Number.NaN;
    const delta = 1e-3 * value;
    const runs = [-2, -1, 1, 2].map((place) =>
      simulate(model.withParameters({ [name]: value + place * delta }), segments(), options),
    );
    const slope = (pick: (run: (typeof runs)[number]) => number): number =>
      (pick(runs[0]) - 8 * pick(runs[1]) + 8 * pick(runs[2]) - pick(runs[3])) / (12 * delta);
    for (const end of ends) {
      const voltage = slope((run) => run.segments[end.segment].endVoltage);
      const length = slope((run) => run.segments[end.segment].end - run.segments[end.segment].start);
      // Differences of runs at 1e-9 hold 1e-9 V / 1e-3: 1e-6 of the change that a doubled parameter makes.
      expect(Math.abs(value * (end.voltage[k] - voltage))).toBeLessThan(3e-6);
      expect(Math.abs(value * (end.length[k] - length))).toBeLessThan(1e-5 * Math.max(1, Math.abs(value * length)));
    }
  });

  it("of the voltage at its limit vanish, those of the time do not", () => {
    const limited = ends[4];
    expect(trajectory.segments[4].endedBy).toContain("0.26 V");
    parameters.forEach((_, k) => {
      expect(Math.abs(limited.voltage[k] / (ends[2].voltage[k] || 1))).toBeLessThan(1e-6);
    });
    expect(limited.length[5]).toBeLessThan(0);
  });

  it("refuse what stands in the options of a submodel, as a diffusivity of the separator's ions", () => {
    expect(() => simulateSensitivities(model, ["separator.cation"], segments())).toThrow(/options .* cannot be varied/);
  });

  it("refuse spectra that take time", () => {
    const takeSpectrum = Object.assign(() => 0, { duration: () => 1 });
    expect(() => simulateSensitivities(model, parameters, segments(), { takeSpectrum })).toThrow(/take no time/);
  });

  it("refuse a parameter that is not there, naming those that are", () => {
    expect(() => simulateSensitivities(model, ["pool.depht"], segments())).toThrow(/known: .*pool\.depth/);
  });
});

/** p ∂/∂p of what is measured at the end of each segment, and the five-point difference of whole runs. */
function compare(model: CellModel, name: string, segments: () => Iterable<Segment>, maximumTime = 1e8) {
  const settings = { ...options, maximumTime };
  const { ends, trajectory } = simulateSensitivities(model, [name], segments(), settings);
  const dot = name.lastIndexOf(".");
  const submodel = model.submodels.find((each) => each.name === name.slice(0, dot));
  const value = submodel?.parameters[name.slice(dot + 1)].value ?? Number.NaN;
  const runs = [-2, -1, 1, 2].map((place) =>
    simulate(model.withParameters({ [name]: value * (1 + 1e-3 * place) }), segments(), settings),
  );
  return ends.map(({ segment, voltage, current, length }) => {
    const difference = (pick: (record: (typeof trajectory.segments)[number]) => number): number => {
      const [a, b, c, d] = runs.map((run) => pick(run.segments[segment]));
      return (a - 8 * b + 8 * c - d) / 12e-3;
    };
    return {
      found: [value * voltage[0], value * current[0], value * length[0]],
      expected: [
        difference(({ endVoltage }) => endVoltage),
        difference(({ endCurrent }) => endCurrent),
        difference(({ start, end }) => end - start),
      ],
    };
  });
}

const RESISTANCE = "electrolyte.resistance";
const EXCHANGE = "interface.exchangeCurrentDensity";
const both = [RESISTANCE, EXCHANGE];

/** V, A/m² and s: what differences of runs at 1e-9 hold; where a slope ends a segment their times hold 1e-7 s, over 1e-3. */
const HOLDS = [3e-6, 1e-5, 1e-6];
const SLOPE_HOLDS = [3e-6, 1e-5, 1e-4];

describe("sensitivities of segments that depend on the state, against differences of whole runs (R1, 40 cells)", () => {
  const model = composeCell(benchmarkCellR1(40));
  const spoken = (text: string) => () => compileProtocol(parseProtocol(text)).segments();
  const agree = (rows: ReturnType<typeof compare>, count: number, holds = HOLDS): void => {
    expect(rows.length).toBe(count);
    for (const { found, expected } of rows) {
      found.forEach((value, k) => {
        expect(Math.abs(value - expected[k])).toBeLessThan(holds[k]);
      });
    }
  };

  it.each([
    ["strip at 1 mA/cm2 for 2 s; hold at 20 mV vs open circuit for 5 s", 2, both],
    ["strip at 1 mA/cm2 for 2 s; ramp voltage to 0.3 V at 10 mV/s; rest 1 s", 3, both],
    ["strip at 1 mA/cm2 for 2 s; ramp voltage from open circuit to 20 mV vs open circuit at 10 mV/s", 2, [EXCHANGE]],
    ["strip at 1 mA/cm2 for 2 s; cyclic voltammetry from open circuit to 0.3 V at 100 mV/s, 2 cycles", 5, [EXCHANGE]],
    ["hold at 0.2 V for 2 s; ramp current to 1 mA/cm2 at 0.1 mA/cm2/s; rest 1 s", 3, [RESISTANCE]],
    ["hold at 0.2 V for 2 s; hold at 0.25 V for 0.001 mAh/cm2; rest 1 s", 3, both],
    ["strip at constant power 0.3 mW/cm2 for 0.002 mAh/cm2; rest 1 s", 2, [EXCHANGE]],
    ["strip at 1 mA/cm2 for 2 s; rest 1 h or until |dV/dt| < 100 mV/h", 2, [EXCHANGE]],
  ] as const)("%s", (text, count, names) => {
    const holds = text.includes("dV/dt") ? SLOPE_HOLDS : HOLDS;
    for (const name of names) agree(compare(model, name, spoken(text)), count, holds);
  });

  const held: Segment = {
    step: "1",
    sentence: "hold",
    control: { quantity: "voltage", from: 0.2, slope: 0 },
    duration: 2,
    end: "for 2 s",
    limits: [],
  };
  const going = (quantity: "current" | "voltage", slope: number, ...limits: Limit[]): Segment => ({
    step: "2",
    sentence: "go on",
    control: { quantity, from: "present", slope },
    duration: 3,
    end: "for 3 s",
    limits,
  });
  const until = (quantity: Limit["quantity"], direction: Limit["direction"], value: number): Limit => ({
    quantity,
    direction,
    value,
    action: "next",
    sentence: `until ${quantity} is ${value}`,
  });
  const rest: Segment = { ...going("current", 0), step: "3", control: { quantity: "current", from: 0, slope: 0 } };

  it.each([
    ["a charge under a current that goes on", [held, going("current", 0, until("charge", "above", 8)), rest]],
    ["a charge under a current that rises", [held, going("current", 1, until("charge", "above", 8)), rest]],
    ["a current that rises to a limit", [held, going("current", 1, until("current", "above", 9)), rest]],
    [
      "a voltage that falls to a limit",
      [rest, held, rest, going("voltage", -0.01, until("voltage", "below", -0.01)), rest],
    ],
  ])("%s", (_, list) => {
    for (const name of both)
      agree(
        compare(model, name, () => list),
        list.length,
      );
  });

  it("a hold against the voltage of an instant at zero current", () => {
    const instant: Segment = { ...rest, duration: 0 };
    const hold = {
      ...going("voltage", 0),
      control: { quantity: "voltage", from: "present", offset: 0.02, slope: 0 },
    } as const;
    for (const name of both)
      agree(
        compare(model, name, () => [held, instant, hold]),
        2,
      );
  });

  it("a run that is cut at its maximum time", () => {
    const list = [held, going("current", 1, until("current", "above", 9)), { ...rest, duration: 100 }];
    for (const name of both)
      agree(
        compare(model, name, () => list, 9),
        3,
      );
  });

  it("a run that is stopped by hand stops at a given time, whatever depended on the parameter before", () => {
    const list = [held, going("current", 1, until("current", "above", 9)), { ...rest, duration: 100 }];
    const halted = { ...options, maximumStep: 0.01 };
    let asked = 0;
    const whole = simulateSensitivities(model, [RESISTANCE], list.slice(0, 2), {
      ...halted,
      isStopped: () => ++asked < 0,
    });
    const before = asked;
    asked = 0;
    const isStopped = () => ++asked > before;
    const { ends, trajectory } = simulateSensitivities(model, [RESISTANCE], list, { ...halted, isStopped });
    expect(whole.ends[1].length[0]).not.toBe(0);
    expect(trajectory.segments.map(({ endedBy }) => endedBy)[2]).toBe("stopped by hand");
    expect(ends.map(({ segment }) => segment)).toEqual([0, 1, 2]);
    expect([...ends[2].length]).toEqual([0]);
  });

  it("are refused where a ramp has no length, by name", () => {
    const ramp = {
      ...going("voltage", 0.01),
      control: { quantity: "voltage", from: 0.2, slope: 0.01, to: { vsOpenCircuit: 0 } },
    } as const;
    const strip = { ...held, control: { quantity: "current", from: 1, slope: 0 } } as const;
    const { endVoltage } = simulate(model, [strip], options).segments[0];
    const none = { ...ramp, control: { ...ramp.control, from: endVoltage } } as const;
    expect(() => simulateSensitivities(model, [RESISTANCE], [strip, none], options)).toThrow(
      /to electrolyte.resistance: .*"go on".* is a ramp of no length/,
    );
  });
});

describe("sensitivities of a run of many segments", () => {
  const model = composeCell(benchmarkCellR1(20));
  const many = compileProtocol(parseProtocol("repeat 70 { strip at 1 mA/cm2 for 0.1 s; rest 0.2 s }"));
  const loose = { relativeTolerance: 1e-4, record: EDGES_ONLY };

  it("belong to the plain run, to the bit, also where factorisations are taken anew", () => {
    const { trajectory } = simulateSensitivities(model, ["pool.diffusivity"], many.segments(), loose);
    const plain = simulate(model, many.segments(), loose);
    expect(trajectory.segments.map(({ endVoltage }) => endVoltage)).toEqual(
      plain.segments.map(({ endVoltage }) => endVoltage),
    );
    expect(trajectory.finalState).toEqual(plain.finalState);
  });

  it("are carried over that: they are the differences of whole runs after it", () => {
    const fine = { relativeTolerance: 1e-9, record: EDGES_ONLY };
    const { ends } = simulateSensitivities(model, ["pool.diffusivity"], many.segments(), fine);
    const value = model.submodels.find(({ name }) => name === "pool")?.parameters.diffusivity.value ?? Number.NaN;
    const at = (factor: number) =>
      simulate(model.withParameters({ "pool.diffusivity": factor * value }), many.segments(), fine).segments;
    const [lower, upper] = [at(1 - 1e-3), at(1 + 1e-3)];
    const scale = Math.abs(value * ends[138].voltage[0]);
    expect(scale).toBeGreaterThan(1e-4);
    for (const k of [100, 127, 128, 138, 139]) {
      const slope = (upper[k].endVoltage - lower[k].endVoltage) / 2e-3;
      expect(Math.abs(value * ends[k].voltage[0] - slope)).toBeLessThan(1e-2 * scale);
    }
  });
});
