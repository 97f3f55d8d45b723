import { pow } from "../../numerics/elementary/index.ts";

/**
 * h = T g(T / T_C) of Inden, Hillert and Jarl and its derivatives: the magnetic Gibbs energy is R h ln(β + 1).
 *
 * With u = T_C / T, A = 518/1125 + (11692/15975)(1/p − 1):
 * - u > 1: g = 1 − [79 u/(140 p) + (474/497)(1/p − 1)(u⁻³/6 + u⁻⁹/135 + u⁻¹⁵/600)] / A
 * - u ≤ 1: g = −[u⁵/10 + u¹⁵/315 + u²⁵/1500] / A
 *
 * Source: M. Hillert, M. Jarl, Calphad 2 (1978) 227, equations 15 and 16.
 *
 * @param critical T_C in K, ≥ 0; at 0 every entry is 0
 * @param shortRangeShare p
 * @param out h in K, ∂h/∂T, ∂h/∂T_C, ∂²h/∂T², ∂²h/∂T∂T_C, ∂²h/∂T_C²
 */
export function magneticFactor(
  temperature: number,
  critical: number,
  shortRangeShare: number,
  out: Float64Array,
): void {
  const u = critical / temperature;
  const q = 1 / shortRangeShare - 1;
  const a = 518 / 1125 + (11692 / 15975) * q;
  let g: number; // g and its first two derivatives in u
  let g1: number;
  let g2: number;
  if (u > 1) {
    const linear = 79 / (140 * shortRangeShare);
    const series = (474 / 497) * q;
    const v3 = pow(u, -3);
    const v9 = v3 * v3 * v3;
    const v15 = v9 * v3 * v3;
    g = 1 - (linear * u + series * (v3 / 6 + v9 / 135 + v15 / 600)) / a;
    g1 = -(linear - (series * (v3 / 2 + v9 / 15 + v15 / 40)) / u) / a;
    g2 = -(series * (2 * v3 + (2 * v9) / 3 + (2 * v15) / 5)) / (a * u * u);
  } else {
    const u3 = u * u * u;
    const u5 = u3 * u * u;
    const u10 = u5 * u5;
    g = -(u5 * (1 / 10 + u10 / 315 + (u10 * u10) / 1500)) / a;
    g1 = -(u * u3 * (1 / 2 + u10 / 21 + (u10 * u10) / 60)) / a;
    g2 = -(u3 * (2 + (2 * u10) / 3 + (2 * u10 * u10) / 5)) / a;
  }
  out[0] = temperature * g;
  out[1] = g - u * g1;
  out[2] = g1;
  out[3] = (u * u * g2) / temperature;
  out[4] = (-u * g2) / temperature;
  out[5] = g2 / temperature;
}
