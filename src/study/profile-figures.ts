import type { Alloy } from "../cell/submodels/alloy/alloy.ts";
import { simulatedProfile } from "../figures/simulated-profile.ts";
import type { AlloyFigure } from "./alloy-pages.ts";
import { poolAlloys } from "./pool-alloys.ts";
import type { SimulateDocument } from "./simulate.ts";
import type { Profile } from "./simulate-results.ts";

/** A profile as it is shown, as plain data: of a pool the mole fraction of its metal, with the ends of the liquid; else as it is. */
export interface ShownProfile extends Profile {
  readonly title: string;
  readonly remark: string;
  /** Without the number of times. */
  readonly summary: string;
  readonly after: string;
  readonly levels: readonly { readonly value: number; readonly name: string }[];
  /** Symbol of its axis; null: that of a concentration. */
  readonly symbol: string | null;
  /** Of the pool that it belongs to: the name of its metal; null: it is no pool. */
  readonly metal: string | null;
}

/** What lies along a mesh at some times. @param profiles left out: those of the document */
export function shownProfiles(
  document: SimulateDocument,
  profiles: readonly Profile[] = document.profiles,
): ShownProfile[] {
  if (profiles.length === 0) return [];
  const pools = poolAlloys(document);
  return profiles.map((profile): ShownProfile => {
    const at = profile.name.lastIndexOf(".");
    const pool = pools.find(({ submodel }) => submodel === profile.name.slice(0, at));
    if (pool === undefined) {
      return {
        ...profile,
        title: profile.name,
        remark: `${profile.description}; names are times`,
        summary: `${profile.description} against the distance z from the electrode`,
        after: "",
        levels: [],
        symbol: null,
        metal: null,
      };
    }
    const { alloy, metal, submodel } = pool;
    const what = `mole fraction of ${metal ?? "the working metal"}`;
    const onLattice = profile.name.endsWith(".ratio");
    return {
      ...withMoleFractions(profile, alloy),
      title: `Composition of the ${submodel}`,
      remark: `${what}; names are times`,
      summary: `${what.charAt(0).toUpperCase()}${what.slice(1)} against the distance z from the electrolyte${onLattice ? ", as it was at the start: the mesh moves with the other metal" : ""}`,
      after: saturationWords(alloy),
      levels: levelsOf(alloy),
      symbol: metal === null ? "<i>x</i>" : `<i>x</i><sub>${metal}</sub>`,
      metal: metal ?? "metal",
    };
  });
}

/** The figure of a profile. */
export function profileFigure(shown: ShownProfile): AlloyFigure {
  const { name, title, remark, summary, after, curves, symbol, levels } = shown;
  const comma = symbol === null ? "" : ",";
  return {
    id: `profile-${name.replace(/[^a-z0-9]+/gi, "-")}`,
    width: "w6",
    height: "",
    title,
    remark,
    summary: `${summary}${comma} at ${curves.length} times${after}.`,
    draw: (theme) =>
      simulatedProfile(
        {
          ...shown,
          symbol: symbol ?? "<i>c</i>",
          levels: levels.map((one) => ({ ...one, color: theme.color.ink2 })),
        },
        theme,
      ),
  };
}

/** The profiles of a run. */
export function profileFigures(document: SimulateDocument): AlloyFigure[] {
  return shownProfiles(document).map(profileFigure);
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
