import type { Ranged } from "./ranged.ts";

/** What the claims ask of the thermodynamics of liquid Na-K at one temperature. x is the mole fraction of Na. SI. */
export interface Alloy {
  /** K */
  readonly temperature: number;
  /** Ends of the liquid range at the temperature in at.% Na; the interval is that of ± `liquidusAccuracy`. */
  readonly window: { readonly low: Ranged; readonly high: Ranged };
  /** K; accuracy of the assessed liquidus. */
  readonly liquidusAccuracy: number;
  /** Mole fraction of Na in the solid that coexists with the liquid at the Na-rich end. */
  readonly solidAtHigh: number;
  /** Share of the atoms that is liquid where solid Na stands beside the liquid. */
  liquidShare(x: number): number;
  /** Temperature in K at which a liquid of x begins to freeze. */
  liquidus(x: number): number;
  /** Activities in the liquid against the pure solids. */
  activities(x: number): { readonly sodium: number; readonly potassium: number };
  /** Reversible potentials of Na⁺/Na and K⁺/K in the liquid against the pure solids, V. */
  potentials(x: number): { readonly sodium: number; readonly potassium: number };
  /** J/mol against the elements at 298.15 K (SER). */
  chemicalPotentials(x: number): { readonly sodium: number; readonly potassium: number };
  /** Of the liquid, m³/mol. */
  molarVolume(x: number): number;
  /** Of the liquid, kg/m³. */
  density(x: number): number;
  /** Of the liquid, m²/s. */
  interdiffusion(x: number): number;
  /** Of the liquid, N/m. */
  surfaceTension(x: number): number;
}
