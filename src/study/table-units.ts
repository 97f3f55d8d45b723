import { figureUnit, shownUnit } from "../figures/simulated-course.ts";
import { parseUnit } from "../units/unit.ts";

/** Units in which quantities were written, by "submodel.parameter": those of a parameter set. */
export type WrittenUnits = ReadonlyMap<string, string>;

/** How many of the unit in which a quantity is read one of SI is, and that unit as it is printed; "" for a pure number. */
export interface TableUnit {
  readonly factor: number;
  readonly unit: string;
}

/**
 * The one unit of a quantity in all tables of a page: that in which it was written, else that in which people read its kind.
 * @param unit of SI
 */
export function unitInTables(unit: string, written?: string): TableUnit {
  if (written === undefined || written === "1") return figureUnit(unit, [Number.POSITIVE_INFINITY]);
  const [own, si] = [parseUnit(written), parseUnit(unit)];
  if (own.dimension.some((power, i) => power !== si.dimension[i])) return figureUnit(unit, [Number.POSITIVE_INFINITY]);
  return { factor: si.factor / own.factor, unit: writtenUnit(written) };
}

/** A unit as people write it in a file, as it is printed: nmol/cm2 → nmol cm⁻², umol → µmol. */
export function writtenUnit(unit: string): string {
  return shownUnit(unit)
    .replace(/(?<![A-Za-zµ])u(?=[A-Za-z])/g, "µ")
    .replace(/\bohm\b|\bOhm\b/g, "Ω");
}
