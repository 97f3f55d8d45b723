// Will move to cycling/ and cell/ with the half cycles and the geometry of cells.
import { FARADAY } from "../../units/constants.ts";

/** Area in m² of a disc of diameter d in m: π d² / 4. */
export function discArea(diameter: number): number {
  return (Math.PI * diameter * diameter) / 4;
}

/** Amount in mol of an ion of charge number z that a charge Q in C carries: Q / (z F). Also mol/m² from C/m². */
export function amountFromCharge(charge: number, chargeNumber = 1): number {
  return charge / (chargeNumber * FARADAY);
}

/** Charge in C that an amount n in mol carries: z F n. Also C/m² from mol/m². */
export function chargeFromAmount(amount: number, chargeNumber = 1): number {
  return chargeNumber * FARADAY * amount;
}

/** Thickness in m of a dense layer of molar volume V in m³/mol that an areal charge in C/m² leaves: V q / (z F). */
export function layerThickness(arealCharge: number, molarVolume: number, chargeNumber = 1): number {
  return molarVolume * amountFromCharge(arealCharge, chargeNumber);
}

/** Time in s of a cycle that plates and strips an areal charge q in C/m² at a current density j in A/m²: 2 q / j. */
export function cycleTime(arealCharge: number, currentDensity: number): number {
  return (2 * arealCharge) / currentDensity;
}
