import { expect, it } from "vitest";
import { arrowLayout } from "../linear/arrow-layout.ts";
import type { DaeSystem } from "./dae-system.ts";
import { indexFault } from "./index-check.ts";

/** x' = −x − z₁ − z₂, 0 = a x − z₁ + 1, 0 = z₁ − b z₂: of index 1 for every a, and every b but 0. */
function coupled(a: number, b: number): DaeSystem {
  const layout = arrowLayout({ border: 3, chains: [] });
  const rows = [
    [-1, -1, -1],
    [a, -1, 0],
    [0, 1, -b],
  ];
  return {
    layout,
    mass: { kind: "diagonal", values: Float64Array.of(1, 0, 0) },
    evaluate: (_t, y, out) => {
      rows.forEach((row, i) => {
        out[i] = row.reduce((sum, entry, j) => sum + entry * y[j], i === 1 ? 1 : 0);
      });
    },
    jacobian: (_t, _y, out) => out.set(rows.flat()),
  };
}

/** Where x is 0 and z₁ large, what is left of z₁ in its equation, its rounding over a, must not count as a move of x. */
const AT = Float64Array.of(0, 1e4, 1e4);

// Oracle: ∂f/∂z = [[−1, 0], [1, −b]], whose determinant b does not contain a.
it("does not take the rounding of algebraic unknowns for a move of a differential one", () => {
  for (const a of [1e3, 1, 1e-3, 1e-6]) expect(indexFault(coupled(a, 1), 0, AT)).toBeUndefined();
});

it("says the same of a system whatever it was asked about another state before", () => {
  const one = coupled(1, 1);
  const other = coupled(2e-3, 1);
  let present = one;
  const changing: DaeSystem = {
    ...one,
    evaluate: (t, y, out) => present.evaluate(t, y, out),
    jacobian: (t, y, out) => present.jacobian(t, y, out),
  };
  expect(indexFault(changing, 0, AT)).toBeUndefined();
  present = other;
  expect(indexFault(changing, 0, AT)).toBeUndefined();
});

it("names the unknown that no equation determines", () => {
  for (const a of [1e3, 1, 1e-3]) expect(indexFault(coupled(a, 0), 0, AT)).toMatch(/least of all unknown 2/);
});
