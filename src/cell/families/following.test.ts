import { describe, expect, it } from "vitest";
import { FARADAY } from "../../units/constants.ts";
import { parameterSets, siValue, solidElectrolyteCell } from "./index.ts";

const set = parameterSets["nak-on-nasicon"];
/** Parameters of a submodel of the cell, SI, per area of the pool. */
function of(submodel: string, inputs: Partial<Parameters<typeof solidElectrolyteCell>[0]>): Record<string, number> {
  const found = solidElectrolyteCell({ set, ...inputs }).submodels.find(({ name }) => name === submodel);
  return { ...found?.parameters };
}

describe("numbers that follow from others", () => {
  it("are shipped as they follow from the shipped store, to the digits written", () => {
    for (const [name, parameter] of Object.entries(set.parameters)) {
      if (parameter.follows === undefined) continue;
      const [submodel, key] = name.split(".");
      const mechanisms = { film: submodel === "film" };
      const value = of(submodel, { mechanisms })[key];
      expect(Math.abs(value / siValue(parameter) - 1), name).toBeLessThan(0.01);
    }
  });

  it("move with the store, but for what a study gives", () => {
    // oracle: i_lim (1 − a_sat/a) is proportional to the limiting current
    const parameters = { "store.limitingCurrentDensity": 20.66, "store.sensitivity": 8, "store.capacity": 1e-4 };
    const [before, after] = [of("voids", {}), of("voids", { parameters })];
    expect(after.thresholdCurrentDensity / before.thresholdCurrentDensity).toBeCloseTo(2, 12);
    expect(after.sensitivity).toBe(8);
    const film = of("film", { parameters, mechanisms: { film: true } });
    expect(film.capacity).toBe(1e-4);
    expect((FARADAY * film.capacity * film.diffusivity) / film.thickness ** 2).toBeCloseTo(20.66, 10);
    const given = of("voids", { parameters: { ...parameters, "voids.thresholdCurrentDensity": 5 } });
    expect(given.thresholdCurrentDensity).toBe(5);
  });

  it("follow the temperature through the liquidus", () => {
    // oracle: the saturated liquid holds less sodium the warmer it is
    const at = (temperature: number): number => of("voids", { temperature }).thresholdCurrentDensity;
    expect(at(308.15)).toBeGreaterThan(at(298.15));
  });
});
