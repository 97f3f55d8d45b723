import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import {
  expectConsistent,
  heldAt,
  mechanismCell,
  takenFrom,
  testAlloy,
  testPool,
} from "../../../../test/support/mechanism-cells.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import { simulate } from "../../simulate/simulate.ts";
import { alloyFromOption } from "../alloy/alloy.ts";

const capacity = 2e-4;
const limit = 8;
const alloy = alloyFromOption("test", testAlloy, 298.15);

interface Case {
  readonly contact?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, number>>;
}

function store({ contact, options = {}, parameters = {} }: Case, surface: string) {
  return {
    name: "store",
    kind: "metal-store",
    electrode: "working",
    parameters: { capacity, limitingCurrentDensity: limit, ...parameters },
    options,
    connect: { surface, ...(contact === undefined ? {} : { contact: "contact.value" }) },
  } as const;
}

/** A store before a liquid whose surface is kept. */
function keptSurface(given: Case, concentration = 15_000): CellModel {
  const { contact } = given;
  return mechanismCell(
    heldAt("surface", concentration),
    ...(contact === undefined ? [] : [heldAt("contact", contact)]),
    store({ ...given, options: { alloy: testAlloy, ...given.options } }, "surface.value"),
    takenFrom("store.amount"),
  );
}

/** φ and τ = nFS/(φ i_lim). */
const timeOf = (contact: number) => (FARADAY * capacity) / (contact * limit);

describe("metal store", () => {
  it("relaxes exponentially to 1 − i/(φ i_lim)", () => {
    // oracle: u = u∞ + (u0 − u∞) e^{−t/τ}, u∞ = 1 − i/(φ i_lim), τ = nFS/(φ i_lim)
    for (const [contact, start, current] of [
      [1, 1, 5],
      [0.4, 0.3, 2],
      [0.4, 1, -3],
      [0.7, 0.1, 0],
    ]) {
      const model = keptSurface({ contact, parameters: { initialFilling: start } });
      const tau = timeOf(contact);
      const duration = 0.8 * tau;
      const state = holdCurrents(model, [{ current, duration }], 1e-10);
      const end = 1 - current / (contact * limit);
      const exact = end + (start - end) * Math.exp(-duration / tau);
      expect(Math.abs(state[model.indexOf("store.amount")] / capacity - exact)).toBeLessThan(1e-9);
      const activity = 15_000 * alloy.activityPerConcentration(15_000) * exact;
      expect(Math.abs(state[model.indexOf("store.activity")] - activity)).toBeLessThan(1e-8);
    }
  });

  it("follows a train of pulses in closed form", () => {
    // oracle: deficit d = 1 − u: d → d e^{−t/τ} + (i/i_lim)(1 − e^{−t/τ}) in a pulse, d → d e^{−t/τ} in a rest
    const model = keptSurface({});
    const tau = timeOf(1);
    const [current, pulse, rest] = [12, 0.3 * tau, 0.7 * tau];
    const held = Array.from({ length: 60 }, (_, k) =>
      k % 2 === 0 ? { current, duration: pulse } : { current: 0, duration: rest },
    );
    let deficit = 0;
    holdCurrents(model, held, 1e-9, (k, _time, state) => {
      const fade = Math.exp(-(k % 2 === 0 ? pulse : rest) / tau);
      deficit = deficit * fade + (k % 2 === 0 ? (current / limit) * (1 - fade) : 0);
      expect(Math.abs(1 - state[model.indexOf("store.amount")] / capacity - deficit)).toBeLessThan(2e-8);
    });
    const fade = Math.exp(-(pulse + rest) / tau);
    const periodic = (((current / limit) * (1 - Math.exp(-pulse / tau))) / (1 - fade)) * Math.exp(-rest / tau);
    expect(Math.abs(deficit - periodic)).toBeLessThan(1e-7);
  });

  it("ends a run where a current above the limit has emptied it, at the critical time", () => {
    // oracle: u = 0 at t = τ ln(Δ/(Δ − 1)), Δ = i/i_lim
    const model = keptSurface({});
    const ratio = 20 / limit;
    const critical = timeOf(1) * Math.log(ratio / (ratio - 1));
    const { end, time } = simulate(model, compileProtocol(parseProtocol("strip at 20 A/m2 for 100 s or until 3 V")), {
      relativeTolerance: 1e-9,
    });
    expect(end.kind).toBe("stopped-by-limit");
    expect(JSON.stringify(end)).toMatch(/there is no metal left in the store/);
    expect(Math.abs((time.at(-1) ?? 0) / critical - 1)).toBeLessThan(1e-6);
    // below the limit it lasts
    const { end: other } = simulate(model, compileProtocol(parseProtocol("strip at 7 A/m2 for 100 s or until 3 V")));
    expect(other.kind).toBe("completed");
  });

  it("goes over into its steady state as S → 0, and into the bare liquid as i_lim → ∞", () => {
    const small = keptSurface({ contact: 0.5, parameters: { capacity: 1e-9 } });
    const state = holdCurrents(small, [{ current: 3, duration: 1 }], 1e-9);
    expect(state[small.indexOf("store.amount")] / 1e-9).toBeCloseTo(1 - 3 / (0.5 * limit), 9);
    const bare = mechanismCell(testPool(), takenFrom("pool.surface concentration"));
    const fast = mechanismCell(
      testPool(),
      store({ parameters: { limitingCurrentDensity: 1e10 } }, "pool.surface concentration"),
      takenFrom("store.amount"),
    );
    const held = [{ current: 20, duration: 500 }];
    const [a, b] = [bare, fast].map((model) => {
      const at = holdCurrents(model, held, 1e-10);
      return at[model.indexOf("pool.surface concentration")];
    });
    // the store gives 2e-9 of its content
    expect(Math.abs(a - b)).toBeLessThan(1e-3);
    const end = holdCurrents(fast, held, 1e-10);
    const c = end[fast.indexOf("pool.surface concentration")];
    expect(end[fast.indexOf("store.activity")]).toBeCloseTo(c * alloy.activityPerConcentration(c), 8);
  });

  it("has exact derivatives and keeps its metal under every law, also emptied, overfilled and out of contact", () => {
    const random = new NormalStream(5);
    const laws = [{ supply: "constant" }, { supply: "exponential" }, { supply: "headroom" }];
    for (const options of laws) {
      for (const contact of [undefined, 0.3]) {
        const parameters = { referenceFraction: 0.6, sensitivity: 9, saturationFraction: 0.14 };
        const model = mechanismCell(
          testPool(),
          ...(contact === undefined ? [] : [heldAt("contact", contact)]),
          store({ ...(contact === undefined ? {} : { contact }), options, parameters }, "pool.surface concentration"),
          takenFrom("store.amount"),
        );
        for (const filling of [1, 0, -0.01, 1.7, random.uniform()]) {
          expectConsistent(model, {
            current: 6,
            "store.amount": filling * capacity,
            "store.activity": random.uniform(),
            "pool.surface concentration": 20_000 * random.uniform() - 500,
            ...(contact === undefined ? {} : { "contact.value": filling === 0 ? -1e-3 : contact }),
          });
        }
      }
    }
  });

  it("conserves the metal over 200 pulses to 1e-12", () => {
    const model = mechanismCell(testPool(), store({}, "pool.surface concentration"), takenFrom("store.amount"));
    const [metal] = model.inventories;
    const before = metal.of(model.initialState());
    const held = Array.from({ length: 400 }, (_, k) => ({ current: k % 2 === 0 ? 10 : 0, duration: 1 }));
    const state = holdCurrents(model, held, 1e-6);
    const taken = (200 * 10) / FARADAY;
    expect(Math.abs(metal.of(state) - before + taken) / before).toBeLessThan(1e-12);
  });

  it("holds the less the more is taken, and the more the better the contact (seeded property)", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (contact, current, more, part) => {
          const amount = (fraction: number, i: number): number => {
            const model = keptSurface({ contact: fraction });
            const duration = part * timeOf(0.5);
            return holdCurrents(model, [{ current: i, duration }], 1e-8)[model.indexOf("store.amount")];
          };
          const base = amount(contact, current);
          expect(amount(contact, current + more)).toBeLessThan(base);
          if (current > 0.01) expect(amount(1.1 * contact, current)).toBeGreaterThan(base);
          if (current < -0.01) expect(amount(1.1 * contact, current)).toBeLessThan(base);
        },
      ),
      { seed: 11, numRuns: 25 },
    );
  });
});
