// Oracles: closed forms of linear least squares, exact exponentials, symmetry of what cannot be told apart, coverage over seeded repeats.
import { describe, expect, it } from "vitest";
import { silentControl } from "../../base/task.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { type EstimateOptions, estimate } from "./estimate.ts";
import { criteriaOf } from "./evidence.ts";
import type { Datum, Forward, VariedParameter } from "./forward.ts";
import { valueAt } from "./scaling.ts";
import { identifiabilitySentences } from "./sentences.ts";

/** A model in closed form: one function of the parameters a datum. */
function closedForm(
  parameters: readonly VariedParameter[],
  rows: readonly (Partial<Datum> & { readonly of: (p: readonly number[]) => number; readonly value: number | null })[],
): Forward {
  const data = rows.map(
    ({ of: _, ...row }, i): Datum => ({
      name: `datum ${i + 1}`,
      experiment: "one",
      unit: "1",
      sigma: 1,
      bound: "value",
      source: "made",
      ...row,
    }),
  );
  return {
    parameters,
    data,
    evaluate: (values) => Promise.resolve(data.map(({ name }, i) => ({ name, value: rows[i].of(values) }))),
  };
}

const linear = (name: string, from: number, to: number, more: Partial<VariedParameter> = {}): VariedParameter => ({
  name,
  unit: "1",
  from,
  to,
  scale: "linear",
  ...more,
});
const log = (name: string, from: number, to: number, more: Partial<VariedParameter> = {}): VariedParameter => ({
  ...linear(name, from, to, more),
  scale: "log",
});

const found = async (
  forward: Forward,
  options: EstimateOptions = {},
): Promise<{
  readonly values: number[];
  readonly deviations: number[];
  readonly sentences: string[];
  readonly result: Awaited<ReturnType<typeof estimate>>;
}> => {
  const result = await estimate(forward, silentControl, { fall: 1e-9, profiles: false, ...options });
  const { optimum, information, problem } = result;
  const n = forward.parameters.length;
  return {
    result,
    values: forward.parameters.map((p, k) => valueAt(p, optimum.places[k])),
    deviations: forward.parameters.map(
      ({ from, to, scale }, k) =>
        Math.sqrt(information.covariance[k * n + k]) * (scale === "log" ? Math.log(to / from) : to - from),
    ),
    sentences: identifiabilitySentences(problem, information, optimum.bound, result.proposedSlopes),
  };
};

describe("estimate", () => {
  it("straight line: values and (AᵀA)⁻¹ of linear least squares", async () => {
    const x = [0, 1, 2, 3, 4];
    const y = [1.1, 2.9, 5.2, 6.8, 9.1];
    const sigma = 0.2;
    const { values, deviations, result } = await found(
      closedForm(
        [linear("a", -20, 20), linear("b", -20, 20)],
        x.map((xi, i) => ({ of: ([a, b]) => a + b * xi, value: y[i], sigma })),
      ),
    );
    // b = Sxy/Sxx, a = ȳ − b x̄; var b = σ²/Sxx, var a = σ²(1/5 + x̄²/Sxx), Sxx = 10, x̄ = 2
    const mean = y.reduce((sum, v) => sum + v, 0) / 5;
    const b = x.reduce((sum, xi, i) => sum + (xi - 2) * (y[i] - mean), 0) / 10;
    expect(values[1]).toBeCloseTo(b, 9);
    expect(values[0]).toBeCloseTo(mean - 2 * b, 9);
    expect(deviations[1] / (sigma / Math.sqrt(10))).toBeCloseTo(1, 8);
    expect(deviations[0] / (sigma * Math.sqrt(0.2 + 0.4))).toBeCloseTo(1, 8);
    expect(result.counts).toMatchObject({ values: 5, parameters: 2, degrees: 3 });
  });

  it("two exponentials: recovers what made exact data, over four decades of bounds", async () => {
    const times = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8];
    const model = ([a, ta, b, tb]: readonly number[], t: number): number =>
      a * Math.exp(-t / ta) + b * Math.exp(-t / tb);
    const truth = [2, 0.3, 1, 5];
    const { values } = await found(
      closedForm(
        [log("a", 0.1, 10), log("ta", 0.01, 1), log("b", 0.1, 10), log("tb", 1, 100)],
        times.map((t) => ({ of: (p) => model(p, t), value: model(truth, t), sigma: 0.01 })),
      ),
      { fall: 1e-12 },
    );
    values.forEach((value, k) => {
      expect(value / truth[k]).toBeCloseTo(1, 5);
    });
  });

  it("only a ratio is determined: says so, and what would help", async () => {
    const { result, sentences } = await found(
      closedForm(
        [log("store.capacity", 0.01, 10), log("store.limit", 0.01, 10)],
        [
          { of: ([a, b]) => a / b, value: 2, sigma: 0.1 },
          { of: ([a, b]) => Math.sqrt(a / b), value: 1.4, sigma: 0.1 },
          { name: "a short rest", of: ([a]) => a, value: null, sigma: 0.05 },
        ],
      ),
    );
    expect(result.information.combinations.map(({ verdict }) => verdict)).toEqual(["determined", "not determined"]);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(/^store.capacity and store.limit: only their ratio is determined \(correlation 1/);
    expect(sentences[0]).toMatch(/"a short rest", if measured, would bring it to/);
  });

  it.each([
    ["product", ([a, b]: readonly number[]) => a * b, "only their product"],
    ["power", ([a, b]: readonly number[]) => a * a * b, "only a^2 · b"],
  ])("only a %s is determined", async (_name, of, words) => {
    const { sentences } = await found(
      closedForm(
        [log("a", 0.01, 100), log("b", 0.01, 100)],
        [
          { of, value: 2, sigma: 0.1 },
          { of, value: 2.05, sigma: 0.1 },
        ],
      ),
    );
    expect(sentences.join()).toContain(words);
  });

  it("a parameter without effect, and one at its bound, are said so", async () => {
    const { sentences, result } = await found(
      closedForm(
        [linear("idle", 0, 1), linear("slope", 0, 3), linear("free", 0, 3)],
        [
          { of: ([, b]) => 2 * b, value: 10, sigma: 0.5 },
          { of: ([, b, c]) => b + c, value: 4, sigma: 0.5 },
          { of: ([, , c]) => c, value: 1.2, sigma: 0.5 },
        ],
      ),
    );
    expect(result.optimum.bound[1]).toBe(1);
    expect(sentences).toContain("idle: no effect on any datum between 0 and 1.");
    expect(sentences.join()).toMatch(/slope: at its upper bound, 3; the data pull it beyond/);
  });

  it("goes on where a whole step would run into a bound and promise nothing", async () => {
    // The minimum on the edge b = 0 of a narrow valley: F = (50 (a − 0.2 + b))² + (a − 0.9)² + 4 (b + 0.3)²; on b = 0 by hand.
    const { values } = await found(
      closedForm(
        [linear("a", 0, 1, { start: 0.95 }), linear("b", 0, 1, { start: 0.9 })],
        [
          { of: ([a, b]) => a + b, value: 0.2, sigma: 0.02 },
          { of: ([a]) => a, value: 0.9, sigma: 1 },
          { of: ([, b]) => b, value: -0.3, sigma: 0.5 },
        ],
      ),
      { starts: 1, fall: 1e-12 },
    );
    expect(values[1]).toBe(0);
    expect(values[0]).toBeCloseTo((2500 * 0.2 + 0.9) / 2501, 6);
  });

  it("one-sided data are in F, but not in χ², its probability, the widening, nor in n of AICc", async () => {
    const values = [1, 1.1, 0.9, 1.05].map((value) => ({ of: ([a]: readonly number[]) => a, value, sigma: 0.1 }));
    const bounds = [1, 2, 3, 4, 5, 6].map(() => ({ of: () => 1, value: 1, sigma: 0.1, bound: "at least" as const }));
    const forward = (rows: Parameters<typeof closedForm>[1]) => closedForm([linear("a", 0, 2)], rows);
    const [alone, beside] = [await found(forward(values)), await found(forward([...values, ...bounds]))];
    expect(beside.result.sumOfSquares - alone.result.sumOfSquares).toBeCloseTo(6 * 2 * Math.LN2, 9);
    expect(beside.result.counts).toEqual({ ...alone.result.counts, bounds: 6 });
    expect(beside.result.widening).toBe(1);
    // mean 1.0125, Σ (y − ȳ)² = 0.021875
    expect(beside.result.counts.misfit).toBeCloseTo(2.1875, 9);
    const [aicc, other] = [alone, beside].map(({ result }) => criteriaOf(result).aicc ?? Number.NaN) as [
      number,
      number,
    ];
    expect(other - aicc).toBeCloseTo(6 * 2 * Math.LN2, 9);
  });

  it("a prior and a datum: the weighted mean, 1/σ² = 1/σ₁² + 1/σ₂²", async () => {
    const { values, deviations } = await found(
      closedForm(
        [linear("a", -10, 10, { prior: { value: 1, sigma: 1, source: "made" } })],
        [{ of: ([a]) => a, value: 3, sigma: 0.5 }],
      ),
      { fall: 1e-13 },
    );
    expect(values[0]).toBeCloseTo((1 + 3 * 4) / 5, 7);
    expect(deviations[0]).toBeCloseTo(Math.sqrt(1 / 5), 7);
  });

  it("runs that fail in part of the box are large residuals, and the search stays out", async () => {
    const forward = closedForm(
      [log("a", 0.1, 10, { start: 9 }), linear("b", 0, 1)],
      [
        { of: ([a, b]) => a + b, value: 1.5, sigma: 0.1 },
        { of: ([a, b]) => a - b, value: 0.9, sigma: 0.1 },
      ],
    );
    const { values } = await found(
      {
        ...forward,
        async evaluate(p, control, fidelity) {
          const ordinary = await forward.evaluate(p, control, fidelity);
          if (p[0] < 3) return ordinary;
          return ordinary.map(({ name }) => ({ name, value: Number.NaN, failed: { reason: "stopped", direction: 1 } }));
        },
      },
      { fall: 1e-12 },
    );
    expect(values[0]).toBeCloseTo(1.2, 6);
    expect(values[1]).toBeCloseTo(0.3, 6);
  });

  it("refuses more parameters than data", async () => {
    const forward = closedForm([linear("a", 0, 1), linear("b", 0, 1)], [{ of: ([a, b]) => a + b, value: 1 }]);
    await expect(estimate(forward, silentControl)).rejects.toThrow(/1 data and 0 priors for 2 parameters/);
  });

  it("is the same for the same seed, to the bit", async () => {
    const forward = closedForm(
      [log("a", 0.01, 100), log("b", 0.1, 10)],
      [
        { of: ([a, b]) => a * Math.exp(-b), value: 1, sigma: 0.1 },
        { of: ([a, b]) => a * Math.exp(-2 * b), value: 0.3, sigma: 0.1 },
        { of: ([a, b]) => a * Math.exp(-3 * b), value: 0.15, sigma: 0.1 },
      ],
    );
    const [one, two] = [await found(forward, { profiles: true }), await found(forward, { profiles: true })];
    expect(one.values).toEqual(two.values);
    expect(one.result.profiles).toEqual(two.result.profiles);
  });

  it("intervals of 95 % cover the truth in 95 % of 400 repeats, by curvature and by profile (4 standard errors)", async () => {
    const times = [0.2, 0.5, 1, 2, 4];
    const truth = [2, 1.3];
    const stream = new NormalStream(5);
    const repeats = 400;
    let [curvature, profile] = [0, 0];
    for (let repeat = 0; repeat < repeats; repeat++) {
      const forward = closedForm(
        [log("a", 0.2, 20, { start: 1 }), log("tau", 0.13, 13, { start: 1 })],
        times.map((t) => ({
          of: ([a, tau]) => a * Math.exp(-t / tau),
          value: truth[0] * Math.exp(-t / truth[1]) + 0.1 * stream.normal(),
          sigma: 0.1,
        })),
      );
      const { values, deviations, result } = await found(forward, { starts: 1, fall: 1e-5, profiles: true });
      const z = Math.log(values[1] / truth[1]) / (deviations[1] * result.widening);
      if (Math.abs(z) < 1.959964) curvature++;
      const own = result.profiles[1];
      const place = Math.log(truth[1] / 0.13) / Math.log(100);
      if ((own.lower ?? 0) < place && place < (own.upper ?? 1)) profile++;
    }
    const allowed = 4 * Math.sqrt(0.05 * 0.95 * repeats);
    expect(Math.abs(curvature - 0.95 * repeats)).toBeLessThan(allowed);
    expect(Math.abs(profile - 0.95 * repeats)).toBeLessThan(allowed);
  });
});
