import { describe, expect, it } from "vitest";
import { outsideInWords, outsideNoise } from "./outside.ts";

const residuals = Float64Array.of(0.1, -0.3, 0.05, 0, 0.197, -0.195, 9);
const noises = Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, Number.POSITIVE_INFINITY);

describe("outsideNoise", () => {
  it("counts residuals beyond 1.96 σ of their own point, without those left out (oracle: by hand)", () => {
    expect(outsideNoise(residuals, noises)).toMatchObject({ count: 2, values: 6 });
  });

  it("gives the binomial probability of so many or more (oracle: the sum of its terms)", () => {
    const term = (n: number, k: number): number => {
      let choose = 1;
      for (let i = 1; i <= k; i++) choose *= (n - k + i) / i;
      return choose * 0.05 ** k * 0.95 ** (n - k);
    };
    for (const [n, k] of [
      [6, 2],
      [68, 5],
      [68, 11],
      [20, 0],
    ] as const) {
      const values = Float64Array.from({ length: n }, (_, i) => (i < k ? 2 : 1));
      const { probability } = outsideNoise(values, new Float64Array(n).fill(1));
      const tail = Array.from({ length: n - k + 1 }, (_, i) => term(n, k + i)).reduce((a, b) => a + b, 0);
      expect(probability / tail).toBeCloseTo(1, 12);
    }
  });
});

describe("outsideInWords", () => {
  const told = { fails: false, probability: 0.085, significance: 0.005 };

  it("calls what chance leaves by its name, else says what the verdict rests on (oracle: the numbers given)", () => {
    expect(outsideInWords({ count: 5, values: 68, probability: 0.25 }, told)).toBe(
      "5 of 68 residuals lie outside its 95 %, as by chance",
    );
    expect(outsideInWords({ count: 11, values: 68, probability: 4e-4 }, told)).toBe(
      "11 of 68 residuals lie outside its 95 %, 3 by chance; taken together Z' and Z'' disagree so much by noise alone with a probability of 8.5 % (fails below 0.5 %)",
    );
    expect(outsideInWords({ count: 37, values: 68, probability: 0 }, { ...told, fails: true })).toBe(
      "37 of 68 residuals lie outside its 95 %, 3 by chance",
    );
  });
});
