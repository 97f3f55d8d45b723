import { gaussLegendre } from "../../../src/numerics/quadrature/gauss-legendre.ts";
import { type Element, elementGamma } from "./elements.ts";

const RULE = gaussLegendre(8);
/** Panels of the tabulated integral in ln τ about τ₀, and how far they reach: γ of a drawn element is below 1e-9 there. */
const PANEL = 0.1;
const REACH = 60;

const tables = new WeakMap<Element, Float64Array>();

/**
 * F(τ) = ∫ γ d ln τ from 0 to τ in Ω of one element: closed forms, of a ZARC
 * R {½ + arctan[tan(φπ/2) tanh(φ x/2)] / (πφ)} with x = ln(τ/τ₀); 8-point Gauss-Legendre panels for HN and GS.
 */
export function elementCumulative(e: Element, tau: number): number {
  switch (e[0]) {
    case "R":
    case "L":
    case "W":
      return 0;
    case "RC":
      return tau >= e[2] ? e[1] : 0;
    case "G":
      return ((2 * e[1]) / Math.PI) * Math.asin(Math.sqrt(Math.min(tau / e[2], 1)));
    case "BOX":
      return e[1] * Math.min(1, Math.max(0, Math.log(tau / e[2]) / Math.log(e[3] / e[2])));
    case "ZARC": {
      const [, r, t0, p] = e;
      if (p >= 1) return tau >= t0 ? r : 0;
      const x = Math.log(tau / t0);
      return r * (0.5 + Math.atan(Math.tan((p * Math.PI) / 2) * Math.tanh((p * x) / 2)) / (Math.PI * p));
    }
    default:
      return tabulated(e, Math.log(tau / e[2]));
  }
}

/** Σ F(τ) of the elements in Ω. */
export function exactCumulative(elements: readonly Element[], tau: number): number {
  return elements.reduce((sum, e) => sum + elementCumulative(e, tau), 0);
}

function tabulated(e: Element & { readonly 2: number }, x: number): number {
  const panels = Math.round((2 * REACH) / PANEL);
  let table = tables.get(e);
  if (table === undefined) {
    table = new Float64Array(panels + 1);
    for (let i = 0; i < panels; i++) table[i + 1] = table[i] + panel(e, -REACH + i * PANEL, -REACH + (i + 1) * PANEL);
    tables.set(e, table);
  }
  if (x <= -REACH) return 0;
  if (x >= REACH) return table[panels];
  const i = Math.min(panels - 1, Math.floor((x + REACH) / PANEL));
  return table[i] + panel(e, -REACH + i * PANEL, x);
}

function panel(e: Element & { readonly 2: number }, from: number, to: number): number {
  const half = (to - from) / 2;
  let sum = 0;
  for (let i = 0; i < RULE.nodes.length; i++) {
    sum += half * RULE.weights[i] * elementGamma(e, e[2] * Math.exp(from + half * (1 + RULE.nodes[i])));
  }
  return sum;
}
