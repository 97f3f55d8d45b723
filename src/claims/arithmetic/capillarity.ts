// Will move to cell/ with contact and wetting.

import { cos, pow } from "../../numerics/elementary/index.ts";

/** Least radius in m of a round pore that a liquid of surface tension γ in N/m and contact angle θ > π/2 enters under a pressure p in Pa: −2 γ cos θ / p (Washburn 1921). */
export function poreRadius(surfaceTension: number, contactAngle: number, pressure: number): number {
  return (-2 * surfaceTension * cos(contactAngle)) / pressure;
}

/** Time in s in which capillarity moves a liquid body of size L in m against its inertia: √(ρ L³ / γ) (Rayleigh). */
export function capillaryTime(density: number, length: number, surfaceTension: number): number {
  return Math.sqrt((density * pow(length, 3)) / surfaceTension);
}
