import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import {
  expectConsistent,
  heldAt,
  mechanismCell,
  testAlloy,
  wettedArea,
} from "../../../../test/support/mechanism-cells.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import type { CellModel } from "../../form/cell-model.ts";

const rate = 0.2;
const healing = 3;
const threshold = 5;

interface Case {
  readonly contact?: string;
  readonly surface?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, number>>;
}

function voids({ contact, surface, options = {}, parameters = {} }: Case) {
  return {
    name: "voids",
    kind: "void-growth",
    electrode: "working",
    parameters: { growthRate: rate, healingTime: healing, thresholdCurrentDensity: threshold, ...parameters },
    options,
    connect: { ...(contact === undefined ? {} : { contact }), ...(surface === undefined ? {} : { surface }) },
  } as const;
}

const ofVoids = (model: CellModel, state: Float64Array): number => state[model.indexOf("voids.voids")];

describe("void growth", () => {
  it("grows and heals as the linear law in a contact that stays", () => {
    // oracle: v = v∞ + (v0 − v∞) e^{−(A + 1/τ)t}, A = k(i/(φ i_v) − 1), v∞ = A/(A + 1/τ); A = 0 at and below the threshold
    for (const [contact, current, start] of [
      [1, 20, 0],
      [0.5, 4, 0.3],
      [0.5, 2.4, 0.3],
      [1, 0, 0.6],
      [1, -7, 0.6],
    ]) {
      const model = mechanismCell(
        heldAt("contact", contact),
        voids({ contact: "contact.value", parameters: { initialVoids: start } }),
      );
      const state = holdCurrents(model, [{ current, duration: 2 }], 1e-10);
      const growth = Math.max(0, rate * (current / (contact * threshold) - 1));
      const speed = growth + 1 / healing;
      const end = growth / speed;
      expect(Math.abs(ofVoids(model, state) - (end + (start - end) * Math.exp(-2 * speed)))).toBeLessThan(1e-9);
    }
  });

  it("does not grow at all at rest, at the threshold or below", () => {
    const model = mechanismCell(voids({}));
    const state = holdCurrents(model, [{ current: threshold, duration: 1e4 }], 1e-8);
    expect(ofVoids(model, state)).toBe(0);
  });

  it("closes faster by plating where that is asked for", () => {
    // oracle: v0 e^{−(1/τ + k_c |i|) t}
    const model = mechanismCell(voids({ parameters: { initialVoids: 0.8, closing: 0.05 } }));
    const state = holdCurrents(model, [{ current: -10, duration: 2 }], 1e-10);
    expect(ofVoids(model, state)).toBeCloseTo(0.8 * Math.exp(-2 * (1 / healing + 0.5)), 9);
  });

  it("runs away in a contact that shrinks, at the critical time, and never passes full loss", () => {
    // oracle: without healing s = 1 − v = A − (A − 1) e^{kt}, A = i/(φ0 i_v): a tenth is left at ln((A − 0.1)/(A − 1))/k
    const model = mechanismCell(
      voids({ contact: "contact area.contact fraction", parameters: { healingTime: 1e15 } }),
      wettedArea(0.5),
    );
    const ratio = 4 / (0.5 * threshold);
    const critical = Math.log((ratio - 0.1) / (ratio - 1)) / rate;
    let at = Number.NaN;
    const state = holdCurrents(
      model,
      [
        { current: 4, duration: critical },
        { current: 4, duration: 100 },
      ],
      1e-9,
      (k, _time, now) => {
        if (k === 0) at = ofVoids(model, now);
      },
    );
    expect(Math.abs(at - 0.9)).toBeLessThan(1e-7);
    expect(ofVoids(model, state)).toBeLessThan(1);
    expect(ofVoids(model, state)).toBeGreaterThan(0.99999);
    // oracle: below the critical current A = 1 nothing happens, however long
    const quiet = holdCurrents(model, [{ current: 2.4, duration: 1e4 }], 1e-9);
    expect(ofVoids(model, quiet)).toBe(0);
  });

  it("follows the composition of the liquid where it is told to, and needs it then", () => {
    const given: Case = {
      surface: "surface.value",
      options: { supply: "exponential", alloy: testAlloy },
      parameters: { referenceFraction: 0.63, sensitivity: 9 },
    };
    const rich = mechanismCell(heldAt("surface", 19_000), voids(given));
    const poor = mechanismCell(heldAt("surface", 10_000), voids(given));
    const [a, b] = [rich, poor].map((model) =>
      ofVoids(model, holdCurrents(model, [{ current: 8, duration: 1 }], 1e-8)),
    );
    expect(b).toBeGreaterThan(a);
    expect(() => mechanismCell(voids({ options: { supply: "exponential" } }))).toThrow(
      /its threshold follows the composition of the liquid \("exponential"\); connect the port "surface"/,
    );
  });

  it("has exact derivatives, also where contact is gone and v beyond its ends", () => {
    const random = new NormalStream(17);
    for (const supply of ["constant", "exponential", "headroom"]) {
      const model = mechanismCell(
        heldAt("surface", 15_000),
        voids({
          contact: "contact area.contact fraction",
          surface: "surface.value",
          options: supply === "constant" ? {} : { supply, alloy: testAlloy },
          parameters: { referenceFraction: 0.63, sensitivity: 9, saturationFraction: 0.14, closing: 0.1 },
        }),
        wettedArea(0.5),
      );
      for (const current of [12, 3.02, 0.4, -5]) {
        for (const contact of [0.6, 0.01, -0.002]) {
          expectConsistent(model, {
            current,
            "voids.voids": 1.2 * random.uniform() - 0.1,
            "contact area.contact fraction": contact,
            "surface.value": 20_000 * random.uniform() - 300,
          });
        }
      }
    }
  });

  it("loses the more contact the more is stripped and the less contact there is (seeded property)", () => {
    const left = (initialContact: number, current: number, duration: number): number => {
      const model = mechanismCell(voids({ contact: "contact area.contact fraction" }), wettedArea(initialContact));
      const state = holdCurrents(model, [{ current, duration }], 1e-8);
      expect(ofVoids(model, state)).toBeGreaterThanOrEqual(0);
      expect(ofVoids(model, state)).toBeLessThan(1);
      return state[model.indexOf("contact area.contact fraction")];
    };
    const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        between(0.1, 0.9),
        between(0.1, 20),
        between(0.1, 5),
        between(0.1, 5),
        (contact, i, more, duration) => {
          const base = left(contact, i, duration);
          expect(left(contact, i + more, duration)).toBeLessThanOrEqual(base + 1e-9);
          expect(left(0.9 * contact, i, duration)).toBeLessThan(base + 1e-9);
        },
      ),
      { seed: 3, numRuns: 40 },
    );
  });
});
