/** A phase that is present at equilibrium. A phase that unmixes appears once for each composition it has. */
export interface PhaseAmount {
  readonly name: string;
  /** Moles of atoms in this phase over all moles of atoms, 0 … 1. */
  readonly fraction: number;
  /** Mole fraction of each component in this phase. */
  readonly moleFractions: Readonly<Record<string, number>>;
  /** Site fractions in the order of the model; 0 for constituents with a component that is absent. */
  readonly siteFractions: Float64Array;
  /** J per mole of atoms. */
  readonly gibbsEnergy: number;
}

/** The stable state at a temperature, a pressure and an overall composition. */
export interface Equilibrium {
  /** K */
  readonly temperature: number;
  /** Pa */
  readonly pressure: number;
  /** Overall mole fraction of each component, by upper-case symbol. */
  readonly composition: Readonly<Record<string, number>>;
  /** Sorted by name, then by the mole fraction of the first component. */
  readonly phases: readonly PhaseAmount[];
  /**
   * μ of each component in J/mol, relative to SER (the enthalpy of the element's reference phase at 298.15 K, 1 bar);
   * −∞ for a component that is absent (x = 0).
   */
  readonly chemicalPotentials: Readonly<Record<string, number>>;
  /** J per mole of atoms: Σ x μ. */
  readonly gibbsEnergy: number;
  /** Newton iterations of the last refinement. */
  readonly iterations: number;
  /**
   * Largest driving force in J per mole of atoms of any phase not present, from the final global check; ≤ 0 up to rounding, and
   * −∞ where no phase has a state besides the stable ones.
   */
  readonly largestDrivingForce: number;
  /** Names of the phases that were not considered, as their functions are not defined at the temperature, or as only some were asked for. */
  readonly leftOut: readonly string[];
}
