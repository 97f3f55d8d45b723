import { describe, expect, it } from "vitest";
import { type HeldCurrent, holdCurrents } from "../../../test/support/hold-currents.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "./r1.ts";

function* pulses(count: number): Generator<HeldCurrent> {
  for (let pass = 0; pass < count; pass++) {
    yield { current: 10, duration: 1 };
    yield { current: 0, duration: 2 };
  }
}

describe("benchmark cell R1, all pulses", () => {
  it("conserves the metal to 1e-12 of the inventory and skips none of 5000", () => {
    // oracle: the metal in the alloy less C E/F changes by −∫i dt/F; every pulse takes 10 C/m²
    const model = composeCell(benchmarkCellR1());
    const [metal] = model.inventories;
    const start = metal.of(model.initialState());
    let worst = 0;
    let ends = 0;
    const last = holdCurrents(model, pulses(5000), 1e-5, (index, _time, state) => {
      ends++;
      const passed = 10 * (Math.floor(index / 2) + 1);
      expect(Math.abs(state[model.charge] - passed)).toBeLessThan(1e-11 * passed);
      worst = Math.max(worst, Math.abs(metal.of(state) - start - metal.perCurrent * passed) / start);
    });
    expect(ends).toBe(10_000);
    expect(worst).toBeLessThan(1e-12);
    expect(last.every(Number.isFinite)).toBe(true);
  });

  it("reproduces the reference at relative tolerance 1e-10 over 100 pulses to 1e-8 V", () => {
    // SUNDIALS 6.4 IDA at relative tolerance 1e-10: the ends of pulse 100 and of the rest after it
    const voltages: number[] = [];
    const model = composeCell(benchmarkCellR1());
    holdCurrents(model, pulses(100), 1e-10, (_index, _time, state) => voltages.push(state[model.voltage]));
    expect(Math.abs(voltages[198] - 0.2363111588717677)).toBeLessThan(1e-8);
    expect(Math.abs(voltages[199] - 0.008277695142208391)).toBeLessThan(1e-8);
  });
});
