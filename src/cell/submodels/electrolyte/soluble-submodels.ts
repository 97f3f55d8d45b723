import type { SubmodelKind } from "../../form/submodel.ts";
import { dynamicSpotResistance, spotResistance } from "../interface/spot-resistance.ts";
import { discSpecies } from "./disc-species.ts";
import { deposition, dissolution, redoxCouple } from "./electrode-reaction.ts";
import { solubleSpecies } from "./soluble-species.ts";

/** Dissolved species in front of an electrode, their reactions, and contact through spots, by kind. */
export const solubleSubmodels: Readonly<Record<string, SubmodelKind>> = Object.fromEntries(
  [solubleSpecies, discSpecies, redoxCouple, deposition, dissolution, spotResistance, dynamicSpotResistance].map(
    (kind) => [kind.kind, kind],
  ),
);
