import { describe, expect, it } from "vitest";
import { kramersKronig } from "../../src/impedance/kramers-kronig/kramers-kronig.ts";
import { CLASSIC_SETTINGS } from "../../src/impedance/relaxation-times/options.ts";
import { findPeaks } from "../../src/impedance/relaxation-times/peaks.ts";
import { relaxationTimes } from "../../src/impedance/relaxation-times/relaxation-times.ts";
import { hasData } from "../support/data.ts";
import { allPeerSpectra } from "../support/eis-files.ts";
import { KRAMERS_KRONIG_ROUNDING, PEAKS_NOT_COMPARED, STOPPED_EARLY } from "./peer-exceptions.ts";

/** Tolerances of the collection's README. */
const RESISTANCE = 0.001;
const DECADE = 0.02;
const RESIDUAL = 0.01;
/** Maxima lower than this share of the top are ripples of a fixed λ: not compared. */
const HEIGHT = 0.1;

describe.skipIf(!hasData)(
  "the peers' settings on every file of the collection, read as the program reads it",
  async () => {
    const spectra = await allPeerSpectra();

    it("reads the spectrum that the peers read: points, first and last value", () => {
      expect(spectra).toHaveLength(48);
      for (const { expected, spectrum } of spectra) {
        const { file, n, Z_first, Z_last } = expected;
        if (n === undefined || Z_first === undefined || Z_last === undefined) continue; // not read by the peers
        // galvani gives the four sweeps of this file, which we split, as one of 84 points
        const joined = file === "yadg/geis.issue_149.mpr";
        expect(spectrum.frequency.length, file).toBe(joined ? n / 4 : n);
        const size = Math.hypot(...Z_first);
        expect(Math.abs(spectrum.real[0] - Z_first[0]), file).toBeLessThan(1e-6 * size);
        expect(Math.abs(spectrum.imaginary[0] - Z_first[1]), file).toBeLessThan(1e-6 * size);
        if (!joined)
          expect(Math.abs((spectrum.real.at(-1) ?? 0) - Z_last[0]), file).toBeLessThan(1e-6 * Math.hypot(...Z_last));
      }
    });

    it("µ rule (impedance.py 1.7.1, c = 0.85): the same M, µ to 0.0005, residuals to 1 %", () => {
      let compared = 0;
      for (const { expected, spectrum } of spectra) {
        const { file, linKK } = expected;
        if (linKK === undefined) continue;
        compared++;
        const result = kramersKronig(spectrum, { rule: "mu" });
        if (KRAMERS_KRONIG_ROUNDING.has(file)) {
          expect(result.order, file).toBeGreaterThan(linKK.M);
          expect(100 * Number(result.rmsReal), file).toBeLessThan(linKK.rms_re_pct);
          continue;
        }
        expect(result.order, file).toBe(linKK.M);
        expect(result.mu, file).toBeCloseTo(linKK.mu, 3);
        expect(Math.abs((100 * Number(result.rmsReal)) / linKK.rms_re_pct - 1), file).toBeLessThan(RESIDUAL);
        expect(Math.abs((100 * Number(result.rmsImaginary)) / linKK.rms_im_pct - 1), file).toBeLessThan(RESIDUAL);
      }
      expect(compared).toBe(46);
    });

    it("λ = 1e-3 (pyDRTtools): R∞ and R to 0.1 %, main peaks to 0.02 decade beside the peer's grid", () => {
      let compared = 0;
      for (const { expected, spectrum } of spectra) {
        const { file } = expected;
        const known = expected["pyDRTtools_1e-3"];
        if (known === undefined) continue;
        compared++;
        const result = relaxationTimes(spectrum, CLASSIC_SETTINGS);
        const allowed = STOPPED_EARLY[file] ?? RESISTANCE;
        expect(Math.abs(result.ohmicResistance / known.R_inf - 1), file).toBeLessThan(Math.min(allowed, 0.002));
        expect(Math.abs(result.polarizationResistance / known.Rp - 1), file).toBeLessThan(allowed);
        if (PEAKS_NOT_COMPARED.has(file)) continue;
        for (const { tau } of findPeaks(result.tau, result.gamma, { height: HEIGHT, prominence: HEIGHT })) {
          const inside = tau > 1.2 * result.measuredTauMin && tau < 2 * Math.PI * result.measuredTauMax;
          const nearest = Math.min(...known.peaks_tau_s.map((peer) => Math.abs(Math.log10(peer / tau))));
          // The peer prints points of its grid: half a step of it.
          const decades = Math.log10(result.measuredTauMax / result.measuredTauMin);
          const halfStep = (1 + decades) / (20 * spectrum.frequency.length);
          if (inside) expect(nearest, `${file}: peak at ${tau} s`).toBeLessThan(DECADE + halfStep);
        }
      }
      expect(compared).toBe(45);
    });
  },
);
