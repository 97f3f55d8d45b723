import { describe, expect, it } from "vitest";
import { makeConsistent } from "../../../numerics/dae/make-consistent.ts";
import { createRosenbrock } from "../../../numerics/dae/rosenbrock.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import type { SubmodelKind } from "../../form/submodel.ts";
import { benchmarkCellR1 } from "../../models/r1.ts";
import { standardSubmodels } from "../registry.ts";

/** Takes a flux, and whatever keeps a concentration, from a surface. */
function sink(flux: number, transfer: number, kept: number): SubmodelKind {
  return {
    kind: "sink",
    title: "Sink",
    equations: "",
    source: "",
    parameters: {},
    ports: { surface: "its surface" },
    declare: () => ({}),
    bind(_given, binding) {
      const row = binding.unknown("surface");
      const slot = binding.slot(row, row);
      return {
        evaluate(_time, state, out) {
          out[row] -= flux + transfer * (state[row] - kept);
        },
        jacobian(_time, _state, out) {
          out[slot] -= transfer;
        },
      };
    },
  };
}

interface Pool {
  readonly molarVolumes: readonly [number, number];
  readonly interaction?: number;
  readonly frame: "fixed" | "lattice";
  readonly depth: number;
  readonly cells: number;
  readonly grading?: number;
  readonly initial: number;
}

const D = 1e-9;

function cell(pool: Pool, taken: SubmodelKind): CellModel {
  const [molarVolume, otherMolarVolume] = pool.molarVolumes;
  const { grading = 0, cells, frame, depth, initial, interaction = 0 } = pool;
  return composeCell(
    {
      schema: "liquidus.cell-model/1",
      name: "pool",
      temperature: 298.15,
      submodels: [
        {
          name: "pool",
          kind: "alloy-pool",
          electrode: "working",
          parameters: { depth, diffusivity: D, initialConcentration: initial },
          options: {
            alloy: { kind: "regular-solution", interaction, molarVolume, otherMolarVolume },
            mesh: { kind: "graded", cells, grading },
            frame,
          },
        },
        { name: "sink", kind: "sink", parameters: {}, connect: { surface: "pool.surface concentration" } },
      ],
    },
    { ...standardSubmodels, sink: taken },
  );
}

/** Time at which a constant flux has emptied the surface. */
function depletion(frame: "fixed" | "lattice", cells: number): number {
  const pool: Pool = {
    molarVolumes: [2.4e-5, 2.4e-5],
    frame,
    depth: 2e-2,
    cells,
    grading: 4,
    initial: 0.5 / 2.4e-5,
  };
  const model = cell(pool, sink(2000 / FARADAY, 0, 0));
  const surface = model.indexOf("pool.surface concentration");
  const state = model.initialState();
  expect(makeConsistent(model, 0, state).converged).toBe(true);
  const integrator = createRosenbrock(model, {
    relativeTolerance: 1e-8,
    absoluteTolerance: model.absoluteTolerances(1e-8),
  });
  integrator.start(0, state);
  const event = { name: "empty", direction: "falling", value: (_t: number, y: Float64Array) => y[surface] } as const;
  const end = integrator.advance(4000, { events: [event] });
  if (end.kind !== "event") throw new Error(`no depletion: ${end.kind}`);
  return end.time;
}

/** erfc by its continued fraction or series: enough digits for a reference. */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2.5) {
    let [term, sum] = [x, x];
    for (let k = 1; Math.abs(term) > 1e-18 * sum && k < 200; k++) {
      term *= (2 * x * x) / (2 * k + 1);
      sum += term;
    }
    return 1 - ((2 * sum) / Math.sqrt(Math.PI)) * Math.exp(-x * x);
  }
  let tail = x;
  for (let k = 120; k >= 1; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / (tail * Math.sqrt(Math.PI));
}

describe("a pool that recedes", () => {
  it("is emptied at its surface later than one that keeps its place", () => {
    // oracles: Sand, πD(Fc/2i)² = 793.36 s; and Crank-Nicolson finite volumes of ∂c/∂t = D ∂²c/∂z² between the receding surface
    // and the wall, mapped to [0, 1], with 400 to 3200 cells: 1790.0336, .0798, .0913, .0942 s, that is 1790.095 s
    const extrapolated = (["fixed", "lattice"] as const).map((frame) => {
      const [coarse, fine] = [100, 200].map((cells) => depletion(frame, cells));
      return (4 * fine - coarse) / 3;
    });
    expect(Math.abs(extrapolated[0] - 793.36)).toBeLessThan(0.01);
    expect(Math.abs(extrapolated[1] - 1790.095)).toBeLessThan(0.01);
  });

  it("follows the similarity solution of a receding surface, of second order in space", () => {
    // oracle: z from the first surface, D ∂²c/∂z² = ∂c/∂t, c = c_s at s = 2λ√(Dt), D ∂c/∂z = (1 − c_s V) s'/V there:
    // c = c₀ − (c₀ − c_s) erfc(z/2√(Dt))/erfc(λ), √π λ e^{λ²} erfc(λ) = V(c₀ − c_s)/(1 − c_s V)
    const [own, other] = [2.4e-5, 4.5e-5];
    const [initial, kept] = [20000, 4000];
    const target = (own * (initial - kept)) / (1 - kept * own);
    let [low, high] = [0, 5];
    for (let k = 0; k < 100; k++) {
      const middle = 0.5 * (low + high);
      if (Math.sqrt(Math.PI) * middle * Math.exp(middle * middle) * erfc(middle) < target) low = middle;
      else high = middle;
    }
    const lambda = 0.5 * (low + high);
    const lattice = (1 - initial * own) / other;
    const excess = ((initial - kept) * own) / (other * lattice * erfc(lambda));
    const integral = (eta: number): number => eta * erfc(eta) - Math.exp(-eta * eta) / Math.sqrt(Math.PI);
    /** Place at the start of the metal that is at η now. */
    const label = (eta: number, time: number): number =>
      2 * Math.sqrt(D * time) * (eta - lambda + excess * (integral(eta) - integral(lambda)));
    const ratio = (place: number, time: number): number => {
      let [near, far] = [lambda, lambda + place / Math.sqrt(D * time) + 1];
      for (let k = 0; k < 80; k++) {
        const middle = 0.5 * (near + far);
        if (label(middle, time) < place) near = middle;
        else far = middle;
      }
      const c = initial - ((initial - kept) * erfc(near)) / erfc(lambda);
      return (c * other) / (1 - c * own);
    };
    expect(lambda).toBeGreaterThan(0.2);
    const [from, to] = [100, 400];
    const errorWith = (cells: number): number => {
      const model = cell(
        { molarVolumes: [own, other], frame: "lattice", depth: 6e-3, cells, grading: 1, initial },
        sink(0, 1e3, kept),
      );
      const place = model.unknowns.find(({ name }) => name === "pool.ratio");
      if (place?.mesh === undefined) throw new Error("no pool");
      const { centers, volumes } = place.mesh;
      const state = model.initialState();
      centers.forEach((z, k) => {
        state[place.index + k] = ratio(z, from);
      });
      expect(makeConsistent(model, 0, state).converged).toBe(true);
      const integrator = createRosenbrock(model, {
        relativeTolerance: 1e-9,
        absoluteTolerance: model.absoluteTolerances(1e-9),
      });
      integrator.start(0, state);
      expect(integrator.advance(to - from).kind).toBe("reached");
      return Math.sqrt(
        centers.reduce((sum, z, k) => sum + volumes[k] * (integrator.state[place.index + k] - ratio(z, to)) ** 2, 0),
      );
    };
    const errors = [40, 80, 160].map(errorWith);
    for (const k of [0, 1]) expect(Math.abs(Math.log2(errors[k] / errors[k + 1]) - 2)).toBeLessThan(0.05);
  });

  it("has exact derivatives and conserves its metal", () => {
    const random = new NormalStream(3);
    const description = benchmarkCellR1(9);
    const submodels = description.submodels.map((submodel) =>
      submodel.name === "pool"
        ? {
            ...submodel,
            options: { ...submodel.options, frame: "lattice", mesh: { kind: "graded", cells: 9, grading: 3 } },
          }
        : submodel,
    );
    const model = composeCell({ ...description, submodels });
    const [metal] = model.inventories;
    // 1 mm of alloy at 19 400 mol/m³
    expect(metal.of(model.initialState())).toBeCloseTo(19.4, 1);
    for (let draw = 0; draw < 5; draw++) {
      const state = model.initialState();
      state[model.current] = 4;
      for (let i = model.indexOf("pool.ratio"); i < state.length; i++) state[i] = 3 * random.uniform();
      state[model.indexOf("pool.surface concentration")] = 20000 * random.uniform();
      const found = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
      expect(found.undeclared).toEqual([]);
      expect(found.worst, found.message).toBeLessThan(1e-9);
      expect(conservationMismatch(model, metal, 0, state)).toBeLessThan(1e-14);
    }
    const frame = (mesh: object, initialConcentration: number) => () =>
      composeCell({
        ...description,
        submodels: submodels.map((submodel) =>
          submodel.name === "pool"
            ? {
                ...submodel,
                parameters: { ...submodel.parameters, initialConcentration },
                options: { ...submodel.options, mesh },
              }
            : submodel,
        ),
      });
    const funnel = { kind: "uniform", cells: 4, shape: { kind: "funnel", opening: 0.1, depth: 1e-5 } };
    expect(frame(funnel, 19400)).toThrow(/"pool" moves with its lattice, but its area goes from 0.1 to/);
    expect(frame({ kind: "uniform", cells: 4 }, (1 - 1e-12) / 2.38e-5)).toThrow(/take frame: "fixed" for a pure metal/);
  });
});
