import { expect, it } from "vitest";
import { silentControl } from "../../base/task.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { fitRivals, rankedRivals } from "./compare.ts";
import type { Datum, Forward, VariedParameter } from "./forward.ts";
import { untilStopped } from "./interrupted.ts";

/** Powers of x with a coefficient each, beside the same data. */
function polynomial(powers: readonly number[], y: readonly number[]): Forward {
  const data = y.map(
    (value, i): Datum => ({
      name: `y${i}`,
      experiment: "one",
      unit: "1",
      value,
      sigma: 0.1,
      bound: "value",
      source: "made",
    }),
  );
  return {
    parameters: powers.map((p): VariedParameter => ({ name: `c${p}`, unit: "1", from: -5, to: 5, scale: "linear" })),
    data,
    evaluate: (c) =>
      Promise.resolve(
        data.map(({ name }, i) => ({ name, value: powers.reduce((sum, p, k) => sum + c[k] * (i / 10) ** p, 0) })),
      ),
  };
}

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
