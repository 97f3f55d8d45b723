import { parameterSets, solidElectrolyteCell } from "../../src/cell/families/index.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import { compileProtocol } from "../../src/cell/protocol/compile.ts";
import { parseProtocol } from "../../src/cell/protocol/parse.ts";
import { simulate } from "../../src/cell/simulate/simulate.ts";

/** Largest drift of any conserved amount of NaK50 on NASICON over so many pulses, in parts of what is held, and Σ charge in C/m². */
export function driftOverPulses(pulses: number): {
  readonly drift: number;
  readonly charge: number;
  readonly end: string;
} {
  const model = composeCell(solidElectrolyteCell({ set: parameterSets["nak-on-nasicon"], cells: 30 }));
  const protocol = compileProtocol(parseProtocol(`repeat ${pulses} { strip at 0.25 mA/cm2 for 1 s; rest 2 s }`));
  const run = simulate(model, protocol, {
    relativeTolerance: 1e-4,
    record: { states: (_, index) => index % 100 === 99 },
  });
  const start = model.initialState();
  let drift = 0;
  for (const inventory of model.inventories) {
    const held = inventory.of(start);
    for (const { state } of run.states) {
      const lost = inventory.of(state) - held - inventory.perCurrent * state[model.charge];
      drift = Math.max(drift, Math.abs(lost / held));
    }
  }
  return { drift, charge: run.finalState[model.charge], end: run.end.kind };
}
