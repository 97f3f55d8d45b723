// The phase-diagram figure on a diagram made by hand. Oracle: pycalphad's tie lines at 298.15 K and invariants of the same data
// (x = 0.1431490, 0.0379413; 0.7097998, 0.9845802), and the lever rule.
import { describe, expect, test } from "vitest";
import { kNaDiagramDouble } from "../../test/support/k-na-diagram.ts";
import { massPercent } from "./alloy-axes.ts";
import { phaseDiagram } from "./phase-diagram.ts";
import { phaseFields, sectionAt } from "./phase-fields.ts";
import type { PhaseNamer } from "./phase-names.ts";
import type { Trace } from "./plotly.ts";
import { lightTheme } from "./theme.ts";

const diagram = kNaDiagramDouble();
const nameOf: PhaseNamer = (name, x) =>
  name === "LIQUID" ? "liquid" : name === "KNA2" ? "Na₂K" : x > 0.5 ? "Na(s)" : "K(s)";
const alloy = { component: "NA", other: "K", molarMasses: [22.98976928, 39.0983] as const };

describe("fields of a diagram", () => {
  test("an isothermal section is solid, two phases, liquid, two phases, solid", () => {
    const section = sectionAt(diagram, 298.15);
    expect(section.map(({ phases }) => phases.join("+"))).toEqual([
      "BCC_A2",
      "BCC_A2+LIQUID",
      "LIQUID",
      "LIQUID+BCC_A2",
      "BCC_A2",
    ]);
    const ends = section.slice(0, 4).map(({ high }) => high);
    [0.0379413, 0.143149, 0.7097998, 0.9845802].forEach((x, i) => {
      expect(Math.abs((ends[i] as number) - x)).toBeLessThan(1e-4);
    });
    expect(section.at(-1)?.high).toBe(1);
  });

  test("above all melting points everything is liquid", () => {
    expect(sectionAt(diagram, 380)).toEqual([{ low: 0, high: 1, phases: ["LIQUID"] }]);
  });

  test("three fields of one phase and five of two, each once, between their temperatures", () => {
    const fields = phaseFields(diagram).map(({ phases, temperature }) => [
      phases.join("+"),
      Math.round(temperature[0] as number),
      Math.round(temperature.at(-1) as number),
    ]);
    expect(fields.sort()).toEqual(
      [
        ["BCC_A2", 243, 337],
        ["BCC_A2", 243, 371],
        ["LIQUID", 261, 385],
        ["BCC_A2+KNA2", 243, 261],
        ["KNA2+BCC_A2", 243, 280],
        ["LIQUID+KNA2", 261, 280],
        ["BCC_A2+LIQUID", 261, 337],
        ["LIQUID+BCC_A2", 280, 371],
      ].sort(),
    );
  });
});

describe("the figure", () => {
  const { data, layout } = phaseDiagram(diagram, {
    theme: lightTheme,
    alloy,
    nameOf,
    isotherm: 298.15,
    marks: [
      { label: "NaK50", moleFraction: 0.6297, kind: "wt%" },
      { label: "Na50K50", moleFraction: 0.5, kind: "at.%" },
    ],
    extrapolated: [{ phase: "BCC_A2", below: 273.15 }],
    note: "assessment, ±2 K",
  });
  const texts = (layout.annotations ?? []).map(({ text }) => String(text));

  test("names every field, both invariants with their temperature, the marked alloys and what it is", () => {
    const flat = texts.map((text) =>
      text
        .replace(/<br>/g, " ")
        .replace(/<[^>]*>/g, "")
        .replaceAll("\u00A0", " "),
    );
    for (const name of ["liquid", "Na(s)", "K(s)", "liquid + Na(s)", "K(s) + liquid", "liquid + Na2K", "K(s) + Na2K"])
      expect(flat).toContain(name);
    for (const name of [
      "eutectic −12.6 °C",
      "peritectic 6.9 °C",
      "NaK50",
      "Na50K50",
      "25 °C",
      "assessment, ±2 K",
      "Na2K",
    ])
      expect(flat).toContain(name);
    expect(new Set(flat).size).toBe(flat.length);
  });

  test("every invariant has a label or its number, the top of a gap a mark and its temperature", () => {
    const [invariant] = diagram.invariants;
    if (invariant === undefined) throw new Error("the diagram has no invariant");
    const [first, , last] = invariant.phases;
    const narrow = [first, { ...first, moleFraction: first.moleFraction + 1e-3 }, last] as const;
    const crowded = Array.from({ length: 8 }, () => ({ ...invariant, phases: narrow }));
    const top = { name: "LIQUID", temperature: 350, moleFraction: 0.4 };
    const figure = phaseDiagram({ ...diagram, invariants: crowded, criticalPoints: [top] } as typeof diagram, {
      theme: lightTheme,
      alloy,
      nameOf,
    });
    const labels = (figure.layout.annotations as { text: string }[]).map(({ text }) => text);
    expect(labels).toContain("(8)");
    expect(labels.some((text) => text.includes("gap top"))).toBe(true);
    const mark = figure.data.find(({ name }) => name === "gap top") as Trace & { x: number[]; y: number[] };
    expect([mark.x[0], mark.y[0]]).toEqual([0.4, 350 - 273.15]);
  });

  test("is scatter traces only, finite numbers, with mass per cent above that agrees with the mole fraction below", () => {
    expect(new Set(data.map(({ type }) => type))).toEqual(new Set(["scatter"]));
    expect(JSON.stringify(data)).not.toMatch(/NaN|Infinity/);
    const upper = layout.xaxis2 as { tickvals: number[]; ticktext: string[] };
    upper.tickvals.forEach((x, i) => {
      const text = upper.ticktext[i];
      if (text !== "") expect(massPercent(alloy, x)).toBeCloseTo(Number(text), 9);
    });
  });

  test("pointing at 20 °C and x = 0.80 shows both phases with the amounts of the lever rule", () => {
    const grid = data.find(({ name }) => name === "phases") as Trace & { x: number[]; y: number[]; text: string[] };
    const nearest = grid.x.reduce((best, x, i) => {
      const off = (k: number): number => Math.hypot((grid.x[k] as number) - 0.8, ((grid.y[k] as number) - 20) / 100);
      return x !== undefined && off(i) < off(best) ? i : best;
    }, 0);
    const section = sectionAt(diagram, (grid.y[nearest] as number) + 273.15);
    const tie = section.find(({ low, high }) => low < 0.8 && high > 0.8) ?? expect.fail("no tie line");
    const liquid = (100 * (tie.high - 0.8)) / (tie.high - tie.low);
    expect(grid.text[nearest]).toBe(
      `<b>liquid</b> ${liquid.toFixed(1)} %, <i>x</i> = ${tie.low.toFixed(3)}<br><b>Na(s)</b> ${(100 - liquid).toFixed(1)} %, <i>x</i> = ${tie.high.toFixed(3)}`,
    );
  });

  test("extrapolated parts are dashed: the solvus below 0 °C, never the liquidus", () => {
    const dashed = data.filter(({ line }) => (line as { dash?: string } | undefined)?.dash !== undefined);
    expect(dashed.length).toBe(3);
    for (const { y } of dashed) expect(Math.max(...(y as number[]))).toBeLessThan(0.6);
  });
});
