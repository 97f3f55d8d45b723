import { describe, expect, it } from "vitest";
import { berzinsDelahay, peak, sweepCurrent } from "../../../test/support/exact/voltammogram.ts";
import {
  begin,
  D,
  depositionCell,
  redoxCell,
  report,
  sampledCurrent,
  study,
  THERMAL,
} from "../../../test/support/textbook-cells.ts";
import { FARADAY } from "../../units/constants.ts";
import type { CellModel } from "../form/cell-model.ts";

// Formulas, numbers and errors: docs/numerics/analytic-tests.md.

describe("linear sweeps", () => {
  const rate = 0.1;
  const sigma = rate / THERMAL;
  const unit = FARADAY * Math.sqrt(D * sigma);

  /** ψ of the simulated sweep from ξ = start over a span, at equally spaced ξ. */
  function simulated(model: CellModel, start: number, span: number, samples: number): Float64Array {
    const run = begin(model, { quantity: "voltage", value: start * THERMAL, slope: -rate });
    return sampledCurrent(model, run, span / sigma, samples).map((current) => -current / unit);
  }

  const length = (span: number): number => 5 * Math.sqrt((D * span) / sigma);

  it.each([
    // k0 of 1e3 m/s: Λ = 1.6e7, whose peak lies below the Nernstian one by the order of 1/Λ
    {
      name: "Randles-Sevcik",
      k0: 1e3,
      lambda: Number.POSITIVE_INFINITY,
      start: 16,
      span: 24,
      published: 0.446295,
      digits: 6,
      coarsest: 50,
    },
    {
      name: "quasi-reversible, Λ = 1",
      k0: Math.sqrt(D * sigma),
      lambda: 1,
      start: 10,
      span: 20,
      published: Number.NaN,
      digits: 0,
      coarsest: 50,
    },
    {
      name: "irreversible, Λ = 1e-4",
      k0: 1e-4 * Math.sqrt(D * sigma),
      lambda: 1e-4,
      start: 4,
      span: 28,
      published: 0.4958 * Math.SQRT1_2,
      digits: 4,
      coarsest: 50,
    },
  ])(
    "$name: peak, and the whole curve against Abel's equation",
    ({ name, k0, lambda, start, span, published, digits, coarsest }) => {
      const abel = (steps: number): Float64Array =>
        sweepCurrent({ start, span, steps, rate: lambda, transferCoefficient: 0.5 });
      const samples = 20 * span;
      // Product integration of order 2, extrapolated: 1e-7 of the peak, see the check against its own finer grid.
      const extrapolate = (n: number): Float64Array => {
        const [coarse, fine] = [abel(n), abel(2 * n)];
        return Float64Array.from({ length: samples + 1 }, (_, k) => {
          const stride = n / samples;
          return (4 * (fine[2 * stride * k] as number) - (coarse[stride * k] as number)) / 3;
        });
      };
      const exact = extrapolate(4 * samples);
      const [position, height] = peak(exact);
      if (Number.isFinite(published)) expect(height).toBeCloseTo(published, digits);
      const runs = new Map<number, Float64Array>();
      for (const cells of [coarsest, 2 * coarsest, 4 * coarsest]) {
        const model = redoxCell({ length: length(span), cells, grading: 3 }, k0, start);
        runs.set(cells, simulated(model, start, span, samples));
      }
      const curve = (cells: number): Float64Array => runs.get(cells) as Float64Array;
      study(`${name}, peak ψ`, height, (cells) => peak(curve(cells))[1], coarsest);
      study(`${name}, peak ξ`, start - position / 20, (cells) => start - peak(curve(cells))[0] / 20, coarsest, 20);
      let worst = 0;
      for (let k = 0; k <= samples; k++) {
        const value = (4 * (curve(4 * coarsest)[k] as number) - (curve(2 * coarsest)[k] as number)) / 3;
        worst = Math.max(worst, Math.abs(value - (exact[k] as number)) / height);
      }
      report(`${name}, whole curve over peak`, 0, worst, worst);
      expect(worst).toBeLessThan(1e-6);
      if (name === "Randles-Sevcik") {
        expect(height * unit).toBeCloseTo(2.68645436, 4);
        expect(1e3 * THERMAL * (start - position / 20)).toBeCloseTo(-28.49, 1);
      }
    },
  );

  it("Berzins-Delahay: deposition from the rest potential on", () => {
    const span = 8;
    // So far apart that the dense output, good to 1e-9, places the peak within 1e-9/(h ψ'') = 2e-7.
    const samples = 400;
    const exact = Float64Array.from({ length: samples + 1 }, (_, k) => berzinsDelahay((k * span) / samples));
    const [position, height] = peak(exact);
    expect(height).toBeCloseTo(0.6105, 4);
    expect((position * span) / samples).toBeCloseTo(0.854, 3);
    const runs = new Map<number, Float64Array>();
    for (const cells of [50, 100, 200])
      runs.set(cells, simulated(depositionCell({ length: length(span), cells, grading: 3 }, 1e4), 0, span, samples));
    const curve = (cells: number): Float64Array => runs.get(cells) as Float64Array;
    study("Berzins-Delahay, peak ψ", height, (cells) => peak(curve(cells))[1], 50);
    study(
      "Berzins-Delahay, peak τ",
      (position * span) / samples,
      (cells) => (peak(curve(cells))[0] * span) / samples,
      50,
      20,
    );
  });
});
