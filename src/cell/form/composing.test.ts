import { describe, expect, it } from "vitest";
import { DomainError } from "../../base/errors.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { alloyFromOption } from "../submodels/alloy/alloy.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import { composeCell } from "./compose.ts";
import { conservationMismatch } from "./conservation-mismatch.ts";
import type { CellDescription, SubmodelDescription } from "./description.ts";
import { jacobianMismatch } from "./jacobian-mismatch.ts";
import type { SubmodelKind } from "./submodel.ts";

/** R1 with one submodel changed. */
function changed(name: string, change: Partial<SubmodelDescription>): CellDescription {
  const description = benchmarkCellR1(10);
  return {
    ...description,
    submodels: description.submodels.map((submodel) =>
      submodel.name === name ? { ...submodel, ...change } : submodel,
    ),
  };
}

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };

const refusal = (description: CellDescription) => {
  try {
    composeCell(description);
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
  return "composed";
};

describe("composing", () => {
  it("says what is wrong with a parameter", () => {
    const parameters = { resistance: 3e-3, capacitance: 3.3e-3 };
    expect(refusal(changed("grain boundary", { parameters: { ...parameters, capacitence: 1 } }))).toMatch(
      /"grain boundary" has no parameter "capacitence"\. Did you mean "capacitance"\?/,
    );
    expect(refusal(changed("grain boundary", { parameters: { resistance: 1 } }))).toMatch(
      /needs the parameter "capacitance" \(C, areal capacitance\) in F\/m2/,
    );
    expect(refusal(changed("grain boundary", { parameters: { ...parameters, resistance: -3 } }))).toMatch(
      /"grain boundary.resistance" \(R, areal resistance\) is -3 ohm m2; a finite number from 1e-15 to/,
    );
    expect(refusal(changed("grain boundary", { parameters: { ...parameters, resistance: Number.NaN } }))).toMatch(
      /NaN/,
    );
  });

  it("says what is wrong with a submodel, a port or an option", () => {
    expect(refusal(changed("pool", { kind: "aloy-pool" }))).toMatch(/Did you mean "alloy-pool"\?/);
    expect(refusal(changed("pool", { name: "interface" }))).toMatch(/two submodels are called "interface"/);
    expect(refusal(changed("pool", { name: "a.b" }))).toMatch(/cannot be called "a.b"/);
    expect(refusal(changed("contact", { connect: {} }))).toMatch(/port "surface" of "contact" is open/);
    expect(refusal(changed("contact", { connect: { surfaces: "pool.pool" } }))).toMatch(/Did you mean "surface"\?/);
    expect(refusal(changed("contact", { connect: { surface: "pool.surfaced concentration" } }))).toMatch(
      /"pool.surfaced concentration", which no submodel declares. Did you mean "pool.surface concentration"\?/,
    );
    expect(refusal(changed("contact", { connect: { surface: "pool.concentration" } }))).toMatch(
      /which is a component of a chain/,
    );
    expect(refusal(JSON.parse(JSON.stringify(changed("pool", {})).replace('"working"', '"anode"')))).toMatch(
      /belongs to the electrode "anode"/,
    );
    expect(refusal(JSON.parse(JSON.stringify(changed("pool", {})).replace("cell-model/1", "cell/1")))).toMatch(
      /follows "liquidus.cell\/1"/,
    );
    const kinetics = { exchangeCurrentDensity: 1, referenceConcentration: 1, doubleLayerCapacitance: 1 };
    expect(refusal(changed("interface", { parameters: { ...kinetics, chargeNumber: 1.5 } }))).toMatch(
      /a charge number of 1.5/,
    );
    expect(refusal(changed("electrolyte", { connect: { contact: "contact.fraction" } }))).toMatch(
      /"contact.fraction", which no submodel declares/,
    );
    expect(refusal(changed("interface", { connect: { surface: "pol.surface concentration" } }))).toMatch(
      /"surface" of "interface" is connected to "pol.surface concentration"/,
    );
    expect(refusal(changed("contact", { options: { speed: 3 } }))).toMatch(/"contact" has no option "speed"/);
    expect(refusal(changed("pool", { options: { alloy, mesh: { kind: "uniform", cells: 3 }, amount: 7 } }))).toMatch(
      /Amount of "pool" is 7; a name is expected/,
    );
    expect(refusal(changed("pool", { options: { alloy, mesh: { kind: "uniform", cells: 3 }, meshes: 1 } }))).toMatch(
      /"pool" has no option "meshes". Did you mean "mesh"\?/,
    );
    expect(refusal(changed("pool", { parameters: { depth: 1, diffusivity: 1, initialConcentration: 50000 } }))).toMatch(
      /"pool": 50000 mol\/m3 at the start is a mole fraction of 1.09.*; the pure metal has 42016.8/,
    );
    expect(refusal(changed("contact", { connect: { surface: "pool.pool" } }))).toMatch(/"pool.pool"/);
    expect(refusal({ ...benchmarkCellR1(10), temperature: -1 })).toMatch(/the temperature of "R1" is -1 K/);
  });

  it("wants the electrode of what belongs to one, and the same on both sides of a port", () => {
    for (const name of ["contact", "interface", "pool"]) {
      const description = benchmarkCellR1(10);
      const without = description.submodels.map((submodel) => {
        if (submodel.name !== name) return submodel;
        const { electrode: _, ...rest } = submodel;
        return rest;
      });
      expect(refusal({ ...description, submodels: without })).toMatch(
        new RegExp(`"${name}" \\(.*\\) belongs to an electrode; give it electrode: "working" or "counter"`),
      );
    }
    expect(refusal(changed("pool", { electrode: "counter" }))).toMatch(
      /"interface" belongs to the working electrode, but its port "surface" leads to "pool" of the counter electrode/,
    );
  });

  it("tells of each number where it comes from", () => {
    const r1 = composeCell(benchmarkCellR1(10));
    for (const { name, parameters } of r1.submodels) {
      const given = benchmarkCellR1(10).submodels.find((submodel) => submodel.name === name)?.parameters ?? {};
      for (const key of Object.keys(given)) expect(parameters[key].status).toBe("numerical");
    }
    const defaults = r1.submodels.find(({ name }) => name === "interface")?.parameters.chargeNumber;
    expect(defaults).toMatchObject({ status: "literature", source: "the ion" });
    const moved = r1.withParameters({ "pool.depth": 2e-3 }).submodels.find(({ name }) => name === "pool");
    expect(moved?.parameters.depth).toMatchObject({ status: "given", source: "no source stated", value: 2e-3 });
    expect(moved?.parameters.diffusivity.status).toBe("numerical");
    const own = { resistance: { status: "measured", source: "cell 7" } } as const;
    const stated = composeCell(changed("grain boundary", { provenance: own }));
    expect(stated.submodels[0].parameters.resistance).toMatchObject({ ...own.resistance, value: 3e-3 });
    expect(stated.submodels[0].parameters.capacitance.status).toBe("given");
    expect(refusal(changed("grain boundary", { provenance: { resistence: own.resistance } }))).toMatch(
      /Did you mean "resistance"\?/,
    );
    const wrong = JSON.parse(
      JSON.stringify(changed("grain boundary", { provenance: own })).replace("measured", "mesured"),
    );
    expect(refusal(wrong)).toMatch(/Did you mean "measured"\?/);
  });

  it("takes an alloy given as functions only with its molar volumes", () => {
    const mesh = { kind: "uniform", cells: 3 };
    const ready = alloyFromOption("test", alloy, 298.15);
    const functions = Object.fromEntries(
      (
        [
          "moleFraction",
          "concentration",
          "activityPerConcentration",
          "logActivitySlope",
          "thermodynamicFactor",
          "thermodynamicFactorSlope",
        ] as const
      ).map((name) => [name, (value: number) => ready[name](value)]),
    );
    const own = { ...functions, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };
    expect(refusal(changed("pool", { options: { alloy: own, mesh } }))).toBe("composed");
    expect(refusal(changed("pool", { options: { alloy: functions, mesh } }))).toMatch(/Kind of the alloy of "pool"/);
    expect(refusal(changed("pool", { options: { alloy: { ...own, molarVolume: Number.NaN }, mesh } }))).toMatch(
      /Kind of the alloy of "pool"/,
    );
  });

  it("finds a term that a submodel writes without a declared coupling", () => {
    const leak: SubmodelKind = {
      kind: "leak",
      title: "Leak from the last cell",
      equations: "",
      source: "",
      parameters: {},
      ports: { concentration: "component" },
      declare: () => ({}),
      bind(_given, binding) {
        const { chain } = binding.component("concentration", "concentration");
        const last = chain.first + chain.cells - 1;
        const current = binding.unknown("cell.current");
        return {
          evaluate(_time, state, out) {
            out[last] += 1e-3 * state[current];
          },
          jacobian() {},
        };
      },
    };
    const description = benchmarkCellR1(6);
    const leaking = {
      ...description,
      submodels: [
        ...description.submodels,
        { name: "leak", kind: "leak", parameters: {}, connect: { concentration: "pool.concentration" } },
      ],
    };
    const model = composeCell(leaking, { ...standardSubmodels, leak });
    const state = model.initialState();
    state[model.current] = 3;
    const { undeclared } = jacobianMismatch(model, 0, state, { scales: model.absoluteTolerances(1) });
    expect(undeclared).toHaveLength(1);
    expect(undeclared[0]).toMatch(/balance of pool.concentration in cell 5 by cell.current is 1.0+e-3/);
    const [metal] = model.inventories;
    expect(conservationMismatch(model, metal, 0, state)).toBeGreaterThan(0.1);
  });
});
