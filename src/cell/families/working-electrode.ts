import { DomainError } from "../../base/errors.ts";
import type { SubmodelDescription } from "../form/description.ts";
import { type Alloy, alloyFromOption } from "../submodels/alloy/alloy.ts";
import { type CellPlan, type Derived, type SubmodelPlan, submodelOf } from "./submodel-plan.ts";

const electrode = "working";

/** Where the metal at the ceramic stands, by the names that the interface connects to. */
interface MetalAtInterface {
  /** Activity of the metal. */
  readonly activity: string;
  /** Balance that the metal is taken from. */
  readonly row: string;
  /** Concentration at the surface of the pool; absent for a pure metal. */
  readonly surface?: string;
}

/** The electrode under study, with every mechanism that is in force at its interface. */
export function workingElectrode(plan: CellPlan): SubmodelDescription[] {
  const { has, set } = plan;
  const ratio = plan.poolArea / plan.area;
  const { submodels: metal, at } = set.working.alloy === undefined ? pureMetal(plan, ratio) : alloyPool(plan, ratio);
  const contact = { contact: "contact area.contact fraction" };
  const open = <Ports extends object>(on: boolean, ports: Ports): Ports | Record<string, never> => (on ? ports : {});
  const own = (name: string, kind: string, more: Partial<SubmodelPlan>): SubmodelDescription =>
    submodelOf(plan, { name, kind, electrode, areaRatio: ratio, ...more });
  const { activity, row, surface } = at;
  const supply = surface === undefined ? "constant" : set.working.supply;
  const voids = {
    options: supply === undefined ? {} : { supply },
    connect: surface === undefined ? {} : { surface },
  };
  const submodels = [
    ...metal,
    own("contact area", "contact-area", {
      without: has("deposit") ? [] : ["fillAmount"],
      connect: {
        ...open(has("voids"), { voids: "voids.voids" }),
        ...open(has("slow voids"), { slowVoids: "slow voids.voids" }),
        ...open(has("precipitate"), { coverage: "precipitate.coverage" }),
        ...open(has("deposit"), { deposit: "deposit.amount" }),
      },
    }),
    own("interface", "patched-interface", {
      areaRatio: 1,
      derived: {
        areaRatio: { value: ratio, source: "area of the pool / normalising area" },
      },
      options: {
        amount: set.working.metal,
        ...open(!has("constriction"), { constriction: "none" }),
        ...open(!has("gap"), { gap: "none" }),
      },
      without: [
        ...(has("constriction") ? [] : ["resistivity", "spotRadius", "electrolyteRelaxationTime"]),
        ...(has("gap") ? [] : ["gapWidth"]),
        ...(has("precipitate") ? [] : ["precipitateExchange", "precipitateSpotRadius"]),
        ...(has("deposit") ? [] : ["depositExchange", "depositSpotRadius"]),
      ],
      connect: {
        activity,
        metal: row,
        ...contact,
        ...open(has("precipitate"), { precipitate: "contact area.precipitate fraction" }),
        ...open(has("deposit"), {
          deposit: "contact area.deposit fraction",
          depositMetal: "deposit.amount",
          depositActivity: "deposit.solid activity",
        }),
      },
    }),
  ];
  for (const name of ["voids", "slow voids"] as const) {
    if (has(name)) submodels.push(own(name, "void-growth", voids));
  }
  if (has("precipitate")) {
    submodels.push(own("precipitate", "precipitate-coverage", { derived: saturation(plan), connect: { activity } }));
  }
  if (has("deposit")) {
    submodels.push(
      own("deposit", "solid-deposit", {
        options: { amount: set.working.metal },
        connect: { activity, source: row },
      }),
    );
  }
  if (has("filament")) submodels.push(filament(plan, ratio));
  return submodels;
}

/**
 * It grows from the solid metal at the interface: that of the electrode itself, or the deposit on an alloy.
 * @throws DomainError where an alloy has no deposit to grow from
 */
function filament(plan: CellPlan, ratio: number): SubmodelDescription {
  const pure = plan.set.working.alloy === undefined;
  if (!pure && !plan.has("deposit")) {
    throw new DomainError(
      "A filament grows from solid metal at the interface: switch the deposit on, or the filament off.",
    );
  }
  const deposit = pure ? "metal.amount" : "deposit.amount";
  const converted = "that of the set, for a current and an amount per normalising area";
  return submodelOf(plan, {
    name: "filament",
    kind: "filament",
    electrode,
    areaRatio: ratio,
    derived: {
      thickness: { value: plan.number("geometry.electrolyteThickness"), source: "thickness of the electrolyte" },
      ...(ratio === 1
        ? {}
        : {
            focusing: { value: plan.number("filament.focusing") / ratio, source: converted },
            criticalThickness: { value: plan.number("filament.criticalThickness") * ratio, source: converted },
            crossSection: { value: plan.number("filament.crossSection") * ratio, source: converted },
          }),
    },
    options: { amount: plan.set.working.metal },
    connect: {
      deposit,
      contact: "contact area.contact fraction",
      ...(pure || plan.has("focusing") ? {} : { depositFraction: "contact area.deposit fraction" }),
    },
  });
}

function pureMetal(plan: CellPlan, ratio: number): { submodels: SubmodelDescription[]; at: MetalAtInterface } {
  const thickness = plan.number("geometry.metalThickness");
  const submodel = submodelOf(plan, {
    name: "metal",
    kind: "metal-reservoir",
    electrode,
    areaRatio: ratio,
    derived: {
      amount: {
        value: (thickness / plan.number("geometry.metalMolarVolume")) * ratio,
        source: "thickness / molar volume of the metal",
      },
    },
    options: { amount: plan.set.working.metal },
  });
  return { submodels: [submodel], at: { activity: "metal.activity", row: "metal.amount" } };
}

function alloyPool(plan: CellPlan, ratio: number): { submodels: SubmodelDescription[]; at: MetalAtInterface } {
  const { set, has } = plan;
  const alloy = alloyOf(plan);
  const amount = set.working.metal;
  const pool = submodelOf(plan, {
    name: "pool",
    kind: "alloy-pool",
    electrode,
    areaRatio: 1,
    derived: {
      depth: { value: plan.number("geometry.volume") / plan.poolArea, source: "volume / area of the pool" },
      initialConcentration: {
        value: alloy.concentration(plan.moleFraction),
        source: `mole fraction ${plan.moleFraction.toPrecision(5)} and molar volumes of the alloy`,
      },
      ...(has("diffusion")
        ? {}
        : {
            diffusivity: {
              value: 1e3 * plan.number("pool.diffusivity"),
              source: "× 1000: limits by diffusion are switched off",
            },
          }),
    },
    options: {
      alloy: set.working.alloy,
      amount,
      frame: "lattice",
      ...(alloy.saturation === undefined ? {} : { limits: "liquid" }),
      mesh: { kind: "graded", cells: plan.cells, grading: 4, shape: { kind: "planar", areaRatio: ratio } },
    },
  });
  const surface = "pool.surface concentration";
  const { supply } = set.working;
  const options = supply === undefined ? { amount } : { amount, supply };
  const store = (name: string, kind: string): SubmodelDescription =>
    submodelOf(plan, {
      name,
      kind,
      electrode,
      areaRatio: ratio,
      options,
      connect: {
        surface,
        ...(set.working.storeBehindContact === true ? { contact: "contact area.contact fraction" } : {}),
      },
    });
  if (has("film")) {
    return {
      submodels: [pool, store("film", "film-store")],
      at: { activity: "film.activity", row: "film.metal", surface },
    };
  }
  if (has("store")) {
    return {
      submodels: [pool, store("store", "metal-store")],
      at: { activity: "store.activity", row: "store.amount", surface },
    };
  }
  const touching = submodelOf(plan, {
    name: "liquid contact",
    kind: "liquid-contact",
    electrode,
    areaRatio: ratio,
    connect: { surface },
  });
  return { submodels: [pool, touching], at: { activity: "liquid contact.activity", row: surface, surface } };
}

/** @throws DomainError where the set has no alloy */
function alloyOf({ set, temperature }: CellPlan): Alloy {
  return alloyFromOption("pool", set.working.alloy, temperature);
}

/** Activity at which the other metal begins to precipitate, where the alloy knows its liquidus. */
function saturation(plan: CellPlan): Readonly<Record<string, Derived>> {
  const lower = alloyOf(plan).saturation?.lower;
  if (lower === undefined) return {};
  const { activity, moleFraction, solid } = lower;
  return {
    saturationActivity: {
      value: activity,
      source: `activity of the liquid saturated with ${solid}, at a mole fraction of ${moleFraction.toPrecision(4)}`,
    },
  };
}
