// Oracles: tabulated functions, the mixed boundary value problem of an equipotential spot, a face with one law everywhere, and the
// two-dimensional solution for everything lumped.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fluxTubeConstriction } from "../../../test/support/exact/flux-tube.ts";
import { constrictionFactor } from "../submodels/interface/constriction.ts";
import { interfaceRelaxations, type Relaxation } from "../submodels/interface/patched-interface-network.ts";
import { bessel, squareAtZero, zeroOfBesselOne } from "./bessel.ts";
import { complexInverse } from "./complex.ts";
import { cosineIntegral, cosineTail } from "./cosine-tail.ts";
import {
  evenCurrentConstriction,
  type FaceImpedance,
  faceRings,
  lumpedSpotImpedance,
  lumpedSpotRelaxations,
  type SpotAndGap,
  type SpotClosure,
  spotAndGapImpedance,
  spotAndGapRelaxations,
  spotClosures,
} from "./index.ts";

describe("functions", () => {
  it("Bessel functions and zeros", () => {
    // Oracle: Abramowitz and Stegun, tables 9.1 and 9.5
    const values = [
      [0, 1, 0.7651976865579665],
      [1, 1, 0.4400505857449335],
      [0, 10, -0.2459357644513483],
      [1, 10, 0.0434727461688614],
      [1, 12.999, -0.0702],
      [0, 50, 0.0558123276692518],
      [1, 50, -0.0975118281251751],
    ] as const;
    for (const [order, x, value] of values)
      expect(bessel(order, x)).toBeCloseTo(value, String(value).length > 8 ? 10 : 3);
    for (const order of [0, 1] as const)
      expect(Math.abs(bessel(order, 13 - 1e-13) - bessel(order, 13))).toBeLessThan(4e-11);
    const zeros = [3.8317059702075125, 7.015586669815619, 10.173468135062722];
    for (const [k, zero] of zeros.entries()) expect(zeroOfBesselOne(k + 1)).toBeCloseTo(zero, 10);
    expect(squareAtZero(zeroOfBesselOne(60)) / bessel(0, zeroOfBesselOne(60)) ** 2).toBeCloseTo(1, 8);
  });

  it("cosine integral, and the tail of cos(αd)/α³ by its derivative", () => {
    expect(cosineIntegral(1)).toBeCloseTo(0.337403922900968, 14);
    expect(cosineIntegral(10)).toBeCloseTo(-0.0454564330044554, 14);
    expect(cosineIntegral(4 - 1e-9) / cosineIntegral(4)).toBeCloseTo(1, 7);
    for (const x of [0.3, 5, 150, 400]) {
      const h = 1e-4;
      const slope = (cosineTail(1 + h, x) - cosineTail(1 - h, x)) / (2 * h);
      expect(Math.abs(slope + Math.cos(x)), `${x}`).toBeLessThan(1e-3 * x * x * h + 1e-5);
    }
    expect(cosineTail(1, 200 + 1e-9) / cosineTail(1, 200)).toBeCloseTo(1, 5);
  });
});

const tube = (change: Partial<SpotAndGap> = {}): SpotAndGap => ({
  radius: 1e-5,
  fraction: 0.1,
  conductivity: 0.1,
  permittivity: 40,
  chargeTransfer: 1e-4,
  doubleLayer: 0.1,
  gap: 1e-8,
  ...change,
});

describe("two-dimensional solution", () => {
  it.each([0.1, 0.4, 0.8])("a/b = %s: an equipotential spot, with the order of a singular edge", (ratio) => {
    const exact = (Math.PI * 1e-4 * fluxTubeConstriction(ratio, 10)) / (4 * ratio * ratio);
    const cell = tube({ fraction: ratio * ratio, permittivity: 0, chargeTransfer: 1e-16, doubleLayer: 0, gap: 1e6 });
    const errors = [8, 16, 32].map((rings) => spotAndGapImpedance(cell, rings)(1)[0] / exact - 1) as [
      number,
      number,
      number,
    ];
    expect(errors[2]).toBeGreaterThan(0);
    expect(errors[2]).toBeLessThan(7.5e-5);
    expect(Math.log2(errors[1] / errors[2])).toBeGreaterThan(2.5);
    expect(Math.log2(errors[1] / errors[2])).toBeLessThan(3.1);
  });

  it("the same law on spot and gap: 1/y, whatever the spot", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 7 }),
        (fraction, decade) => {
          const frequency = 10 ** decade;
          const capacitance = 8.8541878128e-12 / 1e-9;
          const cell = tube({ fraction, chargeTransfer: 1e30, doubleLayer: capacitance, gap: 1e-9 });
          const [re, im] = spotAndGapImpedance(cell, 6)(frequency);
          const expected = -1 / (2 * Math.PI * frequency * capacitance);
          expect(im / expected).toBeCloseTo(1, 9);
          expect(Math.abs(re / expected)).toBeLessThan(1e-9);
        },
      ),
      { seed: 3, numRuns: 12 },
    );
  });

  it("full contact: the interface alone", () => {
    const [re] = spotAndGapImpedance(tube({ fraction: 0.9999 }), 16)(1);
    expect(re / 1e-4).toBeCloseTo(1, 2);
  });

  it("an even current has the constriction that the literature gives it", () => {
    // Oracle: 32/3π² on a half space (Carslaw and Jaeger, sect. 8.2)
    expect(evenCurrentConstriction(0)).toBeCloseTo(32 / (3 * Math.PI ** 2), 4);
    for (const ratio of [0.05, 0.3, 0.7, 0.9]) {
      const { resistances, spot, shares } = faceRings(ratio, 8);
      let sum = 0;
      for (let i = 0; i < spot; i++) for (let k = 0; k < spot; k++) sum += resistances[i * shares.length + k] as number;
      expect((4 * sum) / (Math.PI * ratio ** 3)).toBeCloseTo(evenCurrentConstriction(ratio), 3);
    }
  });

  it("converges with order 2 and is 1.4e-4 of R exact with 24 rings, at every frequency", () => {
    for (const fraction of [0.01, 0.5]) {
      const three = [12, 24, 48].map((rings) => spotAndGapImpedance(tube({ fraction, radius: 1e-4 }), rings));
      const whole = Math.hypot(...(three[0] as FaceImpedance)(5));
      for (const frequency of [5, 1e4, 1e6, 7e6]) {
        const [a, b, c] = three.map((impedance) => impedance(frequency)) as [Pair, Pair, Pair];
        const distance = (p: Pair, q: Pair): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
        expect((4 / 3) * (distance(b, c) / whole)).toBeLessThan(1.4e-4);
        expect(distance(a, b) / distance(b, c)).toBeGreaterThan(3.5);
      }
    }
  });

  it("agrees with finite volumes in r and z, extrapolated, to 2e-5 of R", () => {
    // Oracle: 64 × 128 and 128 × 128 volumes that crowd at the edge of the spot and at the face, the far end three radii of the tube
    // away, solved as a sparse complex matrix (SciPy) and extrapolated with order 2; the extrapolations of two pairs differ by 3e-6
    const wide = tube({ radius: 1e-4, fraction: 0.5 });
    const cases = [
      [wide, 5, 4.4734082e-4, -7.460172e-8],
      [wide, 8e4, 2.0833712e-4, -9.2710831e-5],
      [wide, 7e5, 5.0106517e-5, -9.1710832e-5],
      [tube(), 5, 1.49741516e-3, -3.767814e-7],
      [tube(), 8e4, 4.1041926e-4, -2.93185735e-4],
      [tube(), 7e5, 8.1875587e-5, -1.77519366e-4],
    ] as const;
    for (const [cell, frequency, re, im] of cases) {
      const [coarse, fine] = [12, 24].map((rings) => spotAndGapImpedance(cell, rings)(frequency)) as [Pair, Pair];
      const whole = Math.hypot(...spotAndGapImpedance(cell, 12)(5));
      const extrapolated = [0, 1].map((part) => (4 * (fine[part] as number) - (coarse[part] as number)) / 3) as [
        number,
        number,
      ];
      expect(Math.hypot(extrapolated[0] - re, extrapolated[1] - im) / whole, `${frequency} Hz`).toBeLessThan(2e-5);
    }
  });

  it("its relaxations add up to it", () => {
    for (const gap of [1e-9, 1e-7]) {
      const cell = tube({ gap });
      const all = spotAndGapRelaxations(cell, 12);
      const impedance = spotAndGapImpedance(cell, 12);
      for (const frequency of [5, 1e4, 1e6]) {
        const [re, im] = impedance(frequency);
        const [sumRe, sumIm] = sumOf(all, frequency);
        expect(Math.hypot(sumRe - re, sumIm - im) / Math.hypot(re, im)).toBeLessThan(1e-8);
      }
      for (const { timeConstant, resistance } of all) {
        expect(timeConstant).toBeGreaterThan(0);
        expect(resistance).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

type Pair = readonly [number, number];

function sumOf(all: readonly Relaxation[], frequency: number): Pair {
  let [re, im] = [0, 0];
  for (const { timeConstant, resistance } of all) {
    const [a, b] = complexInverse([1, 2 * Math.PI * frequency * timeConstant]);
    re += resistance * a;
    im += resistance * b;
  }
  return [re, im];
}

describe("lumped spots", () => {
  const frequencies = Array.from({ length: 25 }, (_, k) => 5 * (7e6 / 5) ** (k / 24));
  /** Largest |ΔZ| over the window in units of |Z(5 Hz)|, of each closure. */
  const worst = (cell: SpotAndGap): number[] => {
    const exact = frequencies.map(spotAndGapImpedance(cell, 12));
    const whole = Math.hypot(...(exact[0] as Pair));
    return spotClosures.map((closure) => {
      const lumped = frequencies.map(lumpedSpotImpedance(cell, closure));
      return Math.max(
        ...exact.map(([re, im], k) => {
          const [a, b] = lumped[k] as Pair;
          return Math.hypot(a - re, b - im) / whole;
        }),
      );
    });
  };

  // The table of docs/nasicon-cell/spot-and-gap.md: κ 0.1 S/m, ε 40, 1 Ω cm², 10 µF/cm². Largest over gaps of 1 nm to 1 µm.
  it.each([
    [1e-5, 0.01, 0.032, 0.032, 0.005],
    [1e-5, 0.1, 0.037, 0.036, 0.006],
    [1e-5, 0.5, 0.052, 0.03, 0.006],
    [1e-4, 0.01, 0.037, 0.037, 0.008],
    [1e-4, 0.1, 0.096, 0.05, 0.015],
    [1e-4, 0.5, 0.285, 0.082, 0.019],
  ])(
    "radius %s m, fraction %s: beside %s, mean voltage %s, spread %s of R",
    (radius, fraction, beside, mean, spread) => {
      const cells = [1e-9, 1e-8, 1e-7, 1e-6].map((gap) => tube({ radius, fraction, gap }));
      const errors = cells.map(worst);
      [beside, mean, spread].forEach((told, k) => {
        const found = Math.max(...errors.map((each) => each[k] as number));
        expect(found).toBeLessThan(told * 1.03);
        if (k < 2) expect(found).toBeGreaterThan(told * 0.9);
      });
    },
  );

  it("agree with one another at rest, and with their relaxations", () => {
    const cell = tube({ fraction: 0.4 });
    const rest = (closure: SpotClosure): number => lumpedSpotImpedance(cell, closure)(1e-3)[0];
    expect(rest("mean-voltage") / rest("beside")).toBeCloseTo(1, 9);
    for (const closure of ["beside", "mean-voltage"] as const)
      for (const frequency of [5, 1e4, 1e6]) {
        const [re, im] = lumpedSpotImpedance(cell, closure)(frequency);
        const [a, b] = sumOf(lumpedSpotRelaxations(cell, closure), frequency);
        expect(Math.hypot(a - re, b - im) / Math.hypot(re, im)).toBeLessThan(1e-10);
      }
  });

  it("beside: the element that the interface of patches is", () => {
    const { radius, fraction, conductivity, permittivity, chargeTransfer, doubleLayer, gap } = tube({ fraction: 0.2 });
    const factor = new Float64Array(2);
    constrictionFactor("isothermal", Math.sqrt(fraction), factor);
    const vacuum = 8.8541878128e-12;
    const constrictionResistance = (Math.PI * radius * (factor[0] as number)) / (4 * conductivity * fraction);
    const patch = {
      chargeTransferResistance: chargeTransfer / fraction,
      doubleLayerCapacitance: doubleLayer * fraction,
      constrictionResistance,
      constrictionCapacitance: (permittivity * vacuum) / conductivity / constrictionResistance,
    };
    const expected = interfaceRelaxations([patch], (vacuum * (1 - fraction)) / gap);
    const found = lumpedSpotRelaxations(tube({ fraction: 0.2 }), "beside");
    for (const [k, { timeConstant, resistance }] of expected.entries()) {
      expect((found[k] as Relaxation).timeConstant / timeConstant).toBeCloseTo(1, 9);
      expect((found[k] as Relaxation).resistance / resistance).toBeCloseTo(1, 9);
    }
  });

  it("beside: the arc of gap and constriction comes too early, by (1 − f)²; by the mean voltage it does not", () => {
    const cell = tube({ radius: 1e-4, fraction: 0.5, gap: 1e-7, permittivity: 0, doubleLayer: 10 });
    const fast = (all: readonly Relaxation[]): number => {
      const quick = all.filter(({ timeConstant }) => timeConstant < 1e-6);
      return quick.reduce((best, each) => (each.resistance > best.resistance ? each : best)).timeConstant;
    };
    const exact = fast(spotAndGapRelaxations(cell));
    expect(fast(lumpedSpotRelaxations(cell, "beside")) / exact).toBeCloseTo(0.25, 1);
    expect(fast(lumpedSpotRelaxations(cell, "mean-voltage")) / exact).toBeCloseTo(0.95, 1);
  });

  it("refuse what is no spot", () => {
    expect(() => spotAndGapImpedance(tube({ fraction: 1.5 }))).toThrow("faceRings: a/b = 1.22");
    expect(() => faceRings(0.5, 1)).toThrow("1 rings");
  });
});
