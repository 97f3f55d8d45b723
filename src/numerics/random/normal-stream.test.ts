import { describe, expect, it } from "vitest";
import { NormalStream } from "./normal-stream.ts";

describe("NormalStream", () => {
  it("is mulberry32 (oracle: values of the reference implementation), the same for the same seed", () => {
    const stream = new NormalStream(1);
    expect([stream.uniform(), stream.uniform()]).toEqual([0.6270739407045767, 0.0027357212966307998]);
    const [a, b] = [new NormalStream(9), new NormalStream(9 + 2 ** 32)];
    for (let k = 0; k < 5; k++) expect(a.normal()).toBe(b.normal());
  });

  it("has the moments of the normal and of the χ² distribution (oracle: 4 standard errors of 40 000)", () => {
    const stream = new NormalStream(7);
    const n = 40_000;
    let [first, second, fourth, chi, chiSquare] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const z = stream.normal();
      const c = stream.chiSquare(20);
      first += z / n;
      second += (z * z) / n;
      fourth += z ** 4 / n;
      chi += c / n;
      chiSquare += ((c - 20) * (c - 20)) / n;
    }
    expect(Math.abs(first)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(second - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
    expect(Math.abs(chi - 20)).toBeLessThan(4 * Math.sqrt(40 / n) + 0.01);
    expect(Math.abs(chiSquare - 40)).toBeLessThan(2);
  });

  it("has the tails of χ² at 8 degrees of freedom (oracle: e^(−x/2) Σ (x/2)^k/k!, k < 4; 4 standard errors)", () => {
    const stream = new NormalStream(11);
    const n = 400_000;
    const draws = Float64Array.from({ length: n }, () => stream.chiSquare(8)).sort();
    for (const x of [0.4, 0.8, 1.5, 4, 8, 20, 30]) {
      const h = x / 2;
      const beyond = Math.exp(-h) * (1 + h + h ** 2 / 2 + h ** 3 / 6);
      const found = draws.reduce((sum, v) => sum + (v > x ? 1 : 0), 0) / n;
      expect(Math.abs(found - beyond)).toBeLessThan(4 * Math.sqrt((beyond * (1 - beyond)) / n));
    }
  });
});
