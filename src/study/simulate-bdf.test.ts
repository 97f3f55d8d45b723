// A simulated run as Battery Data Format. Oracles: the run itself, to the bit, through the reader of delimited files; Faraday's
// charge of the protocol; the quantities that the format requires.
import { describe, expect, it } from "vitest";
import { findColumn, findNumbers, type Table } from "../base/table.ts";
import { runTask } from "../base/task.ts";
import { columnNames } from "../files/columns.ts";
import { readMeasurement } from "../files/registry.ts";
import { protocolFromText } from "./protocol.ts";
import { type SimulateDocument, simulation } from "./simulate.ts";
import { recordedRun, runBdf } from "./simulate-bdf.ts";
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

async function readBack(text: string): Promise<Table> {
  const { tables, warnings } = await readMeasurement({ name: "run.bdf.csv", bytes: new TextEncoder().encode(text) });
  expect(warnings).toEqual([]);
  expect(tables).toHaveLength(1);
  return tables[0] as Table;
}

const textOf = (files: ReturnType<typeof runBdf>, ending: string): string =>
  String(files.find(({ name }) => name.endsWith(ending))?.content);

describe("a simulated run in the Battery Data Format", () => {
  it.each(["positive", "negative"] as const)(
    "reads back to the bit, the working electrode being the %s one",
    async (workingElectrode) => {
      const document = await run(0.385e-4);
      const { series } = document;
      const sign = workingElectrode === "positive" ? 1 : -1;
      const back = await readBack(textOf(runBdf(document, "run", { workingElectrode }), ".bdf.csv"));
      expect(back.rows).toBe(series.time.length);
      expect(findNumbers(back, columnNames.time)).toEqual(series.time);
      expect(findNumbers(back, columnNames.workingPotential)).toEqual(series.voltage);
      const current = findNumbers(back, columnNames.current) ?? expect.fail("no current");
      expect(Array.from(current, (x) => x + 0)).toEqual(Array.from(series.current, (i) => sign * i * 0.385e-4 + 0));
      expect(findNumbers(back, columnNames.stepCount)).toEqual(Float64Array.from(series.segment, (k) => k + 1));
      expect(new Set(findNumbers(back, columnNames.temperature))).toEqual(new Set([300.15 - 273.15]));
      // Ah; the current is held in each step, so that its charge is I t: 2 (1 mA/cm2 · 1 s − 0.4 mA/cm2 · 1 s) over 0.385 cm2
      const charge = findNumbers(back, columnNames.charge) ?? expect.fail("no charge");
      expect(Array.from(charge, (x) => x + 0)).toEqual(
        Array.from(series.charge, (q) => (sign * (q * 0.385e-4)) / 3600 + 0),
      );
      expect((charge.at(-1) ?? Number.NaN) * 3600).toBeCloseTo(sign * 2 * (1e-3 - 0.4e-3) * 0.385, 15);
    },
  );

  it("has the required quantities first, under one line of labels with units", async () => {
    const [heading] = textOf(runBdf(await run(), "run", {}), ".bdf.csv").split("\n");
    expect(heading).toBe(
      "Test Time / s,Voltage / V,Current / A,Step Count / 1,Net Capacity / Ah,Temperature T1 / degC",
    );
    const back = await readBack(textOf(runBdf(await run(), "run", {}), ".bdf.csv"));
    expect(back.columns.map(({ name }) => findColumn(back, name)?.unit)).toEqual(["s", "V", "A", "1", "Ah", "degC"]);
  });

  it("is of 1 cm² without an area, and says so", async () => {
    const document = await run();
    const { current } = document.series;
    expect(findNumbers(recordedRun(document), columnNames.current)).toEqual(current.map((i) => i * 1e-4));
    const metadata = JSON.parse(textOf(runBdf(document, "run", {}), ".metadata.json"));
    expect(metadata.area).toMatch(/not given.*1 cm²/);
    expect(metadata.current).toMatch(/taken to be the positive one.*charges the cell/);
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
});
