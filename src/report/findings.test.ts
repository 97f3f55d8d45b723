// Oracles: the numbers that the synthetic series are made of.
import { expect, test } from "vitest";
import { file } from "../../test/support/report-input.ts";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { FittedArc } from "../impedance/circuit/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { findings } from "./findings.ts";
import { bestHinge } from "./hinge.ts";
import type { ReportFile } from "./input.ts";
import { sweepNumbers } from "./words.ts";

function words(of: ReportFile): string[] {
  return findings(of).map((f) => `${f.lead} ${f.rest}`.replaceAll("\u00A0", " ").replaceAll("\u2009", "").trim());
}

test("findings are made from the numbers", () => {
  const said = words(file(61, { area: null }));
  expect(said[0]).toMatch(
    /^61 sweeps of 61 points, 7 MHz–5 Hz; 4 of 61 fail Kramers-Kronig \(sweeps 40–43; below 53 Hz\)\. The cell changed while they ran, the response was not linear, or points are disturbed;/,
  );
  expect(said[1]).toMatch(
    /grows from 90\.0 ± 2\.1 Ω to 1940 ± 46 Ω, most steeply above 0\.23 mA\. Two straight lines meet between 0\.227 and 0\.24 mA \(95 %\)\.$/,
  );
  expect(said[2]).toMatch(/near τ = 900 ns stays at 312\.0 ± 7\.3 Ω \(median; all 310–314 Ω\)\.$/);
  expect(said.at(-1)).toMatch(/^No electrode area/);
  expect(words(file(1))[1]).toMatch(
    /^Two arcs: 120\.1 ± 2\.8 Ω cm² at τ = 900 ± 35 ns and 38\.50 ± 0\.91 Ω cm² at τ = 500 ± 20 µs\. The ohmic resistance of the circuit is 96\.25 ± 0\.75 Ω cm² \(± is half of the 95 % interval\)\. From the relaxation times: R∞ = 96\.3 Ω cm², Rp = 159 Ω cm² \(without intervals\)\.$/,
  );
  expect(words(file(1))[0]).toMatch(/; Kramers-Kronig holds\. Residual 0\.24 %/);
  const drifting = syntheticSeries({ sweeps: 1, failing: () => true });
  expect(words(file(1, { series: drifting }))[0]).toMatch(/; fails Kramers-Kronig below 60 Hz: residual 2\.1 %/);
  const broken = file(1, { series: null, error: { kind: "FormatError", message: "Starts with PK." } });
  expect(words(broken)).toEqual(["No results. Starts with PK."]);
});

/** A series whose second arc has other errors and τ than it was made with. */
function changed(series: SeriesAnalysis, at: (sweep: number) => Partial<FittedArc>): SeriesAnalysis {
  const sweeps = series.sweeps.map((s, i): SweepAnalysis => {
    if (s.circuit === null) return s;
    const arcs = s.circuit.arcs.map((arc, k) => (k === 1 ? { ...arc, ...at(i) } : arc));
    return { ...s, circuit: { ...s.circuit, arcs } };
  });
  return { ...series, sweeps };
}

test("without an area no prefix of current density is named: which it has depends on the area", () => {
  // 60 µA are 0.16 mA cm⁻² at 0.385 cm²
  const told = words(
    file(4, { area: null, series: syntheticSeries({ sweeps: 4, topCurrent: 60e-6 / syntheticArea }) }),
  ).join(" ");
  expect(told).toContain("Enter the area to see Ω cm² and current densities.");
  expect(told).not.toMatch(/A cm⁻²/);
});

test("only values that the data determine are told: error up to 30 %, and τ near what is measured", () => {
  const series = syntheticSeries({ sweeps: 20 });
  const doubtful = changed(series, (i) =>
    i >= 17 ? { resistanceError: 900 } : i === 0 ? { tau: 0.1 } : i === 5 ? { resistanceError: null } : {},
  );
  const said = words(file(20, { series: doubtful }))[1] as string;
  expect(said).toMatch(/grows from 35\.06 ± 0\.82 Ω cm² in sweep 2 to 468 ± 11 Ω cm² in sweep 17/);
  expect(said).toMatch(
    /In the first sweep, sweep 6 and the last 3 sweeps it is not determined: R has no 95 % interval, or one that holds 0 or is wider than 1\.18 R/,
  );
  const never = changed(series, () => ({ resistanceError: null }));
  expect(words(file(20, { series: never })).join(" ")).toMatch(
    /is not determined in any sweep: R has no 95 % interval/,
  );
  const peaks = { ...series, sweeps: series.sweeps.map((s) => ({ ...s, circuit: null })), circuit: null };
  // The peaks of the synthetic series carry ± 2 % as half of their interval of 95 %.
  expect(words(file(20, { series: peaks }))[1]).toMatch(/^The process .* grows from 90\.0 ± |^The process .* ± \d/);
  const unknown = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  const bare = {
    ...peaks,
    sweeps: peaks.sweeps.map((s) =>
      s.drt === null ? s : { ...s, drt: { ...s.drt, peaks: s.drt.peaks.map((p) => ({ ...p, ...unknown })) } },
    ),
  };
  expect(words(file(20, { series: bare }))[1]).toMatch(/^The process .* Areas under peaks carry no interval\.$/);
});

test("a plateau and its end are told as they are: between the last sweep on it and the first beyond", () => {
  const flat = changed(syntheticSeries({ sweeps: 20 }), (i) => {
    const resistance = i < 11 ? 30 : 30 + 6 * (i - 10) ** 2;
    return { resistance, resistanceError: 0.01 * resistance };
  });
  expect(words(file(20, { series: flat }))[1]).toMatch(
    /grows from 11\.55 ± 0\.23 Ω cm² to 198\.7 ± 3\.9 Ω cm², beginning between 0\.55 and 0\.6 mA cm⁻²\. Before, it is constant/,
  );
});

test("the frequencies that most failing sweeps share, not their hull", () => {
  const series = syntheticSeries({ sweeps: 20, failing: (i) => i < 9 });
  const wide = series.sweeps.map((s, i): SweepAnalysis => {
    if (s.kramersKronig === null || i !== 3) return s;
    return { ...s, kramersKronig: { ...s.kramersKronig, failing: [{ min: 5, max: 7e6 }] } };
  });
  const scattered = series.sweeps.map((s, i): SweepAnalysis => {
    if (s.kramersKronig === null || i >= 9) return s;
    const min = 10 * 4 ** i;
    return { ...s, kramersKronig: { ...s.kramersKronig, failing: [{ min, max: 2 * min }] } };
  });
  expect(words(file(20, { series: { ...series, sweeps: scattered } }))[0]).toMatch(
    /\(sweeps 1–9; at frequencies that differ among them\)/,
  );
  expect(words(file(20, { series: { ...series, sweeps: wide } }))[0]).toMatch(
    /9 of 20 fail Kramers-Kronig \(sweeps 1–9; below 53 Hz\)/,
  );
});

test("numbers of sweeps as ranges", () => {
  expect([[4], [3, 4, 9], [1, 3, 5, 7, 9, 11, 13]].map(sweepNumbers)).toEqual(["sweep 4", "sweeps 3–4, 9", "7 sweeps"]);
});

test("the bend of two exact lines is found where it is; a straight line has none", () => {
  const x = Array.from({ length: 21 }, (_, i) => i / 2);
  const hinge = bestHinge(
    x,
    x.map((v) => 3 + 0.5 * v + 4 * Math.max(0, v - 6)),
  );
  expect([hinge?.from, hinge?.at, hinge?.to]).toEqual([5.5, 6, 6.5]);
  expect(hinge?.before).toBeCloseTo(0.5, 9);
  expect(hinge?.after).toBeCloseTo(4.5, 9);
  expect(bestHinge(x, x)).toBeNull();
});
