import { describe, expect, it } from "vitest";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
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

  it("refuse a parameter that is not there, naming those that are", () => {
    expect(() => simulateSensitivities(model, ["pool.depht"], segments())).toThrow(/known: .*pool\.depth/);
  });
});
