import { describe, expect, it } from "vitest";
import { addNoise, draw, driftingSpectrum, exactSpectrum, FAMILIES } from "../../../test/support/drt-workload.ts";
import {
  addNoiseOf,
  driftingUnevenly,
  NOISE_FAMILIES,
  type NoiseFamily,
  upperPart,
  VALID_CELLS,
} from "../../../test/support/noise-families.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { kramersKronig } from "./kramers-kronig.ts";

/** Number of the verdicts that are `fails`. */
function failures(spectra: Iterable<ImpedanceSpectrum>): number {
  let failed = 0;
  for (const z of spectra) if (kramersKronig(z).verdict === "fails") failed++;
  return failed;
}

const DRAWS = 200;
const seeds = (count: number): number[] => Array.from({ length: count }, (_, k) => k + 1);
const families = Object.keys(NOISE_FAMILIES) as NoiseFamily[];

describe("rates of the Kramers-Kronig verdict", () => {
  it.each([0.001, 0.003, 0.01])("false alarms on 13 families × 30 draws at white noise %d stay within 1 %", (noise) => {
    const spectra = FAMILIES.flatMap((family) =>
      seeds(30).map((seed) => {
        const { elements, frequency } = draw(family, seed);
        return addNoise(exactSpectrum(elements, frequency), noise, 1000 * seed + 7);
      }),
    );
    const failed = failures(spectra);
    console.log(`white noise ${noise}: ${failed} of ${spectra.length} false alarms`);
    expect(failed / spectra.length).toBeLessThanOrEqual(0.01);
  });

  describe.each(families)("noise: %s", (family) => {
    it.each(Object.entries(VALID_CELLS))(
      "%s, 61 points: false alarms within 2 %, with a spike 4 %, half as many points 3 %",
      (name, z) => {
        const plain = failures(seeds(DRAWS).map((seed) => addNoiseOf(z, family, seed)));
        const spiked = failures(seeds(DRAWS).map((seed) => addNoiseOf(z, family, seed, 1)));
        const few = failures(seeds(DRAWS).map((seed) => addNoiseOf(upperPart(z, 34), family, seed)));
        console.log(`${family}, ${name}: ${plain}, with a spike ${spiked}, 34 points ${few} of ${DRAWS} false alarms`);
        expect(plain / DRAWS).toBeLessThanOrEqual(0.02);
        expect(spiked / DRAWS).toBeLessThanOrEqual(0.04);
        expect(few / DRAWS).toBeLessThanOrEqual(0.03);
      },
    );
  });

  it.each([
    [0.003, 0.001, 0.9],
    [0.01, 0.002, 0.97],
    [0.01, 0.005, 0.9],
    [0.05, 0.005, 0.99],
  ])("a resistance growing by %d per second at noise %d is seen", (rate, noise, least) => {
    const failed = failures(seeds(DRAWS).map((seed) => driftingSpectrum(rate, noise, 8999 + seed)));
    console.log(`drift ${rate}/s, noise ${noise}: ${failed} of ${DRAWS} detected`);
    expect(failed / DRAWS).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ["white", 1],
    ["rising at high f", 0],
    ["rising at high f", 1],
    ["range switch", 1],
  ] as const)("a resistance growing by 1 %% per second is seen under noise %s with %d spikes", (family, spikes) => {
    const failed = failures(seeds(DRAWS).map((seed) => driftingUnevenly(0.01, family, seed, spikes)));
    console.log(`drift 0.01/s, noise ${family}, ${spikes} spikes: ${failed} of ${DRAWS} detected`);
    expect(failed / DRAWS).toBeGreaterThanOrEqual(0.85);
  });
});
