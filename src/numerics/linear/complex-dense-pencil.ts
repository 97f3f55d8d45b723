import { factorComplexEquilibrated, solveComplexEquilibrated } from "./complex-equilibrated-lu.ts";
import { denseSlots } from "./dense-pencil.ts";
import type { MatrixLayout } from "./layout.ts";
import { massEntries } from "./mass.ts";
import type { ComplexPencil, Mass } from "./pencil.ts";

/** αM − J with complex α as a full matrix, whatever the layout: the plain method, and the oracle of the others. */
export function complexDensePencil(layout: MatrixLayout, mass: Mass): ComplexPencil {
  const n = layout.size;
  const slots = denseSlots(layout);
  const masses = massEntries(layout, mass);
  const re = new Float64Array(n * n);
  const im = new Float64Array(n * n);
  const order = new Int32Array(n);
  const work = new Float64Array(2 * n);
  return {
    layout,
    mass,
    factor(alphaReal, alphaImaginary, jacobian) {
      for (let at = 0; at < n * n; at++) {
        const slot = slots[at];
        re[at] = slot < 0 ? 0 : alphaReal * masses[slot] - jacobian[slot];
        im[at] = slot < 0 ? 0 : alphaImaginary * masses[slot];
      }
      return factorComplexEquilibrated(re, im, n, order, work);
    },
    solve: (real, imaginary) => solveComplexEquilibrated(re, im, n, order, real, imaginary, work),
  };
}
