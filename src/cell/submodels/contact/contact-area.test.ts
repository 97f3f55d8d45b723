import { describe, expect, it } from "vitest";
import { kindsWithDoubles } from "../../../../test/support/interface-cell.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { composeCell } from "../../form/compose.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { TRACE_FRACTION } from "./contact-area.ts";

type Port = "voids" | "slowVoids" | "coverage" | "deposit";

function area(
  levels: Partial<Readonly<Record<Port, number>>>,
  parameters: Readonly<Record<string, number>>,
): CellModel {
  return composeCell(
    {
      schema: "liquidus.cell-model/1",
      name: "area",
      temperature: 298.15,
      submodels: [
        {
          name: "area",
          kind: "contact-area",
          parameters,
          connect: Object.fromEntries(Object.keys(levels).map((port) => [port, `${port}.level`])),
        },
        ...Object.entries(levels).map(([name, initial]) => ({ name, kind: "level-double", parameters: { initial } })),
      ],
    },
    kindsWithDoubles,
  );
}

function fractions(model: CellModel): readonly number[] {
  const state = model.initialState();
  return model.unknowns.filter(({ name }) => name.endsWith("fraction")).map(({ index }) => state[index]);
}

describe("contact area", () => {
  it("divides the area by the equations, with a trace of each kind", () => {
    // oracle: w = φ0 (1 − v)(1 − v'), w (1 − θ), w θ, (1 − w) n/(n + n_fill), each times 1 − 4t plus t, of the deposit 2t
    const [contact, precipitate, deposit] = fractions(
      area({ voids: 0.25, slowVoids: 0.5, coverage: 0.1, deposit: 3 }, { initialContact: 0.8, fillAmount: 1 }),
    );
    const whole = 1 - 4 * TRACE_FRACTION;
    expect(contact).toBeCloseTo(TRACE_FRACTION + whole * 0.3 * 0.9, 15);
    expect(precipitate).toBeCloseTo(TRACE_FRACTION + whole * 0.3 * 0.1, 15);
    expect(deposit).toBeCloseTo(2 * TRACE_FRACTION + whole * 0.7 * 0.75, 15);
  });

  it("reaches full contact exactly, never zero, and shares no more than the whole area", () => {
    expect(fractions(area({}, { initialContact: 1 }))).toEqual([1]);
    expect(fractions(area({ voids: 1 }, { initialContact: 1 }))).toEqual([TRACE_FRACTION]);
    const flooded = fractions(area({ voids: 0.4, coverage: 0.3, deposit: 1e9 }, { initialContact: 1, fillAmount: 1 }));
    expect(flooded.reduce((sum, share) => sum + share)).toBeCloseTo(1, 8);
    expect(flooded.reduce((sum, share) => sum + share)).toBeLessThanOrEqual(1);
    expect(fractions(area({ coverage: 0, deposit: 0 }, { initialContact: 1, fillAmount: 1 })).slice(1)).toEqual([
      TRACE_FRACTION,
      TRACE_FRACTION,
    ]);
  });

  it("has exact derivatives, also slightly beyond the edges", () => {
    const random = new NormalStream(3);
    const all: readonly (readonly Port[])[] = [
      ["voids", "slowVoids", "coverage", "deposit"],
      ["voids", "deposit"],
      ["slowVoids", "coverage"],
      ["coverage", "deposit"],
    ];
    for (const ports of all) {
      const levels = Object.fromEntries(ports.map((port) => [port, 0.2]));
      const model = area(levels, { initialContact: 0.7, fillAmount: 0.3 });
      for (let draw = 0; draw < 4; draw++) {
        const state = model.initialState();
        for (const { name, index } of model.unknowns) {
          if (name.endsWith("level")) state[index] = draw === 3 ? -0.01 : 1.02 * random.uniform();
          if (name.endsWith("fraction")) state[index] = random.uniform();
        }
        const found = jacobianMismatch(model, 0, state);
        expect(found.undeclared).toEqual([]);
        expect(found.worst, found.message).toBeLessThan(1e-9);
      }
    }
  });

  it("keeps every fraction positive and smooth where shares and amounts are a little below zero", () => {
    const model = area({ voids: 0, coverage: 0, deposit: 0 }, { initialContact: 1, fillAmount: 0.02 });
    const state = model.initialState();
    const out = new Float64Array(state.length);
    const jacobian = new Float64Array(model.layout.entries);
    const fraction = (name: string, level: string, value: number): readonly [number, number] => {
      const [row, column] = [model.indexOf(`area.${name} fraction`), model.indexOf(`${level}.level`)];
      const kept = state.slice();
      kept[row] = 0;
      kept[column] = value;
      model.evaluate(0, kept, out);
      model.jacobian(0, kept, jacobian);
      return [out[row], jacobian[model.layout.slot(row, column)]];
    };
    for (const [name, level, scale, edge] of [
      ["contact", "voids", 1e-6, 1],
      ["precipitate", "coverage", -1e-6, 0],
      ["deposit", "deposit", -2e-8, 0],
    ] as const) {
      let last = Number.POSITIVE_INFINITY;
      for (const beyond of [-3, -1, 0, 1, 3, 30]) {
        const [value] = fraction(name, level, edge + beyond * scale);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(last);
        last = value;
      }
      const [before, after] = [-1, 1].map((side) => fraction(name, level, edge + 1e-7 * side * scale));
      expect(before[0] / after[0]).toBeCloseTo(1, 5);
      expect(before[1] / after[1]).toBeCloseTo(1, 5);
    }
  });

  it("asks for the amount that fills the gap", () => {
    expect(() => area({ deposit: 0 }, { initialContact: 1 })).toThrow(
      /"area" is connected to a deposit.*give the amount/,
    );
  });
});
