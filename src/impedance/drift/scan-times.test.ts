import { describe, expect, it } from "vitest";
import { sweepTimes } from "../../../test/support/drt-workload.ts";
import { fitScanTimes, middleTimes, scanTimes } from "./scan-times.ts";

describe("scanTimes", () => {
  it("adds overhead, wait and averaged periods by hand", () => {
    const { end, middle } = scanTimes(Float64Array.of(10, 1), { periods: 2, wait: 0.5, overhead: 0.1, start: 5 });
    expect([...end]).toEqual([5.35, 7.949999999999999].map((x) => expect.closeTo(x, 12)));
    expect([...middle]).toEqual([5.25, 6.95].map((x) => expect.closeTo(x, 12)));
    const held = scanTimes(Float64Array.of(1000, 100), { minimum: 0.4 });
    expect([...held.end]).toEqual([0.4, 0.8].map((x) => expect.closeTo(x, 12)));
  });

  it("fits the overhead to the end: the times of a file whose rule is 0.25 s + 3/f", () => {
    const f = Float64Array.of(1e5, 1e3, 10, 5, 1);
    const known = scanTimes(f, { periods: 3, wait: 0, overhead: 0.25, start: 100 });
    const found = fitScanTimes(f, { start: 100, end: known.end[4] }, { periods: 3, wait: 0 });
    expect(found.overhead).toBeCloseTo(0.25, 10);
    expect(found.factor).toBe(1);
    found.end.forEach((t, k) => {
      expect(t).toBeCloseTo(known.end[k], 9);
    });
  });

  it("shortens everything where the periods alone take longer", () => {
    const found = fitScanTimes(Float64Array.of(10, 1), { start: 0, end: 0.55 }, { periods: 1, wait: 0 });
    expect(found).toMatchObject({ overhead: 0, factor: 0.5 });
    expect(found.end[1]).toBeCloseTo(0.55, 12);
  });

  it("comes near the stamps of the drift workload from its start and end alone", () => {
    const f = Float64Array.from({ length: 80 }, (_, k) => 10 ** (Math.log10(7e6) + (k * Math.log10(5 / 7e6)) / 79));
    const found = fitScanTimes(f, { start: 0, end: 35 }, { periods: 3, wait: 0 });
    const stamps = sweepTimes(f);
    // The workload stretches 0.25 s + 3/f to 35 s, the model lengthens the overhead: at most 1.5 s apart.
    stamps.forEach((t, k) => {
      expect(Math.abs(found.end[k] - t)).toBeLessThan(1.5);
    });
  });

  it("takes half the averaged periods off stored times", () => {
    expect([...middleTimes(Float64Array.of(2, 0.5), Float64Array.of(10, 20), 2)]).toEqual([9.5, 18]);
  });

  it("refuses what makes no sweep, with numbers", () => {
    expect(() => scanTimes(Float64Array.of(10, 0))).toThrow(/frequency 0 Hz at point 1/);
    expect(() => scanTimes(Float64Array.of(10), { wait: -1 })).toThrow(/wait -1/);
    expect(() => fitScanTimes(Float64Array.of(10), { start: 3, end: 3 })).toThrow(/from 3 to 3 s/);
    expect(() => middleTimes(Float64Array.of(10), Float64Array.of(), 1)).toThrow(/1 frequencies and 0 times/);
  });
});
