import type { CellModel } from "../../src/cell/form/cell-model.ts";
import { composeCell } from "../../src/cell/form/compose.ts";
import type { SubmodelDescription } from "../../src/cell/form/description.ts";
import { testAlloy } from "./mechanism-cells.ts";

/** Mechanisms at an interface, by the name of their submodel. */
export type InterfaceMechanism = "voids" | "slow voids" | "precipitate" | "deposit" | "filament";

const ALL: readonly InterfaceMechanism[] = ["voids", "slow voids", "precipitate", "deposit", "filament"];

export interface FullCell {
  readonly mechanisms?: readonly InterfaceMechanism[];
  /** What stands between pool and electrolyte; default "store". */
  readonly between?: "store" | "film" | "liquid contact";
  /** Changed numbers, by submodel. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A pool of the test alloy with every mechanism at its interface; numbers near to those of Na-K on NASICON, for the numerics. */
export function fullInterfaceCell({ mechanisms = ALL, between = "store", parameters = {} }: FullCell = {}): CellModel {
  const has = (name: InterfaceMechanism): boolean => mechanisms.includes(name);
  const when = <Entry extends object>(on: boolean, entry: Entry): Entry | Record<string, never> => (on ? entry : {});
  const surface = { surface: "pool.surface concentration" };
  const contact = { contact: "contact area.contact fraction" };
  const activity = `${between}.activity`;
  const row = { store: "store.amount", film: "film.metal", "liquid contact": surface.surface }[between];
  const law = { referenceFraction: 0.63, sensitivity: 9 };
  const parts: readonly (Omit<SubmodelDescription, "electrode"> | undefined)[] = [
    {
      name: "pool",
      kind: "alloy-pool",
      parameters: { depth: 1.04e-3, diffusivity: 2e-9, initialConcentration: 19_300 },
      options: { alloy: testAlloy, frame: "lattice", mesh: { kind: "graded", cells: 12, grading: 4 } },
    },
    between === "store"
      ? {
          name: "store",
          kind: "metal-store",
          parameters: { capacity: 2e-4, limitingCurrentDensity: 60, ...law },
          options: { supply: "exponential" },
          connect: { ...surface, ...contact },
        }
      : between === "film"
        ? {
            name: "film",
            kind: "film-store",
            parameters: { capacity: 2e-4, thickness: 2e-8, diffusivity: 1.2e-15, ...law },
            options: { supply: "exponential", mesh: { kind: "uniform", cells: 6 } },
            connect: { ...surface, ...contact },
          }
        : { name: between, kind: "liquid-contact", parameters: {}, connect: surface },
    has("voids")
      ? {
          name: "voids",
          kind: "void-growth",
          parameters: { growthRate: 0.1, healingTime: 3, thresholdCurrentDensity: 30, ...law },
          options: { supply: "exponential" },
          connect: { ...surface, ...contact },
        }
      : undefined,
    has("slow voids")
      ? {
          name: "slow voids",
          kind: "void-growth",
          parameters: { growthRate: 2e-4, healingTime: 2e4, thresholdCurrentDensity: 10 },
          connect: contact,
        }
      : undefined,
    has("precipitate")
      ? {
          name: "precipitate",
          kind: "precipitate-coverage",
          parameters: { growthRate: 1e-3, alloyingTime: 1e4, saturationActivity: 0.36 },
          connect: { activity },
        }
      : undefined,
    has("deposit")
      ? {
          name: "deposit",
          kind: "solid-deposit",
          parameters: { growthRate: 1e-2, dissolutionRate: 1e-5 },
          connect: { activity, source: row },
        }
      : undefined,
    {
      name: "contact area",
      kind: "contact-area",
      parameters: { initialContact: 0.17, ...when(has("deposit"), { fillAmount: 1e-2 }) },
      connect: {
        ...when(has("voids"), { voids: "voids.voids" }),
        ...when(has("slow voids"), { slowVoids: "slow voids.voids" }),
        ...when(has("precipitate"), { coverage: "precipitate.coverage" }),
        ...when(has("deposit"), { deposit: "deposit.amount" }),
      },
    },
    {
      name: "interface",
      kind: "patched-interface",
      parameters: {
        exchangeCurrentDensity: 60,
        ...when(has("precipitate"), { precipitateExchange: 6 }),
        ...when(has("deposit"), { depositExchange: 60 }),
        doubleLayerCapacitance: 0.23,
        resistivity: 10,
        spotRadius: 1e-6,
        electrolyteRelaxationTime: 2.7e-9,
        gapWidth: 2e-8,
      },
      connect: {
        activity,
        metal: row,
        ...contact,
        ...when(has("precipitate"), { precipitate: "contact area.precipitate fraction" }),
        ...when(has("deposit"), {
          deposit: "contact area.deposit fraction",
          depositMetal: "deposit.amount",
          depositActivity: "deposit.solid activity",
        }),
      },
    },
    has("filament")
      ? {
          name: "filament",
          kind: "filament",
          parameters: {
            thickness: 1.5e-3,
            criticalCurrentDensity: 5,
            criticalThickness: 1e-6,
            molarVolume: 2.4e-5,
            focusing: 300,
            healingTime: 2e4,
            crossSection: 1e-3,
          },
          connect: { deposit: "deposit.amount", ...contact, depositFraction: "contact area.deposit fraction" },
        }
      : undefined,
    { name: "electrolyte", kind: "resistance", parameters: { resistance: 0.015 } },
  ];
  const submodels = parts
    .filter((part) => part !== undefined)
    .map((part) => ({
      ...part,
      electrode: "working" as const,
      parameters: { ...part.parameters, ...parameters[part.name] },
    }));
  return composeCell({ schema: "liquidus.cell-model/1", name: "full interface", temperature: 298.15, submodels });
}
