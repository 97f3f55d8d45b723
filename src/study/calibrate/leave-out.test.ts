// Oracles: closed forms of linear least squares.
import { expect, it } from "vitest";
import { silentControl } from "../../base/task.ts";
import { estimate } from "./estimate.ts";
import { criteriaOf } from "./evidence.ts";
import type { Datum, Forward } from "./forward.ts";
import { type LeftOut, leaveOut } from "./leave-out.ts";

async function all(...given: Parameters<typeof leaveOut>): Promise<LeftOut[]> {
  const results: LeftOut[] = [];
  for await (const one of leaveOut(...given)) results.push(one);
  return results;
}

/** y = a + b x: three experiments. */
function line(bound: Datum["bound"] = "value"): Forward {
  const rows = [
    ["near", 0, 1],
    ["near", 1, 3.1],
    ["near", 2, 4.9],
    ["middle", 5, 11.2],
    ["far", 10, 20],
  ] as const;
  return {
    parameters: [
      { name: "a", unit: "1", from: -10, to: 10, scale: "linear" },
      { name: "b", unit: "1", from: -10, to: 10, scale: "linear" },
    ],
    data: rows.map(([experiment, x, value]) => ({
      name: `y(${x})`,
      experiment,
      unit: "1",
      value,
      sigma: 0.1,
      bound: experiment === "far" ? bound : "value",
      source: "made",
    })),
    evaluate: ([a, b]) => Promise.resolve(rows.map(([, x]) => ({ name: `y(${x})`, value: a + b * x }))),
  };
}

it("predicts the experiment left out by the line through the others, with its deviation", async () => {
  const options = { fall: 1e-12, profiles: false };
  const whole = await estimate(line(), silentControl, options);
  const results = await all(whole, silentControl, options);
  expect(results.map(({ experiment }) => experiment)).toEqual(["near", "middle", "far"]);
  const [, , far] = results;
  const [x, y] = [
    [0, 1, 2, 5],
    [1, 3.1, 4.9, 11.2],
  ];
  const sxx = 14; // Σ(x − 2)²
  const b = x.reduce((sum, v, i) => sum + (v - 2) * (y[i] - 5.05), 0) / sxx;
  const [one] = far.predictions;
  expect(one.predicted).toBeCloseTo(5.05 + 8 * b, 5);
  const deviation = 0.1 * Math.sqrt(1 / 4 + 64 / sxx);
  // The width of the bounds counts as knowledge: 20/√12 against 0.1
  expect(one.deviation / deviation).toBeCloseTo(1, 3);
  expect(one.standardised).toBeCloseTo((5.05 + 8 * b - 20) / Math.hypot(0.1, deviation), 3);
});

it("a quick fit from the whole one is the same for a straight line", async () => {
  const options = { fall: 1e-12, profiles: false };
  const whole = await estimate(line(), silentControl, options);
  const [full, quick] = [
    await all(whole, silentControl, options),
    await all(whole, silentControl, { ...options, quick: true }),
  ];
  for (const [e, { predictions }] of quick.entries()) {
    expect(predictions[0].predicted).toBeCloseTo(full[e].predictions[0].predicted, 4);
    expect(predictions[0].deviation / full[e].predictions[0].deviation).toBeCloseTo(1, 3);
  }
});

it("what the others leave open counts with the width of its bounds", async () => {
  const whole = line();
  const only = {
    ...whole,
    data: whole.data.map((d) => (d.experiment === "middle" ? { ...d, experiment: "near" } : d)),
  };
  const [others] = await all(await estimate(only, silentControl, { profiles: false }), silentControl);
  expect(others).toMatchObject({ experiment: "near", undetermined: 1, isUnderdetermined: true });
  // a alone: from y(10) = a + 10 b, b within ±10 evenly: the standard deviation of a is that of its own bounds, 20/√12 = 5.8
  expect(others.predictions[0].deviation).toBeGreaterThan(5);
  expect(others.predictions[0].deviation).toBeLessThan(5.8);
});

it("a one-sided datum is standardised towards its allowed side", async () => {
  const options = { fall: 1e-10, profiles: false };
  const atMost = (await all(await estimate(line("at most"), silentControl, options), silentControl)).at(-1);
  expect(atMost?.predictions[0].standardised).toBeLessThan(0);
});

it("AICc, BIC and the evidence of a line: closed forms", async () => {
  const fit = await estimate(line(), silentControl, { fall: 1e-12, profiles: false });
  const { aicc, bic, logEvidence } = criteriaOf(fit);
  const F = fit.sumOfSquares;
  expect(aicc).toBeCloseTo(F + 4 + 12 / 2, 9);
  expect(bic).toBeCloseTo(F + 2 * Math.log(5), 9);
  // ∫ exp(−F/2) da db / 20² = e^(−F̂/2) 2π σ² / √(n Σx² − (Σx)²) / 400
  const area = (2 * Math.PI * 0.01) / Math.sqrt(5 * 130 - 18 ** 2);
  expect(logEvidence).toBeCloseTo(-F / 2 + Math.log(area / 400), 6);
});

it("a number that no parameter moves has no z: it is what the protocol ends at, or stands still", async () => {
  const still: Forward = {
    ...line(),
    evaluate: async (values, control, fidelity) =>
      (await line().evaluate(values, control, fidelity)).map((one) =>
        one.name === "y(10)" ? { ...one, value: 20, isEnd: true } : one.name === "y(5)" ? { ...one, value: 11 } : one,
      ),
  };
  const options = { fall: 1e-10, profiles: false };
  const [near, middle, far] = await all(await estimate(still, silentControl, options), silentControl, options);
  expect(near.predictions[1]).toMatchObject({ remark: null, standardised: expect.any(Number) });
  expect(far.predictions[0]).toMatchObject({
    predicted: 20,
    deviation: 0,
    standardised: null,
    remark: "not predictable here: the value is the protocol's end",
  });
  expect(middle.predictions[0].remark).toBe("not predictable here: no parameter moves it");
});
