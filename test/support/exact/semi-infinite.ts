import { FARADAY } from "../../../src/units/constants.ts";

/** A dissolved species in front of an electrode, SI: concentration in mol/m³, diffusivity in m²/s, electrons transferred. */
export interface Solute {
  readonly concentration: number;
  readonly diffusivity: number;
  readonly electrons: number;
}

/** n F c √(D/(πt)) in A/m²: current after a step to the limiting current. Source: F. G. Cottrell, Z. phys. Chem. 42 (1903) 385. */
export function cottrellCurrent({ concentration, diffusivity, electrons }: Solute, time: number): number {
  return electrons * FARADAY * concentration * Math.sqrt(diffusivity / (Math.PI * time));
}

/** c − (2i/(nF)) √(t/(πD)) in mol/m³ at the electrode under a constant current density i that consumes the species. */
export function surfaceConcentrationAtConstantCurrent(solute: Solute, current: number, time: number): number {
  const { concentration, diffusivity, electrons } = solute;
  return concentration - ((2 * current) / (electrons * FARADAY)) * Math.sqrt(time / (Math.PI * diffusivity));
}

/** π D (n F c/(2i))² in s: when that falls to 0. Source: H. J. S. Sand, Phil. Mag. 1 (1901) 45. */
export function sandTime({ concentration, diffusivity, electrons }: Solute, current: number): number {
  const ratio = (electrons * FARADAY * concentration) / (2 * current);
  return Math.PI * diffusivity * ratio * ratio;
}

/**
 * Time in s at which the surface is exhausted under i = r t: ΔC = (4/3) r t^{3/2}/(n F √(πD)) = c.
 * @param rate r in A/(m² s)
 */
export function rampTransitionTime({ concentration, diffusivity, electrons }: Solute, rate: number): number {
  return ((3 * electrons * FARADAY * concentration * Math.sqrt(Math.PI * diffusivity)) / (4 * rate)) ** (2 / 3);
}

/** 4 n F D c a in A: steady current of a disc of radius a in an insulating plane. Source: Y. Saito, Rev. Polarogr. 15 (1968) 177. */
export function discCurrent({ concentration, diffusivity, electrons }: Solute, radius: number): number {
  return 4 * electrons * FARADAY * diffusivity * concentration * radius;
}

/**
 * Current over its steady value after a potential step at a disc, within 0.6 %, τ = 4Dt/a².
 * Source: D. Shoup, A. Szabo, J. Electroanal. Chem. 140 (1982) 237, eq. 6.
 */
export function shoupSzabo(tau: number): number {
  const s = 1 / Math.sqrt(tau);
  return 0.7854 + 0.8862 * s + 0.2146 * Math.exp(-0.7823 * s);
}

/** Current density after a step at a sphere of radius r in A/m²: n F D c (1/√(πDt) + 1/r), exact for all times. */
export function sphereCurrent({ concentration, diffusivity, electrons }: Solute, radius: number, time: number): number {
  return electrons * FARADAY * diffusivity * concentration * (1 / Math.sqrt(Math.PI * diffusivity * time) + 1 / radius);
}

/**
 * Current of a disc over its steady value at short times, √π/(2√τ) + π/4 + 0.094 √τ …, τ = 4Dt/a² ≪ 1.
 * Source: C. G. Phillips, K. M. Jansons, Proc. R. Soc. A 428 (1990) 431.
 */
export function discShortTime(tau: number): number {
  return Math.sqrt(Math.PI / tau) / 2 + Math.PI / 4 + 0.094 * Math.sqrt(tau);
}

/**
 * At long times, 1 + 4/(π^{3/2} √τ) + 0.05626 τ^{−3/2} − 0.00646 τ^{−5/2} …, τ ≫ 1.
 * Source: K. Aoki, J. Osteryoung, J. Electroanal. Chem. 160 (1984) 335.
 */
export function discLongTime(tau: number): number {
  return 1 + 4 / Math.PI ** 1.5 / Math.sqrt(tau) + 0.05626 * tau ** -1.5 - 0.00646 * tau ** -2.5;
}
