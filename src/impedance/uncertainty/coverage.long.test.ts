import { expect, it } from "vitest";
import { judgeBands } from "../../../test/support/band-judge.ts";
import {
  addInstrumentNoise,
  addNoise,
  draw,
  exactSpectrum,
  FAMILIES,
  instrumentDeviation,
  rangeSwitchFrequency,
} from "../../../test/support/drt-workload.ts";
import { resolveProcesses } from "../processes/index.ts";
import { relaxationTimesBands } from "./bands.ts";

const SEEDS = 50;

// Oracle: the exact F(τ) of 13 families at the tops, half heights and valleys; the nominal 95 %.
it.each(["proportional", "instrument"] as const)("F(τ) is held in 92 … 99.5 % of all places, %s noise", (noise) => {
  for (const first of [1, 1001]) {
    const judged = FAMILIES.flatMap((family) =>
      Array.from({ length: SEEDS }, (_, i) => {
        const seed = first + i;
        const { elements, frequency } = draw(family, seed);
        const exact = exactSpectrum(elements, frequency);
        const isInstrument = noise === "instrument";
        const z = isInstrument ? addInstrumentNoise(exact, seed) : addNoise(exact, 0.005, seed);
        const deviation = isInstrument
          ? instrumentDeviation(exact)
          : exact.real.map((re, k) => 0.005 * Math.hypot(re, exact.imaginary[k]));
        const setting = isInstrument
          ? { deviation, gainBelow: rangeSwitchFrequency(seed), gain: 1.003 }
          : { deviation };
        return judgeBands(elements, frequency, setting, relaxationTimesBands(z, resolveProcesses(z)));
      }).flat(),
    ).filter(({ quantity }) => quantity.startsWith("F"));
    const share = judged.filter(({ covered }) => covered).length / judged.length;
    expect(share).toBeGreaterThan(0.92);
    expect(share).toBeLessThan(0.995);
  }
});
