import { describe, expect, test } from "vitest";
import { lightTheme } from "../figures/theme.ts";
import { potentials } from "./potential.ts";
import { potentialPage, swingOf } from "./potential-page.ts";
import { exchangeText } from "./potential-slopes.ts";

const at = (temperature: number) => potentials({ system: "Na-K", temperature });

describe("swing of the potentials over the liquid range", () => {
  // Oracle: E = −RT/F ln a diverges as x → 0, and is 0 at the pure metal.
  test("has no end where the liquid reaches a pure metal", () => {
    const [sodium = "", potassium = ""] = swingOf(at(350.15).document);
    expect(sodium).toContain("Na rises without bound towards pure K and falls to 0.2 mV");
    expect(potassium).toContain("K goes from 0.0 to 57.9 mV");
    expect(potassium).toContain("(pure K to 94.1 at.% Na)");
    const [, allLiquid = ""] = swingOf(at(373.15).document);
    expect(allLiquid).toContain("K rises from 0.0 mV without bound towards pure Na");
  });

  test("has the ends of the liquidus where there is one", () => {
    expect(swingOf(at(298.15).document)[0]).toContain("goes from 26.5 to 0.4 mV");
  });
});

describe("exchange", () => {
  test("tells apart the solvents whose potentials do not serve at a temperature", () => {
    const [warm] = at(350.15).document.alloys;
    expect(warm?.exchange.map(({ solvent }) => solvent)).toEqual(["water"]);
    expect(warm?.exchangeRefused[0]?.message).toContain("no exchange constant at 77 °C");
    const [room] = at(298.15).document.alloys;
    expect(room?.exchange.map(({ status }) => status)).toEqual(["confirmed", "recalled"]);
    expect(room?.exchangeRefused).toEqual([]);
  });
});

describe("figure of the potentials", () => {
  const first = (temperature: number) => {
    const [figure] = potentialPage(at(temperature)).figures;
    if (!figure) throw new Error("the page has no figure");
    const { yaxis } = figure.draw(lightTheme).layout as { yaxis: { range: readonly [number, number] } };
    return yaxis.range[1];
  };
  // The plateau of Na beside the liquid stands at 26.5 mV, its band ends at 29; with solid solutions it would be 120 mV.
  test("shows the liquid and the fields of two phases first", () => {
    expect(first(298.15)).toBeGreaterThan(29);
    expect(first(298.15)).toBeLessThan(36);
    // Liquid down to pure K: 165 mV at 0.2 at.% Na.
    expect(first(350.15)).toBeLessThan(100);
  });

  // Oracle: the chord of a logarithm: between points the line is off by less than 0.1 mV.
  test("has points that lie close enough to look smooth", () => {
    for (const T of [298.15, 350.15]) {
      const { curves, fields } = at(T).document;
      const steps = curves.flatMap(({ moleFraction }) =>
        Array.from(moleFraction.subarray(1), (x, i) => {
          const before = moleFraction[i] as number;
          const isOne = fields.some(({ from, to, label }) => !label.includes(" + ") && before >= from && x <= to);
          return isOne ? Math.log(x / (1 - x)) - Math.log(before / (1 - before)) : 0;
        }),
      );
      expect(Math.max(...steps)).toBeLessThan(0.091);
      expect(curves[0]?.moleFraction.length).toBeLessThan(150);
    }
  });
});

// Oracle: K = exp(−zF ΔE°/RT): 1.96 × 0.05 V of the potentials in propylene carbonate is a factor exp(1.96 × 0.05 F/RT) = 45.3 in K.
test("the equilibrium constant is told with its interval of 95 %", () => {
  const { alloys } = at(298.15).document;
  const told = exchangeText(alloys.find(({ exchange }) => exchange.length > 0)) ?? "";
  const [, value, low, high] = (
    /K = ([^(]+) \(95 %: (.+) to (.+?); standard potentials recalled/.exec(told.replace(/^.*in water, /, "")) ?? []
  ).map((text) =>
    Number(
      text
        .replace(/\s*×\s*10⁵/, "e5")
        .replace(/\s*×\s*10⁶/, "e6")
        .replace(/\s*×\s*10⁷/, "e7")
        .replace(/\s/g, ""),
    ),
  );
  expect((high ?? 0) / (value ?? 1)).toBeGreaterThan(0.95 * 45.3);
  expect((high ?? 0) / (value ?? 1)).toBeLessThan(1.05 * 45.3);
  expect((value ?? 0) / (low ?? 1)).toBeGreaterThan(0.95 * 45.3);
  expect((value ?? 0) / (low ?? 1)).toBeLessThan(1.05 * 45.3);
  expect(told).not.toContain("σ");
});

describe("page of the potentials", () => {
  // Oracle: the document, whose exchange constants and slopes the page and the text are to show.
  test("has mass per cent, dE/dT and exchange of every alloy", () => {
    const found = at(298.15);
    const { tables } = potentialPage(found);
    const heads = tables.flatMap(({ columns }) => columns.map(({ head }) => head));
    expect(heads).toEqual(expect.arrayContaining(["wt% K", "dE/dT Na / µV/K", "dE/dT K / µV/K", "ion ratio in water"]));
    const [slope] = tables.flatMap(({ columns }) => columns.filter(({ head }) => head.startsWith("dE/dT Na")));
    const [first] = found.document.alloys;
    expect(Number(slope?.cells[0]?.replace("−", "-"))).toBeCloseTo(1e6 * (first?.temperatureCoefficients.Na ?? 0), 0);
    expect(tables.some(({ caption }) => caption.includes("Exchange") && caption.includes("K = "))).toBe(true);
  });
});
