// Will move to cell/ with contact and wetting.

/** Least radius in m of a round pore that a liquid of surface tension γ in N/m and contact angle θ > π/2 enters under a pressure p in Pa: −2 γ cos θ / p (Washburn 1921). */
export function poreRadius(surfaceTension: number, contactAngle: number, pressure: number): number {
  return (-2 * surfaceTension * Math.cos(contactAngle)) / pressure;
}

/** Time in s in which capillarity moves a liquid body of size L in m against its inertia: √(ρ L³ / γ) (Rayleigh). */
export function capillaryTime(density: number, length: number, surfaceTension: number): number {
  return Math.sqrt((density * length ** 3) / surfaceTension);
}
