import { ComplexArrowPencil } from "./complex-arrow-pencil.ts";
import { ComplexBandedPencil } from "./complex-banded-pencil.ts";
import { complexDensePencil } from "./complex-dense-pencil.ts";
import type { MatrixLayout } from "./layout.ts";
import type { ComplexPencil, Mass } from "./pencil.ts";

/**
 * The method that suits a layout, with all its memory, for complex α.
 * @throws DomainError where the mass does not fit the layout
 */
export function createComplexPencil(layout: MatrixLayout, mass: Mass): ComplexPencil {
  if (layout.kind === "arrow") return new ComplexArrowPencil(layout, mass);
  return layout.kind === "banded" ? new ComplexBandedPencil(layout, mass) : complexDensePencil(layout, mass);
}
