import { describe, expect, it } from "vitest";
import { composeCell } from "../form/compose.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { simulate } from "../simulate/simulate.ts";
import { parameterSets, solidElectrolyteCell } from "./index.ts";

describe("a cell with all mechanisms", () => {
  const model = composeCell(solidElectrolyteCell({ set: parameterSets["nak-on-nasicon"], cells: 40 }));

  it.each([1e-3, 1e-4, 1e-6])("strips its deposit to the last at tolerance %d", (relativeTolerance) => {
    // oracle: the amount of a deposit is not negative, but by what its trace of 10⁻⁶ holds; the metal is kept
    const protocol = "stop if V > 3 V\nplate at 0.4 mA/cm2 for 1 h\nstrip at 0.4 mA/cm2 for 3 h";
    const run = simulate(model, compileProtocol(parseProtocol(protocol)), {
      relativeTolerance,
      record: { states: () => true, statesInside: 100 },
    });
    expect(run.end.kind).toBe("completed");
    const amount = model.indexOf("deposit.amount");
    const amounts = run.states.map(({ state }) => state[amount]);
    expect(Math.max(...amounts)).toBeGreaterThan(0.01);
    expect(Math.min(...amounts)).toBeGreaterThan(-1e-7);
    const start = model.initialState();
    for (const inventory of model.inventories) {
      const held = inventory.of(start);
      for (const { state } of run.states) {
        const lost = inventory.of(state) - held - inventory.perCurrent * state[model.charge];
        expect(Math.abs(lost / held)).toBeLessThan(1e-12);
      }
    }
  });
});
