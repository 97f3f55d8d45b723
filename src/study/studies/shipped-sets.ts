import { DomainError } from "../../base/errors.ts";
import { suggest } from "../../cell/form/suggest.ts";
import type { CellSets } from "./cell-sets.ts";

/** The parameter sets that come with the program. */
export const shippedSets: CellSets = {
  names: [],
  cellOf(name) {
    throw new DomainError(`There is no parameter set "${name}". ${suggest(name, [])}`);
  },
};
