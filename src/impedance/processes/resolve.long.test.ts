import { expect, it } from "vitest";
import { addNoise, draw, drtMetrics, exactSpectrum, type Family } from "../../../test/support/drt-workload.ts";
import { oracleFit } from "../../../test/support/oracle.ts";
import { processResolver } from "./resolve.ts";

const SEEDS = 100;
const NOISE = 0.005;
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Families whose γ is finite and whose processes are of our shapes; the worst ratio to the oracle's error that is accepted. */
const RATIO: readonly (readonly [Family, number])[] = [
  ["one", 1.3],
  ["two", 1.3],
  ["minor", 1.3],
  ["three", 1.3],
  ["hn", 1.3],
  ["inductive", 1.3],
  ["negative", 1.3],
  ["nak", 1.3],
];

for (const [family, ratio] of RATIO) {
  it(`comes within ${ratio} of the maximum-likelihood oracle on ${family}, ${SEEDS} draws from 1 and from 1001`, () => {
    // Oracle: weighted fit of the true family and number, started at the truth.
    const resolve = processResolver();
    for (const first of [1, 1001]) {
      const [ours, best] = [[] as number[], [] as number[]];
      for (let seed = first; seed < first + SEEDS; seed++) {
        const { elements, frequency } = draw(family, seed);
        const exact = exactSpectrum(elements, frequency);
        const z = addNoise(exact, NOISE, seed);
        const { tau, gamma } = resolve(z);
        const deviation = exact.real.map((x, k) => NOISE * Math.hypot(x, exact.imaginary[k]));
        ours.push(drtMetrics(elements, frequency, tau, gamma).eL2);
        best.push(oracleFit(elements, z, { deviation }).eL2);
      }
      expect(median(ours) / median(best)).toBeLessThan(ratio);
    }
  });
}
