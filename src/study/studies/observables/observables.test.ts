// Observables by themselves. Oracles: straight lines and growth laws whose onset is known; residuals by hand.
import { describe, expect, it } from "vitest";
import { observableOf, observables } from "./observables.ts";
import { planObservation, residualOf } from "./observe.ts";
import { growthOnset, stairsOf, tangentOnset } from "./onset.ts";

const stairs = (voltage: (current: number) => number, count = 40): { current: number; voltage: number }[] =>
  Array.from({ length: count }, (_, k) => ({ current: 0.5 + 0.25 * k, voltage: voltage(0.5 + 0.25 * k) }));

describe("the onset of a staircase", () => {
  // 0.03 Ω m² up to 6 A/m², 0.12 beyond: the differential resistance jumps between the stairs at 6 and 6.25.
  const kinked = stairs((i) => 0.03 * i + 0.09 * Math.max(0, i - 6));

  it("by the tangents is where the two lines meet", () => {
    expect(tangentOnset(kinked, 1.5)).toEqual({ value: expect.closeTo(6, 9) });
  });

  it("by the differential resistance lies within the stair where it jumps", () => {
    const differential = kinked.slice(1).map(({ voltage }, k) => (voltage - (kinked[k]?.voltage ?? 0)) / 0.25);
    const found = growthOnset(kinked.slice(1), differential, 1.5);
    expect(found.value).toBeGreaterThan(6);
    expect(found.value).toBeLessThan(6.25);
  });

  it("by the chord is where E/j has grown so many times: 0.03 + 0.09 (1 − 6/j) = 0.045 at 7.2 A/m²", () => {
    const chord = kinked.map(({ current, voltage }) => voltage / current);
    expect(growthOnset(kinked, chord, 1.5).value).toBeCloseTo(7.2, 2);
  });

  it("of an ohmic cell lies beyond the last stair, by each of them", () => {
    const ohmic = stairs((i) => 0.03 * i);
    const chord = ohmic.map(({ current, voltage }) => voltage / current);
    for (const found of [tangentOnset(ohmic, 1.5), growthOnset(ohmic, chord, 1.5)]) {
      expect(found).toMatchObject({ value: null, beyond: 1, end: 10.25 });
    }
  });

  it("looks at the rising stairs only, of either sign", () => {
    const segment = (endCurrent: number, k: number) => ({
      step: "1",
      sentence: "",
      start: k,
      end: k + 1,
      endedBy: "",
      limit: -1,
      startCurrent: endCurrent,
      startVoltage: 0,
      endCurrent,
      endVoltage: endCurrent,
      charge: 0,
      spectra: [],
    });
    const segments = [0, -1, -2, -3, -4, -5, 0, -1].map(segment);
    expect(stairsOf(segments).map(({ current }) => current)).toEqual([-1, -2, -3, -4, -5]);
  });
});

describe("the level of an onset", () => {
  const asked = { name: "onset", what: "onset current" };

  it("is a growth above 1: a share is refused with what to write", () => {
    expect(() => planObservation({ ...asked, level: 0.3 }, () => undefined)).toThrow(
      /level is 0\.3.*above 1.*write 1\.3/,
    );
    expect(planObservation({ ...asked, level: 1.3 }, () => undefined).level).toBe(1.3);
  });
});

describe("a residual", () => {
  const published = (sense: "equals" | "at least" | "at most") => ({
    value: 10,
    sigma: 2,
    sense,
    source: null,
    experiment: null,
  });
  it.each([
    ["equals", 13, 0, null, 1.5],
    ["at least", 13, 0, null, 0],
    ["at least", 7, 0, null, -1.5],
    ["at most", 7, 0, null, 0],
    ["at most", 13, 0, null, 1.5],
    // Beyond the end of a run: farther off than its end, or not known.
    ["equals", null, 1, 14, 2],
    ["equals", null, 1, 8, null],
    ["at least", null, 1, 14, 0],
    ["at least", null, 1, 8, null],
    ["at most", null, -1, 8, 0],
    ["equals", null, 0, 8, null],
  ] as const)("%s 10 ± 2 of %s, beyond %s of %s is %s", (sense, value, beyond, end, expected) => {
    expect(residualOf(published(sense), value, beyond, end)).toBe(expected);
  });
});

describe("every observable", () => {
  it("has a definition, a unit and the meaning of what it asks", () => {
    for (const kind of Object.values(observables)) {
      expect(kind.description.length).toBeGreaterThan(20);
      for (const meaning of Object.values(kind.asks)) expect(meaning.length).toBeGreaterThan(3);
      for (const field of kind.needs ?? []) expect(kind.asks[field]).toBeDefined();
    }
  });

  it("reads values in its unit", () => {
    const planned = planObservation(
      { name: "a", what: "stripped charge", value: "12 mAh/cm2", sigma: "2 mAh/cm2" },
      () => undefined,
    );
    expect(planned.published?.value).toBeCloseTo(12 * 36_000, 6);
    expect(() => planObservation({ name: "a", what: "charge at voltage" }, () => undefined)).toThrow(
      /needs "level": the voltage/,
    );
    expect(() => observableOf("volatge")).toThrow(/Did you mean "voltage"/);
  });
});
