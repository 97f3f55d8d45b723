import { expect, it } from "vitest";
import { silentControl } from "../../base/task.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { fitRivals, rankedRivals } from "./compare.ts";
import type { Datum, Forward, VariedParameter } from "./forward.ts";
import { untilStopped } from "./interrupted.ts";

/** Functions of the number of a datum with a coefficient each, beside the same data. */
function linear(functions: readonly ((i: number) => number)[], y: readonly number[]): Forward {
  const data = y.map(
    (value, i): Datum => ({
      name: `y${i}`,
      experiment: "one",
      unit: "1",
      value,
      sigma: SIGMA,
      bound: "value",
      source: "made",
    }),
  );
  return {
    parameters: functions.map(
      (_, k): VariedParameter => ({ name: `c${k}`, unit: "1", from: -5, to: 5, scale: "linear" }),
    ),
    data,
    evaluate: (c) =>
      Promise.resolve(
        data.map(({ name }, i) => ({ name, value: functions.reduce((sum, f, k) => sum + (c[k] as number) * f(i), 0) })),
      ),
  };
}
const SIGMA = 0.1;
const polynomial = (powers: readonly number[], y: readonly number[]): Forward =>
  linear(
    powers.map((p) => (i: number) => (i / 10) ** p),
    y,
  );

it("ranks the model that made the data first, the one that lacks a part last, and tells what that misses", async () => {
  const stream = new NormalStream(3);
  const y = Array.from({ length: 12 }, (_, i) => 1 + 2 * (i / 10) ** 2 + 0.1 * stream.normal());
  const fits = fitRivals(
    [
      { name: "all", forward: polynomial([0, 1, 2, 3], y) },
      { name: "constant", forward: polynomial([0], y) },
      { name: "square", forward: polynomial([0, 2], y) },
    ],
    silentControl,
    { fall: 1e-9 },
  );
  const results = rankedRivals((await untilStopped(() => false, fits)).results);
  expect(results.map(({ name }) => name)).toEqual(["square", "all", "constant"]);
  expect(results.map(({ remains }) => remains)).toEqual([true, true, false]);
  expect(results.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(results[0].weight).toBeGreaterThan(results[1].weight);
  expect(results[2].missed.length).toBeGreaterThan(4);
});

// Oracle: cosines are orthogonal on the midpoints, so that one that is left out costs c² n/2σ² = 20, and one number is worth ln n of BIC.
it("keeps a part that the data pay for where there is hardly a datum more than parameters", async () => {
  const [n, k] = [9, 6];
  const size = SIGMA * Math.sqrt((20 * 2) / n);
  const cosines = Array.from({ length: k }, (_, l) => (i: number) => Math.cos((Math.PI * (l + 1) * (i + 0.5)) / n));
  const y = Array.from({ length: n }, (_, i) => cosines.reduce((sum, f) => sum + size * f(i), 0));
  const fits = fitRivals(
    [
      { name: "all", forward: linear(cosines, y) },
      { name: "without one", forward: linear(cosines.slice(1), y) },
    ],
    silentControl,
    { fall: 1e-9 },
  );
  const [first, second] = rankedRivals((await untilStopped(() => false, fits)).results);
  expect([first?.name, first?.remains, second?.name, second?.remains]).toEqual(["all", true, "without one", false]);
  expect(second?.difference).toBeCloseTo(20 - Math.log(n), 6);
});
