// A protocol as a document. Oracles: what the sentences say; the schema; that a document is read again as the same protocol.
import { describe, expect, it } from "vitest";
import {
  nominalCapacityOf,
  protocolDocument,
  protocolFromData,
  protocolFromFile,
  protocolFromText,
  withInstrumentLimit,
} from "./protocol.ts";
import { documents } from "./schemas/index.ts";
import { exampleProtocol } from "./simulate-default.ts";

const text =
  'protocol "two"\nstop if V > 1 V\nrest 1 s\nrepeat 3 {\n  strip at 1 mA for 2 s\n  repeat 2 { rest 1 s }\n}\nrest 5 s';
const file = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) });

describe("a protocol", () => {
  it("is printed with the numbers that segments are named by", () => {
    const { sentences } = protocolDocument(protocolFromText(text));
    expect(sentences.map(({ number, text: line }) => [number, line.trim()])).toEqual([
      [null, 'protocol "two"'],
      [null, "stop if V > 1 V"],
      ["1", "rest for 1 s"],
      ["2", "repeat 3 {"],
      ["2.1", "strip at 1 mA for 2 s"],
      ["2.2", "repeat 2 {"],
      ["2.2.1", "rest for 1 s"],
      [null, "}"],
      [null, "}"],
      ["3", "rest for 5 s"],
    ]);
  });

  it("has totals where the area is known, and says what is missing where it is not", () => {
    const without = protocolDocument(protocolFromText(text));
    expect([without.totals, without.warnings.map(({ code }) => code)]).toEqual([null, ["totals-unknown"]]);
    const { totals } = protocolDocument(protocolFromText(text), { area: 1e-4 });
    expect(totals).toMatchObject({ segments: 11, knownDuration: 18, stripped: expect.closeTo(60, 12), plated: 0 });
  });

  it("keeps its schema and comes back from its document, its file and its sentences", async () => {
    const document = protocolDocument(protocolFromText(text), { area: 1e-4 });
    const plain = JSON.stringify(document);
    expect(documents.protocol?.safeParse(JSON.parse(plain)).error?.issues ?? []).toEqual([]);
    const { protocol } = protocolFromText(text);
    const sentences = document.sentences.map((line) => line.text).join("\n");
    for (const [name, content] of [
      ["two.json", plain],
      ["two.protocol", sentences],
      ["two.txt", text],
    ] as const) {
      const read = await protocolFromFile(file(name, content));
      expect([read.protocol, read.origin.file]).toEqual([protocol, name]);
    }
    expect(protocolFromData(text)).toEqual(protocol);
  });

  it("is refused by place, as JSON and as sentences", async () => {
    await expect(
      protocolFromFile(file("a.json", '{"schema": "liquidus.protocol/1", "steps": [{"kind": "wait"}]}')),
    ).rejects.toThrow(/steps\[0\]\.kind/);
    await expect(protocolFromFile(file("a.json", "{"))).rejects.toThrow(/^a\.json is not JSON/);
    await expect(protocolFromFile(file("a.txt", "rest 1 s\nrust"))).rejects.toThrow(/^Line 2, column 1/);
  });

  it("has capacities per area and absolute", () => {
    expect(nominalCapacityOf("5 mAh/cm2")).toEqual({ value: expect.closeTo(180_000, 6), unit: "C/m2" });
    expect(nominalCapacityOf("5 mAh cm-2").unit).toBe("C/m2");
    expect(nominalCapacityOf("2mAh")).toEqual({ value: expect.closeTo(7.2, 12), unit: "C" });
    expect(() => nominalCapacityOf("2 V")).toThrow(/2 V/);
  });

  it("that is run where none is given is written as it is understood", () => {
    const { sentences } = protocolDocument(protocolFromText(exampleProtocol));
    expect(sentences.map((line) => `${line.text}\n`).join("")).toBe(exampleProtocol);
  });
});

it("of an instrument without a limit of the voltage stops at ±10 V, where it clips; others stay as they are", () => {
  const { protocol } = protocolFromText("repeat 2 { strip at 1 mA/cm2 for 1 h; rest 1 s }");
  expect(withInstrumentLimit(protocol).safety?.map((limit) => [limit.quantity, limit.direction, limit.value])).toEqual([
    ["voltage", "above", 10],
    ["voltage", "below", -10],
  ]);
  for (const text of [
    "rest 1 h",
    "strip at 1 mA/cm2 for 1 h or until 0.9 V",
    "stop if V > 3 V\nstrip at 1 mA/cm2 for 1 h",
  ]) {
    const { protocol: own } = protocolFromText(text);
    expect(withInstrumentLimit(own)).toBe(own);
  }
});

it("says an oddity of several steps once", () => {
  const sweep = "strip at 1 mA/cm2 for 1 s, impedance 1 MHz to 1 mHz, 5 uA, during";
  expect(protocolFromText(`${sweep}\n${sweep}\n${sweep}`).warnings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Step 1 and 2 more: on an instrument its spectrum/),
  ]);
});
