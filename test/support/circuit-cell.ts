import type { CellModel, UnknownPlace } from "../../src/cell/form/cell-model.ts";
import type { Control } from "../../src/cell/form/control.ts";
import type { VoltageDrop } from "../../src/cell/form/submodel.ts";
import { arrowLayout } from "../../src/numerics/linear/arrow-layout.ts";

/** An electrical circuit written by hand as a cell: R₀, R ∥ C in series, and a ladder of r and c. The oracle is `exactImpedance`. */
export interface Circuit {
  /** Ω·m² */
  readonly ohmic: number;
  /** Parallel R (Ω·m²) and C (F/m²); R = Infinity for a capacitor alone. */
  readonly pairs: readonly { readonly resistance: number; readonly capacitance: number }[];
  /** `cells` nodes, each c to ground, r between neighbours; the last one to ground through `end` (Infinity: open). */
  readonly ladder?: { readonly cells: number; readonly r: number; readonly c: number; readonly end: number };
  readonly control?: Control;
}

const REST: Control = { quantity: "current", value: 0, slope: 0, start: 0 };

export function circuitCell(circuit: Circuit): CellModel {
  const { ohmic, pairs, ladder } = circuit;
  const border = 3 + pairs.length;
  const layout = arrowLayout({
    border,
    chains: ladder
      ? [
          {
            cells: ladder.cells,
            unknowns: 1,
            columns: [{ unknown: 0, cells: 1 }],
            rows: [{ unknown: 1, cells: 1 }],
          },
        ]
      : [],
  });
  const mass = new Float64Array(layout.size);
  mass[2] = 1;
  pairs.forEach(({ capacitance }, k) => {
    mass[3 + k] = capacitance;
  });
  if (ladder) mass.fill(ladder.c, border);
  const drop = (name: string, index: number, factor: number): CellModel["drops"][number] => ({
    name,
    submodel: name,
    electrode: name === "ladder" ? "working" : undefined,
    value: (state) => factor * state[index],
    gradient: (_, out) => {
      out[index] += factor;
    },
    depends: [index],
  });
  const drops = [
    drop("ohmic", 0, ohmic),
    ...pairs.map((_, k) => drop(`pair ${k + 1}`, 3 + k, 1)),
    ...(ladder ? [drop("ladder", border, 1)] : []),
  ];
  const names = ["cell.current", "cell.voltage", "cell.charge", ...pairs.map((_, k) => `pair ${k + 1}.voltage`)];
  const unknowns: UnknownPlace[] = names.map((name, index) => ({
    name,
    unit: index === 0 ? "A/m2" : index === 2 ? "C/m2" : "V",
    description: name,
    algebraic: index < 2,
    index,
    stride: 1,
    cells: 1,
    mesh: undefined,
  }));
  if (ladder) {
    const place = { unit: "V", description: "potential of a node", algebraic: false, stride: 1, mesh: undefined };
    unknowns.push({ name: "ladder.potential", index: border, cells: ladder.cells, ...place });
  }
  return {
    description: { schema: "liquidus.cell-model/1", name: "circuit", temperature: 298.15, submodels: [] },
    layout,
    mass: { kind: "diagonal", values: mass },
    unknowns,
    bounds: [],
    submodels: [],
    current: 0,
    voltage: 1,
    charge: 2,
    drops,
    inventories: [],
    control: circuit.control ?? REST,
    evaluate(time, y, out) {
      const { quantity, value, slope, start, sine } = this.control;
      const asked =
        value +
        slope * (time - start) +
        (sine ? sine.amplitude * Math.sin(2 * Math.PI * sine.frequency * (time - start) + sine.phase) : 0);
      out[0] = (quantity === "current" ? y[0] : quantity === "voltage" ? y[1] : y[0] * y[1]) - asked;
      out[1] = ohmic * y[0] - y[1];
      out[2] = y[0];
      pairs.forEach(({ resistance }, k) => {
        out[1] += y[3 + k];
        out[3 + k] = y[0] - y[3 + k] / resistance;
      });
      if (!ladder) return;
      out[1] += y[border];
      const last = border + ladder.cells - 1;
      for (let at = border; at <= last; at++) {
        out[at] = at === border ? y[0] : (y[at - 1] - y[at]) / ladder.r;
        out[at] -= at === last ? y[at] / ladder.end : (y[at] - y[at + 1]) / ladder.r;
      }
    },
    jacobian(_, y, out) {
      out.fill(0);
      const put = (row: number, column: number, value: number): void => {
        out[layout.slot(row, column)] += value;
      };
      const { quantity } = this.control;
      if (quantity !== "voltage") put(0, 0, quantity === "current" ? 1 : y[1]);
      if (quantity !== "current") put(0, 1, quantity === "voltage" ? 1 : y[0]);
      put(1, 0, ohmic);
      put(1, 1, -1);
      put(2, 0, 1);
      pairs.forEach(({ resistance }, k) => {
        put(1, 3 + k, 1);
        put(3 + k, 0, 1);
        put(3 + k, 3 + k, -1 / resistance);
      });
      if (!ladder) return;
      put(1, border, 1);
      put(border, 0, 1);
      const last = border + ladder.cells - 1;
      for (let at = border; at <= last; at++) {
        if (at > border) {
          put(at, at - 1, 1 / ladder.r);
          put(at, at, -1 / ladder.r);
        }
        if (at < last) put(at, at + 1, 1 / ladder.r);
        put(at, at, at === last ? -1 / ladder.end : -1 / ladder.r);
      }
    },
    timeDerivative(time, _, out) {
      out.fill(0);
      const { slope, start, sine } = this.control;
      out[0] = -slope;
      if (!sine) return;
      const omega = 2 * Math.PI * sine.frequency;
      out[0] -= sine.amplitude * omega * Math.cos(omega * (time - start) + sine.phase);
    },
    initialState: () => new Float64Array(layout.size),
    absoluteTolerances: (relative) => new Float64Array(layout.size).fill(relative),
    withParameters() {
      return circuitCell(circuit);
    },
    indexOf: (name) => unknowns.find((unknown) => unknown.name === name)?.index ?? -1,
  };
}

/** Z in Ω·m² of a circuit by continued fraction: [Re, Im]. */
export function exactImpedance({ ohmic, pairs, ladder }: Circuit, frequency: number): readonly [number, number] {
  const omega = 2 * Math.PI * frequency;
  let re = ohmic;
  let im = 0;
  const inverse = (a: number, b: number): [number, number] => {
    const square = a * a + b * b;
    return [a / square, -b / square];
  };
  for (const { resistance, capacitance } of pairs) {
    const [a, b] = inverse(1 / resistance, omega * capacitance);
    re += a;
    im += b;
  }
  if (!ladder) return [re, im];
  let admittance: [number, number] = [1 / ladder.end, omega * ladder.c];
  for (let k = 1; k < ladder.cells; k++) {
    const [a, b] = inverse(...admittance);
    const [g, h] = inverse(a + ladder.r, b);
    admittance = [g, h + omega * ladder.c];
  }
  const [a, b] = inverse(...admittance);
  return [re + a, im + b];
}

/** The parts of a cell voltage, for a check that they are one. */
export function sumOfDrops(drops: readonly VoltageDrop[], state: Float64Array): number {
  return drops.reduce((sum, drop) => sum + drop.value(state), 0);
}
