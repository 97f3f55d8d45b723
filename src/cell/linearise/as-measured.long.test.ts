// What the tests of measured spectra make of simulated ones. The first prints the table of docs/numerics/simulated-impedance.md: how
// many simulated sweeps under a bias fail the Kramers-Kronig test.
//   LIQUIDUS_LONG=1 npx vitest run src/cell/linearise
import { describe, expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import { kramersKronig } from "../../impedance/kramers-kronig/kramers-kronig.ts";
import { analyzeSeries } from "../../impedance/series/analyze.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { sweepOfMeasurement } from "./instrument-spectrum.ts";
import { measureImpedance } from "./measure-impedance.ts";

const AREA = 3.85e-5;
const SEEDS = 20;
const model = composeCell(benchmarkCellR1(20));
const amplitude = { quantity: "current", value: 0.2, unit: "A/m2" } as const;
const BIASES = [0, 1, 2, 3, 4, 5, 6];

it.each([false, true])(
  "sweeps of 85 s with 20 µV of noise, drift correction %j: none fail at rest, most at 6 A/m², for drift",
  (driftCorrection) => {
    const request = { from: 1e4, to: 0.1, pointsPerDecade: 8, amplitude };
    const rows = BIASES.map((value) => {
      const control = { quantity: "current", value, slope: 0, start: 0 } as const;
      let [fails, drifts, rms] = [0, 0, 0];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const settings = { area: AREA, noise: { voltage: 2e-5, seed }, accuracy: 1e-4, driftCorrection };
        const { spectrum, time } = measureImpedance(model, model.initialState(), request, settings, { control });
        const test = kramersKronig(spectrum, { time });
        rms += (test.rmsResidual ?? Number.NaN) / SEEDS;
        if (test.verdict !== "fails") continue;
        fails++;
        if (test.faults?.some(({ kind }) => kind === "drift")) drifts++;
      }
      return { bias: value, fails, drifts, rms };
    });
    console.log(`drift correction ${driftCorrection}`);
    console.table(rows);
    expect(rows[0].fails).toBeLessThanOrEqual(1);
    expect(rows[6].fails).toBeGreaterThanOrEqual(driftCorrection ? SEEDS / 2 : SEEDS);
    rows.forEach(({ rms }, k) => {
      if (k > 0) expect(rms).toBeGreaterThan(rows[k - 1].rms);
    });
  },
);

describe("a series", () => {
  it("of simulated sweeps along stripping gives a map of relaxation times with the grain boundary in it", async () => {
    const request = { from: 1e5, to: 10, pointsPerDecade: 5, amplitude };
    let state = model.initialState();
    let time = 0;
    const sweeps = Array.from({ length: 4 }, (_, index) => {
      const control = { quantity: "current", value: 2 * index, slope: 0, start: time } as const;
      const settings = { area: AREA, noise: { voltage: 2e-6, seed: 1 + index } };
      const measured = measureImpedance(model, state, request, settings, { control, time });
      state = measured.finalState;
      time = measured.endTime;
      return sweepOfMeasurement(measured, index);
    });
    expect(sweeps.map(({ dcCurrent }) => Math.round(1e6 * ((dcCurrent ?? 0) / AREA)) / 1e6 + 0)).toEqual([0, 2, 4, 6]);
    const { map, processSeries } = await runTask({
      name: "t",
      run: (control) => analyzeSeries(sweeps, { circuit: "none", drift: false }, control),
    });
    expect(map?.sweeps).toBe(4);
    expect(processSeries?.along).toBe("current");
    // τ = R C of the grain boundary, 3e-3 Ω·m² · 3.3e-3 F/m² = 9.9 µs, and its resistance
    const track = processSeries?.tracks[0];
    expect((track?.resistance[2] ?? 0) * AREA).toBeGreaterThan(2.4e-3);
    expect((track?.resistance[2] ?? 0) * AREA).toBeLessThan(3.6e-3);
  });
});
