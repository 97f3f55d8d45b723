import type { DaeSystem } from "../../src/numerics/dae/dae-system.ts";
import type { IntegratorSettings } from "../../src/numerics/dae/integrator.ts";
import { denseLayout } from "../../src/numerics/linear/dense-layout.ts";

export const tight: IntegratorSettings = { relativeTolerance: 1e-9, absoluteTolerance: 1e-10 };

/** A dense system with a diagonal mass. @param names of unknowns and of equations */
export function system(
  diagonal: readonly number[],
  evaluate: DaeSystem["evaluate"],
  jacobian: (y: Float64Array) => readonly number[],
  names?: readonly (readonly [string, string])[],
): DaeSystem {
  const base: DaeSystem = {
    layout: denseLayout(diagonal.length),
    mass: { kind: "diagonal", values: Float64Array.from(diagonal) },
    evaluate,
    jacobian: (_t, y, out) => out.set(jacobian(y)),
  };
  return names === undefined ? base : { ...base, nameOf: (i) => names[i] };
}

/** y'' = −y: y = cos t from (1, 0). */
export const oscillator = system(
  [1, 1],
  (_t, y, out) => {
    out[0] = y[1];
    out[1] = -y[0];
  },
  () => [0, 1, -1, 0],
);
