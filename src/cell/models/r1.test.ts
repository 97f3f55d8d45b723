import { describe, expect, it } from "vitest";
import { type HeldCurrent, holdCurrents } from "../../../test/support/hold-currents.ts";
import { composeCell } from "../form/compose.ts";
import { benchmarkCellR1 } from "./r1.ts";

/**
 * Ends of segments of R1 with 200 cells by SUNDIALS 6.4 IDA at relative tolerance 1e-10, absolute 1e-11 (V, φ) and 1e-7
 * (c_s), initial step 1e-9 s, banded analytic Jacobian: segment, V, φ, c_s.
 */
const pulses: readonly (readonly [number, number, number, number])[] = [
  [0, 0.2319675712057077, 0.9953420832798324, 9964.900499256793],
  [1, 0.008268282713843, 0.995524722806809, 19175.43079492212],
  [2, 0.2322630608663174, 0.9901814689274648, 9910.889489806314],
  [49, 0.008273309666033533, 0.9261607677956276, 19164.35588215803],
  [50, 0.235045937892482, 0.9216866181950658, 9903.004589681219],
  [99, 0.008275035962589284, 0.9058922843417521, 19160.55330882516],
  [100, 0.2359403460344876, 0.9016413081825474, 9899.391026651954],
  [147, 0.008276367970716949, 0.9001122378938045, 19157.61869393275],
  [148, 0.2362071534406663, 0.8959000093750153, 9896.583648692691],
  [197, 0.00827764510008468, 0.8979706923924649, 19154.80498291972],
  [198, 0.2363111588717677, 0.893750548548263, 9893.885171652799],
  [199, 0.008277695142208391, 0.897916649129435, 19154.69473644357],
];
const cycles: readonly (readonly [number, number, number, number])[] = [
  [0, 0.09645796842424485, 0.9999955072947527, 14700.23974754643],
  [1, -0.07815150604424459, 1, 23296.09950291764],
  [49, -0.0781515060442447, 1, 23296.09950291804],
  [50, 0.09645796842451511, 0.9999955072751414, 14700.23974754853],
  [98, 0.09645796842450551, 0.9999955072758365, 14700.23974754847],
  [99, -0.07815150604424449, 0.9999999999999999, 23296.09950291736],
];

function* repeat(count: number, pair: readonly HeldCurrent[]): Generator<HeldCurrent> {
  for (let pass = 0; pass < count; pass++) yield* pair;
}
const pulse = [
  { current: 10, duration: 1 },
  { current: 0, duration: 2 },
];
const cycle = [
  { current: 4, duration: 9000 },
  { current: -4, duration: 9000 },
];

function errors(
  pair: readonly HeldCurrent[],
  count: number,
  reference: typeof pulses,
  tolerance: number,
): { voltage: number; contact: number; surface: number; inventory: number } {
  const model = composeCell(benchmarkCellR1());
  const contact = model.indexOf("contact.contact fraction");
  const surface = model.indexOf("pool.surface concentration");
  const [metal] = model.inventories;
  const start = metal.of(model.initialState());
  const known = new Map(reference.map(([index, ...values]) => [index, values]));
  const found = { voltage: 0, contact: 0, surface: 0, inventory: 0 };
  holdCurrents(model, repeat(count, pair), tolerance, (index, _time, state) => {
    const change = metal.of(state) - start - metal.perCurrent * state[model.charge];
    found.inventory = Math.max(found.inventory, Math.abs(change) / start);
    const values = known.get(index);
    if (values === undefined) return;
    found.voltage = Math.max(found.voltage, Math.abs(state[model.voltage] - values[0]));
    found.contact = Math.max(found.contact, Math.abs(state[contact] - values[1]));
    found.surface = Math.max(found.surface, Math.abs(state[surface] - values[2]));
  });
  return found;
}

describe("benchmark cell R1", () => {
  it("starts at rest at the potential of its alloy", () => {
    // oracle: −(RT/F)(ln x + χ(1 − x)²), x = cV'/(1 + c(V' − V)) at 19 400 mol/m³
    const model = composeCell(benchmarkCellR1());
    const state = model.initialState();
    const x = (19400 * 4.56e-5) / (1 + 19400 * 2.18e-5);
    const expected = -((8.31446261815324 * 298.15) / 96485.33212) * (Math.log(x) + 1.1 * (1 - x) ** 2);
    expect(Math.abs(state[model.voltage] - expected)).toBeLessThan(1e-11);
    const balances = new Float64Array(state.length);
    model.evaluate(0, state, balances);
    expect(Math.max(...balances.map(Math.abs))).toBeLessThan(1e-13);
  });

  it("reproduces the reference of the first pulses to 1e-8 V at relative tolerance 1e-10", () => {
    const found = errors(pulse, 2, pulses, 1e-10);
    expect(found.voltage).toBeLessThan(1e-8);
    expect(found.contact).toBeLessThan(1e-8);
    expect(found.surface).toBeLessThan(1e-4);
  });

  it("reproduces the reference of 26 pulses to 1e-8 V at relative tolerance 1e-7", () => {
    expect(errors(pulse, 26, pulses, 1e-7).voltage).toBeLessThan(1e-8);
  });

  it("conserves the metal over 200 pulses to 1e-12 of the inventory", () => {
    const found = errors(pulse, 200, pulses, 1e-5);
    expect(found.inventory).toBeLessThan(1e-12);
    expect(found.voltage).toBeLessThan(2e-6);
  });

  it("reproduces the reference of 50 cycles to 1e-8 V", () => {
    const found = errors(cycle, 50, cycles, 1e-6);
    expect(found.voltage).toBeLessThan(1e-8);
    expect(found.inventory).toBeLessThan(1e-12);
  });
});
