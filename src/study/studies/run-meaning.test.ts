// What belongs to the meaning of a case. Oracle: the schema, which names every key that a study may have; each is changed here, and what a
// sight is made of changes the meaning.
import { expect, test } from "vitest";
import type { SourceFile } from "../document.ts";
import { studyFromFile } from "./read-study.ts";
import { studyOutline } from "./study-outline.ts";
import { studyObject } from "./study-schema.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = `schema: liquidus.study/1
name: meant
title: As it is
about: First
cell: { set: nak-on-nasicon, composition: NaK50, temperature: 25 C }
let: { rest: 2 s }
protocol: |
  stop if V > 3 V
  strip at 0.5 mA/cm2 for 5 s
  rest {rest}, impedance 1 MHz to 10 Hz, 5 mV, 3 points per decade, at the end
cases:
  - name: only
measured: { file: course.csv, start: 0 s, area: 1 cm2 }
analysis: { relaxationTimes: on, record: 1 s }
settings: { tolerance: 1e-6 }
observe:
  - { name: capacity, what: stripped charge, value: 12 mAh/cm2, sigma: 2 mAh/cm2 }
falsifiers: { orientation: alloy above, depth: 1 mm, measured: { limitingCurrentDensity: [0.6 mA/cm2, 1 mA/cm2], voltageLimit: 3 V } }
calibrate: { vary: { store.capacity: { from: 1 nmol/cm2, to: 9 nmol/cm2 } } }
`;
const course = bytes("time/s,I/mA,Ewe/V\n0,0.5,0\n1,0.5,0.01\n2,0.5,0.02\n3,0.5,0.03\n");

async function meaningOf(yaml: string, measured: Uint8Array = course): Promise<string> {
  const files: Record<string, SourceFile> = { "course.csv": { name: "course.csv", bytes: measured } };
  const source = await studyFromFile({ name: "meant.yaml", bytes: bytes(yaml) });
  return (await studyOutline(source, "only", files)).case.meaning;
}

const edited = (from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

/** One change or more of each key, none of which leaves the sight as it was. */
const changes: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  cell: [
    ["NaK50", "NaK60"],
    ["25 C", "40 C"],
  ],
  let: [["rest: 2 s", "rest: 3 s"]],
  protocol: [["for 5 s", "for 6 s"]],
  cases: [["  - name: only", "  - { name: only, cell: { temperature: 40 C } }"]],
  measured: [
    ["start: 0 s", "start: 1 s"],
    ["area: 1 cm2", "area: 2 cm2"],
  ],
  analysis: [
    ["relaxationTimes: on", "relaxationTimes: off"],
    ["record: 1 s", "record: 2 s"],
  ],
  settings: [["1e-6", "1e-5"]],
  observe: [
    ["value: 12 mAh/cm2", "value: 13 mAh/cm2"],
    ["name: capacity", "name: charge"],
  ],
  falsifiers: [
    ["alloy above", "alloy below"],
    ["depth: 1 mm", "depth: 2 mm"],
    ["[0.6 mA/cm2, 1 mA/cm2]", "[6 mA/cm2, 10 mA/cm2]"],
    ["orientation: alloy above", "orientation: alloy above, farSide: free"],
  ],
};
/** Words, and what only a search reads. */
const without: Readonly<Record<string, readonly [string, string]>> = {
  name: ["name: meant", "name: other"],
  title: ["As it is", "As it was"],
  about: ["First", "Second"],
  calibrate: ["9 nmol/cm2", "8 nmol/cm2"],
};

test("every key of a study either changes what its sight is, or is known not to", () => {
  const { shape } = studyObject as typeof studyObject & { readonly shape: Readonly<Record<string, unknown>> };
  const known = ["schema", ...Object.keys(changes), ...Object.keys(without)];
  expect(Object.keys(shape).sort()).toEqual(known.sort());
});

test.each(Object.entries(changes))("%s belongs to it", async (_, pairs) => {
  const before = await meaningOf(text);
  for (const [from, to] of pairs) expect(await meaningOf(edited(from, to)), to).not.toBe(before);
});

test.each(Object.entries(without))("%s does not", async (_, [from, to]) => {
  expect(await meaningOf(edited(from, to))).toBe(await meaningOf(text));
});

test("the measured file belongs to it with its contents", async () => {
  const other = bytes("time/s,I/mA,Ewe/V\n0,0.5,0\n1,0.5,0.01\n2,0.5,0.02\n3,0.5,0.04\n");
  expect(await meaningOf(text, other)).not.toBe(await meaningOf(text));
});

test("what falsifiers are told has one meaning in every unit and order", async () => {
  const same = "measured: { voltageLimit: 3000 mV, limitingCurrentDensity: [6 A/m2, 10 A/m2] }";
  const yaml = text.replace(/measured: \{ limiting.*?\}/, same);
  expect(yaml).toContain(same);
  expect(await meaningOf(yaml)).toBe(await meaningOf(text));
});
