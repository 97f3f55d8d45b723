import type { TemperatureFunction } from "./temperature-function.ts";

/** A chemical element of a database. `VA` and `/-` (the electron) are elements too. */
export interface DatabaseElement {
  /** Upper case: NA, K, VA. */
  readonly symbol: string;
  /** The reference phase of the SER state: BCC_A2. */
  readonly referencePhase: string;
  /** g/mol as the file states it. */
  readonly mass: number;
  /** H(298.15 K) − H(0 K) in J/mol. */
  readonly enthalpy: number;
  /** S(298.15 K) in J/(mol K). */
  readonly entropy: number;
}

/** A constituent made of elements: a molecule, an ion, or an element itself. */
export interface DatabaseSpecies {
  readonly name: string;
  /** Stoichiometry by element symbol: AL2O3 → {AL: 2, O: 3}. */
  readonly elements: Readonly<Record<string, number>>;
  /** Charge number; 0 for a neutral species. */
  readonly charge: number;
}

export interface DatabaseSublattice {
  /** Number of sites per formula unit. */
  readonly sites: number;
  /** Species names, sorted, without the major mark %. */
  readonly constituents: readonly string[];
}

/** How a phase is described beyond its parameters. */
export interface PhaseTraits {
  /** Inden, Hillert and Jarl: factor of the antiferromagnetic moment, and the short-range share p (0.4 bcc, 0.28 others). */
  readonly magnetic?: { readonly antiferromagneticFactor: number; readonly shortRangeShare: number };
  /** Name of the phase that describes this one disordered: G = G_dis(x) + G_ord(y) − G_ord(y = x). */
  readonly disorderedPart?: string;
  /** What the file asks for and no model here computes, in words: it refuses the phase, not the file. */
  readonly unsupported?: readonly string[];
}

export interface DatabasePhase {
  readonly name: string;
  /** The letter after a colon of the name in a file: `Y` two-sublattice ionic liquid, `G` gas, `L` liquid, `F` four-sublattice ordering; null without. */
  readonly kind: string | null;
  readonly sublattices: readonly DatabaseSublattice[];
  readonly traits: PhaseTraits;
}

/** One coefficient of the compound energy formalism. */
export interface DatabaseParameter {
  readonly phase: string;
  /** `G` Gibbs energy, `L` the same for an interaction, `TC` critical temperature, `BMAGN` Bohr magnetons; anything else is kept as read. */
  readonly kind: string;
  /** Species of each sublattice, sorted as in the sublattice; more than one: an interaction; `*`: whatever is there. */
  readonly constituents: readonly (readonly string[])[];
  /** Power of (y_A − y_B), or the index of the composition-dependent ternary parameter. */
  readonly order: number;
  readonly function: TemperatureFunction;
  /** Key into `references`; null without. */
  readonly reference: string | null;
  /** Line of the file where it begins, from 1; 0 if it was made by a program. */
  readonly line: number;
}

/** A thermodynamic database: everything a file in the TDB format holds that has a meaning for Gibbs energies. */
export interface Database {
  readonly elements: ReadonlyMap<string, DatabaseElement>;
  readonly species: ReadonlyMap<string, DatabaseSpecies>;
  readonly functions: ReadonlyMap<string, TemperatureFunction>;
  readonly phases: ReadonlyMap<string, DatabasePhase>;
  readonly parameters: readonly DatabaseParameter[];
  /** Text of each reference by its key. */
  readonly references: ReadonlyMap<string, string>;
}
