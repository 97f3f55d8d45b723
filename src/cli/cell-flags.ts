import type { CellDescription } from "../study/cell.ts";
import { parseQuantity } from "../units/quantity.ts";

/** The cell as the user gives it on the command line. */
export interface CellFlags {
  readonly area?: string;
  readonly thickness?: string;
  readonly working?: string;
  readonly counter?: string;
  readonly reference?: string;
}

/** The cell in SI. @throws DomainError for a quantity that cannot be read */
export function cellOf(flags: CellFlags): CellDescription {
  return {
    ...(flags.area === undefined ? {} : { area: parseQuantity(flags.area, "area") }),
    ...(flags.thickness === undefined ? {} : { thickness: parseQuantity(flags.thickness, "length") }),
    ...(flags.working === undefined ? {} : { working: flags.working }),
    ...(flags.counter === undefined ? {} : { counter: flags.counter }),
    ...(flags.reference === undefined ? {} : { reference: flags.reference }),
  };
}
