import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holdCurrents } from "../../../../test/support/hold-currents.ts";
import { expectConsistent, heldAt, mechanismCell } from "../../../../test/support/mechanism-cells.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import { FARADAY } from "../../../units/constants.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import { simulate } from "../../simulate/simulate.ts";

const volume = 2.4e-5;
const critical = 30;
const thickness = 1e-3;

interface Case {
  /** mol/m² */
  readonly deposit?: number;
  readonly contact?: number;
  readonly depositFraction?: number;
  readonly parameters?: Readonly<Record<string, number>>;
}

function cell({ deposit = 1, contact = 0.1, depositFraction, parameters = {} }: Case): CellModel {
  return mechanismCell(
    heldAt("deposit", deposit, "metal"),
    heldAt("contact", contact),
    ...(depositFraction === undefined ? [] : [heldAt("filled", depositFraction)]),
    {
      name: "filament",
      kind: "filament",
      electrode: "working",
      parameters: {
        thickness,
        criticalCurrentDensity: critical,
        criticalThickness: 1e-6,
        molarVolume: volume,
        focusing: 100,
        ...parameters,
      },
      connect: {
        deposit: "deposit.value",
        contact: "contact.value",
        ...(depositFraction === undefined ? {} : { depositFraction: "filled.value" }),
      },
    },
  );
}

const lengthAfter = (model: CellModel, current: number, duration: number): number =>
  holdCurrents(model, [{ current, duration }], 1e-9)[model.indexOf("filament.length")];

const speed = (local: number): number => (100 * volume * (local - critical)) / FARADAY;

describe("filament", () => {
  it("grows by Faraday's law of what the local current has beyond its threshold", () => {
    // oracle: dl/dt = β V/nF (i/φ − i_c)
    for (const [contact, current] of [
      [0.1, 4],
      [0.04, 4],
      [0.5, 40],
    ]) {
      const found = lengthAfter(cell({ contact }), -current, 1000);
      expect(found / (1000 * speed(current / contact))).toBeCloseTo(1, 7);
    }
    // the deposit shares the current
    const shared = lengthAfter(cell({ depositFraction: 0.02 }), -4, 1000);
    expect(shared / (1000 * speed(4 / 0.12))).toBeCloseTo(1, 7);
  });

  it("does not grow below the threshold, under a thin deposit, at rest or when stripped", () => {
    expect(lengthAfter(cell({}), -3, 1e5)).toBe(0);
    expect(lengthAfter(cell({ deposit: 1e-6 / volume }), -10, 1e5)).toBe(0);
    expect(lengthAfter(cell({}), 0, 1e5)).toBe(0);
    expect(lengthAfter(cell({}), 10, 1e5)).toBe(0);
  });

  it("dissolves at rest", () => {
    // oracle: l0 e^{−t/τ}
    const model = cell({ parameters: { initialLength: 2e-4, healingTime: 4000 } });
    expect(lengthAfter(model, 0, 6000) / (2e-4 * Math.exp(-1.5))).toBeCloseTo(1, 7);
  });

  it("ends a run with a short circuit when it has crossed the electrolyte", () => {
    // oracle: t = L/(β V/nF (i/φ − i_c))
    const model = cell({});
    const { end, time } = simulate(model, compileProtocol(parseProtocol("plate at 10 A/m2 for 100 h or until -3 V")));
    expect(end.kind).toBe("stopped-by-limit");
    expect(JSON.stringify(end)).toMatch(/short circuit: a filament has crossed the electrolyte/);
    expect((time.at(-1) ?? 0) / (thickness / speed(100))).toBeCloseTo(1, 5);
  });

  it("has exact derivatives and takes its metal from the deposit", () => {
    const random = new NormalStream(23);
    for (const depositFraction of [undefined, 0.05]) {
      const model = cell({
        ...(depositFraction === undefined ? {} : { depositFraction }),
        parameters: { crossSection: 0.01, healingTime: 1e3 },
      });
      for (const current of [-4, -3.92, -12, 0, 5]) {
        for (const deposit of [0, 0.99e-6 / volume, 1.03e-6 / volume, 1.06e-6 / volume, 0.1]) {
          expectConsistent(model, {
            current,
            "filament.length": 1e-3 * random.uniform(),
            "deposit.value": deposit,
            "contact.value": current === -12 ? -1e-3 : 0.1,
          });
        }
      }
    }
  });

  it("is the longer the more is plated, and the less contact there is (seeded property)", () => {
    const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        between(0.02, 0.9),
        between(0, 40),
        between(0, 10),
        between(0.01, 0.2),
        (contact, i, more, deposit) => {
          const base = lengthAfter(cell({ contact, deposit }), -i, 100);
          expect(base).toBeGreaterThanOrEqual(0);
          expect(lengthAfter(cell({ contact, deposit }), -i - more, 100)).toBeGreaterThanOrEqual(base * (1 - 1e-6));
          expect(lengthAfter(cell({ contact: 0.9 * contact, deposit }), -i, 100)).toBeGreaterThanOrEqual(
            base * (1 - 1e-6),
          );
        },
      ),
      { seed: 9, numRuns: 30 },
    );
  });
});
