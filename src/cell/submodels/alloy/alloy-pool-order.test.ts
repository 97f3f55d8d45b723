import { describe, expect, it } from "vitest";
import { makeConsistent } from "../../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../../numerics/dae/rosenbrock.ts";
import { composeCell } from "../../form/compose.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { standardSubmodels } from "../registry.ts";
import { alloyFromOption } from "./alloy.ts";

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };

/** Adds given amounts per second to the cells of a pool and to its surface. */
function manufacturedSource(cell: (z: number) => number, surface: number): SubmodelKind {
  return {
    kind: "manufactured-source",
    title: "Source",
    equations: "",
    source: "",
    parameters: {},
    ports: { pool: "the chain", concentration: "its component", surface: "its surface" },
    declare: () => ({}),
    bind(_given, binding) {
      const { chain, offset, mesh } = binding.component("pool", "concentration");
      const row = binding.unknown("surface");
      const amounts = mesh.centers.map((z, k) => mesh.volumes[k] * cell(z));
      return {
        evaluate(_time, _state, out) {
          out[row] += surface;
          for (let k = 0; k < amounts.length; k++) out[chain.first + k * chain.unknowns + offset] += amounts[k];
        },
        jacobian() {},
      };
    },
  };
}

describe("alloy pool", () => {
  it.each(["uniform", "graded"] as const)("is of second order in space on a %s mesh", (kind) => {
    // oracle: c = c₀(1 + 0.3 cos(kz + ½)) with the source that keeps it, k so that no flux leaves the end; a skin and a funnel
    // about as deep as the pool
    const length = 1e-4;
    const [diffusivity, factor, skin, opening, depth] = [1e-10, 0.2, 0.4e-4, 0.3, 0.5e-4];
    const own = alloyFromOption("test", alloy, 298.15);
    const wave = (Math.PI - 0.5) / length;
    const exact = (z: number): number => 12000 * (1 + 0.3 * Math.cos(wave * z + 0.5));
    const slope = (z: number): number => -3600 * wave * Math.sin(wave * z + 0.5);
    const curvature = (z: number): number => -3600 * wave * wave * Math.cos(wave * z + 0.5);
    const area = (z: number): number => opening + (1 - opening) * (1 - Math.exp(-z / depth));
    const logAreaSlope = (z: number): number => ((1 - opening) * Math.exp(-z / depth)) / depth / area(z);
    const profile = (z: number): number => diffusivity * factor ** Math.exp(-((z / skin) ** 2));
    const logProfileSlope = (z: number): number =>
      Math.log(factor) * Math.exp(-((z / skin) ** 2)) * ((-2 * z) / (skin * skin));
    const source = (z: number): number => {
      const c = exact(z);
      const theta = own.thermodynamicFactor(c);
      const rest = (logAreaSlope(z) + logProfileSlope(z)) * theta + own.thermodynamicFactorSlope(c) * slope(z);
      return -profile(z) * (theta * curvature(z) + rest * slope(z));
    };
    const surfaceFlux = -area(0) * profile(0) * own.thermodynamicFactor(exact(0)) * slope(0);
    const registry = { ...standardSubmodels, "manufactured-source": manufacturedSource(source, surfaceFlux) };
    const errorWith = (cells: number): number => {
      const grading = kind === "graded" ? { kind, grading: 2 } : { kind };
      const shape = { kind: "funnel", opening, depth };
      const model = composeCell(
        {
          schema: "liquidus.cell-model/1",
          name: "manufactured",
          temperature: 298.15,
          submodels: [
            {
              name: "pool",
              kind: "alloy-pool",
              electrode: "working",
              parameters: {
                depth: length,
                diffusivity,
                skinDiffusivityFactor: factor,
                skinThickness: skin,
                initialConcentration: 12000,
              },
              options: { alloy, mesh: { ...grading, cells, shape } },
            },
            {
              name: "source",
              kind: "manufactured-source",
              parameters: {},
              connect: {
                pool: "pool.pool",
                concentration: "pool.concentration",
                surface: "pool.surface concentration",
              },
            },
          ],
        },
        registry,
      );
      const surface = model.indexOf("pool.surface concentration");
      const place = model.unknowns.find(({ name }) => name === "pool.concentration");
      if (place?.mesh === undefined) throw new Error("no pool");
      const { centers, volumes } = place.mesh;
      const state = model.initialState();
      centers.forEach((z, k) => {
        state[place.index + k] = exact(z);
      });
      const found = makeConsistent(model, 0, state);
      expect(found.converged, found.message).toBe(true);
      const settings = { relativeTolerance: 1e-9, absoluteTolerance: model.absoluteTolerances(1e-9) };
      const integrator = createRosenbrock(model, settings);
      integrator.start(0, state);
      expect(integrator.advance(20).kind).toBe("reached");
      let sum = (integrator.state[surface] - exact(0)) ** 2 * volumes[0];
      centers.forEach((z, k) => {
        sum += (integrator.state[place.index + k] - exact(z)) ** 2 * volumes[k];
      });
      return Math.sqrt(sum);
    };
    const errors = [40, 80, 160].map(errorWith);
    const orders = errors.slice(1).map((error, k) => Math.log2(errors[k] / error));
    for (const order of orders) expect(Math.abs(order - 2)).toBeLessThan(0.05);
  });
});
