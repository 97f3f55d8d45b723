// Oracle: what was taken out of the shipped database on purpose, and the ranges written into it.
import { describe, expect, test } from "vitest";
import { lightTheme } from "../figures/theme.ts";
import { kNaText } from "../thermo/data/index.ts";
import { type AlloyDatabase, databaseFromFile } from "./alloy-database.ts";
import { binaryAlloySystem } from "./alloy-system.ts";
import { alloyEquilibrium } from "./equilibrium.ts";
import { phases } from "./phases.ts";
import { liquidFinding, phasesPage } from "./phases-page.ts";
import { potentials } from "./potential.ts";
import { properties } from "./properties.ts";

function edited(from: string | RegExp, to: string): AlloyDatabase {
  const text = kNaText.replaceAll(from, to);
  expect(text).not.toBe(kNaText);
  return databaseFromFile({ name: "edited.tdb", bytes: new TextEncoder().encode(text) });
}

const messages = ({ warnings }: { readonly warnings: readonly { readonly message: string }[] }): string =>
  warnings.map(({ message }) => message).join("\n");

describe("a phase that takes no part is told", () => {
  const late = edited("G(KNA2,K:NA;0) 200", "G(KNA2,K:NA;0) 400");

  test("at a temperature at which its functions are not defined", () => {
    const found = alloyEquilibrium({ compositions: ["NaK50"], temperatures: [253.15, 450], source: late });
    expect(messages(found)).toBe(
      "KNA2 left out at 253.15 K: its functions hold from 400 K to 2200 K; states may be metastable.",
    );
    const inside = alloyEquilibrium({ compositions: ["NaK50"], temperatures: [450], source: late });
    expect(inside.warnings).toEqual([]);
  });

  test("where a diagram reaches beyond its functions", () => {
    const { document } = phases({ system: "Na-K", source: late });
    expect(document.options.temperatureRange).toEqual([200, 380]);
    expect(messages(document)).toMatch(/Left out where .* not define them: KNA2 \(400 K to 2200 K\); the states/);
  });

  test("where it is a gas, unless phases are named", () => {
    const gas = edited(
      /$/g,
      "\nPHASE GAS:G % 1 1 !\nCONSTITUENT GAS:G :K,NA: !\nPARAMETER G(GAS,K;0) 200 90000-80*T; 2200 N !\nPARAMETER G(GAS,NA;0) 200 90000-80*T; 2200 N !\n",
    );
    const { document } = phases({ system: "Na-K", source: gas });
    expect(document.options.phases).toEqual(["BCC_A2", "KNA2", "LIQUID"]);
    expect(messages(document)).toMatch(/^GAS: a gas is left out.*name the phases\.$/m);
    expect(document.warnings.map(({ needs }) => needs)).toContainEqual({
      input: "phases",
      value: "BCC_A2,GAS,KNA2,LIQUID",
    });
    const kept = phases({ system: "Na-K", source: gas, phases: ["GAS", "LIQUID"] });
    expect(kept.document.options.phases).toEqual(["GAS", "LIQUID"]);
  });

  test("where a function that it refers to is missing; a reference phase is refused instead, unless it is left out", () => {
    const compound = edited("+GHSERKK#+2*GHSERNA#; 2200", "+GHSERXX#+2*GHSERNA#; 2200");
    expect(messages(binaryAlloySystem("Na-K", { source: compound }))).toMatch(
      /KNA2 left out: .*GHSERXX, which is not defined; states may be metastable\.$/,
    );
    const solid = edited("G(BCC_A2,K:VA;0) 200 GHSERKK#", "G(BCC_A2,K:VA;0) 200 GHSERXX#");
    expect(() => binaryAlloySystem("Na-K", { source: solid })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^BCC_A2, the reference phase of K and Na, cannot be used: .*GHSERXX/),
        needs: { input: "without", value: "BCC_A2" },
      }),
    );
    expect(binaryAlloySystem("Na-K", { source: solid, without: ["BCC_A2"] }).models.map(({ name }) => name)).toEqual([
      "KNA2",
      "LIQUID",
    ]);
  });

  test("below the functions of the reference phase an equilibrium is refused", () => {
    const source = edited(/(G\(BCC_A2,(?:K|NA):VA;0\)) 200/g, "$1 300");
    expect(() => alloyEquilibrium({ compositions: ["NaK50"], temperatures: [250], source })).toThrow(
      /BCC_A2, the reference phase of K and Na, is not defined at 250 K: its functions hold from 300 K to 2200 K/,
    );
  });

  test("what rests on every phase is refused where one is undefined", () => {
    const sentence = expect.objectContaining({
      message: expect.stringMatching(/^Not every phase is defined at 298\.15 K: KNA2 \(400 K to 2200 K\)\. /),
      needs: { input: "without", value: "KNA2" },
    });
    expect(() => properties({ composition: "NaK50", temperature: 298.15, source: late })).toThrow(sentence);
    expect(() => potentials({ system: "Na-K", temperature: 298.15, source: late })).toThrow(sentence);
  });

  test("the shipped database leaves nothing out", () => {
    expect(phases({ system: "Na-K" }).document.warnings).toEqual([]);
  });
});

test("a phase without interaction parameters is called ideal", () => {
  const source = edited(/^PARAMETER L\(.*\n/gm, "");
  expect(messages(binaryAlloySystem("Na-K", { source }))).toBe(
    "No interaction parameter of K with Na in BCC_A2, LIQUID: taken as ideal.",
  );
});

test("one phase alone has a diagram over the temperatures of its functions", () => {
  const { document } = phases({ system: "Na-K", phases: ["LIQUID"] });
  expect(document.options.temperatureRange).toEqual([200, 2200]);
  expect(document.liquid?.ranges).toMatchObject([{ from: 0, to: 1 }]);
});

test("a temperature in K is told in K", () => {
  const { document } = phases({ system: "Na-K", isotherm: 298.15 });
  expect(liquidFinding(document, true)[0]?.lead).toBe("Liquid at 298.15\u00A0K");
  expect(liquidFinding(document)[0]?.lead).toBe("Liquid at 25\u00A0°C");
});

test("what was left out as asked is named, not the many that were kept", () => {
  expect(messages(binaryAlloySystem("Na-K", { without: ["KNA2"] }))).toBe("");
  const { document } = phases({ system: "Na-K", without: ["KNA2"] });
  expect(messages(document)).toBe(
    "Without KNA2, as asked: the states are metastable where another phase would be stable.",
  );
});

test("the page gives every ± at 95 %, the misfit of the fit too", () => {
  const { findings, figures } = phasesPage(phases({ system: "Na-K" }));
  const told = JSON.stringify([findings, figures.map(({ draw }) => draw(lightTheme).layout)]);
  expect(told).not.toContain("1σ");
  // 1.96 · 2 K of docs/thermodynamics.md, to one digit
  expect(told).toMatch(/±4\u00A0K \(95/);
});
