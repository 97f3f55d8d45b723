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

/** Least share that may be held: with instrument noise short of the nominal one, as bench/results/bands.md says. */
const LEAST = { proportional: 0.95, instrument: 0.935 } as const;

// Oracle: the exact F(τ) of 13 families at the tops, half heights and valleys; the nominal 95 %, less 3 s.e. of the binomial, the
// places of one spectrum counted as a third of their number. Above: bands wider than what is measured say less than they could.
it.each(["proportional", "instrument"] as const)("F(τ) is held as often as it says, %s noise", (noise) => {
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
    const least = LEAST[noise];
    expect(share).toBeGreaterThan(least - 3 * Math.sqrt((least * (1 - least)) / (judged.length / 3)));
    expect(share).toBeLessThan(0.985);
  }
});
