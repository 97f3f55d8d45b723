import { DomainError } from "../../base/errors.ts";
import { FARADAY } from "../../units/constants.ts";

/** Content of a pool of alloy. */
export interface PoolInput {
  /** m³ */
  readonly volume: number;
  /** m²: the area that capacities are given for, a named choice (pool, counter electrode, current collector). */
  readonly area: number;
  /** Of the component that is stripped. */
  readonly moleFraction: number;
  /** m³/mol of the alloy. */
  readonly molarVolume: number;
  /** kg/mol of the alloy. */
  readonly molarMass: number;
  readonly chargeNumber: number;
  /** Mole fraction of the stripped component at which a solid appears; null: none does. */
  readonly saturation: number | null;
}

/** What a pool can give. Charges in C, areal ones in C/m². */
export interface PoolCapacity {
  /** mol of alloy */
  readonly amount: number;
  /** kg */
  readonly mass: number;
  /** Volume over area, m: the depth of a pool that covers the area. */
  readonly depth: number;
  /** All of the component. */
  readonly charge: number;
  readonly arealCharge: number;
  /** Until the liquid is saturated; null without saturation. */
  readonly chargeToSaturation: number | null;
  readonly arealChargeToSaturation: number | null;
}

/**
 * Capacity of a pool of liquid alloy: n = V/V_m, Q = z F x n, and to saturation z F n (x − x_s)/(1 − x_s), as the other component
 * stays.
 *
 * @throws DomainError for a volume, area, molar volume, molar mass or charge number that is not positive, a mole fraction outside of
 * 0 … 1, or a pool that is past its saturation
 */
export function poolCapacity(input: PoolInput): PoolCapacity {
  const { volume, area, moleFraction, molarVolume, molarMass, chargeNumber, saturation } = input;
  if (!(volume > 0 && area > 0 && molarVolume > 0)) {
    throw new DomainError(
      `pool: volume ${volume} m³, area ${area} m², molar volume ${molarVolume} m³/mol must be > 0.`,
    );
  }
  if (!(moleFraction >= 0 && moleFraction <= 1)) {
    throw new DomainError(`pool: mole fraction ${moleFraction} of the stripped component must lie between 0 and 1.`);
  }
  if (!(molarMass > 0 && chargeNumber > 0)) {
    throw new DomainError(`pool: molar mass ${molarMass} kg/mol and charge number ${chargeNumber} must be > 0.`);
  }
  const amount = volume / molarVolume;
  const charge = chargeNumber * FARADAY * moleFraction * amount;
  const toSaturation =
    saturation === null ? null : chargeNumber * FARADAY * amount * removable(moleFraction, saturation);
  return {
    amount,
    mass: amount * molarMass,
    depth: volume / area,
    charge,
    arealCharge: charge / area,
    chargeToSaturation: toSaturation,
    arealChargeToSaturation: toSaturation === null ? null : toSaturation / area,
  };
}

/**
 * Moles of a component to take out of one mole of a binary alloy until its mole fraction falls from x to x_s: (x − x_s)/(1 − x_s).
 * @throws DomainError where x lies below x_s already, or either is outside of 0 … 1
 */
export function removable(moleFraction: number, saturation: number): number {
  if (!(moleFraction >= 0 && moleFraction <= 1 && saturation >= 0 && saturation < 1)) {
    throw new DomainError(
      `mole fraction ${moleFraction} must lie between 0 and 1, its saturation ${saturation} between 0 and below 1.`,
    );
  }
  if (moleFraction < saturation) {
    throw new DomainError(
      `mole fraction ${moleFraction} with saturation at ${saturation}: nothing can be removed before a solid appears.`,
    );
  }
  return (moleFraction - saturation) / (1 - saturation);
}
