import type { ParameterStatus } from "../form/parameter.ts";

/** One number of a parameter set, in the unit in which the field states it, and how it is known. */
export interface ParameterValue {
  readonly value: number;
  /** As it is written: "mA/cm2", "nm"; "1" for a pure number. */
  readonly unit: string;
  /** What the literature, or a physical bound, allows, in the same unit. */
  readonly range?: readonly [lower: number, upper: number];
  readonly status: ParameterStatus;
  /** Where the number comes from; for a fitted one, what identifies it. */
  readonly source: string;
  /** Of a computed number: what it follows from. `value` is then what follows from the shipped numbers. */
  readonly follows?: FollowsFrom;
}

/** How a number of a set follows from others: see `withFollowing`. */
export type FollowsFrom =
  | { readonly rule: "that of"; readonly name: string }
  | { readonly rule: "precipitation" }
  | { readonly rule: "film" };

/** What may stand at an interface, each a submodel or a part of one that can be left out. */
export const mechanisms = [
  "diffusion",
  "store",
  "film",
  "voids",
  "slow voids",
  "precipitate",
  "deposit",
  "filament",
  "focusing",
  "constriction",
  "gap",
  "counter",
] as const;
export type Mechanism = (typeof mechanisms)[number];

/** The metal, or the alloy, of an electrode. */
export interface ElectrodeMaterial {
  /** Name of the working metal in conserved amounts: "Na". */
  readonly metal: string;
  /** Name of the other metal of an alloy: "K". */
  readonly other?: string;
  /** Option `alloy` of the pool; absent: the pure metal. */
  readonly alloy?: Readonly<Record<string, unknown>>;
  /** Option `supply` of what limits the supply of metal; absent: the default of the submodel. */
  readonly supply?: string;
  /** Whether contact that is lost also narrows the way from the liquid into the store; default false: a layer on the ceramic. */
  readonly storeBehindContact?: boolean;
}

/**
 * The numbers of a kind of cell, as data. Keys of `parameters` are "submodel.parameter" of what `solidElectrolyteCell` builds,
 * and "geometry.…", from which depth, amounts and resistances follow. Numbers per area are per area of the electrode that they
 * belong to; the builder converts them to the normalising area.
 */
export interface ParameterSet {
  readonly name: string;
  readonly title: string;
  /** What the set stands on and what it is worth. */
  readonly about: string;
  readonly working: ElectrodeMaterial;
  readonly counter: ElectrodeMaterial;
  /** Composition used where none is given: mole fraction of the working metal. */
  readonly moleFraction: number;
  /** K, where none is given; default 298.15. */
  readonly temperature?: number;
  /** Which mechanisms are in force unless a study says otherwise; one that is not named is off. */
  readonly mechanisms: Readonly<Partial<Record<Mechanism, boolean>>>;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}
