import { beforeAll, describe, expect, it } from "vitest";
import { runTask } from "../base/task.ts";
import { csvText } from "../files/write/csv.ts";
import { solidMolarVolume, solids } from "../thermo/properties/index.ts";
import { GAS_CONSTANT } from "../units/constants.ts";
import { type ClaimsOptions, computeClaims } from "./compute.ts";
import { type LiquidElectrolytePaper, liquidElectrolytePaper } from "./papers/liquid-electrolyte-paper.ts";
import type { PaperNumber } from "./papers/paper-number.ts";
import { type SolidElectrolytePaper, solidElectrolytePaper } from "./papers/solid-electrolyte-paper.ts";
import type { Claim, ClaimsDocument, ClaimValue, Verdict } from "./result.ts";
import { claimsDocument } from "./schema.ts";
import { selectClaims } from "./select.ts";
import { sodiumPotassiumAlloy } from "./sodium-potassium-alloy.ts";
import { claimsTable } from "./table.ts";

// Without the studies: those are in simulated.test.ts.
const compute = (options: ClaimsOptions = {}): Promise<ClaimsDocument> =>
  runTask(computeClaims({ quick: true, ...options }));
const claim = (document: ClaimsDocument, id: string): Claim => document.claims.find((one) => one.id === id) as Claim;

let ledger: ClaimsDocument;
beforeAll(async () => {
  ledger = await compute();
});

const ids = (letter: string, count: number): string[] => Array.from({ length: count }, (_, k) => `${letter}${k + 1}`);

describe("the ledger", () => {
  it("lists A1 to A19, B1 to B16 and I1 to I19, each once, in order, with parts behind their claim", () => {
    const all = ledger.claims.map(({ id }) => id);
    expect(all.filter((id) => !/[a-z]$/.test(id))).toEqual([...ids("A", 19), ...ids("B", 16), ...ids("I", 19)]);
    const parts = ["A2a", "A2b", "B7a", "B7b", "I7a", "I7b", "I13a", "I15a", "I15b", "I15c", "I15d"];
    expect(all.filter((id) => /[a-z]$/.test(id))).toEqual(parts);
    expect(all.slice(1, 4)).toEqual(["A2", "A2a", "A2b"]);
  });

  it("validates, with finite numbers or null", () => {
    const printed = JSON.parse(JSON.stringify(ledger)) as unknown;
    expect(claimsDocument.safeParse(printed).error?.message).toBeUndefined();
    const numbers = (value: ClaimValue): (number | null)[] => [value.value, value.lower, value.upper];
    for (const { claimed, computed, checks } of ledger.claims) {
      const values = [...claimed.values, ...computed.values, ...checks.flatMap((one) => [one.claimed, one.computed])];
      for (const number of values.flatMap(numbers)) expect(number === null || Number.isFinite(number)).toBe(true);
      for (const { lower, upper } of values)
        if (lower !== null && upper !== null) expect(lower).toBeLessThanOrEqual(upper);
    }
  });

  it("gives words to everything, and a study to what is pending", () => {
    for (const one of ledger.claims) {
      for (const text of [one.place, one.statement, one.method, one.because, one.wouldChange]) {
        expect(text.length, one.id).toBeGreaterThan(3);
        expect(text, one.id).not.toMatch(/NaN|undefined|Infinity/);
      }
      expect(one.decidedBy !== null, one.id).toBe(one.verdict === "pending");
    }
  });

  it("computes every claim, and says so of one that it cannot", async () => {
    expect(ledger.warnings.map(({ code }) => code)).toEqual(["assessment-is-a-fit"]);
    const { capacity } = liquidElectrolytePaper;
    const p1 = { ...liquidElectrolytePaper, capacity: { ...capacity, value: 10, lower: 10, upper: 10 } };
    const overdrawn = await compute({ papers: { p1, p2: solidElectrolytePaper } });
    expect(claim(overdrawn, "A18")).toMatchObject({ verdict: "undetermined", checks: [] });
    expect(overdrawn.warnings[1]).toMatchObject({
      code: "claim-not-computed",
      message: expect.stringMatching(/^A18: Not computed at 298.15 K: 10 mAh\/cm² are more K than the electrode has/),
    });
  });

  it("counts its verdicts and is the same from run to run", async () => {
    const sum = Object.values(ledger.counts).reduce((a, b) => a + b, 0);
    expect(sum).toBe(65 - 4);
    expect(JSON.stringify(await compute())).toBe(JSON.stringify(ledger));
  });

  it("selects by id, paper and verdict, and makes a table of one row a claim", () => {
    const some = selectClaims(ledger, { ids: ["a7", "B6"], verdict: "contradicted" });
    expect(some.claims.map(({ id }) => id)).toEqual(["A7", "B6"]);
    expect(some.counts.contradicted).toBe(2);
    expect(selectClaims(ledger, { paper: "P2" }).claims.every(({ paper }) => paper === "P2")).toBe(true);
    expect(() => selectClaims(ledger, { ids: ["A20"] })).toThrow("There is no claim A20");
    expect(csvText(claimsTable(ledger)).trimEnd().split("\n")).toHaveLength(66);
  });

  it("counts the arithmetic that two claims share once, where both are listed", () => {
    const repeats = ledger.claims.filter(({ sameAs }) => sameAs !== null).map(({ id, sameAs }) => [id, sameAs]);
    expect(repeats).toEqual([
      ["I1", "A7"],
      ["I9", "B11"],
      ["I10", "B6"],
      ["I13", "B2"],
    ]);
    expect(selectClaims(ledger, { ids: ["I1", "A7"] }).counts).toMatchObject({ contradicted: 1 });
    expect(selectClaims(ledger, { ids: ["i1"] }).counts.contradicted).toBe(1);
    expect(selectClaims(ledger, { ids: ["a2B"] }).claims[0]?.id).toBe("A2b");
  });

  it("takes densities of solids from one source", () => {
    const volume = (name: string) => ledger.constants.find((one) => one.name === `molar volume of ${name}`)?.value;
    expect(volume("solid Na")).toBe(solidMolarVolume(solids.NA));
    expect(volume("KClO4")).toBe(solidMolarVolume(solids.KClO4));
  });
});

// Oracle: the hand calculations of the two papers' claims (their own column of numbers) and of the K-Na notes, to the
// digits given there. Volumes differ by up to 1.5 %: ours contain the measured contraction, those add molar volumes.
const numbers: readonly (readonly [id: string, name: string, value: number, tolerance: number])[] = [
  ["A1", "K-rich end", 14.3, 0.005],
  ["A1", "Na-rich end", 71.0, 0.001],
  ["A2", "μ(K)", -20_221, 1e-4],
  ["A2", "μ(Na)", -15_712, 1e-4],
  ["A2a", "at 14 at.% Na", -1466, 1e-3],
  ["A2a", "at 50 at.% Na", -4509, 1e-3],
  ["A2a", "at 70 at.% Na", -5428, 1e-3],
  ["A3", "loading", 9.9, 0.001],
  ["A3", "volume of the alloy", 3.2, 0.02],
  ["A3", "volume of the disc", 4.2, 0.012],
  ["A3", "K, and Na, as charge", 4.27, 0.002],
  ["A4", "onset", 34, 1e-9],
  ["A4", "end", 50, 1e-9],
  ["A5", "share of region 1", 62.5, 1e-9],
  ["A7", "growth", 140, 1e-9],
  ["A8", "share of the K in the layer", 17, 0.01],
  ["A8", "K in the layer", 0.73, 0.003],
  ["A8", "amount in the layer", 7.7, 0.003],
  ["A9", "K lost over charge stripped", 10.7, 0.002],
  ["A10", "liquid share of the atoms", 0.67, 0.004],
  ["A10", "cycles to the short", 150, 1e-9],
  ["A11", "shift in five cycles", -0.6, 1e-9],
  ["A13", "spacing before", 0.5562, 1e-4],
  ["A13", "spacing after 20 cycles", 0.6779, 1e-4],
  ["A14", "K stock, small", 4.27, 0.002],
  ["A14", "K stock, large", 11.7, 0.005],
  ["A16", "cycles of the Na cell", 140, 1e-9],
  ["A17", "Na content for solid Na", 55.2, 0.001],
  ["A18", "rise of the K potential", 1.7, 0.03],
  ["B2", "over the 7 mm pool", 53.7, 0.015],
  ["B2", "over the 8 mm Na disc", 41.1, 0.015],
  ["I13", "capacity over the pool", 53.7, 0.015],
  ["B2", "height of the pool", 1.04, 0.002],
  ["B5", "steps", 96, 1e-9],
  ["B5", "time", 3840, 1e-9],
  ["B5", "charge stripped", 0.56, 1e-9],
  ["B5", "up to 0.6 mA/cm²", 0.202, 0.002],
  ["B5", "up to 0.15 mA/cm²", 0.0122, 0.003],
  ["B6", "scan rate", 0.096, 0.003],
  ["B6", "scan rate of the density", 0.25, 1e-9],
  ["B7", "resistance of NaK80", 60, 1e-9],
  ["B9", "pool evens out", 650, 0.01],
  ["B10", "charge of a pulse", 2.78e-4, 0.001],
  ["B10", "pulses for 14 mAh/cm²", 50_400, 1e-9],
  ["B10", "their time with 10 s rests", 154, 1e-9],
  ["B11", "depletion left 1 s after a 1 s pulse", 41, 0.012],
  ["B12", "time of a scan", 600, 0.001],
  ["B12", "charge during a scan at 0.7 mA/cm²", 0.117, 0.003],
  ["B13", "by 1/c, NaK65 / NaK50", 1.45, 0.006],
  ["B13", "by 1/a, NaK65 / NaK50", 1.13, 0.003],
  ["B13", "by 1/a, NaK80 / NaK50", 1.49, 0.0034],
  ["B15", "Na plated", 1.8, 0.02],
  ["I1", "first impedance that the ratio needs", 0.2, 1e-9],
  ["I1", "last impedance that the ratio needs", 175, 1e-9],
  ["I3", "E(Na) against pure Na", 4.32, 0.001],
  ["I3", "E(K) against pure K", 9.71, 0.001],
  ["I8", "K-rich end", 18.8, 0.002],
  ["I8", "Na-rich end", 68.4, 0.001],
  ["I8", "NaK50 of P2", 63, 0.001],
  ["I9", "left after 0.1 s", 73, 0.005],
  ["I9", "left after 1 s", 41, 0.012],
  ["I9", "left after 2 s", 32, 0.008],
  ["I9", "left after 5 s", 21, 0.02],
  ["I9", "left after 10 s", 15, 0.03],
  ["I14", "surface tension of NaK50", 125.4, 0.001],
  ["I14", "surface tension of NaK80", 119.0, 0.001],
  ["I16", "amplitude", 13, 0.002],
  ["I16", "share of the first bias", 26, 0.002],
  ["I18", "time at 0.9 to 1 mA/cm²", 440, 1e-9],
];

describe("computed values against the hand calculations", () => {
  it.each(numbers)("%s %s = %d", (id, name, value, tolerance) => {
    const found = claim(ledger, id).computed.values.find((one) => one.name === name);
    expect(found, `${id} has ${claim(ledger, id).computed.values.map((one) => one.name)}`).toBeDefined();
    expect(Math.abs((found?.value ?? Number.NaN) / value - 1)).toBeLessThanOrEqual(tolerance);
  });

  it.each([
    // [id, name, lower, upper]: intervals of the hand calculations
    // 88 µm, and 10 % more for "about 2.8 mg"
    ["A8", "layer of at most all K", 0, 96.8],
    // 26.5 … 27.5 over 9.85 … 9.95, and the square of the largest
    ["A14", "ratio of lives", 26.5 / 9.95, (27.5 / 9.85) ** 2],
    ["A2b", "E(K) − E(Na)", -316, -211],
    // 1σ of 0.38 and 0.57 mV at x = 0.5 (docs/thermodynamics), twice
    ["I3", "E(Na) against pure Na", 4.32 - 0.76, 4.32 + 0.76],
    ["I3", "E(K) against pure K", 9.71 - 1.14, 9.71 + 1.14],
    // ± 36 % of 0.833e-5 cm²/s, twice
    ["B11", "D of NaK50", 0.833e-5 * 0.28, 0.833e-5 * 1.72],
    ["A5", "share of region 1", 100 * (14 / 24), 100 * (16 / 24)],
    ["A5", "region 2", 21.5, 22.5],
    // ± 10 % of 0.6 mA/cm²: 50 steps from 0.05 to 0.54, 62 to 0.66
    ["B5", "up to 0.6 mA/cm²", (50 * 0.295) / 90, (62 * 0.355) / 90],
    ["B8", "window of time constants", 2.27e-8, 0.0318],
    ["B12", "projections for one pixel at the rim", 4833, null],
    // (0.1254 ± 2 · 0.0055) N/m: 12.5 and 19.2 nm at the value
    ["I13a", "pores filled under 10 MPa, radius above", 11.4, 20.9],
  ] as const)("%s %s lies between %d and %d", (id, name, lower, upper) => {
    const found = claim(ledger, id).computed.values.find((one) => one.name === name) as ClaimValue;
    if (lower === 0) expect(found.lower).toBe(0);
    else expect((found.lower as number) / lower).toBeCloseTo(1, 2);
    if (upper === null) expect(found.upper).toBeNull();
    else expect((found.upper as number) / upper).toBeCloseTo(1, 2);
  });
});

describe("verdicts", () => {
  // Oracle: what the hand calculations say, claim by claim.
  const expected: Readonly<Record<Verdict, readonly string[]>> = {
    reproduced: [..."A1 A2 A2a A2b A3 A4 A5 A13 B1 B2 B5 I7a I7b I8".split(" ")],
    contradicted: [..."A7 B6 B7a B11 I3 I1 I2 I4 I5 I6 I10 I15 I15b I15c I15d".split(" ")],
    undetermined: [..."A8 A9 A14 A17 A18 B7b B12 B13 I7 I9 I11 I12 I13 I13a I14 I15a I16 I17 I18 I19".split(" ")],
    input: ["A6", "A15", "A16", "B14"],
    pending: ["A10", "A11", "A12", "A19", "B3", "B4", "B7", "B8", "B9", "B10", "B15", "B16"],
  };
  it("are expected for every claim", () => {
    expect(Object.values(expected).flat().sort()).toEqual(ledger.claims.map(({ id }) => id).sort());
  });
  it.each(Object.entries(expected).flatMap(([verdict, list]) => list.map((id) => [id, verdict] as const)))(
    "%s is %s",
    (id, verdict) => {
      const one = claim(ledger, id);
      expect(one.verdict, `${one.because} ${JSON.stringify(one.checks)}`).toBe(verdict);
    },
  );

  type Limits = readonly [lower: number, value: number, upper: number];
  type Change = readonly [paper: "p1" | "p2", key: string, by: number | Limits];

  const changed = (number: PaperNumber, by: number | Limits): PaperNumber => {
    const [a, value, b] = typeof by === "number" ? [by * number.lower, by * number.value, by * number.upper] : by;
    return { ...number, value, lower: Math.min(a, b), upper: Math.max(a, b) };
  };

  // No verdict stands in the code: a number of the paper that is changed changes it. A factor, or new limits.
  const flips: readonly (readonly [id: string, verdict: Verdict, changes: readonly Change[]])[] = [
    ["A1", "contradicted", [["p1", "windowHigh", 0.1]]],
    ["A2", "contradicted", [["p1", "potentialDifference", -10]]],
    ["A2a", "contradicted", [["p1", "potentialDifference", -10]]],
    ["A2b", "contradicted", [["p1", "potassiumBelow", -10]]],
    ["A3", "contradicted", [["p1", "massLoaded", 10]]],
    ["A4", "contradicted", [["p1", "onsetTime", 10]]],
    ["A5", "contradicted", [["p1", "deviationTwo", 10]]],
    ["A7", "reproduced", [["p1", "resistanceAfter", 2.5]]],
    ["A8", "contradicted", [["p1", "layerThickness", 10]]],
    ["A9", "contradicted", [["p1", "massLoaded", 12]]],
    ["A10", "contradicted", [["p1", "mixedLiquid", 0.5]]],
    ["A13", "contradicted", [["p1", "spacingCycled", 10]]],
    ["A14", "contradicted", [["p1", "largeLoadingLife", 10]]],
    ["A16", "contradicted", [["p1", "discThickness", 0.1]]],
    ["A17", "reproduced", [["p1", "capacity", 10]]],
    ["A18", "reproduced", [["p1", "massLoaded", 0.3]]],
    ["A18", "reproduced", [["p1", "potentialRise", 0.1]]],
    ["B1", "contradicted", [["p2", "windowLow", 0.7]]],
    ["B2", "contradicted", [["p2", "poolVolume", 0.1]]],
    ["B2", "contradicted", [["p2", "theoreticalAbout", 1.25]]],
    ["B5", "contradicted", [["p2", "staircaseHold", 10]]],
    ["B6", "reproduced", [["p2", "scanRate", 96]]],
    [
      "B7a",
      "undetermined",
      [
        ["p2", "thresholdSmallK", 1000],
        ["p2", "thresholdMiddleK", 1000],
      ],
    ],
    ["B7b", "contradicted", [["p2", "voltageLimit", 0.1]]],
    ["B8", "contradicted", [["p2", "interfaceArc", 1000]]],
    ["B10", "contradicted", [["p2", "steadyCapacity", 10]]],
    ["B11", "reproduced", [["p2", "recoveredShare", 10]]],
    ["B12", "reproduced", [["p2", "projections", 10]]],
    ["B13", "reproduced", [["p2", "pristineGrowth", [2.4, 2.6, 2.8]]]],
    ["B13", "contradicted", [["p2", "pristineGrowth", [1.1, 1.3, 1.5]]]],
    ["I1", "reproduced", [["p1", "resistanceGrowth", 0.4]]],
    ["I2", "reproduced", [["p1", "captionChlorineLine", 208.7 / 293.4]]],
    ["I3", "reproduced", [["p1", "alloyingBenefit", -10]]],
    ["I4", "reproduced", [["p1", "mixedAlloyPrintedX", 4]]],
    ["I5", "reproduced", [["p1", "panelInCaption", 2.5]]],
    ["I6", "reproduced", [["p1", "abstractCycles", 0.85]]],
    ["I7", "reproduced", [["p1", "fullCellsTurned", 2]]],
    ["I7a", "contradicted", [["p1", "compositionsDrawn", 2]]],
    ["I7b", "contradicted", [["p1", "weakReflection", 13.05 / 16]]],
    ["I8", "contradicted", [["p1", "windowLow", 0.1]]],
    ["I9", "reproduced", [["p2", "recoveredShare", 10]]],
    ["I10", "reproduced", [["p2", "scanRate", 96]]],
    [
      "I11",
      "reproduced",
      [
        ["p2", "risingCurrent", 3],
        ["p2", "imagedStrippingLimit", 0.9],
      ],
    ],
    ["I12", "reproduced", [["p2", "imagedGoodCurrent", 0.7]]],
    ["I13", "reproduced", [["p2", "theoreticalAbout", 54 / 40]]],
    ["I13a", "contradicted", [["p2", "voidSize", 100]]],
    ["I14", "reproduced", [["p2", "thresholdMiddleK", 10]]],
    ["I15", "reproduced", [["p2", "slowRecoveryLater", 15]]],
    ["I15a", "reproduced", [["p2", "slowerProcess", 0.5]]],
    ["I15b", "reproduced", [["p2", "platedInto", 0.6297232375462909]]],
    ["I15c", "reproduced", [["p1", "reflectionsSeen", [1, 1, 1]]]],
    ["I15d", "reproduced", [["p1", "panelAgain", 4.5]]],
    ["I16", "reproduced", [["p2", "perturbation", 0.1]]],
    ["I17", "reproduced", [["p2", "mechanicalTime", 0.03]]],
    ["I18", "contradicted", [["p2", "staircaseHold", 100]]],
    ["I19", "contradicted", [["p1", "additive", 2]]],
  ];

  it("flip for every claim that compares numbers", () => {
    const comparing = ledger.claims.filter(({ checks }) => checks.length > 0).map(({ id }) => id);
    expect([...new Set(flips.map(([id]) => id))].sort()).toEqual(comparing.sort());
  });

  it.each(flips)("%s becomes %s with %j", async (id, verdict, changes) => {
    const tables: Record<"p1" | "p2", Record<string, PaperNumber>> = {
      p1: { ...liquidElectrolytePaper },
      p2: { ...solidElectrolytePaper },
    };
    for (const [paper, key, by] of changes) tables[paper][key] = changed(tables[paper][key] as PaperNumber, by);
    const p1 = tables.p1 as LiquidElectrolytePaper;
    const p2 = tables.p2 as SolidElectrolytePaper;
    expect(claim(ledger, id).verdict).not.toBe(verdict);
    const moved = claim(await compute({ papers: { p1, p2 } }), id);
    expect(moved.verdict, JSON.stringify(moved.checks)).toBe(verdict);
  });
});

describe("temperature", () => {
  // Oracle: the table of liquid windows in bench/results/electrode.md.
  it.each([
    [293.15, 44.8, 89.7, "reproduced"],
    [287.15, 49.4, 87.9, "undetermined"],
    [276.15, 64.0, 84.3, "contradicted"],
  ] as const)(
    "at %d K the alloy is liquid from %d to %d weight percent of K: B1 is %s",
    async (temperature, low, high, verdict) => {
      const one = claim(await compute({ temperature }), "B1");
      expect(one.checks.map(({ computed }) => Math.round(10 * (computed.value as number)) / 10)).toEqual([low, high]);
      expect(one.verdict).toBe(verdict);
    },
  );

  it("at 20 °C P1's K-rich limit is contradicted, 16.4 at.% against ≈14", async () => {
    const one = claim(await compute({ temperature: 293.15 }), "A1");
    expect(one.checks[0]).toMatchObject({ name: "K-rich end", outcome: "disagrees" });
    expect(one.verdict).toBe("contradicted");
  });

  const arithmetic = [
    ..."A3 A4 A5 A7 A8 A9 A11 A13 A14 B5 B6 B7 B8 B11 B12 I1 I2 I4 I6 I7 I9 I10 I11 I14 I17".split(" "),
  ];
  it.each([150, 250, 400, 2500])(
    "of %d K leaves the arithmetic, and quotes the range of what it leaves out",
    async (t) => {
      const there = await compute({ temperature: t });
      for (const id of arithmetic) expect(claim(there, id).verdict, id).toBe(claim(ledger, id).verdict);
      const left = there.claims.filter(({ because }) => because.startsWith("Not computed"));
      expect(left.length).toBeGreaterThan(0);
      for (const { because } of left) expect(because).toMatch(/^Not computed at \d+ K: .*\d+(\.\d)? K/);
    },
  );

  it("of 262 K leaves dendrites open: the liquid's Na-rich end stands beside Na2K there", async () => {
    const one = claim(await compute({ temperature: 262 }), "A17");
    expect(one).toMatchObject({ verdict: "undetermined", because: expect.stringContaining("beside KNA2") });
  });

  it("that is none is refused", async () => {
    await expect(compute({ temperature: -5 })).rejects.toThrow("temperature -5 K must be a positive number");
  });

  it("of freezing counts Na2K: 5.8 °C at x = 0.55, where solid Na alone would give 2.2", () => {
    // Oracle: the liquidus of the same parameters, computed by another program (K-Na notes: 5.8 °C).
    expect(sodiumPotassiumAlloy(298.15, GAS_CONSTANT).freezing(0.55) - 273.15).toBeCloseTo(5.84, 1);
  });
});
