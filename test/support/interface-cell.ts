import type { ElectrodeRole } from "../../src/cell/conventions.ts";
import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import type { SubmodelDescription } from "../../src/cell/form/description.ts";
import type { ParameterMetadata } from "../../src/cell/form/parameter.ts";
import type { SubmodelKind } from "../../src/cell/form/submodel.ts";
import { standardSubmodels } from "../../src/cell/submodels/registry.ts";

function given(symbol: string, unit: string, value: number): ParameterMetadata {
  return { symbol, description: symbol, unit, value, status: "numerical", source: "test" };
}

/** Metal of which the activity falls with its amount; m = 0 holds it. */
const metalDouble: SubmodelKind = {
  kind: "metal-double",
  title: "Metal",
  equations: "dN/dt = what is taken; a = a0 (1 + m (N/N0 − 1))",
  source: "test",
  parameters: {
    amount: given("N0", "mol/m2", 1),
    activity: given("a0", "1", 1),
    depletion: given("m", "1", 0),
  },
  ports: {},
  declare: ({ parameters: { amount, activity } }) => ({
    unknowns: [
      { name: "amount", unit: "mol/m2", description: "metal", mass: 1, initial: amount, scale: amount },
      { name: "activity", unit: "1", description: "activity", mass: 0, initial: activity, scale: 0.1 },
    ],
  }),
  bind(submodel, binding) {
    const { amount, activity, depletion } = submodel.parameters;
    const metal = binding.unknown("amount");
    const own = binding.unknown("activity");
    const ownByMetal = binding.slot(own, metal);
    const ownByOwn = binding.slot(own, own);
    return {
      evaluate(_time, state, out) {
        out[own] += activity * (1 + depletion * (state[metal] / amount - 1)) - state[own];
      },
      jacobian(_time, _state, out) {
        out[ownByMetal] += (activity * depletion) / amount;
        out[ownByOwn] -= 1;
      },
      inventories: [
        { amount: "metal", unit: "mol/m2", indices: Int32Array.of(metal), weights: Float64Array.of(1), perCurrent: 0 },
      ],
    };
  },
};

/** A number that changes at a constant rate. */
const levelDouble: SubmodelKind = {
  kind: "level-double",
  title: "A number",
  equations: "dx/dt = r",
  source: "test",
  parameters: { initial: given("x0", "1", 1), rate: given("r", "1/s", 0) },
  ports: {},
  declare: ({ parameters: { initial } }) => ({
    unknowns: [{ name: "level", unit: "1", description: "level", mass: 1, initial, scale: 0.1 }],
  }),
  bind(submodel, binding) {
    const { rate } = submodel.parameters;
    const level = binding.unknown("level");
    return {
      evaluate(_time, _state, out) {
        out[level] += rate;
      },
      jacobian() {},
    };
  },
};

/** Kinds of the program and doubles: a metal, and a number that changes at a constant rate. */
export const kindsWithDoubles: Readonly<Record<string, SubmodelKind>> = {
  ...standardSubmodels,
  [metalDouble.kind]: metalDouble,
  [levelDouble.kind]: levelDouble,
};

export interface InterfaceCell {
  readonly temperature?: number;
  readonly electrode?: ElectrodeRole;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly metal?: Readonly<Record<string, number>>;
  /** Fractions at the start; a kind that is left out is not connected. */
  readonly fractions?: Partial<Readonly<Record<"contact" | "precipitate" | "deposit", number>>>;
  /** 1/s */
  readonly rates?: Partial<Readonly<Record<"contact" | "precipitate" | "deposit", number>>>;
  readonly others?: readonly SubmodelDescription[];
}

/** Numbers of the size of a liquid alloy on a ceramic: 100 Ω·cm², 10 µF/cm², spots of 10 µm on 10 Ω·m, a gap of 10 nm. */
export const interfaceNumbers: Readonly<Record<string, number>> = {
  exchangeCurrentDensity: 3,
  referenceActivity: 0.6,
  doubleLayerCapacitance: 0.1,
  zeroChargePotential: -0.1,
  resistivity: 10,
  spotRadius: 1e-5,
  electrolyteRelaxationTime: 2e-6,
  gapWidth: 1e-8,
};

/** An interface on doubles of everything that its ports lead to. */
export function interfaceCell(cell: InterfaceCell = {}): CellModel {
  const { temperature = 298.15, electrode = "working", fractions = {}, rates = {}, others = [] } = cell;
  const patches = Object.entries(fractions);
  const connect = Object.fromEntries(patches.map(([name]) => [name, `${name} share.level`]));
  const submodels: SubmodelDescription[] = [
    { name: "metal", kind: "metal-double", electrode, parameters: { activity: 0.6, ...cell.metal } },
    {
      name: "interface",
      kind: "patched-interface",
      electrode,
      parameters: {
        ...interfaceNumbers,
        ...("precipitate" in fractions ? { precipitateExchange: 0.5, precipitateSpotRadius: 3e-6 } : {}),
        ...("deposit" in fractions ? { depositExchange: 20, depositSpotRadius: 2e-6 } : {}),
        ...cell.parameters,
      },
      ...(cell.options === undefined ? {} : { options: cell.options }),
      connect: {
        activity: "metal.activity",
        metal: "metal.amount",
        ...connect,
        ...("deposit" in fractions ? { depositMetal: "deposit metal.amount" } : {}),
      },
    },
    ...("deposit" in fractions
      ? [{ name: "deposit metal", kind: "metal-double", electrode, parameters: { amount: 0.5 } }]
      : []),
    ...patches.map(([name, initial]) => ({
      name: `${name} share`,
      kind: "level-double",
      electrode,
      parameters: { initial, rate: Object.entries(rates).find(([own]) => own === name)?.[1] ?? 0 },
    })),
    ...others,
  ];
  return composeCell({ schema: "liquidus.cell-model/1", name: "interface", temperature, submodels }, kindsWithDoubles);
}
