// A simulated run as Battery Data Format. Oracles: the run itself, to the bit, through the reader of delimited files; Faraday's
// charge of the protocol; the quantities that the format requires.
import { describe, expect, it } from "vitest";
import { findColumn, findNumbers, type Table } from "../base/table.ts";
import { runTask } from "../base/task.ts";
import { columnNames } from "../files/columns.ts";
import { readMeasurement } from "../files/registry.ts";
import { protocolFromText } from "./protocol.ts";
import { jumpedPasses, recordedRun } from "./recorded-run.ts";
import { type SimulateDocument, simulation } from "./simulate.ts";
import { bdfWarnings, runBdf } from "./simulate-bdf.ts";
import { shippedCell } from "./simulate-cell.ts";
import { simulationFiles } from "./simulate-files.ts";
import { simulationProvenance } from "./simulate-provenance.ts";

const protocol = "repeat 2 { strip at 1 mA/cm2 for 1 s; rest 2 s; plate at 0.4 mA/cm2 for 1 s }";
const run = (area?: number): Promise<SimulateDocument> =>
  runTask(
    simulation({
      cell: shippedCell("pool"),
      protocol: protocolFromText(protocol),
      temperature: 300.15,
      set: { "pool.depth": 4e-4 },
      ...(area === undefined ? {} : { area }),
    }),
  );

/** What stands in the file, as it is written. */
async function written(text: string): Promise<Table> {
  const { tables } = await readMeasurement({ name: "run.bdf.csv", bytes: new TextEncoder().encode(text) });
  return tables[0] as Table;
}

/** The file with its metadata beside it. */
async function readBack(files: ReturnType<typeof runBdf>): Promise<Table> {
  const [bytes, metadata] = [".bdf.csv", ".bdf.metadata.json"].map((ending) =>
    new TextEncoder().encode(textOf(files, ending)),
  );
  const { tables, warnings } = await readMeasurement({
    name: "run.bdf.csv",
    bytes: bytes ?? expect.fail("no table"),
    metadata: metadata ?? expect.fail("no metadata"),
  });
  expect(warnings).toEqual([]);
  expect(tables).toHaveLength(1);
  return tables[0] as Table;
}

const textOf = (files: ReturnType<typeof runBdf>, ending: string): string =>
  String(files.find(({ name }) => name.endsWith(ending))?.content);
const numbers = (table: Table, name: string): number[] =>
  Array.from(findNumbers(table, name) ?? expect.fail(`no ${name}`), (x) => x + 0);

/** ∫ I dt in C of the rows from `from` on that have this step, by trapezia, which are exact for a held current. */
function chargeOfStep(table: Table, step: number): number {
  const [time, current, steps] = [columnNames.time, columnNames.current, columnNames.stepCount].map((name) =>
    numbers(table, name),
  ) as [number[], number[], number[]];
  let charge = 0;
  for (let k = 1; k < time.length; k++) {
    if (steps[k] !== step || steps[k - 1] !== step) continue;
    charge +=
      0.5 * ((time[k] as number) - (time[k - 1] as number)) * ((current[k] as number) + (current[k - 1] as number));
  }
  return charge;
}

describe("a simulated run in the Battery Data Format", () => {
  it.each(["positive", "negative"] as const)(
    "reads back to the bit, the working electrode being the %s one",
    async (workingElectrode) => {
      const document = await run(0.385e-4);
      const { series } = document;
      const back = await readBack(runBdf(document, "run", { workingElectrode }));
      expect(back.rows).toBe(series.time.length);
      expect(findNumbers(back, columnNames.time)).toEqual(series.time);
      expect(findNumbers(back, columnNames.workingPotential)).toEqual(series.voltage);
      expect(numbers(back, columnNames.current)).toEqual(Array.from(series.current, (i) => i * 0.385e-4 + 0));
      expect(findNumbers(back, columnNames.stepCount)).toEqual(Float64Array.from(series.segment, (k) => k + 1));
      // three steps a pass
      expect(numbers(back, columnNames.cycleNumber)).toEqual(Array.from(series.segment, (k) => Math.floor(k / 3) + 1));
      expect(new Set(findNumbers(back, columnNames.temperature))).toEqual(new Set([300.15 - 273.15]));
      // Ah; the current is held in each step, so that its charge is I t: 2 (1 mA/cm2 · 1 s − 0.4 mA/cm2 · 1 s) over 0.385 cm2
      const charge = numbers(back, columnNames.charge);
      expect(charge).toEqual(Array.from(series.charge, (q) => (q * 0.385e-4) / 3600 + 0));
      expect((charge.at(-1) ?? Number.NaN) * 3600).toBeCloseTo(2 * (1e-3 - 0.4e-3) * 0.385, 15);
    },
  );

  it("warns where nothing beside it says the electrode, and then takes the positive one", async () => {
    const bytes = new TextEncoder().encode(
      textOf(runBdf(await run(), "run", { workingElectrode: "negative" }), ".csv"),
    );
    const alone = await readMeasurement({ name: "run.bdf.csv", bytes });
    expect(alone.warnings.map(({ code }) => code)).toEqual(["current-sign-assumed"]);
    const told = await readMeasurement({ name: "run.bdf.csv", bytes, workingElectrode: "negative" });
    expect(told.warnings).toEqual([]);
    expect(numbers(told.tables[0] as Table, columnNames.current)).toEqual(
      numbers(alone.tables[0] as Table, columnNames.current).map((i) => 0 - i),
    );
    // The columns of the file stay beside those in our signs.
    expect(numbers(told.tables[0] as Table, "Current / A")).toEqual(
      numbers(alone.tables[0] as Table, columnNames.current),
    );
  });

  // A cell without a source of its own gives no energy away: whatever its electrodes are called, charge in goes with V > 0.
  it.each(["positive", "negative"] as const)(
    "of a passive cell takes energy in, the working electrode being the %s one",
    async (workingElectrode) => {
      const document = await runTask(
        simulation({ cell: shippedCell("pool"), protocol: protocolFromText(protocol), set: {} }),
      );
      const table = await written(textOf(runBdf(document, "run", { workingElectrode }), ".bdf.csv"));
      const [voltage, current] = [columnNames.workingPotential, columnNames.current].map((name) =>
        numbers(table, name),
      ) as [number[], number[]];
      const power = voltage.map((v, k) => v * (current[k] as number));
      expect(power.reduce((sum, p) => sum + p, 0)).toBeGreaterThan(0);
      // In the first step, in which working metal is stripped, of the sign that this electrode gives it.
      expect(Math.sign(current[0] as number)).toBe(workingElectrode === "positive" ? 1 : -1);
    },
  );

  it("has the required quantities first, under one line of labels with units", async () => {
    const files = runBdf(await run(), "run", {});
    const [heading] = textOf(files, ".bdf.csv").split("\n");
    expect(heading).toBe(
      "Test Time / s,Voltage / V,Current / A,Cycle Count / 1,Step Count / 1,Net Capacity / Ah,Temperature T1 / degC",
    );
    const back = await readBack(files);
    expect(back.columns.map(({ name }) => findColumn(back, name)?.unit)).toEqual([
      "s",
      "V",
      "A",
      "1",
      "1",
      "Ah",
      "degC",
    ]);
  });

  it("has the first and the last point of every step, where the run has left some out", async () => {
    const document = await run();
    const { series } = document;
    // As the record thins: of every other step nothing, of the others no point inside.
    const kept = Array.from(series.segment.keys()).filter((k) => (series.segment[k] as number) % 2 === 0);
    const pick = <A extends Float64Array | Int32Array>(values: A): A => values.filter((_, k) => kept.includes(k)) as A;
    const thin: SimulateDocument = {
      ...document,
      series: {
        ...series,
        time: pick(series.time),
        current: pick(series.current),
        voltage: pick(series.voltage),
        charge: pick(series.charge),
        segment: pick(series.segment),
      },
    };
    const [whole, back] = [recordedRun(document), recordedRun(thin)];
    for (const [k, { charge, start, end }] of document.segments.entries()) {
      expect(chargeOfStep(back, k + 1)).toBeCloseTo(charge * 1e-4, 15);
      for (const name of [columnNames.workingMinusCounterPotential, columnNames.current]) {
        for (const time of [start, end]) {
          const at = (table: Table): number[] =>
            numbers(table, name).filter(
              (_, row) =>
                numbers(table, columnNames.time)[row] === time && numbers(table, columnNames.stepCount)[row] === k + 1,
            );
          expect(at(whole)).toHaveLength(1);
          expect(at(back)).toEqual(at(whole));
        }
      }
    }
    expect(back.rows).toBeLessThan(whole.rows);
    expect(numbers(back, columnNames.charge).at(-1)).toBeCloseTo(
      numbers(whole, columnNames.charge).at(-1) as number,
      15,
    );
  });

  it("is of 1 cm² without an area, and says so", async () => {
    const document = await run();
    const { current } = document.series;
    expect(findNumbers(recordedRun(document), columnNames.current)).toEqual(current.map((i) => i * 1e-4));
    const metadata = JSON.parse(textOf(runBdf(document, "run", {}), ".metadata.json"));
    expect(metadata.area).toMatch(/not given.*1 cm²/);
    expect(metadata.current).toMatch(/taken to be the positive one.*charges the cell/);
    expect(metadata).toMatchObject({ workingElectrode: "positive", workingElectrodeGiven: false });
    expect(bdfWarnings([{ name: null, document }], {}).map(({ code }) => code)).toEqual(["current-sign-assumed"]);
    expect(bdfWarnings([{ name: null, document }], { workingElectrode: "positive" })).toEqual([]);
  });

  it("carries its provenance in the file beside it", async () => {
    const document = await run(0.385e-4);
    const files = [...simulationFiles(document, { commandLine: "", plottingScript: "", workingElectrode: "negative" })];
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "tables/pool-simulation-points.bdf.csv",
        "tables/pool-simulation-points.bdf.metadata.json",
      ]),
    );
    const metadata = JSON.parse(textOf(files as ReturnType<typeof runBdf>, ".bdf.metadata.json"));
    expect(metadata).toMatchObject({
      program: `liquidus ${document.program.version}`,
      simulated: true,
      area: "as given",
      end: "completed",
    });
    expect(metadata.current).toMatch(/the negative one.*discharges the cell/);
    expect(metadata.provenance).toEqual(simulationProvenance(document));
    expect(metadata.provenance).toEqual(
      expect.arrayContaining([
        ["Changed", "pool.depth = 0.0004 (SI)"],
        ["Temperature", "300.15 K"],
        ["Area", "0.385 cm²"],
      ]),
    );
  });

  describe("with cycle jumps", () => {
    const PASSES = 400;
    const jumped = runTask(
      simulation({
        cell: shippedCell("pool"),
        protocol: protocolFromText(
          `rest 1 s; repeat ${PASSES} { strip at 0.1 mA/cm2 for 1 s; rest 1 s; plate at 0.05 mA/cm2 for 1 s }; rest 1 s`,
        ),
        cycleJump: 3e-2,
        area: 0.385e-4,
      }),
    );

    it("counts every step and cycle, and the gaps are those of the charge that is not in the current", async () => {
      const document = await jumped;
      const table = recordedRun(document);
      const jumps = jumpedPasses(document);
      const left = jumps.reduce((sum, { passes }) => sum + passes, 0);
      expect(left).toBeGreaterThan(PASSES / 2);
      const [time, steps, cycles, charge] = [
        columnNames.time,
        columnNames.stepCount,
        columnNames.cycleNumber,
        columnNames.charge,
      ].map((name) => numbers(table, name)) as [number[], number[], number[], number[]];
      // A pass has three steps and 3 s, one step and 1 s come before, and one after.
      expect(steps.at(-1)).toBe(2 + 3 * PASSES);
      expect(cycles.at(-1)).toBe(PASSES);
      expect([cycles[0], steps[0]]).toEqual([0, 1]);
      for (const [k, t] of time.entries()) {
        const step = steps[k] as number;
        if (step === 1 || step === 2 + 3 * PASSES) continue;
        expect(cycles[k]).toBe(Math.floor((step - 2) / 3) + 1);
        expect(t).toBeGreaterThanOrEqual(step - 1 - 1e-6);
        expect(t).toBeLessThanOrEqual(step + 1e-6);
      }
      for (const { from, to, passes, steps: counts, cycles: left } of jumps) {
        expect(to - from).toBeCloseTo(3 * passes, 6);
        expect(counts[1] - counts[0] + 1).toBe(3 * passes);
        expect(left[1] - left[0] + 1).toBe(passes);
        expect(time.filter((t) => t > from + 1e-6 && t < to - 1e-6)).toEqual([]);
        expect(steps.filter((step) => step >= counts[0] && step <= counts[1])).toEqual([]);
        expect(cycles.filter((cycle) => cycle >= left[0] && cycle <= left[1])).toEqual([]);
      }
      // ∫ I dt of the steps that are there and the charge of the gaps are all of it, and what the protocol imposes.
      const counted = [...new Set(steps)].reduce((sum, step) => sum + chargeOfStep(table, step), 0);
      const inGaps = jumps.reduce((sum, jump) => sum + jump.charge, 0);
      expect(Math.abs(inGaps)).toBeGreaterThan(Math.abs(counted));
      expect(counted + inGaps).toBeCloseTo(charge.at(-1) as number, 12);
      expect(charge.at(-1)).toBeCloseTo(PASSES * (0.1e-3 - 0.05e-3) * 0.385, 9);
    });

    it("says so in its metadata and in a warning", async () => {
      const document = await jumped;
      const jumps = jumpedPasses(document);
      const metadata = JSON.parse(textOf(runBdf(document, "run", { workingElectrode: "negative" }), ".metadata.json"));
      expect(metadata.gaps).toHaveLength(jumps.length);
      expect(metadata.gaps[0]).toMatchObject({
        fromTestTimeSecond: jumps[0]?.from,
        toTestTimeSecond: jumps[0]?.to,
        passes: jumps[0]?.passes,
        netCapacityAh: -(jumps[0]?.charge ?? 0) / 3600,
      });
      const [warning] = bdfWarnings([{ name: "rest 1 s", document }], { workingElectrode: "negative" });
      const left = jumps.reduce((sum, { passes }) => sum + passes, 0);
      expect(warning?.code).toBe("bdf-gaps");
      expect(warning?.message).toContain(`${left} repeats`);
    });
  });
});
