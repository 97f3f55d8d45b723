import type { CellDescription } from "../cell/form/description.ts";
import { type Alloy, alloyFromOption } from "../cell/submodels/alloy/alloy.ts";
import type { SimulateDocument } from "./simulate.ts";

/** A pool of an alloy in a cell: its alloy, and the name of its working metal where it has one. */
export interface PoolAlloy {
  readonly submodel: string;
  readonly alloy: Alloy;
  readonly metal: string | null;
  /** m²/s: what the thermodynamic factor is multiplied with; null where the pool has none. */
  readonly diffusivity: number | null;
}

/** The alloy pools of a cell, the one of the working electrode first. */
export function poolAlloys({ cell }: Pick<SimulateDocument, "cell">): readonly PoolAlloy[] {
  const found = known.get(cell.description) ?? madeFor(cell);
  known.set(cell.description, found);
  return found;
}

/** Alloys take long to make: those of a cell are made once. */
const known = new WeakMap<CellDescription, readonly PoolAlloy[]>();

function madeFor(cell: SimulateDocument["cell"]): PoolAlloy[] {
  return cell.description.submodels
    .flatMap((one) => (one.kind === "alloy-pool" ? [{ one, side: one.electrode === "counter" ? 1 : 0 }] : []))
    .sort((a, b) => a.side - b.side)
    .map(({ one: { name, options = {} } }) => {
      const amount = options.amount;
      const parameters = cell.submodels.find((known) => known.name === name)?.parameters ?? [];
      return {
        submodel: name,
        alloy: alloyFromOption(name, options.alloy, cell.temperature),
        metal: typeof amount === "string" && /^[A-Z][a-z]?$/.test(amount) ? amount : null,
        diffusivity: parameters.find((parameter) => parameter.name === "diffusivity")?.value ?? null,
      };
    });
}
