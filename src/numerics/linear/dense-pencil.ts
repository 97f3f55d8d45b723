import { equilibratedWorkspace, factorEquilibrated, solveEquilibrated } from "./equilibrated-lu.ts";
import type { MatrixLayout } from "./layout.ts";
import { massEntries } from "./mass.ts";
import type { Mass, Pencil } from "./pencil.ts";

/** αM − J as a full matrix, whatever the layout: the plain method, and the oracle of the others. */
export function densePencil(layout: MatrixLayout, mass: Mass): Pencil {
  const n = layout.size;
  const slots = denseSlots(layout);
  const masses = massEntries(layout, mass);
  const lu = new Float64Array(n * n);
  const order = new Int32Array(n);
  const work = new Float64Array(equilibratedWorkspace(n));
  return {
    layout,
    mass,
    factor(alpha, jacobian) {
      for (let at = 0; at < n * n; at++) {
        const slot = slots[at];
        lu[at] = slot < 0 ? 0 : alpha * masses[slot] - jacobian[slot];
      }
      return factorEquilibrated(lu, n, order, work);
    },
    solve: (b) => solveEquilibrated(lu, n, order, b, work),
  };
}

/** Slot of each entry of the full matrix, row by row, −1 where the layout has none. */
export function denseSlots(layout: MatrixLayout): Int32Array {
  const n = layout.size;
  const slots = new Int32Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) slots[i * n + j] = layout.slot(i, j);
  return slots;
}
