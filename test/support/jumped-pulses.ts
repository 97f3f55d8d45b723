import { expect } from "vitest";
import { parameterSets, solidElectrolyteCell } from "../../src/cell/families/index.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import { compileProtocol } from "../../src/cell/protocol/compile.ts";
import { parseProtocol } from "../../src/cell/protocol/parse.ts";
import { EDGES_ONLY } from "../../src/cell/simulate/options.ts";
import { simulate } from "../../src/cell/simulate/simulate.ts";

/**
 * Pulses of 1 s with rests until 3 V of the NaK cell with so much less alloy: with jumps the limit is met in the pass in which it is met
 * without, to the error that the jumps state, and the metal is kept.
 * @param volume m³
 * @param rest s
 */
export function expectSamePass(volume: number, rest: number): void {
  const model = composeCell(
    solidElectrolyteCell({
      set: parameterSets["nak-on-nasicon"],
      cells: 40,
      parameters: { "geometry.volume": volume },
    }),
  );
  const pulses = `stop if V > 3 V; repeat 70000 { strip at 1 mA/cm2 for 1 s; rest ${rest} s }`;
  const run = (cycleJump?: { readonly error: number }) =>
    simulate(model, compileProtocol(parseProtocol(pulses), { area: 1e-4 }), {
      relativeTolerance: 1e-6,
      record: EDGES_ONLY,
      ...(cycleJump === undefined ? {} : { cycleJump }),
    });
  const all = run();
  const jumped = run({ error: 3e-2 });
  const report = jumped.cycleJump ?? expect.fail("no report");
  expect(all.end.kind).toBe("stopped-by-limit");
  expect(jumped.segments.at(-1)?.step).toBe(all.segments.at(-1)?.step);
  expect(report.passesTried + report.passesComputed).toBeLessThan(200);
  expect(report.estimatedError).toBeLessThan(3e-2);
  const [charge, other] = [all, jumped].map(({ finalState }) => finalState[model.charge]);
  expect(Math.abs(other / charge - 1)).toBeLessThan(report.estimatedError * 1e-3);
  const start = model.initialState();
  for (const inventory of model.inventories) {
    const held = inventory.of(start);
    const lost = inventory.of(jumped.finalState) - held - inventory.perCurrent * other;
    expect(Math.abs(lost / held)).toBeLessThan(1e-12);
  }
}
