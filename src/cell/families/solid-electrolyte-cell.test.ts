import { describe, expect, test } from "vitest";
import type { CellModel } from "../form/cell-model.ts";
import { composeCell } from "../form/compose.ts";
import { conservationMismatch } from "../form/conservation-mismatch.ts";
import { jacobianMismatch } from "../form/jacobian-mismatch.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { simulate } from "../simulate/simulate.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import { mechanisms, type ParameterSet, parameterSets, siValue, solidElectrolyteCell } from "./index.ts";

const sets = Object.values(parameterSets);
const nak = set("nak-on-nasicon");
/** A state some way from equilibrium, the same in every run. */
function disturbed(model: CellModel): Float64Array {
  const state = model.initialState();
  state[model.current] = 3;
  return state.map((value, k) => value * (1 + 0.01 * Math.sin(k + 1)) + 1e-9 * (k + 1));
}

function set(name: string): ParameterSet {
  const found = parameterSets[name];
  if (found === undefined) throw new Error(`no set ${name}`);
  return found;
}

describe("shipped parameter sets", () => {
  test.each(sets)("$name states unit, source and a range that holds its value", ({ parameters }) => {
    for (const [name, parameter] of Object.entries(parameters)) {
      expect(Number.isFinite(siValue(parameter)), name).toBe(true);
      expect(parameter.source.length, name).toBeGreaterThan(2);
      const [lower, upper] = parameter.range ?? [parameter.value, parameter.value];
      expect(parameter.value, name).toBeGreaterThanOrEqual(lower);
      expect(parameter.value, name).toBeLessThanOrEqual(upper);
    }
  });

  test.each(sets)("$name: every number of a submodel is one of its kind, in a unit of the same dimension", (one) => {
    const description = solidElectrolyteCell({ set: one });
    for (const { name, kind, parameters } of description.submodels) {
      for (const parameter of Object.keys(parameters)) {
        expect(standardSubmodels[kind]?.parameters, `${name}.${parameter}`).toHaveProperty(parameter);
      }
    }
  });

  test.each(sets)("$name: the Jacobian is that of the equations, and metal and charge are conserved", (one) => {
    const model = composeCell(solidElectrolyteCell({ set: one, cells: 8 }));
    const state = disturbed(model);
    const { worst, undeclared } = jacobianMismatch(model, 0, state);
    expect(undeclared).toEqual([]);
    expect(worst).toBeLessThan(1e-9);
    for (const inventory of model.inventories) {
      expect(conservationMismatch(model, inventory, 0, state), inventory.amount).toBeLessThan(1e-14);
    }
  });
});

describe("switches", () => {
  test.each(mechanisms)("without %s the cell still composes, and strips", (mechanism) => {
    const off = mechanism === "deposit" ? { deposit: false, filament: false } : { [mechanism]: false };
    const model = composeCell(solidElectrolyteCell({ set: nak, mechanisms: off, cells: 8 }));
    const { end, voltage } = simulate(model, compileProtocol(parseProtocol("strip at 0.1 mA/cm2 for 100 s")));
    expect(end.kind).toBe("completed");
    expect(voltage.at(-1)).toBeGreaterThan(0.01);
  });

  test("a film in the place of the store takes as much before it is empty", () => {
    const model = composeCell(solidElectrolyteCell({ set: nak, mechanisms: { film: true }, cells: 8 }));
    const run = simulate(model, compileProtocol(parseProtocol("stop if V > 3 V; strip at 10 mA/cm2 for 10 s")));
    expect(run.end.kind).toBe("stopped-by-limit");
  });
});

test("the normalising area changes numbers per area, not the cell", () => {
  // oracle: the same current in A through the same cell gives the same voltage at the same time
  const volts = [1, 1.5].map((factor) => {
    const area = 0.3848e-4 * factor;
    const model = composeCell(solidElectrolyteCell({ set: nak, area, cells: 8 }));
    const protocol = parseProtocol("strip at 0.2 mA for 600 s; plate at 0.3 mA for 600 s; rest 1000 s");
    const options = { relativeTolerance: 1e-8 };
    return simulate(model, compileProtocol(protocol, { area }), options).segments.map(({ endVoltage }) => endVoltage);
  });
  volts[0]?.forEach((volt, k) => {
    expect(Math.abs(volt - (volts[1]?.[k] ?? Number.NaN))).toBeLessThan(1e-7);
  });
});

test("what a set does not have is refused by name", () => {
  expect(() => solidElectrolyteCell({ set: nak, mechanisms: { vods: true } })).toThrow(/no mechanism "vods".*voids/);
  expect(() => solidElectrolyteCell({ set: nak, parameters: { "store.size": 1 } })).toThrow(/store.size/);
  expect(() => solidElectrolyteCell({ set: nak, mechanisms: { deposit: false } })).toThrow(/filament/);
  expect(() => solidElectrolyteCell({ set: nak, moleFraction: 1.2 })).toThrow(/1.2/);
  expect(() => solidElectrolyteCell({ set: nak, area: 0 })).toThrow(/area is 0/);
});
