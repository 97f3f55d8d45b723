import { gaussLegendre } from "../../numerics/quadrature/gauss-legendre.ts";
import type { Interval } from "./interval.ts";
import type { Direction, FalsifierLiquid } from "./liquid.ts";

/** The integrands are smooth between two compositions of one phase: 16 nodes are exact to 1e-9 there. */
const RULE = gaussLegendre(16);

/** What is integrated: D̃ and V are the ends of their intervals that the end of the result asks for. */
export type TransportIntegrand = (x: number, diffusivity: number, molarVolume: number) => number;

/** dΘ/dx = D̃/(V (1 − x)), as D̃ dc/(1 − c V̄) is at any V(x): the flux by diffusion and its own flow. */
export const withFlow: TransportIntegrand = (x, diffusivity, volume) => diffusivity / (volume * (1 - x));

/** dΛ/dx = D̃/V²: the same on the lattice of the other metal. */
export const onLattice: TransportIntegrand = (_x, diffusivity, volume) => diffusivity / (volume * volume);

/**
 * ∫ f dx between the bulk and the saturation, > 0 towards it and 0 where the bulk is there already. The lower end takes the
 * least D̃, the largest V and the saturation nearest to the bulk, the upper end the opposite: all errors together.
 */
export function transportIntegral(
  liquid: FalsifierLiquid,
  bulk: number,
  end: Interval,
  direction: Direction,
  integrand: TransportIntegrand,
): Interval {
  const near = direction === "strip" ? end.upper : end.lower;
  const far = direction === "strip" ? end.lower : end.upper;
  const pick = (to: number, which: "value" | "lower" | "upper"): number => {
    const distance = direction === "strip" ? bulk - to : to - bulk;
    if (distance <= 0) return 0;
    const opposite = which === "value" ? "value" : which === "lower" ? "upper" : "lower";
    let sum = 0;
    for (let k = 0; k < RULE.nodes.length; k++) {
      const x = 0.5 * (bulk + to) + 0.5 * (bulk - to) * RULE.nodes[k];
      sum += RULE.weights[k] * integrand(x, liquid.interdiffusion(x)[which], liquid.molarVolume(x)[opposite]);
    }
    return 0.5 * distance * sum;
  };
  return { value: pick(end.value, "value"), lower: pick(near, "lower"), upper: pick(far, "upper") };
}
