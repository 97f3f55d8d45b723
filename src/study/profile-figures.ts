import type { Alloy } from "../cell/submodels/alloy/alloy.ts";
import { alloyFromOption } from "../cell/submodels/alloy/alloy.ts";
import { simulatedProfile } from "../figures/simulated-profile.ts";
import type { AlloyFigure } from "./alloy-pages.ts";
import type { SimulateDocument } from "./simulate.ts";
import type { Profile } from "./simulate-results.ts";

/** A pool of an alloy in a cell: its alloy, and the name of its working metal where it has one. */
export interface PoolAlloy {
  readonly submodel: string;
  readonly alloy: Alloy;
  readonly metal: string | null;
  /** m²/s: what the thermodynamic factor is multiplied with; null where the pool has none. */
  readonly diffusivity: number | null;
}

/** The alloy pools of a cell, the one of the working electrode first. */
export function poolAlloys({ cell }: SimulateDocument): PoolAlloy[] {
  const { submodels } = cell.description;
  return submodels
    .flatMap((one) => (one.kind === "alloy-pool" ? [{ one, side: one.electrode === "counter" ? 1 : 0 }] : []))
    .sort((a, b) => a.side - b.side)
    .map(({ one: { name, options = {} } }) => {
      const amount = options.amount;
      const parameters = cell.submodels.find((known) => known.name === name)?.parameters ?? [];
      return {
        submodel: name,
        alloy: alloyFromOption(name, options.alloy, cell.temperature),
        metal: typeof amount === "string" && /^[A-Z][a-z]?$/.test(amount) ? amount : null,
        diffusivity: parameters.find((parameter) => parameter.name === "diffusivity")?.value ?? null,
      };
    });
}

/** What lies along a mesh at some times: of a pool the mole fraction of its metal, with the ends of the liquid; else as it is. */
export function profileFigures(document: SimulateDocument): AlloyFigure[] {
  const pools = poolAlloys(document);
  return document.profiles.map((profile): AlloyFigure => {
    const at = profile.name.lastIndexOf(".");
    const pool = pools.find(({ submodel }) => submodel === profile.name.slice(0, at));
    const id = `profile-${profile.name.replace(/[^a-z0-9]+/gi, "-")}`;
    const common = { id, width: "w6", height: "" } as const;
    if (pool === undefined) {
      return {
        ...common,
        title: profile.name,
        remark: `${profile.description}; names are times`,
        summary: `${profile.description} against the distance z from the electrode at ${profile.curves.length} times.`,
        draw: (theme) => simulatedProfile(profile, theme),
      };
    }
    const { alloy, metal, submodel } = pool;
    const shown = withMoleFractions(profile, alloy);
    const what = `mole fraction of ${metal ?? "the working metal"}`;
    const onLattice = profile.name.endsWith(".ratio");
    return {
      ...common,
      title: `Composition of the ${submodel}`,
      remark: `${what}; names are times`,
      summary: `${what.charAt(0).toUpperCase()}${what.slice(1)} against the distance z from the electrolyte${onLattice ? ", as it was at the start: the mesh moves with the other metal" : ""}, at ${profile.curves.length} times${saturationWords(alloy)}.`,
      draw: (theme) =>
        simulatedProfile(
          {
            ...shown,
            symbol: metal === null ? "<i>x</i>" : `<i>x</i><sub>${metal}</sub>`,
            levels: levelsOf(alloy).map((one) => ({ ...one, color: theme.color.ink2 })),
          },
          theme,
        ),
    };
  });
}

/** Ratios X = c/c' of amounts, or concentrations, as mole fractions. */
function withMoleFractions(profile: Profile, alloy: Alloy): Profile {
  const ratio = profile.name.endsWith(".ratio");
  const fraction = (value: number): number => (ratio ? value / (1 + value) : alloy.moleFraction(value));
  return {
    ...profile,
    unit: "1",
    curves: profile.curves.map((curve) => ({ ...curve, values: curve.values.map(fraction) })),
  };
}

function levelsOf({ saturation }: Alloy): { readonly value: number; readonly name: string }[] {
  return [saturation?.lower, saturation?.upper].flatMap((limit) =>
    limit === undefined ? [] : [{ value: limit.moleFraction, name: `liquidus of ${limit.solid}` }],
  );
}

function saturationWords({ saturation }: Alloy): string {
  const words = [saturation?.lower, saturation?.upper].flatMap((limit) =>
    limit === undefined ? [] : [`${limit.solid} at ${Number(limit.moleFraction.toPrecision(3))}`],
  );
  return words.length === 0 ? "" : `; the liquid ends with ${words.join(" and ")}`;
}
