import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { dataFile, hasData } from "../../../test/support/data.ts";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { onsetSeries } from "../../../test/support/workload/onset-series.ts";
import { operandoSeries } from "../../../test/support/workload/series.ts";
import { seriesErrors } from "../../../test/support/workload/series-errors.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import { readMeasurement } from "../../files/registry.ts";
import { sweepsOfTables } from "../series/split.ts";
import { analyzeProcessSeries } from "./analyze.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import { determinedSweeps, findOnset } from "./onset.ts";
import type { ProcessSeries, ProcessTrack } from "./result.ts";
import { processSeriesSession } from "./session.ts";

describe("analyzeProcessSeries", () => {
  const series = operandoSeries(200, 80, 0.005, 52_000);
  let found: ProcessSeries;
  beforeAll(() => {
    found = analyzeProcessSeries(series.spectra, {
      position: Float64Array.from({ length: 200 }, (_, i) => (i < 140 ? 0.5 + (9.5 * i) / 139 : 0)),
    });
  });

  it("follows the three processes of the operando series to a few per cent (oracle: its exact distributions)", () => {
    const errors = seriesErrors(series.elements, found.map);
    expect(found.tracks).toHaveLength(3);
    expect(errors.median).toBeLessThan(0.06);
    expect(errors.jitter).toBeLessThan(0.004);
  });

  it("keeps the identity of every track: grain boundaries, the new process, the interface, in every sweep", () => {
    const [boundary, second, interfacial] = found.tracks;
    for (let i = 0; i < 200; i++) {
      expect(Math.abs(Math.log(boundary.tau[i] / 1e-6))).toBeLessThan(0.2);
      expect(interfacial.tau[i]).toBeGreaterThan(second.tau[i]);
    }
    expect(second.birth).toBeGreaterThan(40);
    expect(boundary.birth).toBeNull();
  });

  // 95 % less three binomial standard errors: 181 of 200. Nothing stands beside the grain boundaries; how rarely the bands of two
  // processes side by side hold the truth stands in docs/impedance/interpretation.md.
  const FEWEST_HELD = Math.ceil(0.95 * 200 - 3 * Math.sqrt(200 * 0.95 * 0.05));

  it("holds the true resistance of the grain boundaries in 181 of 200 sweeps at least (it does in all)", () => {
    let inside = 0;
    series.elements.forEach((elements, i) => {
      const truth = elements[1][1];
      if (found.tracks[0].resistanceLower[i] <= truth && truth <= found.tracks[0].resistanceUpper[i]) inside++;
    });
    expect(inside).toBeGreaterThanOrEqual(FEWEST_HELD);
  });

  it("holds their true capacitance in 181 of 200 at least (it does in all), and has one only where a process is", () => {
    const [boundary, second] = found.tracks;
    let inside = 0;
    series.elements.forEach((elements, i) => {
      const truth = 1e-6 / elements[1][1];
      if (boundary.capacitanceLower[i] <= truth && truth <= boundary.capacitanceUpper[i]) inside++;
    });
    expect(inside).toBeGreaterThanOrEqual(FEWEST_HELD);
    second.capacitance.forEach((c, i) => {
      expect(Number.isNaN(second.capacitanceLower[i])).toBe(Number.isNaN(c));
      expect(Number.isNaN(second.capacitanceUpper[i])).toBe(Number.isNaN(c));
      if (!Number.isNaN(c)) expect(c).toBeGreaterThan(second.capacitanceLower[i]);
    });
  });

  it("gives C the spread that it has over series of the same cell with other noise (oracle: 24 of them)", () => {
    const elements = [
      ["R", 10],
      ["ZARC", 50, 1e-3, 0.85],
      ["ZARC", 20, 1e-1, 0.9],
    ] as const;
    const at = frequencies(1e5, 1e-2, 50);
    const exact = exactSpectrum(elements, at);
    const runs = Array.from({ length: 24 }, (_, seed) => {
      const spectra = Array.from({ length: 8 }, (_, i) => addNoise(exact, 0.01, 100 * seed + i));
      return analyzeProcessSeries(spectra).tracks;
    });
    expect(runs.every((tracks) => tracks.length === 2)).toBe(true);
    for (const [k, truth] of [1e-3 / 50, 1e-1 / 20].entries()) {
      const errors = runs.map((tracks) => Math.log(tracks[k].capacitance[4] / truth));
      const told = runs.map(
        (tracks) => Math.log(tracks[k].capacitanceUpper[4] / tracks[k].capacitanceLower[4]) / (2 * 1.959964),
      );
      const found = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
      const stated = Math.sqrt(told.reduce((sum, error) => sum + error ** 2, 0) / told.length);
      // Of 24 draws a deviation is known to 14 %: three times that either way.
      expect(found / stated).toBeGreaterThan(0.57);
      expect(found / stated).toBeLessThan(1.43);
    }
  });

  it("finds the onset at 0.6 mA/cm² to 0.03", () => {
    expect(found.onset).not.toBeNull();
    expect(Math.abs((found.onset?.position ?? 0) - 6)).toBeLessThan(0.3);
    expect([found.withoutOnset, found.onsetUntold]).toEqual([null, false]);
    expect(found.words).toContain("Onset at");
  });

  it("finds no onset where resistances fall with the current and the cell warms", () => {
    for (const family of ["charge-transfer", "heating"] as const) {
      const none = onsetSeries(family, 5011, false, 40);
      expect(analyzeProcessSeries(none.spectra, { position: none.position }).onset, family).toBeNull();
    }
  });

  it("holds the true onset in its interval where the trend is no polynomial", () => {
    for (const seed of [5005, 5011]) {
      const { spectra, position, onset } = onsetSeries("charge-transfer", seed, true);
      const one = analyzeProcessSeries(spectra, { position }).onset;
      expect(one?.lower).toBeLessThan(onset ?? 0);
      expect(one?.upper).toBeGreaterThan(onset ?? 0);
    }
  });

  it("takes one sweep, two sweeps, and sweeps on different frequencies", () => {
    const elements = [
      ["R", 10],
      ["ZARC", 50, 1e-3, 0.8],
    ] as const;
    const one = exactSpectrum(elements, frequencies(1e5, 1e-1, 40));
    const other = exactSpectrum(elements, frequencies(3e5, 1, 33));
    for (const spectra of [[one], [one, other], [one, other, one, other, one]]) {
      const { tracks, map } = analyzeProcessSeries(spectra);
      expect(tracks).toHaveLength(1);
      expect(tracks[0].resistance[0]).toBeCloseTo(50, 1);
      expect(map.gamma.every(Number.isFinite)).toBe(true);
    }
  });

  it("refuses an empty series, a stump of a sweep and positions that do not fit", () => {
    expect(() => analyzeProcessSeries([])).toThrow("at least one is needed");
    expect(() => analyzeProcessSeries([exactSpectrum([["R", 1]], frequencies(10, 1, 3))])).toThrow("3 points");
    expect(() => analyzeProcessSeries(series.spectra, { position: Float64Array.of(1) })).toThrow("1 positions");
  });
});

describe("processSeriesSession", () => {
  it("takes up the new process once it shows, and keeps the names of the others", () => {
    const series = operandoSeries(100, 50, 0.005, 53_000);
    const session = processSeriesSession();
    let born = -1;
    series.spectra.slice(45).forEach((spectrum, i) => {
      const update = session.add(spectrum, i);
      if (update.born.length > 0) born = i + 45;
      expect(update.tracks[0].name).toBe("P1");
      const last = update.polarizationResistance.value.length - 1;
      const truth = series.elements[i + 45].slice(1).reduce((sum, e) => sum + e[1], 0);
      expect(Math.abs(update.polarizationResistance.value[last] / truth - 1)).toBeLessThan(0.03);
    });
    expect(born).toBeGreaterThan(50);
    expect(born).toBeLessThan(99);
  });

  it("refuses a lag that is not a number of sweeps", () => {
    expect(() => processSeriesSession({ lag: 1 })).toThrow("from 4 to 100");
  });
});

describe.skipIf(!hasData)("every fifth of the 61 sweeps of geis.mpr", () => {
  it("leaves out the leads and sees the resistance grow", async () => {
    const bytes = new Uint8Array(readFileSync(dataFile("formats/biologic/geis.mpr")));
    const { tables } = await readMeasurement({ name: "geis.mpr", bytes });
    const spectra = sweepsOfTables(tables).flatMap(({ spectrum }, i) => (i % 5 === 0 ? [spectrum] : []));
    const found = analyzeProcessSeries(spectra);
    expect(found.tracks.length).toBeGreaterThanOrEqual(2);
    expect(found.highestFrequency).toBeLessThan(3e5);
    const total = found.polarizationResistance.value;
    expect(total[12]).toBeGreaterThan(3 * total[0]);
    // A process of a tenth of the shortest time left is not told from R∞, which then is near Z' of the highest frequency left, never 0.
    const highest = (found.highestFrequency ?? 0) * 1.001;
    for (const i of [0, 3, 6, 9]) {
      const real = Math.min(...spectra[i].real.filter((_, k) => spectra[i].frequency[k] <= highest));
      expect(found.ohmicResistance.lower[i]).toBeGreaterThan(0.5 * real);
      expect(found.ohmicResistance.upper[i]).toBeLessThan(1.02 * real);
    }
  });
});

describe("what an onset rests on", () => {
  const track = (determined: readonly boolean[], half: number): ProcessTrack => {
    const n = determined.length;
    const filled = (x: number): Float64Array => new Float64Array(n).fill(x);
    return {
      name: "P1",
      shape: "cole-cole",
      present: [{ from: 0, to: n - 2 }],
      determined,
      birth: null,
      death: null,
      tau: filled(1),
      tauLower: filled(1),
      tauUpper: filled(1),
      resistance: filled(10),
      resistanceLower: filled(10 - half),
      resistanceUpper: filled(10 + half),
      exponents: [],
      capacitance: filled(0.1),
      capacitanceLower: filled(0.1),
      capacitanceUpper: filled(0.1),
      mergedWith: [],
      sideBySide: [],
    };
  };
  const whole = { value: new Float64Array(4).fill(100) };

  it("a sweep counts where each process in it is determined, absent, or known to a tenth of Rp (oracle: by hand)", () => {
    const known = [true, false, true, false];
    expect(determinedSweeps([track(known, 20)], whole)).toEqual([true, false, true, true]);
    expect(determinedSweeps([track(known, 4)], whole)).toEqual([true, true, true, true]);
    expect(determinedSweeps([track(known, Number.NaN)], whole)).toEqual([true, false, true, true]);
  });

  // Oracle: counted by hand. Σ R of one track is highest in the 11th of 12 sweeps: along the index only the first 11 are searched.
  it("says that it cannot be told, and why, of the sweeps that it searched", () => {
    const state = Float64Array.from({ length: 24 }, (_, u) => (u === 21 ? 2 : 1));
    const smoother = { layout: { offsets: [1], size: 2 }, state, sweeps: Array.from({ length: 12 }) };
    const said = (sweeps: number, few: number, indexed: boolean, tracks = [0]) =>
      findOnset(
        // What the search reads of a fitted series, and no more: the sums are to be counted by hand.
        { smoother } as unknown as ScoredSeries,
        1,
        Float64Array.from({ length: sweeps }, (_, i) => i),
        indexed,
        { tracks, counts: Array.from({ length: sweeps }, (_, i) => i < few) },
      );
    const untold = (why: string) => ({
      onset: null,
      onsetUntold: true,
      withoutOnset: `Whether there is an onset cannot be told: ${why}, and 10 are needed.`,
    });
    expect(said(12, 9, false)).toEqual(untold("all processes are determined in 9 of 12 sweeps only"));
    expect(said(12, 9, true)).toEqual(untold("all processes are determined in 9 of 11 sweeps only"));
    expect(said(9, 9, false)).toEqual(untold("the longest run of sweeps at rising positions has 9"));
    expect(said(12, 12, false, []).onsetUntold).toBe(false);
  });

  it("says it of five sweeps, and of forty that change smoothly that there is none", () => {
    const smooth = onsetSeries("heating", 5011, false, 40);
    const all = analyzeProcessSeries(smooth.spectra, { position: smooth.position });
    expect(all.onsetUntold).toBe(false);
    expect(all.withoutOnset).toBe("No onset: the series changes as smoothly as a trend.");
    const few = analyzeProcessSeries(smooth.spectra.slice(0, 5), { position: smooth.position.slice(0, 5) });
    expect(few.onset).toBeNull();
    expect(few.onsetUntold).toBe(true);
    expect(few.words).toContain("the longest run of sweeps at rising positions has 5, and 10 are needed");
  });
});

describe.skipIf(!hasData)("the 61 sweeps of geis.mpr along time", () => {
  let found: ProcessSeries;
  beforeAll(async () => {
    const bytes = new Uint8Array(readFileSync(dataFile("formats/biologic/geis.mpr")));
    const { tables } = await readMeasurement({ name: "geis.mpr", bytes });
    const sweeps = sweepsOfTables(tables);
    found = analyzeProcessSeries(
      sweeps.map(({ spectrum }) => spectrum),
      { position: Float64Array.from(sweeps, ({ startTime }) => startTime ?? Number.NaN) },
    );
  });

  // Residuals are 2.9 times the scatter between neighbouring sweeps (χ² over its degrees of freedom 8.6): an interval would be the model's.
  it("has no onset, as its processes do not describe it, and says so with the number", () => {
    expect(found.misfit).toBeGreaterThan(2);
    expect(found.describes).toBe(false);
    expect(found.onset).toBeNull();
    expect(found.onsetUntold).toBe(true);
    const [, times] =
      /the processes miss the series by ([\d.]+) times its noise\.$/.exec(found.withoutOnset ?? "") ?? [];
    expect(Number(times)).toBeCloseTo(Math.sqrt(found.misfit), 1);
    expect(found.words).toContain(found.withoutOnset);
  });

  // `liquidus fit geis.mpr --circuit "R0-p(R1,CPE1)-p(R2,CPE2)"`: R0 of sweep 61 is 41.8 ± 6.9 Ω cm² on 1.13 cm², 37.0 ± 6.1 Ω.
  it("has an R∞ in the last sweep that holds no process that is measured there (oracle: the circuit fitted to it alone)", () => {
    expect(Math.abs(found.ohmicResistance.value[60] - 37)).toBeLessThan(6.1);
  });
});
