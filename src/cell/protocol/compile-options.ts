import { DomainError } from "../../base/errors.ts";
import type { ElectrodeRole } from "../conventions.ts";
import { capacityText, currentText } from "./print.ts";
import type { Capacity, Current, CurrentRamp, Power } from "./quantities.ts";

export interface CompileOptions {
  /** m², of the working electrode; needed where a current, a charge or a power is absolute (mA, mAh, mW). */
  readonly area?: number;
  /** What 1C and "50% of capacity" refer to: C, or C/m². */
  readonly nominalCapacity?: { readonly value: number; readonly unit: "C" | "C/m2" };
  /** The electrode that strip and plate speak of. Default: working, which positive cell current strips. */
  readonly electrode?: ElectrodeRole;
}

/** Turns the quantities of one step into densities; its errors quote the step. */
export interface Densities {
  /** A/m² */
  current(current: Current): number;
  /** C/m² */
  capacity(capacity: Capacity): number;
  /** W/m² */
  power(power: Power): number;
  /** A/(m² s) */
  ramp(ramp: CurrentRamp): number;
}

const AREA = "give the area of the working electrode, as in 0.385 cm2";
const CAPACITY = "give the nominal capacity, as in 2 mAh or 5 mAh/cm2";

/** @throws DomainError for an area or a capacity that is no positive number */
export function checkOptions({ area, nominalCapacity }: CompileOptions): void {
  if (area !== undefined && !(area > 0 && Number.isFinite(area))) {
    throw new DomainError(
      `The area of the working electrode is ${area} m²; it is a number above 0, as in 0.385e-4 for 0.385 cm2.`,
    );
  }
  const capacity = nominalCapacity?.value;
  if (capacity !== undefined && !(capacity > 0 && Number.isFinite(capacity))) {
    throw new DomainError(`The nominal capacity is ${capacity} ${nominalCapacity?.unit}; it is a number above 0.`);
  }
}

/** @param sentence of the step, which errors quote */
export function densitiesOf({ area, nominalCapacity }: CompileOptions, sentence: string): Densities {
  const perArea = (value: number, what: string, density: string): number => {
    if (area === undefined) {
      throw new DomainError(
        `"${sentence}": ${what} is absolute, and the simulator counts per area: ${AREA}, or write a density, as in ${density}.`,
      );
    }
    return value / area;
  };
  const nominal = (what: string): number => {
    if (nominalCapacity === undefined) throw new DomainError(`"${sentence}": ${what} needs a capacity: ${CAPACITY}.`);
    const { value, unit } = nominalCapacity;
    if (unit === "C/m2") return value;
    return perArea(value, "the nominal capacity", "5 mAh/cm2");
  };
  return {
    current(current) {
      const { value, unit } = current;
      if (unit === "A/m2") return value;
      if (unit === "A") return perArea(value, currentText(current), "0.4 mA/cm2");
      return (value * nominal(currentText(current))) / 3600;
    },
    capacity(capacity) {
      const { value, unit } = capacity;
      if (unit === "C/m2") return value;
      if (unit === "C") return perArea(value, capacityText(capacity), "1 mAh/cm2");
      return value * nominal(capacityText(capacity));
    },
    power: ({ value, unit }) => (unit === "W/m2" ? value : perArea(value, "its power", "2 mW/cm2")),
    ramp: ({ value, unit }) => (unit === "A/m2/s" ? value : perArea(value, "its rate", "0.1 mA/cm2/min")),
  };
}
