import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import { resultsOf } from "../study/series-results.ts";
import { parseUnit } from "../units/unit.ts";
import { currentDensityUnit, currentUnit } from "./current-unit.ts";
import type { Axis, Figure } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { figureUnit } from "./simulated-course.ts";
import { lightTheme as theme } from "./theme.ts";
import { voltageAndCurrent } from "./voltage-and-current.ts";

describe("the prefix of currents", () => {
  it.each([
    [[2e-9, 7e-9], "nA"],
    [[0, null, -3e-6], "µA"],
    [[1e-4, 4e-4], "mA"],
    [[0.7e-3, -0.4], "mA"],
    [[1.2, 0.1], "A"],
    [[0, null, Number.NaN], "mA"],
    [[], "mA"],
  ])("of %j A is %s", (currents, unit) => {
    expect(currentUnit(currents).unit).toBe(unit);
    expect(currentUnit(currents, 1e-4).unit).toBe(`${unit} cm⁻²`);
  });

  it("keeps the quantity: factor and unit undo one another, by the units that are read", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 1e3, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e-2, noNaN: true }),
        (current, area) => {
          const plain = currentUnit([current]);
          expect((current * plain.factor * parseUnit(plain.unit).factor) / current).toBeCloseTo(1, 12);
          const areal = currentUnit([current], area);
          expect((current * areal.factor * parseUnit(areal.unit).factor) / (current / area)).toBeCloseTo(1, 12);
          const density = currentDensityUnit([current]);
          expect((current * density.factor * parseUnit(density.unit).factor) / current).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it("lets the largest value read from 0.1 to 1000, below 0.1 nA only as it is, and above 1 A", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-10, max: 999, noNaN: true }), (current) => {
        const shown = current * currentUnit([current, current / 7]).factor;
        expect(shown).toBeGreaterThan(0.1 * (1 - 1e-6));
        expect(shown).toBeLessThan(1000);
      }),
    );
  });

  it("is that of current densities of a cell, where values are given", () => {
    expect(figureUnit("A/m2", [3e-5])).toEqual({ factor: expect.closeTo(1e5, 6), unit: "nA cm⁻²" });
    expect(figureUnit("A/m2")).toEqual({ factor: expect.closeTo(0.1, 12), unit: "mA cm⁻²" });
  });
});

describe("a series measured at nA", () => {
  const small = 1e-6;
  const plain = syntheticSeries({ sweeps: 8 });
  const series = {
    ...plain,
    sweeps: plain.sweeps.map((one) => ({
      ...one,
      sweep: { ...one.sweep, dcCurrent: one.sweep.dcCurrent === null ? null : one.sweep.dcCurrent * small },
    })),
  };
  const mA = plain.sweeps.map(({ sweep }) => (sweep.dcCurrent as number) * 1e3);
  const timeSeries = syntheticTimeSeries(8);
  const faint = { ...timeSeries, current: (timeSeries.current as Float64Array).map((x) => x * small) };
  const title = (figure: Figure, axis: string): string | undefined => (figure.layout[axis] as Axis).title?.text;

  it("has one column of nA with the numbers that mA would have at a million times the current", () => {
    const column = resultsOf(series, null).columns.find(({ id }) => id === "j");
    expect(column?.unit).toBe("nA");
    expect(column?.cells.map((cell) => cell?.value)).toEqual(mA.map((value) => expect.closeTo(value, 9)));
  });

  it("is drawn on axes in nA, per area in nA cm⁻²", () => {
    expect(title(relaxationMap(series, { theme, area: null, along: "current" }), "xaxis")).toBe("<i>I</i> / nA");
    expect(title(relaxationMap(series, { theme, area: syntheticArea, along: "current" }), "xaxis")).toBe(
      "<i>j</i> / nA cm⁻²",
    );
    expect(title(voltageAndCurrent(faint, { theme, area: null }), "yaxis2")).toBe("<i>I</i> / nA");
    expect(title(relaxationMap(series, { theme, area: null, timeSeries: faint }), "yaxis4")).toBe("<i>I</i> / nA");
  });
});
