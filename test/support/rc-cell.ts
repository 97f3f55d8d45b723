import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import type { ParameterMetadata } from "../../src/cell/form/parameter.ts";
import type { SubmodelKind } from "../../src/cell/form/submodel.ts";
import type { Segment } from "../../src/cell/protocol/segment.ts";

/** V = U + v + R₀ i and C v' = i − v/R: a cell whose response to every control is known in closed form. SI, per area. */
export interface RcNumbers {
  /** U */
  readonly openCircuitVoltage: number;
  /** R₀ */
  readonly series: number;
  /** R */
  readonly parallel: number;
  /** C */
  readonly capacitance: number;
}

const given = (symbol: string, unit: string): ParameterMetadata => ({
  symbol,
  description: symbol,
  unit,
  status: "numerical",
  source: "test",
});

const kind: SubmodelKind = {
  kind: "rc",
  title: "Source with a resistance and a resistor beside a capacitor",
  equations: "V = U + v + R0 i, C dv/dt = i − v/R",
  source: "Kirchhoff's laws",
  parameters: {
    openCircuitVoltage: given("U", "V"),
    series: given("R0", "ohm m2"),
    parallel: given("R", "ohm m2"),
    capacitance: given("C", "F/m2"),
  },
  ports: {},
  declare: ({ parameters }) => ({
    unknowns: [{ name: "voltage", unit: "V", description: "v", mass: parameters.capacitance, initial: 0, scale: 0.1 }],
  }),
  bind({ parameters }, binding) {
    const { openCircuitVoltage, series, parallel } = parameters;
    const voltage = binding.unknown("voltage");
    const current = binding.unknown("cell.current");
    const byCurrent = binding.slot(voltage, current);
    const byVoltage = binding.slot(voltage, voltage);
    return {
      evaluate(_time, state, out) {
        out[voltage] += state[current] - state[voltage] / parallel;
      },
      jacobian(_time, _state, out) {
        out[byCurrent] += 1;
        out[byVoltage] -= 1 / parallel;
      },
      drops: [
        {
          name: "voltage",
          value: (state) => openCircuitVoltage + state[voltage] + series * state[current],
          gradient(_state, out) {
            out[voltage] += 1;
            out[current] += series;
          },
          depends: [voltage, current],
        },
      ],
    };
  },
};

export function rcCell({ openCircuitVoltage, series, parallel, capacitance }: RcNumbers): CellModel {
  return composeCell(
    {
      schema: "liquidus.cell-model/1",
      name: "RC",
      temperature: 298.15,
      submodels: [{ name: "rc", kind: "rc", parameters: { openCircuitVoltage, series, parallel, capacitance } }],
    },
    { rc: kind },
  );
}

/** v after t s at a current a + b·t. */
export function overVoltage({ parallel, capacitance }: RcNumbers, v: number, a: number, b: number, t: number): number {
  const tau = parallel * capacitance;
  const lag = parallel * (a - b * tau);
  return lag + parallel * b * t + (v - lag) * Math.exp(-t / tau);
}

/** v after t s at a voltage a + b·t of the cell. */
export function overVoltageHeld(cell: RcNumbers, v: number, a: number, b: number, t: number): number {
  const { openCircuitVoltage, series, parallel, capacitance } = cell;
  // C v' = (V − U − v)/R₀ − v/R: the same with the current (V − U)/R₀ and both resistances side by side.
  const both = 1 / (1 / series + 1 / parallel);
  const source = { ...cell, parallel: both, capacitance };
  return overVoltage(source, v, (a - openCircuitVoltage) / series, b / series, t);
}

/** A segment for a test; `change` sets what differs from a rest of 1 s. */
export function segment(
  change: Partial<Segment> & {
    readonly quantity?: "current" | "voltage" | "power";
    readonly value?: number | "present";
    readonly slope?: number;
  },
): Segment {
  const { quantity = "current", value = 0, slope = 0, ...rest } = change;
  return {
    step: "1",
    sentence: "a step of a test",
    control: { quantity, from: value, slope },
    duration: 1,
    end: "for its duration",
    limits: [],
    ...rest,
  };
}
