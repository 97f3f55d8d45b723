import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kNaAlloy } from "../../../test/support/k-na-alloy.ts";
import { assessedUncertainty } from "../assessment/index.ts";
import { thermodynamicFactorUncertainty } from "../electrode/factor-uncertainty.ts";
import { mixtureAt } from "../electrode/mixture.ts";
import { modelUncertainty } from "../electrode/parameter-uncertainty.ts";
import { thermodynamicFactor } from "../electrode/thermodynamic-factor.ts";
import { alloyProperties, propertyByName } from "./alloy-properties.ts";
import { darkenInterdiffusion, pureSelfDiffusion, selfDiffusion } from "./diffusion.ts";
import { liquidDensity, massFraction, molarMass, molarVolume, partialMolarVolumes } from "./molar-volume.ts";
import { resistivity, thermalConductivity } from "./resistivity.ts";
import { sodiumPotassium as data } from "./sodium-potassium.ts";
import { metalCapacity, saltDisplacement, solidMolarVolume, solids } from "./solids.ts";
import { butlerSurface, pureSurfaceTension } from "./surface-tension.ts";
import { viscosity } from "./viscosity.ts";

const { liquid } = kNaAlloy();
const models = alloyProperties(data, liquid);
const at = (name: string, x: number, temperature: number) => propertyByName(models, name).evaluate(x, temperature);
const ROOM = 298.15;

describe("properties of liquid sodium-potassium", () => {
  // Oracle: the three quoted densities of 77.8 wt% K. The line goes through the first and the last; the one at 100 °C is doubtful, and
  // the uncertainty is to cover it.
  it("has the density of the eutectic, and an uncertainty that covers every number quoted", () => {
    expect(at("density", 0.3267, 294.15).value).toBeCloseTo(866, 1);
    expect(at("density", 0.3267, 823.15).value).toBeCloseTo(749, 1);
    for (const [T, quoted] of [
      [294.15, 866],
      [373.15, 855],
      [823.15, 749],
    ] as const) {
      const { value, uncertainty } = at("density", 0.3267, T);
      expect(Math.abs(value - quoted)).toBeLessThan(uncertainty);
      // and not by being vague
      expect(uncertainty / value).toBeLessThan(0.01);
    }
    // The partial molar volumes inherit it: at infinite dilution the whole v of either.
    for (const T of [300, 373.15, 800]) {
      expect(at("partial-molar-volume-na", 0, T).uncertainty).toBeGreaterThan(1.1e-6);
      expect(at("partial-molar-volume-k", 1, T).uncertainty).toBeGreaterThan(1.1e-6);
    }
    // Additive volumes: 0.887, 0.871, 0.856 g/cm³ for 50, 65, 80 wt% K.
    for (const [x, density] of [
      [0.6297, 887],
      [0.478, 871],
      [0.2983, 856],
    ] as const) {
      expect(Math.abs(liquidDensity(data, x, ROOM, "additive") - density)).toBeLessThan(0.6);
    }
  });

  // Oracle: the same correlations evaluated by hand; 0.688 mPa·s of liquid sodium at 371 K by another correlation (ANL/RE-95/2).
  it("has the viscosities of the correlation", () => {
    for (const [x, eta] of [
      [0.324, 0.8],
      [0.5, 0.83],
      [0.63, 0.86],
    ] as const) {
      expect(Math.abs(1e3 * viscosity(data, x, ROOM, "additive") - eta)).toBeLessThan(0.006);
    }
    const sodium = at("viscosity", 1, 371);
    expect(Math.abs(sodium.value - 0.688e-3)).toBeLessThan(sodium.uncertainty);
    expect(sodium.extrapolated).toBe(true);
  });

  // Oracle: another program with the same assessment and correlations.
  it("has the surface tensions of Butler's equation", () => {
    for (const [x, sigma] of [
      [0.6297, 125.4],
      [0.478, 122.3],
      [0.2983, 119.0],
      [0.3238, 119.5],
    ] as const) {
      expect(1e3 * at("surface-tension", x, ROOM).value).toBeCloseTo(sigma, 1);
    }
    expect(at("surface-mole-fraction", 0.6297, ROOM).value).toBeLessThan(0.03);
  });

  // Oracle: Darken's equation with the thermodynamic factors of the assessment, 1e-5 cm²/s.
  it("has the interdiffusion coefficients of the table", () => {
    for (const [x, diffusion] of [
      [0.6297, "0.83"],
      [0.478, "0.98"],
      [0.2983, "1.4"],
      [0.1431, "1.8"],
    ] as const) {
      const digits = diffusion.split(".")[1]?.length ?? 0;
      expect((1e9 * at("interdiffusion", x, ROOM).value).toFixed(digits)).toBe(diffusion);
    }
    const stokes = at("interdiffusion", 0.6297, ROOM);
    const measured = at("interdiffusion-measured", 0.6297, ROOM);
    expect(Math.abs(stokes.value - measured.value)).toBeLessThan(stokes.uncertainty);
  });

  // Oracle: Φ = 1 − 2x(1−x)/(RT) (a + bT + 3 L1 (1 − 2x)) is linear in the parameters of the liquid: σ² = gᵀ C g.
  it("takes the uncertainty of the thermodynamic factor from the covariance", () => {
    const assessed = assessedUncertainty();
    const sigma = thermodynamicFactorUncertainty(modelUncertainty(assessed, ["K", "NA"]), "LIQUID", "NA");
    const withBand = alloyProperties(data, liquid, undefined, sigma);
    for (const T of [250, ROOM, 400]) {
      const x = 0.6297;
      const each = (-2 * x * (1 - x)) / (8.314462618 * T);
      const g = assessed.names.map((name) => {
        if (!name.startsWith("LIQUID")) return 0;
        if (name.includes(";1")) return each * 3 * (1 - 2 * x);
        return name.endsWith("T") ? each * T : each;
      });
      const variance = g.flatMap((a, k) => g.map((b, l) => a * b * (assessed.covariance[k * g.length + l] as number)));
      const byHand = Math.sqrt(variance.reduce((sum, term) => sum + term, 0));
      expect(sigma(x, T) / byHand).toBeCloseTo(1, 5);
      const { value, uncertainty } = propertyByName(withBand, "interdiffusion").evaluate(x, T);
      const factor = thermodynamicFactor(mixtureAt(liquid, T), "NA", x);
      expect(uncertainty / value).toBeCloseTo(Math.hypot(0.25, 0.25, byHand / factor), 6);
    }
  });

  // Oracle: 33.5 µΩ·cm of the eutectic, 0.95 µΩ·cm per at.% K in sodium, and the independent thermal conductivity through the
  // Sommerfeld value of the Lorenz number, 2.443e-8 V²/K².
  it("has a resistivity that agrees with the thermal conductivity", () => {
    expect(1e8 * resistivity(data, 0.3238, 293.15)).toBeCloseTo(33.5, 1);
    expect(1e8 * (resistivity(data, 0.999, 373.15) - resistivity(data, 1, 373.15))).toBeCloseTo(0.095, 2);
    const lorenz = (thermalConductivity(data, 0.3267, 373.15) * resistivity(data, 0.3267, 373.15)) / 373.15;
    expect(lorenz / 2.443e-8).toBeGreaterThan(0.9);
    expect(lorenz / 2.443e-8).toBeLessThan(1.05);
  });

  // Oracle: the heat capacity of the assessed liquid, SGTE unaries without an excess: an independent measurement of the metals.
  it("has the heat capacity of the metals it is made of", () => {
    const x = 0.3267;
    for (const T of [373.15, 473.15, 573.15, 773.15]) {
      const { curvature } = liquid.at(T).thermal(Float64Array.of(1 - x, x));
      const sum = (-T * curvature) / molarMass(data, x);
      expect(at("heat-capacity", x, T).value / sum).toBeCloseTo(1, 2);
    }
  });

  it("quotes the range outside of it and marks what is extrapolated", () => {
    expect(() => at("viscosity", 0.5, 200)).toThrow("mole fraction 0 to 1, 250 to 1100 K");
    expect(() => at("density", 1.2, 300)).toThrow("density at mole fraction 1.2");
    expect(at("viscosity", 0.5, ROOM).extrapolated).toBe(true);
    expect(at("viscosity", 0.5, 400).extrapolated).toBe(false);
    expect(() => propertyByName(models, "colour")).toThrow("there are density");
    for (const model of models) {
      const { value, uncertainty, source } = model.evaluate(0.5, 380);
      expect(value).toBeGreaterThan(0);
      expect(uncertainty).toBeGreaterThan(0);
      expect(uncertainty).toBeLessThan(value);
      expect(source.endsWith(".")).toBe(true);
    }
  });
});

// Oracle: the data: which numbers were measured, at what composition and temperature.
describe("what a property rests on", () => {
  const standing = (name: string, x: number, T: number) => {
    const { basis, beyond, extrapolated } = at(name, x, T);
    expect(extrapolated).toBe(beyond.length > 0);
    return [basis, ...beyond].join("; ");
  };
  it("says what was measured, what lies between measurements, and what is extrapolated", () => {
    expect(standing("density", 0.327, 294)).toBe("measured");
    expect(standing("density", 0.7, 400)).toBe("correlation");
    expect(standing("density", 0.63, ROOM)).toBe("estimate; temperature below 98 °C");
    expect(standing("density", 0, 350)).toBe("measured");
    expect(standing("density", 0, ROOM)).toBe("estimate; temperature below 63 °C");
    expect(standing("partial-molar-volume-na", 0.327, ROOM)).toBe("estimate; temperature below 98 °C");
    expect(standing("partial-molar-volume-na", 1, 400)).toBe("measured");
    expect(standing("partial-molar-volume-k", 1, 400)).toBe("correlation");
    expect(standing("density", 0.327, 900)).toBe("estimate; temperature above 550 °C");
    expect(standing("surface-tension", 0.5, 400)).toBe("estimate");
    expect(standing("surface-tension", 1, 400)).toBe("measured");
    expect(standing("surface-tension", 0.5, ROOM)).toBe("estimate; temperature below 98 °C");
    expect(standing("resistivity", 0.327, 293.15)).toBe("measured");
    expect(standing("resistivity", 0.99, 400)).toBe("correlation");
    expect(standing("resistivity", 0.5, 400)).toBe("estimate");
    expect(standing("resistivity", 1, 293.15)).toBe("estimate; temperature below 98 °C");
    expect(standing("viscosity", 0.1, ROOM)).toBe(
      "estimate; mole fraction outside of 0.3 to 0.7; temperature below 100 °C",
    );
    expect(standing("self-diffusion-na-measured", 1, 400)).toBe("measured");
    expect(standing("self-diffusion-k-measured", 1, 400)).toBe("estimate");
    expect(standing("interdiffusion", 0.5, 400)).toBe("estimate");
    expect(standing("heat-capacity", 0.327, 400)).toBe("measured");
    expect(standing("heat-capacity", 0.6, 400)).toBe("estimate");
  });

  it("widens the resistivity of supercooled sodium", () => {
    const [cold, warm] = [at("resistivity", 1, 293.15), at("resistivity", 1, 400)];
    expect(cold.uncertainty / cold.value).toBeGreaterThan((1.9 * warm.uncertainty) / warm.value);
  });
});

describe("laws", () => {
  const composition = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const temperature = fc.double({ min: 260, max: 900, noNaN: true });

  it("adds partial molar volumes up to the molar volume", () => {
    fc.assert(
      fc.property(composition, temperature, (x, T) => {
        const [a, b] = partialMolarVolumes(data, x, T);
        const volume = molarVolume(data, x, T);
        expect((x * a + (1 - x) * b) / volume).toBeCloseTo(1, 12);
        const h = 1e-6;
        const slope = (molarVolume(data, x + h, T) - molarVolume(data, x - h, T)) / (2 * h);
        expect((a - b - slope) / volume).toBeCloseTo(0, 6);
      }),
      { seed: 5, numRuns: 50 },
    );
  });

  // Oracle: both sides of Butler's equation, Gibbs' adsorption sign, the pure components.
  it("holds Butler's equation between its pure limits", () => {
    const [na, k] = data.components;
    fc.assert(
      fc.property(composition, fc.double({ min: 270, max: 600, noNaN: true }), (x, T) => {
        const mixture = mixtureAt(liquid, T);
        const surface = butlerSurface(data, mixture, x);
        expect(surface.moleFraction).toBeLessThan(x);
        expect(surface.surfaceTension).toBeLessThan(pureSurfaceTension(na.surfaceTension, T));
        expect(surface.surfaceTension).toBeGreaterThan(pureSurfaceTension(k.surfaceTension, T) * 0.98);
      }),
      { seed: 6, numRuns: 30 },
    );
    const mixture = mixtureAt(liquid, 400);
    const ends = [1 - 1e-12, 1, 1e-12, 0].map((x) => butlerSurface(data, mixture, x).surfaceTension);
    expect(ends[0]).toBeCloseTo(ends[1] as number, 8);
    expect(ends[2]).toBeCloseTo(ends[3] as number, 8);
    expect(() => butlerSurface(data, mixture, -0.1)).toThrow("not between 0 and 1");
    // Mass balance: with equal tensions and no excess the layer has the composition of the bulk.
    const same = { ...data, components: [na, { ...k, surfaceTension: na.surfaceTension }] as const };
    const flat = butlerSurface(same, mixture, 0.4, { coordination: 1 });
    expect(flat.moleFraction).toBeCloseTo(0.4, 9);
    expect(flat.surfaceTension).toBeCloseTo(pureSurfaceTension(na.surfaceTension, 400), 12);
  });

  it("turns interdiffusion into tracer diffusion of the dilute component", () => {
    for (const model of ["stokes-einstein", "measured"] as const) {
      const [first] = selfDiffusion(data, 0, 380, model);
      expect(darkenInterdiffusion(0, selfDiffusion(data, 0, 380, model), 1)).toBe(first);
      const [, second] = selfDiffusion(data, 1, 380, model);
      expect(darkenInterdiffusion(1, selfDiffusion(data, 1, 380, model), 1)).toBe(second);
    }
    expect(selfDiffusion(data, 1, 380, "measured")[0]).toBeCloseTo(pureSelfDiffusion(data, 0, 380), 20);
    // Oracle: 4.0e-5 cm²/s at 371 K by another measurement (Meyer and Nachtrieb 1955, recalled).
    expect(Math.abs(1e9 * pureSelfDiffusion(data, 0, 371) - 4.0)).toBeLessThan(0.3);
  });
});

describe("solids", () => {
  // Oracle: Faraday's constant over molar mass and molar volume.
  it("has the capacities of the metals and the volumes of the salts", () => {
    const na = metalCapacity(solids.NA);
    expect(na.perMass / 3600).toBeCloseTo(1165.8, 1);
    expect(metalCapacity(solids.K).perMass / 3600).toBeCloseTo(685.5, 1);
    expect(na.perVolume / 3.6e6).toBeCloseTo(1130.8, 1);
    expect(metalCapacity(solids.K).perVolume / 3.6e6).toBeCloseTo(591, 0);
    // 1 mAh/cm² is 36 kC/m².
    expect(36e3 * 1e6 * na.thicknessPerCharge).toBeCloseTo(8.84, 2);
    // Oracle: CRC density of sodium, 23.70 cm³/mol; IUPAC 2021 weights summed by hand.
    expect(1e6 * solidMolarVolume(solids.NA)).toBeCloseTo(23.7, 2);
    expect(1e3 * solids.KClO4.molarMass).toBeCloseTo(138.5443, 6);
    expect(1e3 * solids.NaClO4.molarMass).toBeCloseTo(122.4358, 4);
    expect(1e6 * solidMolarVolume(solids.KClO4)).toBeCloseTo(54.98, 2);
    expect(1e6 * solidMolarVolume(solids.NaClO4)).toBeCloseTo(48.59, 2);
    // Oracle: −303.1 + 254.9 kJ/mol.
    const displacement = saltDisplacement(solids.NaClO4, solids.KClO4);
    expect(displacement.energy).toBeCloseTo(-48.2e3, 6);
    expect(displacement.potential).toBeCloseTo(0.4996, 4);
    expect(() => saltDisplacement(solids.NA, solids.KClO4)).toThrow("energy of formation");
    expect(massFraction(data, 0.6297)).toBeCloseTo(0.5, 4);
  });
});
