// Oracles: closed forms at constant numbers, the hand numbers of the physics notes for Na-K, and the laws a verdict must obey.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import type { Alloy } from "../submodels/alloy/alloy.ts";
import { RegularSolution } from "../submodels/alloy/regular-solution.ts";
import {
  bearingOn,
  type Falsifier,
  type FalsifierInput,
  type FalsifierLiquid,
  falsifiers,
  type Interval,
  liquidFromAlloy,
  liquidFromNumbers,
  sodiumPotassiumLiquid,
  storeCapacity,
} from "./index.ts";
import { rampResponse, stepResponse, timeOf } from "./slab-response.ts";

const V = 2.5e-5;
const plainLiquid = (change: Partial<Parameters<typeof liquidFromNumbers>[0]> = {}): FalsifierLiquid =>
  liquidFromNumbers({
    name: "A-B",
    temperature: 298.15,
    chargeNumber: 1,
    lowerSaturation: { moleFraction: 0.15, phase: "solid B" },
    upperSaturation: { moleFraction: 0.7, phase: "solid A" },
    interdiffusion: 1e-9,
    molarVolume: V,
    otherMolarVolume: V,
    flow: { molarMass: 0.023, otherMolarMass: 0.02, viscosity: 1e-3, surfaceTension: 0.12 },
    sources: ["made up"],
    ...change,
  });
const base = (change: Partial<FalsifierInput> = {}): FalsifierInput => ({
  liquid: plainLiquid(),
  moleFraction: 0.6,
  direction: "strip",
  conductivity: 0.1,
  depth: 1e-3,
  orientation: "alloy above",
  ...change,
});
const methodsOf = (alloy: Alloy): Alloy => ({
  moleFraction: (c) => alloy.moleFraction(c),
  concentration: (x) => alloy.concentration(x),
  activityPerConcentration: (c) => alloy.activityPerConcentration(c),
  logActivitySlope: (c) => alloy.logActivitySlope(c),
  thermodynamicFactor: (c) => alloy.thermodynamicFactor(c),
  thermodynamicFactorSlope: (c) => alloy.thermodynamicFactorSlope(c),
  molarVolume: alloy.molarVolume,
  otherMolarVolume: alloy.otherMolarVolume,
});
const one = (input: FalsifierInput, name: string): Falsifier => {
  const found = falsifiers(input).find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const wide = (value: number, share: number): Interval => ({
  value,
  lower: value * (1 - share),
  upper: value * (1 + share),
});

describe("closed forms", () => {
  it("responses of a slab: a step and its integral, one formula into the other", () => {
    for (const tau of [0.0199999, 0.02, 0.3, 5]) {
      const h = 1e-4 * tau;
      const slope = (rampResponse(tau + h) - rampResponse(tau - h)) / (2 * h);
      expect(slope / stepResponse(tau)).toBeCloseTo(1, 7);
      expect(timeOf(rampResponse, rampResponse(tau)) / tau).toBeCloseTo(1, 9);
    }
    expect(stepResponse(0.02) / (2 * Math.sqrt(0.02 / Math.PI))).toBeCloseTo(1, 12);
    expect(rampResponse(0.02) / (((4 / 3) * 0.02 ** 1.5) / Math.sqrt(Math.PI))).toBeCloseTo(1, 11);
  });

  it("spot bound and planar limit: D/V ln((1 − x_s)/(1 − x)) at equal volumes", () => {
    const theta = (1e-9 / V) * Math.log(0.85 / 0.4);
    expect(one(base(), "spot-bound").value).toBeCloseTo((FARADAY * theta) / 0.1, 10);
    expect(one(base(), "planar-diffusion").value / ((3 * FARADAY * theta) / 1e-3)).toBeCloseTo(1, 12);
    const plating = (1e-9 / V) * Math.log(0.4 / 0.3);
    expect(one(base({ direction: "plate" }), "spot-bound").value).toBeCloseTo((FARADAY * plating) / 0.1, 10);
    expect(one(base({ liquid: plainLiquid({ chargeNumber: 2 }) }), "spot-bound").value).toBeCloseTo(
      (2 * FARADAY * theta) / 0.1,
      10,
    );
  });

  it("where the metal can leave entirely, stripping ends at x = 0, and plating has no end", () => {
    const open = plainLiquid({ lowerSaturation: null, upperSaturation: null });
    expect(one(base({ liquid: open }), "spot-bound").value).toBeCloseTo(
      ((FARADAY * 1e-9) / V / 0.1) * Math.log(1 / 0.4),
      10,
    );
    for (const name of ["spot-bound", "planar-diffusion", "potential-swing", "charge-transfer-growth"])
      expect(one(base({ liquid: open, direction: "plate" }), name).verdict).toBe("does not apply");
    expect(one(base({ liquid: open }), "potential-swing").verdict).toBe("does not apply");
  });

  it("Sand's time between its values for the least and the greatest diffusivity on the lattice, whatever the depth beyond", () => {
    // t = (π/4) ΔY² (nF/i)²/𝒟, 𝒟 = D (1 − x)²/V², ΔY = ∫ D/V² dx
    const current = 20_000;
    const span = (1e-9 / V ** 2) * 0.45;
    const scale = (Math.PI / 4) * (span * (FARADAY / current)) ** 2;
    const found = one(base({ protocol: { kind: "step", currentDensity: current } }), "saturation-time");
    expect(found.lower / (scale / ((1e-9 * 0.85 ** 2) / V ** 2))).toBeCloseTo(1, 9);
    expect(found.upper / (scale / ((1e-9 * 0.4 ** 2) / V ** 2))).toBeCloseTo(1, 9);
    expect(found.value).toBeGreaterThan(found.lower);
    expect(found.value).toBeLessThan(found.upper);
  });

  it("encloses the time at which finite volumes on a receding interval find the surface empty, 1790.095 s", () => {
    // Oracle: alloy-pool.test.ts and how-to-write-a-submodel.md: 2000 A/m², x = ½, both volumes 2.4e-5 m³/mol, 1e-9 m²/s
    const liquid = plainLiquid({ molarVolume: 2.4e-5, otherMolarVolume: 2.4e-5, lowerSaturation: null });
    const protocol = { kind: "step", currentDensity: 2000 } as const;
    const found = one(base({ liquid, moleFraction: 0.5, depth: 2e-2, protocol }), "saturation-time");
    expect(found.lower).toBeCloseTo(793.36, 2); // Sand in the fixed frame
    expect(found.upper).toBeGreaterThan(1790.095);
    expect(found.value / 1790.095).toBeGreaterThan(0.85);
    expect(found.value / 1790.095).toBeLessThan(1);
  });

  it("a dilute metal saturates after Sand's time π D (nFΔc/2i)²", () => {
    const liquid = plainLiquid({ lowerSaturation: { moleFraction: 1e-6, phase: "B" } });
    const found = one(
      base({ liquid, moleFraction: 1e-3, protocol: { kind: "step", currentDensity: 100 } }),
      "saturation-time",
    );
    const sand = Math.PI * 1e-9 * ((FARADAY * (0.999e-3 / V)) / 200) ** 2;
    expect(found.value / sand).toBeCloseTo(1, 2);
  });

  it("a slow step empties the pool evenly: nF L c' ΔX/i", () => {
    const found = one(base({ protocol: { kind: "step", currentDensity: 0.01 } }), "saturation-time");
    const even = (FARADAY / 0.01) * 1e-3 * (0.4 / V) * (0.6 / 0.4 - 0.15 / 0.85);
    expect(found.value / even).toBeCloseTo(1, 4);
    expect(found.upper).toBeLessThanOrEqual(even * (1 + 1e-12));
  });

  it("a ramp: ΔY = (4/3) r/(nF) t^{3/2} √(𝒟/π)", () => {
    const rate = 1e5;
    const found = one(base({ protocol: { kind: "ramp", rate } }), "saturation-current");
    const span = (1e-9 / V ** 2) * 0.45;
    const at = (d: number): number => rate * (((span * 3 * FARADAY) / (4 * rate)) * Math.sqrt(Math.PI / d)) ** (2 / 3);
    expect(found.lower / at((1e-9 * 0.85 ** 2) / V ** 2)).toBeCloseTo(1, 9);
    expect(found.upper / at((1e-9 * 0.4 ** 2) / V ** 2)).toBeCloseTo(1, 9);
  });

  it("potential and charge transfer of the ideal solution", () => {
    expect(one(base(), "potential-swing").value).toBeCloseTo(((GAS_CONSTANT * 298.15) / FARADAY) * Math.log(4), 12);
    const growth = one(base(), "charge-transfer-growth");
    expect([growth.value, growth.lower, growth.upper]).toEqual([expect.closeTo(2, 12), 1, expect.closeTo(4, 12)]);
    const plating = one(base({ direction: "plate" }), "charge-transfer-growth");
    expect(plating.sense).toBe("at least");
    expect(plating.lower).toBeCloseTo(0.6 / 0.7, 12);
  });

  it("convection: either direction turns over with the cell, and the number grows as i L⁴", () => {
    const measured = { limitingCurrentDensity: 1 };
    // the working metal is the heavier one at equal volumes: stripping leaves a light layer
    const verdicts = (["alloy above", "alloy below"] as const).flatMap((orientation) =>
      (["strip", "plate"] as const).map((direction) => {
        const { value } = one(base({ measured, orientation, direction }), "natural-convection");
        return value > 0;
      }),
    );
    expect(verdicts).toEqual([true, false, false, true]);
    const small = one(base({ measured }), "natural-convection").value;
    const large = one(base({ measured: { limitingCurrentDensity: 2 }, depth: 2e-3 }), "natural-convection").value;
    expect(large / small).toBeCloseTo(32, 9);
    expect(one(base({ measured, orientation: "upright" }), "natural-convection").verdict).toBe("does not apply");
  });

  it("the alloy of a cell: ideal, it is the liquid of numbers; without viscosity nothing is said of flow", () => {
    const ideal = {
      ...methodsOf(new RegularSolution(0, V, V)),
      saturation: {
        lower: { moleFraction: 0.15, activity: 0.15, solid: "B" },
        upper: { moleFraction: 0.7, activity: 0.7, solid: "A" },
      },
    };
    const given = { name: "A-B", temperature: 298.15, chargeNumber: 1, diffusivity: 1e-9, sources: ["made up"] };
    const found = falsifiers(base({ liquid: liquidFromAlloy(ideal, given) }));
    for (const [k, each] of falsifiers(base()).entries()) {
      const other = found[k] as Falsifier;
      if (each.name === "natural-convection" || each.name === "void-closing") {
        expect(other.verdict).toBe("does not apply");
      } else expect(other.value / each.value).toBeCloseTo(1, 9);
    }
    expect(() => liquidFromAlloy(ideal, { ...given, activityAccuracy: 1 })).toThrow("activityAccuracy of A-B: 1");
    // D̃ = D θ: θ = 1 − 2χ x(1 − x)
    const regular = liquidFromAlloy(new RegularSolution(1, V, V), given);
    expect(regular.interdiffusion(0.5).value).toBeCloseTo(0.5e-9, 20);
    expect(regular.activityRatio(0.5, 0.25).value).toBeCloseTo((0.5 * Math.exp(0.25)) / (0.25 * Math.exp(0.5625)), 12);
  });

  it("a store of 0.6 mA/cm² for 10 s holds 62 nmol/cm²", () => {
    expect(1e5 * storeCapacity(6, 10, 1).value).toBeCloseTo(62.2, 1);
  });
});

describe("Na-K on a conductor of 1 mS/cm, at 25 °C", () => {
  const liquids = new Map<number, FalsifierLiquid>();
  const liquidAt = (moleFraction: number): FalsifierLiquid => {
    const found = liquids.get(moleFraction) ?? sodiumPotassiumLiquid(moleFraction, 298.15);
    liquids.set(moleFraction, found);
    return found;
  };
  const at = (moleFraction: number, change: Partial<FalsifierInput> = {}): FalsifierInput => ({
    liquid: liquidAt(moleFraction),
    moleFraction,
    direction: "strip",
    conductivity: 0.1,
    depth: 1.04e-3,
    orientation: "alloy above",
    measured: { limitingCurrentDensity: 6, voltageLimit: 3, voltageChange: 2 },
    ...change,
  });
  const nak50 = falsifiers(at(0.6297));
  const named = (name: string): Falsifier => nak50.find((each) => each.name === name) as Falsifier;

  it("NaK50: 25 V at the spots, 630 to 720 mA/cm² through the pool, 25 mV, 1.6 times", () => {
    expect(named("spot-bound").value).toBeCloseTo(25, 0);
    expect(named("planar-diffusion").value / 10).toBeGreaterThan(630);
    expect(named("planar-diffusion").value / 10).toBeLessThan(725);
    expect(1000 * named("potential-swing").value).toBeCloseTo(24.8, 1);
    expect(named("charge-transfer-growth").value).toBeCloseTo(1.62, 2);
    expect(named("charge-transfer-growth").beside.map(({ value }) => value)).toEqual([
      expect.closeTo(1.62, 2),
      expect.closeTo(2.63, 2),
      expect.closeTo(5.9, 1),
    ]);
  });

  it("with constant D̃ = 1e-5 cm²/s: 22 V, and 15 V without the flow", () => {
    const alloy = liquidAt(0.6297);
    const liquid = { ...alloy, interdiffusion: () => ({ value: 1e-9, lower: 1e-9, upper: 1e-9 }) };
    const bound = one(at(0.6297, { liquid }), "spot-bound").value;
    expect(bound).toBeGreaterThan(21);
    expect(bound).toBeLessThan(23);
    const concentration = (x: number): number => x / alloy.molarVolume(x).value;
    const without = ((FARADAY * 1e-9) / 0.1) * (concentration(0.6297) - concentration(0.1435));
    expect(without).toBeCloseTo(15.3, 0);
  });

  it("NaK65 10 to 16 V, NaK80 4 to 7.5 V, plating on NaK50 3.6 to 7.4 V", () => {
    const volts = (x: number, direction: "strip" | "plate"): number => one(at(x, { direction }), "spot-bound").value;
    expect(volts(0.478, "strip")).toBeGreaterThan(10);
    expect(volts(0.478, "strip")).toBeLessThan(16.5);
    expect(volts(0.2983, "strip")).toBeGreaterThan(4);
    expect(volts(0.2983, "strip")).toBeLessThan(7.6);
    expect(volts(0.6297, "plate")).toBeGreaterThan(3.6);
    expect(volts(0.6297, "plate")).toBeLessThan(7.4);
  });

  it("excludes planar diffusion and the potential, the spots only at a conductivity that is known", () => {
    expect(named("planar-diffusion").verdict).toBe("excluded");
    expect(named("planar-diffusion").sentence).toMatch(
      /; [\d.]+ mA\/cm²(?: \([^)]*\))? was measured: the mechanism is excluded\.$/,
    );
    expect(named("potential-swing").verdict).toBe("excluded");
    expect(named("spot-bound").verdict).toBe("excluded");
    const conductivity = { value: 0.1, lower: 0.06, upper: 1.5 };
    expect(one(at(0.6297, { conductivity }), "spot-bound").verdict).toBe("not excluded");
    // 25 V at 1 mS/cm are 3 V at 8.3 mS/cm; the lower end of the band at 2.3
    const needed = named("spot-bound").beside.find(({ unit }) => unit === "S/m") as Interval;
    expect(10 * needed.value).toBeCloseTo(8.3, 1);
    for (const [factor, verdict] of [
      [0.99, "excluded"],
      [1.01, "not excluded"],
    ] as const)
      expect(one(at(0.6297, { conductivity: factor * needed.lower }), "spot-bound").verdict).toBe(verdict);
  });

  it("stripping is unstable with the alloy above, about Ra = 800 at 0.6 mA/cm²; plating is stable", () => {
    expect(named("natural-convection").value).toBeGreaterThan(600);
    expect(named("natural-convection").value).toBeLessThan(1200);
    expect(one(at(0.6297, { direction: "plate" }), "natural-convection").verdict).toBe("excluded");
  });

  it("refuses an alloy that is not liquid", () => {
    expect(() => sodiumPotassiumLiquid(0.9, 298.15)).toThrow("not liquid at 298.15 K");
  });
});

describe("verdicts", () => {
  const share = fc.double({ min: 0, max: 0.9, noNaN: true });
  const exponent = fc.double({ min: -3, max: 3, noNaN: true });
  const input = (widths: readonly number[], sizes: readonly number[]): FalsifierInput => {
    const [d, v, sigma, depth, current, saturation] = widths as [number, number, number, number, number, number];
    return base({
      liquid: plainLiquid({
        interdiffusion: wide(1e-9, d),
        molarVolume: wide(V, 0.5 * v),
        flow: { molarMass: 0.023, otherMolarMass: 0.02, viscosity: wide(1e-3, d), surfaceTension: 0.12 },
        lowerSaturation: { moleFraction: wide(0.15, saturation), phase: "B" },
        activityAccuracy: v,
      }),
      conductivity: wide(0.1 * 10 ** (sizes[0] as number), sigma),
      depth: wide(1e-3, depth),
      protocol: { kind: "ramp", rate: 1 },
      measured: {
        limitingCurrentDensity: wide(100 * 10 ** (sizes[1] as number), current),
        interfaceResistance: wide(0.01, current),
        voltageChange: wide(0.04 * 10 ** (sizes[2] as number), current),
        resistanceRatio: wide(3 * 10 ** (0.3 * (sizes[2] as number)), current),
        recoveryTime: wide(10 ** (sizes[2] as number), current),
      },
    });
  };

  it("a wider band never turns into an exclusion", () => {
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 6, maxLength: 6 }),
        fc.array(share, { minLength: 6, maxLength: 6 }),
        fc.array(exponent, { minLength: 3, maxLength: 3 }),
        (a, b, sizes) => {
          const narrow = falsifiers(
            input(
              a.map((w, k) => Math.min(w, b[k] as number)),
              sizes,
            ),
          );
          const broad = falsifiers(
            input(
              a.map((w, k) => Math.max(w, b[k] as number)),
              sizes,
            ),
          );
          narrow.forEach((each, k) => {
            const other = broad[k] as Falsifier;
            expect(other.lower).toBeLessThanOrEqual(each.lower * (1 + 1e-9));
            expect(other.upper).toBeGreaterThanOrEqual(each.upper * (1 - 1e-9));
            if (each.verdict === "not excluded") expect(other.verdict, each.name).toBe("not excluded");
          });
        },
      ),
      { seed: 6, numRuns: 60 },
    );
  });

  it("the spot bound falls as 1/σ, is proportional to D̃ and does not know the depth", () => {
    fc.assert(
      fc.property(exponent, exponent, (s, d) => {
        const reference = one(base(), "spot-bound").value;
        const moved = one(
          base({
            conductivity: 0.1 * 10 ** s,
            depth: 1e-3 * 10 ** d,
            liquid: plainLiquid({ interdiffusion: 1e-9 * 10 ** d }),
          }),
          "spot-bound",
        ).value;
        expect((moved * 10 ** (s - d)) / reference).toBeCloseTo(1, 9);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("says what it rests on, has a value within its band, and without measurement no verdict", () => {
    for (const each of falsifiers(base({ protocol: { kind: "step", currentDensity: 1 } }))) {
      expect(each.lower).toBeLessThanOrEqual(each.value);
      expect(each.value).toBeLessThanOrEqual(each.upper);
      expect(each.sentence).toMatch(/\.$/);
      expect(each.sentence).not.toMatch(/NaN|undefined/);
      expect(each.assumptions.length).toBeGreaterThan(0);
      expect(each.sources.length).toBeGreaterThan(0);
      if (each.name !== "natural-convection") expect(each.verdict, each.name).toBe("no measurement");
    }
    expect(bearingOn(falsifiers(base()), ["spot-resistance"]).map(({ name }) => name)).toEqual(["spot-bound"]);
    // Gibbs-Duhem: with the other metal at saturation the activity cannot fall further; a store below it has assumed otherwise
    const swing = bearingOn(falsifiers(base()), ["metal-store"]).find(({ name }) => name === "potential-swing");
    expect(swing?.assumptions.join()).toMatch(/store whose activity falls below saturation assumes the opposite/);
  });

  it("refuses what has no sense", () => {
    expect(() => falsifiers(base({ moleFraction: 1.2 }))).toThrow("mole fraction 1.2");
    expect(() => falsifiers(base({ conductivity: 0 }))).toThrow("conductivity of the ceramic: from 0");
    expect(() => falsifiers(base({ depth: { value: 1, lower: 2, upper: 3 } }))).toThrow(
      "1 does not lie in its interval",
    );
    expect(() => falsifiers(base({ protocol: { kind: "step", currentDensity: -1 } }))).toThrow("a step of -1");
  });
});
