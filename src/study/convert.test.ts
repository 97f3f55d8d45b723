// Measured tables as Battery Data Format and back. Oracles: the stored numbers; the sign that exchanging the electrodes gives.
import { describe, expect, it } from "vitest";
import { findNumbers } from "../base/table.ts";
import { columnNames } from "../files/columns.ts";
import { readMeasurement } from "../files/registry.ts";
import { type ConvertOptions, convertFiles } from "./convert.ts";
import type { SourceFile } from "./document.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const measured: SourceFile = {
  name: "cell.csv",
  bytes: bytes("time/s,Ecell/V,I/A\n0,0,0\n1,0.25,0.5\n2,0.5,1\n3,-0.25,-0.5\n"),
};

async function converted(file: SourceFile, options: Omit<ConvertOptions, "to"> = {}) {
  for await (const { entry, files } of convertFiles([file], { to: "bdf", ...options })) {
    if ("error" in entry) return expect.fail(entry.error.message);
    const [table, metadata] = files.map(({ content }) => String(content));
    return {
      entry,
      names: files.map(({ name }) => name),
      table: table ?? expect.fail("no table"),
      metadata: metadata ?? expect.fail("no metadata"),
    };
  }
  return expect.fail("no entry");
}
const codes = ({ entry }: Awaited<ReturnType<typeof converted>>): string[] => entry.warnings.map(({ code }) => code);

describe("convert to the Battery Data Format", () => {
  it("turns current and voltage of the cell with the electrode, and says so beside the table", async () => {
    const positive = await converted(measured, { workingElectrode: "positive" });
    const negative = await converted(measured, { workingElectrode: "negative" });
    expect(positive.names).toEqual(["cell.bdf.csv", "cell.bdf.metadata.json"]);
    expect(positive.entry.written[0]?.metadata).toBe("cell.bdf.metadata.json");
    expect(positive.table.split("\n").slice(1, 5)).toEqual(["0,0,0", "1,0.25,0.5", "2,0.5,1", "3,-0.25,-0.5"]);
    expect(negative.table.split("\n").slice(1, 5)).toEqual(["0,0,0", "1,-0.25,-0.5", "2,-0.5,-1", "3,0.25,0.5"]);
    expect(JSON.parse(negative.metadata)).toMatchObject({
      file: "cell.csv",
      sha256: negative.entry.sha256,
      workingElectrode: "negative",
      workingElectrodeGiven: true,
      voltageOf: "cell",
    });
    expect([codes(positive), codes(negative)]).toEqual([[], []]);
    expect(codes(await converted(measured))).toEqual(["current-sign-assumed"]);
  });

  it("says where the sign of the voltage rests on what the file does not say", async () => {
    const unsaid = { ...measured, bytes: bytes("time/s,Ewe/V,I/A\n0,0,0\n1,0.25,0.5\n") };
    const negative = await converted(unsaid, { workingElectrode: "negative" });
    expect(codes(negative)).toEqual(["voltage-sign-assumed"]);
    expect(negative.table.split("\n")[2]).toBe("1,-0.25,-0.5");
    expect(JSON.parse(negative.metadata).voltage).toMatch(/^Ewe\/V: .*taken to be the counter electrode/);
  });

  it.each(["positive", "negative"] as const)("is read back in our signs, of the %s electrode", async (electrode) => {
    const { table, metadata } = await converted(measured, { workingElectrode: electrode });
    const file = { name: "cell.bdf.csv", bytes: bytes(table), metadata: bytes(metadata) };
    const { tables, warnings } = await readMeasurement(file);
    expect(warnings).toEqual([]);
    const [back] = tables;
    if (back === undefined) return expect.fail("no table");
    expect(Array.from(findNumbers(back, columnNames.workingPotential) ?? [])).toEqual([0, 0.25, 0.5, -0.25]);
    expect(Array.from(findNumbers(back, columnNames.current) ?? [])).toEqual([0, 0.5, 1, -0.5]);
    // Once more through the format: nothing is turned twice, whatever is said now.
    const again = await converted(file);
    expect(again.table).toBe(table);
    expect(codes(again)).toEqual([]);
    const other = await converted(file, { workingElectrode: electrode === "positive" ? "negative" : "positive" });
    expect(other.table).toBe(table);
    expect(codes(other)).toEqual(["working-electrode-differs"]);
  });

  it("leaves a potential against a reference as it is, there and back", async () => {
    const three = { ...measured, bytes: bytes("time/s,Ewe/V,I/A\n0,0.25,0\n1,0.5,0.5\n") };
    const beside = bytes('{"workingElectrode": "negative", "voltageOf": "reference", "referenceElectrode": "Na"}');
    const text = "Test Time / s,Voltage / V,Current / A\n0,0.25,0\n1,0.5,-0.5\n";
    const file = { name: "three.bdf.csv", bytes: bytes(text), metadata: beside };
    const { tables } = await readMeasurement(file);
    for (const [name, values] of [
      [columnNames.workingPotential, [0.25, 0.5]],
      [columnNames.current, [0, 0.5]],
    ] as const) {
      const read = await readMeasurement(three);
      expect(Array.from(findNumbers(tables[0] ?? expect.fail("no table"), name) ?? [])).toEqual(values);
      expect(Array.from(findNumbers(read.tables[0] ?? expect.fail("no table"), name) ?? [])).toEqual(values);
    }
    const again = await converted(file);
    expect(again.table).toBe(text);
    expect(codes(again)).toEqual(["voltage-not-of-cell"]);
    expect(JSON.parse(again.metadata)).toMatchObject({ voltageOf: "reference", referenceElectrode: "Na" });
  });

  it.each(["positive", "negative"] as const)(
    "of a table in the format without metadata changes nothing, of the %s electrode",
    async (electrode) => {
      const { table } = await converted(measured, { workingElectrode: electrode });
      const again = await converted({ name: "cell.bdf.csv", bytes: bytes(table) }, { workingElectrode: electrode });
      expect(again.table).toBe(table);
      const { entry } = await converted({ name: "cell.bdf.csv", bytes: bytes(table) });
      expect(entry.warnings).toMatchObject([{ code: "current-sign-assumed", needs: { input: "working-electrode" } }]);
    },
  );

  it("takes metadata that cannot be read for none", async () => {
    for (const text of ["{", "[]", "null", '{"workingElectrode": 3}']) {
      const file = { name: "a.bdf.csv", bytes: bytes("Test Time / s,Voltage / V,Current / A\n0,1,2\n1,1,2\n") };
      const { warnings } = await readMeasurement({ ...file, metadata: bytes(text) });
      expect(warnings.map(({ code }) => code)).toEqual(["current-sign-assumed"]);
    }
  });
});
