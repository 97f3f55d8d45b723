import { describe, expect, it } from "vitest";
import { complementaryErrorFunction } from "../../../src/numerics/probability/normal.ts";
import { FARADAY } from "../../../src/units/constants.ts";
import { type Film, filmDeficit, type PulseTrain } from "./finite-film.ts";
import { fluxTubeConstriction } from "./flux-tube.ts";
import {
  cottrellCurrent,
  discCurrent,
  rampTransitionTime,
  sandTime,
  shoupSzabo,
  surfaceConcentrationAtConstantCurrent,
} from "./semi-infinite.ts";
import { berzinsDelahay, peak, sweepCurrent } from "./voltammogram.ts";

const solute = { concentration: 1, diffusivity: 1e-9, electrons: 1 };

describe("exact solutions of diffusion", () => {
  it("give the numbers of the textbooks", () => {
    expect(cottrellCurrent(solute, 1)).toBeCloseTo(1.72141808, 8);
    expect(sandTime(solute, 1)).toBeCloseTo(7.31160083, 8);
    expect(surfaceConcentrationAtConstantCurrent(solute, 1, sandTime(solute, 1))).toBeCloseTo(0, 14);
    expect(discCurrent(solute, 5e-6) * 1e9).toBeCloseTo(1.92970664, 8);
    // The ramp exhausts when (4/3) r t^1.5/(F √(πD)) is the concentration.
    const time = rampTransitionTime(solute, 0.1);
    expect(((4 / 3) * 0.1 * time ** 1.5) / (FARADAY * Math.sqrt(Math.PI * 1e-9))).toBeCloseTo(1, 9);
    // Short times: Cottrell on a disc of area πa²; long times: 1.
    expect(shoupSzabo(1e-6) / (Math.sqrt(Math.PI) / 2 / 1e-3)).toBeCloseTo(1, 2);
    expect(shoupSzabo(1e12)).toBeCloseTo(1, 4);
  });

  it("of a film agree with the half space at short times, and a train of pulses with the sum of its edges", () => {
    const train: PulseTrain = { current: 3, electrons: 1, on: 0.7, off: 1.1 };
    for (const far of ["blocking", "fixed"] as const) {
      const thin: Film = { thickness: 4e-5, diffusivity: 1e-9, far };
      // Images of the far side: Σ (±1)^m 2 ierfc(m √(τ/t)), here m = 0 and 1.
      const y = 1 * Math.sqrt(1.6 / 0.2);
      const ierfc = Math.exp(-y * y) / Math.sqrt(Math.PI) - y * complementaryErrorFunction(y);
      const expected =
        ((2 * 3 * Math.sqrt(0.2 / 1e-9)) / FARADAY) * (1 / Math.sqrt(Math.PI) + (far === "blocking" ? 2 : -2) * ierfc);
      expect(filmDeficit(thin, train, 1, 0.2) / expected).toBeCloseTo(1, 12);
      // A step that never ends, switched on and off again and again.
      const film: Film = { thickness: 3e-5, diffusivity: 1e-9, far };
      const forever: PulseTrain = { ...train, on: 1e3, off: 0 };
      for (const time of [0.3, 0.7, 1.2]) {
        let sum = 0;
        for (let p = 0; p < 5; p++) {
          const since = p * 1.8 + time;
          sum += filmDeficit(film, forever, 1, since) - (since > 0.7 ? filmDeficit(film, forever, 1, since - 0.7) : 0);
        }
        expect(filmDeficit(film, train, 5, time) / sum).toBeCloseTo(1, 12);
      }
    }
  });

  it("of a sweep have the peaks of Nicholson and Shain, and of Berzins and Delahay", () => {
    const reversible = { start: 20, span: 25, rate: Number.POSITIVE_INFINITY, transferCoefficient: 0.5 };
    const [coarse, fine] = [2500, 5000].map((steps) => peak(sweepCurrent({ ...reversible, steps })));
    const value = (4 * (fine?.[1] as number) - (coarse?.[1] as number)) / 3;
    expect(value).toBeCloseTo(0.446295, 6);
    expect(20 - (fine?.[0] as number) / 200).toBeCloseTo(-1.109, 3);
    const irreversible = sweepCurrent({ ...reversible, rate: 1, oneWay: true, start: 40, span: 50, steps: 5000 });
    expect(peak(irreversible)[1] / Math.SQRT1_2).toBeCloseTo(0.4958, 4);
    const dense = Float64Array.from({ length: 2001 }, (_, k) => berzinsDelahay(k / 1000));
    expect(peak(dense)[1]).toBeCloseTo(0.6105, 4);
    expect(peak(dense)[0] / 1000).toBeCloseTo(0.854, 3);
  });

  it("of a spot on a tube converge with the number of functions, to the free spot where the tube is wide", () => {
    expect(fluxTubeConstriction(0.5, 6)).toBeCloseTo(fluxTubeConstriction(0.5, 9), 10);
    expect((1 - fluxTubeConstriction(0.01, 3)) / 0.01 + 0.33818e-4).toBeCloseTo(1.40925, 5);
  });
});
