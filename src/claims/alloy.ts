import type { Ranged } from "./ranged.ts";

/** A metal each. */
export interface Pair {
  readonly sodium: number;
  readonly potassium: number;
}

/** What follows from the assessed parameters alone, of the liquid at one temperature; x is the mole fraction of Na. SI. */
export interface LiquidThermodynamics {
  /** Against the pure solids. */
  activities(x: number): Pair;
  /** Reversible potentials of Na⁺/Na and K⁺/K against the pure solids, V. */
  potentials(x: number): Pair;
  /** J/mol against the elements at 298.15 K (SER). */
  chemicalPotentials(x: number): Pair;
}

/**
 * What the claims ask of liquid Na-K at one temperature. x is the mole fraction of Na. Every member throws a DomainError
 * that quotes its range where the temperature lies outside of it; none is computed before it is asked for.
 */
export interface Alloy {
  /** K */
  readonly temperature: number;
  /** Ends of the liquid range in at.% Na; the interval is that of ± `liquidusAccuracy`. */
  readonly window: { readonly low: Ranged; readonly high: Ranged };
  /** K; accuracy of the assessed liquidus. */
  readonly liquidusAccuracy: number;
  /** Mole fraction of Na in the solid Na that coexists with the liquid at the Na-rich end; throws where that is no solid Na. */
  readonly solidAtHigh: number;
  /** Share of the atoms that is liquid at equilibrium; the interval is that of ± `liquidusAccuracy`. */
  liquidShare(x: number): Ranged;
  /** Temperature in K at which a liquid of x begins to freeze, whatever the solid. */
  freezing(x: number): number;
  readonly thermodynamics: LiquidThermodynamics;
  /** A result in the unit given, with ± 2 σ of the covariance of the assessed parameters. f gives SI. */
  assessed(unit: string, f: (thermodynamics: LiquidThermodynamics) => number): Ranged;
  /** Of the liquid, m³/mol, ± 2 σ as are the following. */
  molarVolume(x: number): Ranged;
  /** Of the liquid, kg/m³. */
  density(x: number): Ranged;
  /** Of the liquid, m²/s. */
  interdiffusion(x: number): Ranged;
  /** Of the liquid, J/m². */
  surfaceTension(x: number): Ranged;
}
