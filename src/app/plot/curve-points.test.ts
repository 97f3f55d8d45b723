import fc from "fast-check";
import { expect, test } from "vitest";
import { drawnPoints } from "./curve-points.ts";
import { buildPyramid, extremes } from "./pyramid.ts";

const value = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

/** Smallest and largest by looking at every value. */
function byLooking(values: Float64Array, from: number, to: number): readonly [number, number] {
  const seen = values.slice(from, to).filter((v) => !Number.isNaN(v));
  return [Math.min(...seen), Math.max(...seen)];
}

test("a pyramid finds the extremes of any stretch, as looking at every value does", () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 1500 }), fc.nat(), fc.nat(), (list, a, b) => {
      const values = Float64Array.from(list);
      const [from, to] = [a % (values.length + 1), b % (values.length + 1)].sort((p, q) => p - q) as [number, number];
      const [low, high] = extremes(buildPyramid(values), from, to);
      const [least, most] = byLooking(values, from, to);
      expect(low < 0 ? Number.POSITIVE_INFINITY : values[low]).toBe(least);
      expect(high < 0 ? Number.NEGATIVE_INFINITY : values[high]).toBe(most);
    }),
  );
});

test.each([true, false])(
  "thinned (x sorted: %s), each column of pixels keeps its smallest and largest value",
  (sorted) => {
    const n = 50_000;
    const x = Float64Array.from({ length: n }, (_, i) => i / 100);
    const y = Float64Array.from({ length: n }, (_, i) => Math.sin(i / 900) + 0.2 * Math.sin(i * 7.7));
    y[31_234] = 40;
    y[31_240] = -40;
    const [scale, offset] = [0.6, 0];
    const { indices, count } = drawnPoints({ x, y, sorted }, { scale, offset }, [0, 300], 1);
    expect(count).toBeLessThan(5 * 301);
    const kept = [...indices.slice(0, count)];
    expect(kept).toEqual([...kept].sort((a, b) => a - b));
    const columns = (of: Iterable<number>): Map<number, [number, number]> => {
      const found = new Map<number, [number, number]>();
      for (const i of of) {
        const [column, v] = [Math.floor(scale * (x[i] as number)), y[i] as number];
        const [low, high] = found.get(column) ?? [v, v];
        found.set(column, [Math.min(low, v), Math.max(high, v)]);
      }
      return found;
    };
    const [all, shown] = [columns(x.keys()), columns(kept)];
    expect(all.size).toBeGreaterThanOrEqual(300);
    for (let column = 0; column < 300; column++) expect(shown.get(column)).toEqual(all.get(column));
  },
);

test("two points a pixel and fewer are all drawn, with one neighbour beyond each end", () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => i);
  const { indices, count } = drawnPoints({ x, y: x, sorted: true }, { scale: 10, offset: 0 }, [200, 400], 1);
  expect([...indices.slice(0, count)]).toEqual(Array.from({ length: 23 }, (_, k) => 19 + k));
});
