import { describe, expect, it } from "vitest";
import { DomainError } from "../../base/errors.ts";
import { kNaDatabase } from "../data/k-na.ts";
import {
  constantFunction,
  functionFromText,
  functionsOf,
  polynomialFunction,
  replaceParameters,
  temperatureFunction,
} from "./build.ts";
import { definedRange } from "./defined-range.ts";
import type { TemperatureFunction } from "./temperature-function.ts";

const out = new Float64Array(3);

function valueAt(of: TemperatureFunction, temperature: number): number {
  of.evaluate(temperature, 101325, out);
  return out[0] as number;
}

function registry(texts: Readonly<Record<string, string>>): (name: string) => TemperatureFunction | undefined {
  const functions = new Map<string, TemperatureFunction>();
  const lookup = (name: string): TemperatureFunction | undefined => functions.get(name);
  for (const [name, text] of Object.entries(texts))
    functions.set(name, functionFromText(text, 200, 3000, lookup, name));
  return lookup;
}

describe("temperatureFunction", () => {
  const steps = temperatureFunction([
    { low: 200, high: 300, text: "1" },
    { low: 300, high: 400, text: "2" },
  ]);

  it("takes the upper piece at a break and the last piece at its end", () => {
    expect([200, 299.999, 300, 400].map((t) => valueAt(steps, t))).toEqual([1, 1, 2, 2]);
  });

  it.each([199.999, 400.001, Number.NaN, -1, Number.POSITIVE_INFINITY])("refuses %f K and quotes the range", (t) => {
    expect(() => valueAt(steps, t)).toThrow(DomainError);
    expect(() => valueAt(steps, t)).toThrow("from 200 K to 400 K");
  });

  it.each([
    [[200, 300, 310, 400], "leaves a gap"],
    [[200, 300, 290, 400], "overlaps"],
    [[300, 200, 200, 400], "expected 0 ≤ low < high"],
  ])("refuses the ranges %j", ([a, b, c, d], message) => {
    const pieces = [
      { low: a as number, high: b as number, text: "1" },
      { low: c as number, high: d as number, text: "2" },
    ];
    expect(() => temperatureFunction(pieces)).toThrow(message as string);
  });

  it("refuses what refers to itself, and what nobody defines, at the first evaluation", () => {
    const lookup = registry({ A: "B#+1", B: "2*C", C: "A*T", D: "D", E: "NOWHERE#", F: "A" });
    expect(() => valueAt(lookup("A") as TemperatureFunction, 300)).toThrow("A → B → C → A");
    expect(() => valueAt(lookup("F") as TemperatureFunction, 300)).toThrow("A → B → C → A");
    expect(() => valueAt(lookup("D") as TemperatureFunction, 300)).toThrow("D → D");
    expect(() => valueAt(lookup("E") as TemperatureFunction, 300)).toThrow("NOWHERE, which is not defined");
  });

  it("computes a function once however many refer to it", () => {
    const texts: Record<string, string> = { F0: "T" };
    for (let k = 1; k <= 200; k++) texts[`F${k}`] = `(F${k - 1}#+F${k - 1}#*1)/2`;
    expect(valueAt(registry(texts)("F200") as TemperatureFunction, 300)).toBeCloseTo(300, 9);
  });

  it("refuses functions nested without end", () => {
    const texts: Record<string, string> = { F0: "T" };
    for (let k = 1; k <= 2000; k++) texts[`F${k}`] = `F${k - 1}#`;
    expect(() => valueAt(registry(texts)("F2000") as TemperatureFunction, 300)).toThrow("nested more than 500 deep");
  });

  it("lets no value that is not finite out", () => {
    expect(() => valueAt(functionFromText("LN(300-T)", 1, 1000), 400)).toThrow("no finite value");
    expect(() => valueAt(functionFromText("1/(T-400)", 1, 1000), 400)).toThrow(DomainError);
  });

  it("is the same after an error, and at another pressure", () => {
    const held = functionFromText("T*LN(P)", 100, 1000);
    held.evaluate(300, 1e5, out);
    expect(() => held.evaluate(50, 1e5, out)).toThrow(DomainError);
    held.evaluate(300, 2e5, out);
    expect(out[0]).toBeCloseTo(300 * Math.log(2e5), 9);
  });
});

describe("functions built in code", () => {
  it("keep every digit of their coefficients", () => {
    const coefficients = [0.1 + 0.2, -1 / 3, 1e-320, -4e23, -0];
    const terms = coefficients.map((coefficient, power) => ({ coefficient, power }));
    const held = polynomialFunction(terms, 1, 6000);
    const again = functionFromText(held.pieces[0]?.text ?? "", 1, 6000);
    for (const t of [2, 300.5, 2999]) {
      expect(valueAt(held, t)).toBe(valueAt(again, t));
      const expected = coefficients.reduce((sum, c, n) => sum + c * t ** n, 0);
      expect(valueAt(held, t) / expected).toBeCloseTo(1, 12);
    }
    expect(valueAt(constantFunction(-7.25), 500)).toBe(-7.25);
    expect(() => constantFunction(Number.NaN)).toThrow(DomainError);
  });

  it("refer to the functions of a database", () => {
    const database = kNaDatabase();
    const lookup = functionsOf(database);
    const terms = [
      { coefficient: 2, function: "GHSERNA" },
      { coefficient: -3, power: 1, logarithmic: true },
    ];
    const held = polynomialFunction(terms, 200, 2200, lookup);
    const pure = valueAt(database.functions.get("GHSERNA") as TemperatureFunction, 400);
    expect(valueAt(held, 400)).toBeCloseTo(2 * pure - 3 * 400 * Math.log(400), 8);
  });

  it("replace the parameters of a database and leave the rest", () => {
    const database = kNaDatabase();
    const changed = replaceParameters(database, (parameter) =>
      parameter.order === 1 && parameter.phase === "LIQUID"
        ? { ...parameter, function: constantFunction(5) }
        : parameter,
    );
    expect(changed.functions).toBe(database.functions);
    expect(changed.parameters.filter((parameter, index) => parameter !== database.parameters[index])).toHaveLength(1);
  });
});

describe("definedRange", () => {
  it("is cut down to what the functions inside allow", () => {
    const inner = temperatureFunction([{ low: 298.15, high: 1500, text: "T" }]);
    const lookup = (): TemperatureFunction => inner;
    const outer = temperatureFunction(
      [
        { low: 200, high: 400, text: "5" },
        { low: 400, high: 2000, text: "INNER#" },
      ],
      lookup,
    );
    expect(definedRange(outer)).toEqual([200, 1500]);
    expect(definedRange(functionFromText("INNER#", 1, 6000, lookup))).toEqual([298.15, 1500]);
    expect(definedRange(functionFromText("INNER#", 1, 100, lookup))).toBeNull();
  });
});
