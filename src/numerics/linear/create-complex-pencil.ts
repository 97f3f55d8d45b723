import { ComplexBandedPencil } from "./complex-banded-pencil.ts";
import { complexDensePencil } from "./complex-dense-pencil.ts";
import type { MatrixLayout } from "./layout.ts";
import type { ComplexPencil, Mass } from "./pencil.ts";

/**
 * The method that suits a layout, with all its memory, for complex α.
 * @throws DomainError where the mass does not fit the layout
 */
export function createComplexPencil(layout: MatrixLayout, mass: Mass): ComplexPencil {
  return layout.kind === "banded" ? new ComplexBandedPencil(layout, mass) : complexDensePencil(layout, mass);
}
