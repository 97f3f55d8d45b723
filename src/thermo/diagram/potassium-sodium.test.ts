import { describe, expect, it } from "vitest";
import { potassiumSodium } from "../../../test/support/potassium-sodium.ts";
import { binaryDiagram, boundariesAt, tieLineAt } from "./index.ts";

// Oracle: pycalphad 0.11.2 on the same parameters, R = 8.3145 J/(mol K): equilibria, and invariants refined by an
// independent Newton that agrees with it to 1e-11. SGTE melting points. No database is read here.
const models = potassiumSodium();
const diagram = binaryDiagram(models, { component: "NA" });

describe("K-Na", () => {
  it("has one eutectic and one peritectic, at pycalphad's temperatures and compositions", () => {
    expect(diagram.invariants.map(({ kind }) => kind)).toEqual(["eutectic", "peritectic"]);
    const [eutectic, peritectic] = diagram.invariants;
    expect(eutectic?.temperature).toBeCloseTo(260.52326565, 7);
    expect(eutectic?.phases.map(({ name }) => name)).toEqual(["BCC_A2", "LIQUID", "KNA2"]);
    expect(Math.abs((eutectic?.phases[1].moleFraction ?? 0) - 0.323802)).toBeLessThan(1e-7);
    expect(eutectic?.phases[2].moleFraction).toBe(2 / 3);
    expect(peritectic?.temperature).toBeCloseTo(280.0446376, 6);
    expect(peritectic?.phases.map(({ name }) => name)).toEqual(["LIQUID", "KNA2", "BCC_A2"]);
    expect(peritectic?.phases[0].moleFraction).toBeCloseTo(0.5840821, 7);
  });

  it("gives pycalphad's tie lines at 25 °C", () => {
    const [potassium, sodium] = boundariesAt(models, 298.15, { component: "NA" });
    const ends = [potassium, sodium].flatMap((line) => line?.phases.map(({ moleFraction }) => moleFraction) ?? []);
    const recorded = [0.0379412548, 0.1431489769, 0.709799751, 0.9845802197];
    expect(ends).toHaveLength(4);
    for (const [i, x] of ends.entries()) expect(Math.abs(x - (recorded[i] as number))).toBeLessThan(1e-9);
  });

  it("melts the pure metals at the SGTE temperatures", () => {
    expect(diagram.transitions.map(({ kind, below, above }) => [kind, below, above])).toEqual([
      ["melting", "BCC_A2", "LIQUID"],
      ["melting", "BCC_A2", "LIQUID"],
    ]);
    expect(diagram.transitions.map(({ moleFraction }) => moleFraction)).toEqual([0, 1]);
    expect(Math.abs((diagram.transitions[0]?.temperature ?? 0) - 336.53)).toBeLessThan(1e-4);
    expect(Math.abs((diagram.transitions[1]?.temperature ?? 0) - 370.87)).toBeLessThan(1e-4);
  });

  it("follows the liquidus of the assessment to a tenth of a degree", () => {
    const table = [
      [0.99, 93.9],
      [0.95, 79.9],
      [0.9, 64.8],
      [0.85, 52],
      [0.8, 41.1],
      [0.75, 31.7],
      [0.7, 23.5],
      [0.65, 16],
      [0.6, 9.1],
      [0.55, 5.8],
      [0.5, 3.6],
      [0.45, 0.5],
      [0.4, -3.7],
      [0.36, -8],
      [0.3, -8.5],
      [0.25, 1.1],
      [0.2, 11.7],
      [0.14, 25.8],
      [0.1, 35.9],
      [0.05, 49.3],
      [0.01, 60.5],
    ] as const;
    for (const [x, celsius] of table) expect(Math.abs(liquidus(x) - 273.15 - celsius)).toBeLessThan(0.11);
  });

  it("has both bcc branches, the two liquidus lines and the tie lines of the compound, ending on the events", () => {
    const [eutectic, peritectic] = diagram.invariants.map(({ temperature }) => temperature);
    const [potassium, sodium] = diagram.transitions.map(({ temperature }) => temperature);
    expect(diagram.regions.map(({ phases, temperature }) => [...phases, temperature[0], temperature.at(-1)])).toEqual([
      ["BCC_A2", "KNA2", 200, eutectic],
      ["KNA2", "BCC_A2", 200, peritectic],
      ["BCC_A2", "LIQUID", eutectic, potassium],
      ["LIQUID", "KNA2", eutectic, peritectic],
      ["LIQUID", "BCC_A2", peritectic, sodium],
    ]);
    expect(diagram.temperatureRange).toEqual([200, 380]);
  });

  it("melts Na2K congruently at 8.0 °C where bcc is left out", () => {
    const { transitions } = binaryDiagram(models, { component: "NA", without: ["BCC_A2"] });
    expect(transitions).toHaveLength(1);
    expect(transitions[0]).toMatchObject({ kind: "congruent", below: "KNA2", above: "LIQUID", moleFraction: 2 / 3 });
    expect(Math.abs((transitions[0]?.temperature ?? 0) - 281.15)).toBeLessThan(0.06);
  });

  it("is the same to the bit on a second run and for any order of the models", () => {
    expect(binaryDiagram(models, { component: "NA" })).toEqual(diagram);
    expect(binaryDiagram([...models].reverse(), { component: "NA" })).toEqual(diagram);
  });

  it("is the mirror image for the other component", () => {
    const mirrored = binaryDiagram(models, { component: "K" });
    expect(mirrored.invariants).toHaveLength(2);
    for (const [i, { kind, temperature, phases }] of mirrored.invariants.entries()) {
      expect(kind).toBe(diagram.invariants[i]?.kind);
      expect(Math.abs(temperature - (diagram.invariants[i]?.temperature ?? 0))).toBeLessThan(1e-9);
      for (const [k, { moleFraction }] of phases.entries()) {
        expect(1 - moleFraction).toBeCloseTo(diagram.invariants[i]?.phases[2 - k]?.moleFraction ?? 0, 11);
      }
    }
  });

  it("reads tie lines from the diagram as near as it was drawn", () => {
    for (const temperature of [230.1, 265.3, 291.7, 333.3, 350.2]) {
      const exact = boundariesAt(models, temperature, { component: "NA" });
      const read = boundariesAt(diagram, temperature);
      expect(read.map(({ phases }) => phases.map(({ name }) => name))).toEqual(
        exact.map(({ phases }) => phases.map(({ name }) => name)),
      );
      for (const [i, { phases }] of read.entries()) {
        for (const [k, { moleFraction }] of phases.entries()) {
          expect(Math.abs(moleFraction - (exact[i]?.phases[k]?.moleFraction ?? 0))).toBeLessThan(1e-3);
        }
      }
    }
    expect(tieLineAt(diagram, 350, 0.3)).toBeNull();
    expect(tieLineAt(models, 298.15, 0.8, { component: "NA" })?.phases[1].name).toBe("BCC_A2");
  });

  it("refuses what it cannot draw, with the numbers", () => {
    expect(() => binaryDiagram(models, { component: "LI" })).toThrow("component LI is not in the system K-NA");
    expect(() => binaryDiagram([], { component: "NA" })).toThrow("no phase was given");
    expect(() => binaryDiagram(models, { component: "NA", temperatureRange: [10, 100] })).toThrow("10 K to 100 K");
    expect(() => boundariesAt(models, 100, { component: "NA" })).toThrow("100 K");
    expect(() => tieLineAt(diagram, 300, 1.2)).toThrow("mole fraction 1.2");
  });

  it("cuts a range to that of the functions, and says so", () => {
    const { temperatureRange, warnings } = binaryDiagram(models, { component: "NA", temperatureRange: [100, 400] });
    expect(temperatureRange).toEqual([200, 400]);
    expect(warnings[0]?.code).toBe("temperature-range-clipped");
  });
});

/** Temperature at which the first solid appears on cooling. */
function liquidus(x: number): number {
  let high = 375;
  while (!tieLineAt(models, high - 0.5, x, { component: "NA" })) high -= 0.5;
  let low = high - 0.5;
  for (let k = 0; k < 20; k++) {
    const middle = (low + high) / 2;
    if (tieLineAt(models, middle, x, { component: "NA" })) low = middle;
    else high = middle;
  }
  return low;
}
