import { describe, expect, it } from "vitest";
import type { TemperatureFunction } from "../database/temperature-function.ts";
import { readTdb } from "../tdb/read-tdb.ts";
import { kNaDatabase } from "./k-na.ts";
import { kNaText } from "./k-na-text.ts";

const out = new Float64Array(3);

function at(name: string, temperature: number): { value: number; slope: number; curvature: number } {
  (kNaDatabase().functions.get(name) as TemperatureFunction).evaluate(temperature, 101325, out);
  return { value: out[0] as number, slope: out[1] as number, curvature: out[2] as number };
}

/** Where the liquid and the solid of an element have the same Gibbs energy, by bisection. */
function meltingPoint(liquid: string, solid: string, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let k = 0; k < 60; k++) {
    const middle = (a + b) / 2;
    if (at(liquid, middle).value > at(solid, middle).value) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

// Oracle: Dinsdale, Calphad 15 (1991) 317; the numbers were computed from its coefficients by an independent program.
describe.each([
  {
    solid: "GHSERNA",
    liquid: "GLIQNA",
    melts: 370.87,
    heat: 2597.0,
    energy: -15295.094,
    gap: 507.649,
    entropy: 51.3,
    cp: 28.225,
  },
  {
    solid: "GHSERKK",
    liquid: "GLIQKK",
    melts: 336.53,
    heat: 2320.9,
    energy: -19284.343,
    gap: 264.581,
    entropy: 64.68,
    cp: 29.704,
  },
])("$solid and $liquid", ({ solid, liquid, melts, heat, energy, gap, entropy, cp }) => {
  it("melt where SGTE says", () => {
    const point = meltingPoint(liquid, solid, melts - 20, melts + 20);
    expect(Math.abs(point - melts)).toBeLessThan(1e-4);
    const jump = at(solid, point).slope - at(liquid, point).slope;
    expect(Math.abs(point * jump - heat)).toBeLessThan(0.05);
  });

  it("have the values of SGTE at 298.15 K", () => {
    const s = at(solid, 298.15);
    expect(Math.abs(s.value - energy)).toBeLessThan(6e-4);
    expect(Math.abs(at(liquid, 298.15).value - s.value - gap)).toBeLessThan(6e-4);
    expect(Math.abs(s.value - 298.15 * s.slope)).toBeLessThan(0.003);
    expect(Math.abs(-s.slope - entropy)).toBeLessThan(6e-4);
    expect(Math.abs(-298.15 * s.curvature - cp)).toBeLessThan(6e-4);
  });

  it.each([solid, liquid])("%s joins at its break", (name) => {
    const below = melts * (1 - 1e-15);
    expect(Math.abs(at(name, melts).value - at(name, below).value)).toBeLessThan(0.0024);
  });
});

describe("kNaDatabase", () => {
  it("reads without a warning", () => {
    expect(readTdb(kNaText).warnings).toEqual([]);
  });

  it("has three phases and nine parameters, each with its source", () => {
    const { phases, parameters, references } = kNaDatabase();
    expect([...phases.keys()]).toEqual(["LIQUID", "BCC_A2", "KNA2"]);
    expect(phases.get("BCC_A2")?.sublattices).toEqual([
      { sites: 1, constituents: ["K", "NA"] },
      { sites: 3, constituents: ["VA"] },
    ]);
    expect(parameters).toHaveLength(9);
    for (const { reference } of parameters) expect(references.has(reference ?? "")).toBe(true);
    expect(references.get("LIQUIDUS")).toContain("our own fit");
  });

  it("holds the assessment that is documented", () => {
    const ours = kNaDatabase().parameters.filter(({ reference }) => reference === "LIQUIDUS");
    const texts = ours.map(
      (parameter) => `${parameter.phase};${parameter.order} ${parameter.function.pieces[0]?.text}`,
    );
    expect(texts).toEqual([
      "LIQUID;0 +2937-1.06*T",
      "LIQUID;1 -554",
      "BCC_A2;0 +7467",
      "BCC_A2;1 -1734",
      "KNA2;0 -396.1-1.9604*T+GHSERKK#+2*GHSERNA#",
    ]);
  });
});
