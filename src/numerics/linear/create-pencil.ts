import { ArrowPencil } from "./arrow-pencil.ts";
import { BandedPencil } from "./banded-pencil.ts";
import { densePencil } from "./dense-pencil.ts";
import type { MatrixLayout } from "./layout.ts";
import type { Mass, Pencil } from "./pencil.ts";

/**
 * The method that suits a layout, with all its memory.
 * @throws DomainError where the mass does not fit the layout
 */
export function createPencil(layout: MatrixLayout, mass: Mass): Pencil {
  if (layout.kind === "arrow") return new ArrowPencil(layout, mass);
  return layout.kind === "banded" ? new BandedPencil(layout, mass) : densePencil(layout, mass);
}
