import { describe, expect, it } from "vitest";
import { addNoise, draw, driftingSpectrum, exactSpectrum, FAMILIES } from "../../../test/support/drt-workload.ts";
import { kramersKronig } from "./kramers-kronig.ts";

/** Share of the verdicts that are `fails`. */
function failures(spectra: Iterable<Parameters<typeof kramersKronig>[0]>): number {
  let [count, failed] = [0, 0];
  for (const z of spectra) {
    count++;
    if (kramersKronig(z).verdict === "fails") failed++;
  }
  return failed / count;
}

describe("rates of the Kramers-Kronig verdict", () => {
  it.each([0.001, 0.003, 0.01])("false alarms on 13 families × 30 draws at noise %d stay below 2 %", (noise) => {
    function* spectra(): Generator<Parameters<typeof kramersKronig>[0]> {
      for (const family of FAMILIES) {
        for (let seed = 1; seed <= 30; seed++) {
          const { elements, frequency } = draw(family, seed);
          yield addNoise(exactSpectrum(elements, frequency), noise, 1000 * seed + 7);
        }
      }
    }
    const rate = failures(spectra());
    console.log(`noise ${noise}: false alarms ${(100 * rate).toFixed(2)} % of ${30 * FAMILIES.length}`);
    expect(rate).toBeLessThan(0.02);
  });

  it.each([
    [0.003, 0.001, 0.9],
    [0.01, 0.002, 0.97],
    [0.01, 0.005, 0.9],
    [0.05, 0.005, 0.99],
  ])("a resistance growing by %d per second at noise %d is seen", (rate, noise, least) => {
    const share = failures(Array.from({ length: 100 }, (_, seed) => driftingSpectrum(rate, noise, 9000 + seed)));
    console.log(`drift ${rate}/s, noise ${noise}: detected ${(100 * share).toFixed(0)} %`);
    expect(share).toBeGreaterThanOrEqual(least);
  });
});
