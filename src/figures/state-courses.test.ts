// What a state of the cell shows. Oracles: names by hand; only what moves is drawn; names beside curves lie apart.
import { describe, expect, it } from "vitest";
import { caseVoltages } from "./case-voltages.ts";
import { movingUnknowns, stateCourses } from "./state-courses.ts";
import { shortNames } from "./state-names.ts";
import { lightTheme } from "./theme.ts";

const time = Float64Array.of(0, 100, 200);
const unknown = (name: string, unit: string, ...values: number[]) => ({
  name,
  unit,
  values: Float64Array.from(values),
});
const all = [
  unknown("deposit.amount", "mol/m2", 0, 0.05, 0.1),
  unknown("voids.voids", "1", 0, 0.2, 0.4),
  unknown("slow voids.voids", "1", 0, 0.2, 0.4),
  unknown("contact area.deposit fraction", "1", 1e-6, 1e-6, 2e-6),
  unknown("interface.node charge", "C/m2", 0, 1, 2),
  unknown("filament.length", "m", 0, 0, 1e-12),
];

describe("the state of a cell", () => {
  it("shows what moves, not what keeps equations regular", () => {
    const moving = movingUnknowns(all);
    expect(moving.map(({ name }) => name)).toEqual(["voids.voids", "slow voids.voids", "deposit.amount"]);
    expect(shortNames(moving)).toEqual(["voids", "slow voids", "deposit"]);
  });

  it("tells parts of the electrode from parts of the wetted area, which have no sum", () => {
    const some = [unknown("contact area.contact fraction", "1", 1, 0.9, 0.8), unknown("voids.voids", "1", 0, 0.1, 0.2)];
    const { layout } = stateCourses(time, movingUnknowns(some), lightTheme);
    expect([layout.yaxis, layout.yaxis2]).toMatchObject([
      { title: { text: "electrode / %" } },
      { title: { text: "wetted / %" } },
    ]);
  });

  it("keeps the colour of a curve while another begins to move", () => {
    const colorOf = (unknowns: typeof all): unknown =>
      stateCourses(time, movingUnknowns(unknowns), lightTheme).data.find(({ name }) => name === "slow voids.voids")
        ?.line;
    const still = all.map((one) => (one.name === "voids.voids" ? unknown(one.name, "1", 0, 0, 0) : one));
    expect(colorOf(still)).toEqual(colorOf(all));
    const parts = [
      "contact area.contact fraction",
      "contact area.precipitate fraction",
      "voids.voids",
      "slow voids.voids",
      "precipitate.coverage",
    ];
    const moving = parts.map((name) => unknown(name, "1", 0, 0.2, 0.4));
    const colors = stateCourses(time, movingUnknowns(moving), lightTheme).data.map(
      ({ line }) => (line as { color: string }).color,
    );
    expect(new Set(colors).size).toBe(parts.length);
  });

  it("has parts of the area in %, amounts per cm², and names apart from one another at the right", () => {
    const { data, layout } = stateCourses(time, movingUnknowns(all), lightTheme);
    expect([layout.yaxis, layout.yaxis2]).toMatchObject([
      { title: { text: "wetted / %" } },
      { title: { text: "<i>N</i> / µmol cm⁻²" } },
    ]);
    expect([data[0]?.y, data[2]?.y]).toEqual([
      [0, 20, 40],
      [0, 5, 10],
    ]);
    const names = (layout.annotations ?? []).map(({ text, y }) => [text, y] as [string, number]);
    expect(names.map(([text]) => text).sort()).toEqual(["deposit", "slow voids", "voids"]);
    const heights = names.map(([, y]) => y).sort((a, b) => a - b);
    // lines of 14 px in a plot of 270 px and more
    for (let k = 1; k < heights.length; k++)
      expect((heights[k] as number) - (heights[k - 1] as number)).toBeGreaterThan(14 / 270 - 1e-9);
    // a digit of the widest fallback font takes 0.636 of 11 px; the names begin 6 px beside the frame
    expect((layout.margin as { readonly r: number }).r).toBeGreaterThan(6 + 0.636 * 11 * "slow voids".length);
  });
});

describe("voltages of cases", () => {
  it("stand over a logarithmic charge with their names, never over one another", () => {
    const cases = [1e-4, 1e-2, 1].map((end, k) => ({ name: `case ${k}`, x: [end / 100, end], voltage: [0.1, 3] }));
    const { layout } = caseVoltages({ title: "Q", hover: "%{x}", from: 1e-6 }, cases, lightTheme);
    expect(layout.xaxis).toMatchObject({ type: "log" });
    expect((layout.annotations ?? []).map(({ text, x }) => [text, x])).toEqual([
      ["case 0", expect.closeTo(-4, 12)],
      ["case 1", expect.closeTo(-2, 12)],
      ["case 2", expect.closeTo(0, 12)],
    ]);
  });
});
