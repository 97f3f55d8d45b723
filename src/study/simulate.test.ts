// A simulated experiment as a document. Oracles: the schema; Ohm's law and charge of the protocol; conservation; the two methods.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runTask } from "../base/task.ts";
import { parameterSets } from "../cell/families/index.ts";
import { composeCell } from "../cell/form/compose.ts";
import { shippedCells } from "../cell/models/index.ts";
import { lightTheme } from "../figures/theme.ts";
import { readMeasurement } from "../files/registry.ts";
import { csvText } from "../files/write/csv.ts";
import { impedanceSweeps } from "../impedance/series/split.ts";
import { plainNumbers } from "./plain-numbers.ts";
import { protocolFromData, protocolFromText } from "./protocol.ts";
import { documents } from "./schemas/index.ts";
import { type SimulateDocument, type SimulateRequest, simulation } from "./simulate.ts";
import { planFromFile, shippedCell } from "./simulate-cell.ts";
import { denseGroups } from "./simulate-figures.ts";
import { simulationHtml } from "./simulate-files.ts";
import { listOnly, simulateList } from "./simulate-list.ts";
import { simulationPage } from "./simulate-page.ts";
import { parameterChanges } from "./simulate-parameters.ts";
import { spectraTable } from "./simulate-tables.ts";

const run = (protocol: string, more: Partial<SimulateRequest> = {}): Promise<SimulateDocument> =>
  runTask(simulation({ cell: shippedCell("pool"), protocol: protocolFromText(protocol), ...more }));

const issues = (document: unknown): unknown =>
  documents.simulate?.safeParse(JSON.parse(JSON.stringify(document, plainNumbers))).error?.issues ?? [];

const file = (value: unknown, name = "mine.json") => ({ name, bytes: new TextEncoder().encode(JSON.stringify(value)) });

describe("a simulation", () => {
  it("of pulses and a spectrum keeps its schema, the charge of the protocol and the inventory", async () => {
    const found = await run("repeat 3 { strip at 1 mA/cm2 for 1 s; rest 2 s }\nimpedance 1 kHz to 1 Hz, 5 mV");
    expect(issues(found)).toEqual([]);
    expect([found.end.kind, found.segments.length, found.series.recorded.length]).toEqual(["completed", 7, 2]);
    expect(found.summary.stripped).toBeCloseTo(30, 12);
    expect(found.summary.plated).toBe(0);
    for (const { relativeDrift } of found.conservation) expect(relativeDrift).toBeLessThan(1e-12);
    const { parts } = found.voltageParts;
    expect(parts.map(({ submodel }) => submodel)).toEqual([
      "grain boundary",
      "interface",
      "electrolyte",
      "electrolyte",
    ]);
    expect(found.voltageParts.time).toBe(found.series.time);
    for (const [k, voltage] of found.series.voltage.entries()) {
      const sum = parts.reduce((total, { values }) => total + (values[k] ?? 0), 0);
      expect(Math.abs(sum - voltage)).toBeLessThan(1e-6);
    }
    const [spectrum] = found.spectra;
    const ofParts = spectrum?.parts.reduce((total, { real }) => total + (real[0] ?? 0), 0);
    expect(ofParts).toBeCloseTo(spectrum?.total.real[0] ?? 0, 14);
    expect(simulationPage(found).figures.map(({ id }) => id)).toEqual([
      "voltage-and-current",
      "unknowns",
      "voltage-parts",
      "profile-pool-concentration",
      "nyquist",
      "bode",
      "impedance-parts",
    ]);
  });

  it("of many pulses is drawn by the ends of its segments, one line a sentence", async () => {
    const many = await run("repeat 160 { strip at 0.4 mA/cm2 for 10 ms; rest 10 ms }", { relativeTolerance: 1e-3 });
    const groups = denseGroups(many);
    expect(groups.map(({ name, points }) => [name, points.length])).toEqual([
      ["strip at 0.4 mA/cm2 for 0.01 s", 160],
      ["rest for 0.01 s", 160],
    ]);
    for (const k of groups[0]?.points ?? []) expect(many.series.current[k]).toBe(4);
    for (const { draw } of simulationPage(many).figures) expect(draw(lightTheme).data.length).toBeGreaterThan(0);
  });

  it("of one long segment shows profiles at halves of its time, and no corner in what moves slowly", async () => {
    const found = await run("strip at 0.1 mA/cm2 for 1 h");
    const times = found.profiles[0]?.curves.map(({ time }) => time) ?? [];
    expect(times).toEqual([0, 3600 / 64, 3600 / 32, 3600 / 16, 900 / 2, 900, 1800, 3600]);
    const { time, recorded } = found.series;
    const values = recorded[0]?.values ?? new Float64Array(0);
    const range = Math.max(...values) - Math.min(...values);
    for (let k = 2; k < time.length; k++) {
      const [a, b, c] = [k - 2, k - 1, k].map((i) => ({ t: time[i] ?? 0, y: values[i] ?? 0 }));
      if (a === undefined || b === undefined || c === undefined || c.t === a.t) continue;
      const line = a.y + ((c.y - a.y) * (b.t - a.t)) / (c.t - a.t);
      expect(Math.abs(b.y - line)).toBeLessThan(0.02 * range);
    }
  });

  it("says which spectra belong to a state that does not last, and shows the shipped staircase without any", async () => {
    const shipped = readFileSync(new URL("../../examples/staircase.protocol", import.meta.url), "utf8");
    const [good, bad] = await Promise.all([
      run(shipped),
      run("stop if V > 1 V\nstrip at 0.95 mA/cm2 for 1 h, impedance 1 kHz to 1 Hz, 5 uA/cm2"),
    ]);
    const unsteady = ({ warnings }: SimulateDocument) => warnings.filter(({ code }) => code === "spectrum-unsteady");
    expect([good.end.kind, good.spectra.length, unsteady(good)]).toEqual(["completed", 17, []]);
    expect(bad.spectra[0]?.total.real.some((z) => z < 0)).toBe(true);
    expect(unsteady(bad)[0]?.message).toMatch(/moves .* within a period .*1.Hz, and its real part is negative/);
  });

  it("answers a changed resistance by Ohm's law; the second method gives the same voltage", async () => {
    const protocol = "strip at 1 mA/cm2 for 1 s";
    const [plain, changed, radau] = await Promise.all([
      run(protocol),
      run(protocol, { set: { "electrolyte.resistance": "250 Ohm cm2" } }),
      run(protocol, { method: "radau" }),
    ]);
    expect(changed.options.set["electrolyte.resistance"]).toBeCloseTo(0.025, 15);
    expect(changed.summary.endVoltage - plain.summary.endVoltage).toBeCloseTo(10 * 0.01, 6);
    expect(radau.summary.endVoltage).toBeCloseTo(plain.summary.endVoltage, 5);
    const of = (name: string) =>
      changed.cell.submodels.find((one) => one.name === "electrolyte")?.parameters.find((one) => one.name === name);
    expect([of("resistance")?.changed, of("constriction")?.changed]).toEqual([true, false]);
  });

  it("that fails is told with what was reached; a limit with stop is no failure", async () => {
    const failed = await run("strip at 1 mA/cm2 for 100 mAh/cm2", { relativeTolerance: 1e-4 });
    expect(issues(failed)).toEqual([]);
    expect(failed.end.kind).toBe("failed");
    expect(failed.end.message).toMatch(/^The simulation failed in step 1, "strip at 1 mA\/cm2 for 100 mAh\/cm2"/);
    expect(failed.series.time.length).toBeGreaterThan(10);
    const stopped = await run("stop if V > 0.25 V\nstrip at 1 mA/cm2 for 1 h");
    expect([stopped.end.kind, stopped.summary.endVoltage]).toEqual(["stopped-by-limit", expect.closeTo(0.25, 6)]);
  });

  it("of many spectra keeps all totals, to the bit, and the parts of a few of them and of the last", async () => {
    const protocol = (count: number) =>
      `repeat ${count} { rest 1 s; impedance 1 kHz to 100 Hz, 5 mV, 2 points per decade }`;
    const many = await run(protocol(500), { relativeTolerance: 1e-3 });
    const [few] = [await run(protocol(2), { relativeTolerance: 1e-3 })];
    expect(issues(many)).toEqual([]);
    expect(many.spectra.map(({ parts }) => parts.length > 0).filter(Boolean)).toHaveLength(251);
    expect(many.spectra.map(({ segment }) => segment)).toEqual(Array.from({ length: 500 }, (_, k) => 2 * k + 1));
    expect([many.spectra[0]?.parts.length, many.spectra[1]?.parts.length]).toEqual([4, 0]);
    expect(many.spectra[499]?.parts.length).toBe(4);
    expect(many.spectra[1]?.total).toEqual(few.spectra[1]?.total);
    expect(many.spectra[1]?.frequency).toBe(many.spectra[0]?.frequency);
    expect(many.warnings.find(({ code }) => code === "spectrum-parts-thinned")?.message).toContain(
      "Of 500 spectra 251,",
    );
    const table = spectraTable(many) ?? expect.fail("no spectra");
    expect(new Set(table.columns.map(({ name }) => name)).size).toBe(table.columns.length);
    expect(simulationPage(many).figures.map(({ id }) => id)).toContain("impedance-parts");
  });

  it("of the separator, with an instrument, in Ω of the area", async () => {
    const found = await run("impedance 1 kHz to 10 Hz, 5 mV, 5 points per decade", {
      cell: shippedCell("separator"),
      area: 1e-5,
      instrument: { noise: { voltage: 1e-6, seed: 7 } },
    });
    expect(issues(found)).toEqual([]);
    const page = simulationHtml(found, { commandLine: "", plottingScript: "" });
    expect(page).toContain("noise of each sample 1\u00a0µV (1σ, seed 7)");
    expect(page).toContain("0.1 cm²");
    const [spectrum] = found.spectra;
    const exact = (spectrum?.total.real[0] ?? 0) / 1e-5;
    expect(spectrum?.measured?.real[0]).not.toBe(exact);
    expect(Math.abs((spectrum?.measured?.real[0] ?? 0) / exact - 1)).toBeLessThan(0.01);
    const table = spectraTable(found) ?? expect.fail("no spectra");
    const { tables } = await readMeasurement({ name: "spectra.csv", bytes: new TextEncoder().encode(csvText(table)) });
    const sweeps = tables.flatMap((one) => impedanceSweeps(one));
    expect(sweeps.map(({ spectrum: { frequency, real } }) => [frequency[0], real[0]])).toEqual([
      [1000, spectrum?.measured?.real[0]],
    ]);
  });

  it("of an instrument has the current and the voltage of each of its points", async () => {
    const found = await run("strip at 0.5 mA/cm2 for 5 s, impedance 1 kHz to 1 Hz, 0.02 mA/cm2, during", {
      area: 1e-5,
      instrument: {},
    });
    expect(issues(found)).toEqual([]);
    const { dcVoltage, dcCurrent, complete, reason } = found.spectra[0]?.measured ?? expect.fail("not measured");
    const table = spectraTable(found) ?? expect.fail("no spectra");
    const column = (name: string) => table.columns.find((one) => one.name === name) ?? expect.fail(name);
    const voltages = Array.from(dcVoltage, (_, k) => Number(column("<Ewe>/V").values()[k]));
    expect(voltages).toEqual(Array.from(dcVoltage));
    // oracle: the voltage of a stripped pool rises from point to point
    expect(voltages.every((v, k) => k === 0 || v > (voltages[k - 1] ?? 0))).toBe(true);
    expect(Number(column("<I>/mA").values()[0])).toBeCloseTo(1e3 * (dcCurrent[0] ?? 0), 12);
    expect([complete, reason]).toEqual([false, "its step ended at 5 s"]);
    expect(found.warnings.map(({ code }) => code)).toContain("spectrum-incomplete");
  });
});

describe("cells", () => {
  it("that are shipped compose, and are listed with every parameter, its status and source", async () => {
    const list = await simulateList();
    expect(issues(list)).toEqual([]);
    expect(list.cells.map(({ name }) => name)).toEqual(Object.keys(shippedCells));
    expect(list.sets.map(({ name }) => name)).toEqual(Object.keys(parameterSets));
    const one = listOnly(list, "pulsed-stripping");
    expect(issues(one)).toEqual([]);
    expect([one.studies.length, one.sets[0]?.name, one.cells, one.submodels]).toEqual([1, "nak-on-nasicon", [], []]);
    expect(listOnly(list, "submodels").submodels).toEqual(list.submodels);
    for (const { submodels } of list.cells) {
      for (const { parameters } of submodels) for (const { source } of parameters) expect(source).not.toBe("");
    }
  });

  it("of one's own come from a file, alone or in a whole simulation", async () => {
    const description = { ...shippedCell("pool").description, name: "mine" };
    const alone = planFromFile(file(description));
    expect([alone.cell.name, alone.cell.origin.file]).toEqual(["mine", "mine.json"]);
    expect(alone.cell.description).toEqual(description);
    const plan = planFromFile(
      file({
        schema: "liquidus.simulation/1",
        cell: "pool",
        protocol: "rest 1 s",
        area: 1e-5,
        settings: { method: "radau", tolerance: 1e-7 },
      }),
    );
    expect([plan.cell.name, plan.method, plan.tolerance, plan.area]).toEqual(["pool", "radau", 1e-7, 1e-5]);
  });

  it("come back from the document of a run, changes included; the files that are read have schemas", async () => {
    const found = await run("strip at 1 mA/cm2 for 1 s", { set: { "pool.depth": "500 um" }, area: 1e-5 });
    const plan = planFromFile(file(JSON.parse(JSON.stringify(found, plainNumbers))));
    expect(plan.cell.description).toEqual(found.cell.description);
    expect([plan.area, plan.tolerance, plan.method]).toEqual([1e-5, 1e-6, "rosenbrock"]);
    const again = await runTask(
      simulation({
        cell: plan.cell,
        protocol: { ...protocolFromText("rest 1 s"), protocol: protocolFromData(plan.protocol) },
      }),
    );
    expect(again.series.voltage).toEqual(found.series.voltage);
    expect(documents["cell-model"]?.safeParse(found.cell.description).success).toBe(true);
    const list = await simulateList();
    expect(() => planFromFile(file(list))).toThrow(/holds no simulation/);
  });

  it("stopped by hand keeps all up to there", async () => {
    let asked = 0;
    const isStopped = (): boolean => ++asked > 30;
    const found = await run("repeat 5000 { strip at 0.1 mA/cm2 for 1 s; rest 2 s }", { isStopped });
    expect([found.end.kind, found.end.message]).toEqual(["stopped-by-limit", expect.stringMatching(/by hand/)]);
    expect(found.segments.length).toBeLessThan(40);
    expect(found.summary.stripped).toBeGreaterThan(0);
    expect(issues(found)).toEqual([]);
  });

  it.each([
    [{ schema: "x" }, /its schema is "x"; expected "liquidus\.cell-model\/1"/],
    [{ schema: "liquidus.simulation/1", cell: "pol" }, /There is no cell "pol".*pool/],
    [
      {
        schema: "liquidus.cell-model/1",
        name: "a",
        temperature: 300,
        submodels: [{ name: "r", kind: "resistance", parameters: { resistance: "1 mm" } }],
      },
      /r\.resistance = 1 mm: mm is another kind of quantity; give a number in ohm m2/,
    ],
  ])("are refused by the place that is wrong: %j", (value, message) => {
    expect(() => planFromFile(file(value))).toThrow(message);
  });

  it("take numbers with units: of a cell file, with a decimal comma, in mol/l", () => {
    const submodels = [{ name: "r", kind: "resistance", parameters: { resistance: "150 Ohm cm2" } }];
    const own = { schema: "liquidus.cell-model/1", name: "a", temperature: 300, submodels };
    expect(planFromFile(file(own)).cell.description.submodels[0]?.parameters.resistance).toBeCloseTo(0.015, 15);
    const model = composeCell(shippedCell("pool").description);
    const changes = parameterChanges(model, { "pool.depth": "0,5 mm", "pool.initialConcentration": "19 mol/l" });
    expect(changes["pool.depth"]).toBeCloseTo(5e-4, 15);
    expect(changes["pool.initialConcentration"]).toBeCloseTo(19_000, 9);
  });

  it.each([
    [{ "pool.dept": "1 mm" }, /No parameter is called "pool\.dept".*pool\.depth/],
    [{ "pool.depth": "1 s" }, /another kind of quantity; give a number in m/],
    [{ "pool.depth": "deep" }, /give a number in m/],
  ])("refuse a change by name and unit: %j", (set, message) => {
    expect(() => simulation({ cell: shippedCell("pool"), protocol: protocolFromText("rest 1 s"), set })).toThrow(
      message,
    );
  });
});
