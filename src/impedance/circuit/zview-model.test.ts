import { describe, expect, it } from "vitest";
import { mulberry32 } from "../../../test/support/eis-workload.ts";
import { LiquidusError } from "../../base/errors.ts";
import { circuitEvaluator } from "./evaluator.ts";
import { parameterNames } from "./notation.ts";
import { readZViewModel, type ZViewModel } from "./zview-model.ts";

type Parameter = readonly [slot: number, letter: string, value: string, free: number];
type Line = readonly [type: number, name: string, ...parameters: Parameter[]];

/** A model file in the layout that ZView writes: keys in a column of 30, CRLF. */
function model(lines: readonly Line[]): string {
  const pair = (key: string, value: string | number): string => `  ${key}`.padEnd(30) + value;
  const text = lines.flatMap(([type, name, ...parameters], k) => [
    pair(`Element #${k} Type:`, type),
    pair(`Element #${k} Name:`, name),
    ...parameters.flatMap(([slot, letter, value, free]) => [
      pair(`Element #${k},${slot} Name:`, letter),
      pair(`Element #${k},${slot} Value:`, value),
      pair(`Element #${k},${slot} Free:`, free),
    ]),
  ]);
  const begin = [pair("ZView Circuit Model:", "2.0"), pair("MAXFEV:", 100), pair("End ZView:", "2.0")];
  return [
    ...begin,
    `Begin Circuit Model:          ${lines.length}`,
    ...text,
    `End Circuit Model:            ${lines.length}`,
    "",
  ].join("\r\n");
}

const OPEN: Line = [-1, "Begin_Parallel"];
const CLOSE: Line = [-2, "End_Parallel"];
const resistor = (name: string, value: string, free = 1): Line => [1, name, [0, "R", value, free]];
const cpe = (name: string, t: string, p: string, free = 1): Line => [11, name, [1, "T", t, free], [2, "P", p, free]];
const example = model([
  [3, "L1", [1, "T", "2E-7", 2]],
  resistor("Rs", "10.5", 0),
  OPEN,
  cpe("CPE1", "1,5E-5", "0.9"),
  resistor("R1", "46.7"),
  CLOSE,
  [99, "Ws1", [0, "R", "20", 1], [1, "T", "3", 1], [2, "P", "0.5", 0]],
]);

describe("readZViewModel", () => {
  it("reads circuit, values and what is fixed; decimal commas too", () => {
    const { circuit, start, fixed, renamed, notes } = readZViewModel(example);
    expect(circuit.notation).toBe("L1-R_s-p(CPE1,R1)-Ws1");
    expect(start).toEqual({ L1: 2e-7, "CPE1.Q": 1.5e-5, "CPE1.n": 0.9, R1: 46.7, "Ws1.Z0": 20, "Ws1.tau": 3 });
    expect(fixed).toEqual({ R_s: 10.5 });
    expect(renamed).toEqual({ Rs: "R_s" });
    expect(notes).toEqual([]);
  });

  it("reads groups within groups with Begin_Series", () => {
    const { circuit } = readZViewModel(
      model([
        resistor("R0", "1"),
        OPEN,
        [2, "C1", [1, "T", "1E-6", 1]],
        [-3, "Begin_Series"],
        resistor("R1", "2"),
        OPEN,
        resistor("R2", "3"),
        cpe("CPE2", "1E-3", "1"),
        CLOSE,
        [-4, "End_Series"],
        CLOSE,
      ]),
    );
    expect(circuit.notation).toBe("R0-p(C1,R1-p(R2,CPE2))");
  });

  it.each([
    // Z = 1/(T √(P + jω)) and Z = 1/(T jω)^P, written out
    ["Gerischer", 12, "GE1", 0.02, 5, (w: number): [number, number] => power(5, w, -0.5, 1 / 0.02)],
    ["QPE", 13, "QPE1", 0.02, 0.8, (w: number): [number, number] => power(0, 0.02 * w, -0.8, 1)],
  ] as const)("%s has the impedance of its formula in ZView", (_, type, name, t, p, expected) => {
    const { circuit, start } = readZViewModel(model([[type, name, [1, "T", `${t}`, 1], [2, "P", `${p}`, 1]]]));
    const omega = 3;
    const values = Float64Array.from(parameterNames(circuit), (one) => start[one] as number);
    const z = circuitEvaluator(circuit, Float64Array.of(omega / (2 * Math.PI))).evaluate(values);
    const [re, im] = expected(omega);
    expect(z[0]).toBeCloseTo(re, 10);
    expect(z[1]).toBeCloseTo(im, 10);
  });

  it("takes a finite Warburg element with a free exponent as the generalised one", () => {
    const { circuit, start } = readZViewModel(
      model([[99, "Wo2", [0, "R", "20", 1], [1, "T", "3", 1], [2, "P", "0.45", 1]]]),
    );
    expect(circuit.notation).toBe("Won2");
    expect(start).toEqual({ "Won2.R": 20, "Won2.tau": 3, "Won2.n": 0.45 });
  });

  it("says which values cannot be used", () => {
    const { notes, start } = readZViewModel(model([resistor("R1", "0"), cpe("CPE1", "1E-5", "1.2")]));
    expect(notes.join(" ")).toMatch(/R1 = 0 in the model is not positive.*CPE1.n = 1.2 in the model lies outside/);
    expect(start).toEqual({ "CPE1.Q": 1e-5 });
  });

  it("gives repeated names numbers", () => {
    expect(
      readZViewModel(model([resistor("R1", "1"), resistor("R1", "2"), resistor("R", "3")])).circuit.elements.map(
        ({ name }) => name,
      ),
    ).toHaveLength(3);
  });

  it.each([
    ["no model", "R0-p(R1,C1)", /no line "Begin Circuit Model"/],
    ["cut short", example.slice(0, -33), /cut short/],
    [
      "an element that is not known",
      model([[17, "BCP1", [0, "R", "1", 1]]]),
      /line 5: element "BCP1" of type 17 is not known/,
    ],
    ["a group that is not open", model([resistor("R1", "1"), CLOSE]), /closes that is not open/],
    ["a group that does not close", model([OPEN, resistor("R1", "1")]), /does not close/],
    ["an empty group", model([OPEN, CLOSE]), /without an element/],
    ["nothing", model([]), /without an element/],
    ["no number", model([resistor("R1", "abc")]), /"abc" is not a number/],
    ["another freedom", model([resistor("R1", "1", 7)]), /free = 7/],
  ])("refuses %s", (_, text, message) => {
    expect(() => readZViewModel(text)).toThrow(message);
  });

  it("answers every truncation and 400 flipped bits with a model or one of our errors", () => {
    const attempt = (text: string): ZViewModel | null => {
      try {
        return readZViewModel(text);
      } catch (error) {
        expect(error).toBeInstanceOf(LiquidusError);
        return null;
      }
    };
    const complete = example.lastIndexOf("End Circuit Model:") + "End Circuit Model:".length;
    for (let length = 0; length < complete; length += 3) expect(attempt(example.slice(0, length))).toBeNull();
    const random = mulberry32(12);
    let read = 0;
    for (let k = 0; k < 400; k++) {
      const at = Math.floor(random() * example.length);
      const flipped = String.fromCharCode(example.charCodeAt(at) ^ (1 << Math.floor(8 * random())));
      const found = attempt(example.slice(0, at) + flipped + example.slice(at + 1));
      if (found === null) continue;
      read++;
      for (const value of [...Object.values(found.start), ...Object.values(found.fixed)]) {
        expect(Number.isFinite(value)).toBe(true);
      }
    }
    expect(read).toBeGreaterThan(100);
  });

  it("refuses groups nested without end", () => {
    expect(() => readZViewModel(model(Array.from({ length: 200 }, () => OPEN)))).toThrow(
      /32 groups within one another/,
    );
  });
});

/** c (a + jb)^p by modulus and angle. */
function power(a: number, b: number, p: number, c: number): [number, number] {
  const modulus = c * Math.hypot(a, b) ** p;
  const angle = Math.atan2(b, a) * p;
  return [modulus * Math.cos(angle), modulus * Math.sin(angle)];
}
