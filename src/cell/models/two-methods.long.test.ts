import { expect, it } from "vitest";
import { composeCell } from "../form/compose.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { EDGES_ONLY } from "../simulate/options.ts";
import { simulate } from "../simulate/simulate.ts";
import { benchmarkCellR1 } from "./r1.ts";

// Oracle: the other method. Rosenbrock and Radau share no formula.
it.each([
  ["R1a, 100 pulses", "repeat 100 { strip at 1 mA/cm2 for 1 s; rest 2 s }"],
  ["R1b, 10 cycles", "repeat 10 { strip at 0.4 mA/cm2 for 2.5 h; plate at 0.4 mA/cm2 for 2.5 h }"],
])("%s: two methods at 1e-10 agree to 1e-8 of each unknown, V and φ to 1e-8", (_, protocol) => {
  const model = composeCell(benchmarkCellR1());
  const [first, second] = (["rosenbrock", "radau"] as const).map((integrator) => {
    const run = simulate(model, compileProtocol(parseProtocol(protocol)), {
      integrator,
      relativeTolerance: 1e-10,
      record: { ...EDGES_ONLY, states: () => true },
    });
    expect(run.end).toEqual({ kind: "completed" });
    return run.states.filter(({ at }) => at === "end");
  });
  let voltage = 0;
  let concentration = 0;
  first.forEach(({ state }, k) => {
    const other = second[k].state;
    for (let i = 0; i < model.layout.border; i++) {
      if (state[i] < 10) voltage = Math.max(voltage, Math.abs(other[i] - state[i]));
    }
    for (let i = model.layout.border; i < state.length; i++) {
      concentration = Math.max(concentration, Math.abs(other[i] / state[i] - 1));
    }
  });
  expect(voltage).toBeLessThan(1e-8);
  expect(concentration).toBeLessThan(1e-8);
});
