import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { benchFile } from "../data.ts";
import { FIT_TRUTH, fitSpectrum } from "../eis-workload.ts";
import { CASES, caseSpectrum } from "./cases.ts";
import { elementCumulative } from "./cumulative.ts";
import { draw, FAMILIES } from "./draw.ts";
import { driftingSpectrum, driftSeries } from "./drift.ts";
import { type Element, elementGamma, exactGamma } from "./elements.ts";
import { drtMetrics } from "./metrics.ts";
import { addInstrumentNoise, addNoiseConst, instrumentDeviation, rangeSwitchFrequency } from "./noise.ts";
import { CUMULATIVES, DRAWS, DRIFTS, METRICS } from "./reference-values.ts";
import { operandoSeries } from "./series.ts";

/** Oracle throughout: the reference implementation of the workload, run with numpy. */
describe("the port of the workload", () => {
  it.each(FAMILIES)("draws %s as the reference does", (family) => {
    [1, 1100].forEach((seed, i) => {
      const { elements } = draw(family, seed);
      const known = DRAWS[family][i];
      expect(elements.map(([name]) => name)).toEqual(known.map(([name]) => name));
      elements.forEach((e, k) => {
        for (let p = 1; p < e.length; p++) expect(Number(e[p]) / Number(known[k][p])).toBeCloseTo(1, 12);
      });
    });
  });

  it("adds the noise of an instrument, and constant noise", () => {
    const exact = caseSpectrum("zarc2_far");
    const z = addInstrumentNoise(exact, 3, { rel: 0.003, floor: 0.01 });
    const known = [
      [9.936803281888281, -0.02263170131001913],
      [50.303372648542656, -16.86251046009008],
      [109.47390296347815, -0.4868953431146181],
    ];
    [0, 42, 79].forEach((k, i) => {
      expect(z.real[k]).toBeCloseTo(known[i][0], 10);
      expect(z.imaginary[k]).toBeCloseTo(known[i][1], 10);
    });
    const constant = addNoiseConst(exact, 0.1, 5);
    const [re, im] = [10.015394062040182, -0.046770002878182323];
    expect(constant.real[7]).toBeCloseTo(re, 11);
    expect(constant.imaginary[7]).toBeCloseTo(im, 11);
    const below = exact.frequency.findIndex((f) => f < rangeSwitchFrequency(3));
    expect(below).toBeGreaterThan(0);
    expect(instrumentDeviation(exact)[0]).toBeCloseTo(0.003 * Math.hypot(exact.real[0], exact.imaginary[0]), 12);
  });

  it("makes the drifting sweeps, of which the single one is the first", () => {
    for (const law of ["linear", "sqrt", "saturating"] as const) {
      const { spectra, times, ends } = driftSeries(2, law);
      const [re, im, time, end] = DRIFTS[law];
      expect(spectra[1].real[79]).toBeCloseTo(re, 9);
      expect(spectra[1].imaginary[79]).toBeCloseTo(im, 9);
      expect(times[10]).toBeCloseTo(time, 12);
      expect(ends[1][1]).toBeCloseTo(end, 9);
    }
    expect(driftSeries(1).spectra[0].real).toEqual(driftingSpectrum(0.01, 0.002, 9000).real);
  });

  it("makes the operando series", () => {
    const { spectra } = operandoSeries(145);
    const [re, im, restRe, restIm] = [343.5592727427551, -109.80097862422512, 275.90279001606285, -90.7365032508719];
    expect(spectra[100].real[40]).toBeCloseTo(re, 9);
    expect(spectra[100].imaginary[40]).toBeCloseTo(im, 9);
    expect(spectra[144].real[40]).toBeCloseTo(restRe, 9);
    expect(spectra[144].imaginary[40]).toBeCloseTo(restIm, 9);
  });

  it("integrates γ of every element (the reference by 240 001 points: 1e-6)", () => {
    const elements: readonly Element[] = [
      ["ZARC", 50, 1e-2, 0.8],
      ["HN", 50, 1e-1, 0.9, 0.5],
      ["GS", 40, 1e-3, 0.5],
      ["BOX", 50, 1e-3, 1e-1],
      ["G", 50, 1e-1],
      ["RC", 50, 1e-2],
    ];
    for (const e of elements) {
      [3e-4, 2e-2, 0.07].forEach((tau, k) => {
        expect(elementCumulative(e, tau)).toBeCloseTo(CUMULATIVES[e[0] as keyof typeof CUMULATIVES][k], 5);
      });
    }
  });

  it("integrates γ so that its derivative is γ (law, by central differences)", () => {
    const elements: readonly Element[] = [
      ["ZARC", 50, 1e-2, 0.8],
      ["HN", 50, 1e-1, 0.9, 0.5],
      ["GS", 40, 1e-3, 0.5],
      ["G", 50, 1e-1],
    ];
    const h = 1e-4;
    for (const e of elements) {
      for (const tau of [1e-3, 8e-3, 0.06]) {
        const slope = (elementCumulative(e, tau * Math.exp(h)) - elementCumulative(e, tau * Math.exp(-h))) / (2 * h);
        expect(slope).toBeCloseTo(elementGamma(e, tau), 5);
      }
    }
  });

  it("judges a distribution on an uneven grid, in any order, as the reference does", () => {
    let x = -18;
    const grid = Float64Array.from({ length: 200 }, (_, i) => {
      x += 0.05 + (0.1 * ((i * 7919) % 13)) / 13;
      return Math.exp(x);
    });
    for (const [name, known] of Object.entries(METRICS)) {
      const { elements, frequency } = CASES[name as keyof typeof METRICS];
      const gamma = grid.map((t) => exactGamma(elements, t) * (1 + 0.2 * Math.sin(3 * Math.log(t))));
      const m = drtMetrics(elements, frequency, grid.toReversed(), gamma.toReversed());
      if (known.eL2 === null) expect(m.eL2).toBeNaN();
      else expect(m.eL2).toBeCloseTo(known.eL2, 8);
      expect(m.emd).toBeCloseTo(known.emd, 6);
      expect(m.rp).toBeCloseTo(known.rp, 8);
      expect(m.dpk).toBeCloseTo(known.dpk, 8);
      expect([m.found, m.truth, m.hit]).toEqual([known.npk, known.ntrue, known.hit]);
    }
  });
});

const workload = benchFile("eis/workload_check.json");

describe.skipIf(!existsSync(workload))("the series and the circuit spectrum", () => {
  it("agree with the check values of the workload", () => {
    const known = JSON.parse(readFileSync(workload, "utf8"));
    const { spectra } = operandoSeries();
    expect([spectra[0].real[0], spectra[0].imaginary[0]]).toEqual(
      known.series["Z[0][0]"].map((v: number) => expect.closeTo(v, 9)),
    );
    expect([spectra[199].real[79], spectra[199].imaginary[79]]).toEqual(
      known.series["Z[199][79]"].map((v: number) => expect.closeTo(v, 9)),
    );
    const fit = fitSpectrum();
    expect(FIT_TRUTH.R0).toBe(10);
    expect([fit.real[69], fit.imaginary[69]]).toEqual(known.fit["Z[69]"].map((v: number) => expect.closeTo(v, 9)));
  });
});
