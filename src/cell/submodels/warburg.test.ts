import { describe, expect, it } from "vitest";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { composeCell } from "../form/compose.ts";
import { impedanceOf } from "../linearise/impedance-of.ts";

// Impedance from the Jacobian of composed cells against Warburg's formulas. ANALYTIC_TABLE=1 prints the table of the documentation.

type Complex = readonly [number, number];
type Kind = "semi-infinite" | "transmissive" | "blocking";

const TEMPERATURE = 298.15;
const THERMAL = (GAS_CONSTANT * TEMPERATURE) / FARADAY;
const D = 1e-9;
const LENGTH = 1e-5;
const RATE_CONSTANT = 1e-4;
const CONCENTRATION = 1;

/** tanh(u)/u, coth(u)/u or 1/u with u = √(jωL²/D). */
function warburg(kind: Kind, angular: number): Complex {
  const s = Math.sqrt((angular * LENGTH * LENGTH) / (2 * D));
  const divide = ([re, im]: Complex): Complex => [(re + im) / (2 * s), (im - re) / (2 * s)];
  if (kind === "semi-infinite") return divide([1, 0]);
  // tanh(s + js) = (sinh 2s + j sin 2s)/(cosh 2s + cos 2s)
  const [a, b, c, d] = [Math.sinh(2 * s), Math.sin(2 * s), Math.cosh(2 * s), Math.cos(2 * s)] as const;
  return divide(kind === "transmissive" ? [a / (c + d), b / (c + d)] : [a / (c - d), -b / (c - d)]);
}

/** The diffusion impedance of a metal dissolved in a film, over its R_D = RT L/(n²F² D c); the transfer resistance is taken off. */
function simulated(kind: Kind, angular: number, cells: number): Complex {
  // Half a space: 40 penetration depths, of which the far side is felt by e^{−57}.
  const length = kind === "semi-infinite" ? 40 * Math.sqrt(D / angular) : LENGTH;
  const model = composeCell({
    schema: "liquidus.cell-model/1",
    name: "film",
    temperature: TEMPERATURE,
    submodels: [
      {
        name: "metal",
        kind: "soluble-species",
        parameters: { diffusivity: D, initialConcentration: CONCENTRATION, length },
        options: {
          far: kind === "transmissive" ? "fixed" : "blocking",
          mesh: { kind: "graded", cells, grading: kind === "semi-infinite" ? 6 : 1 },
        },
      },
      {
        name: "reaction",
        kind: "dissolution",
        parameters: { rateConstant: RATE_CONSTANT, referenceConcentration: 2, transferCoefficient: 0.3 },
        connect: { reduced: "metal.surface concentration" },
      },
    ],
  });
  const { total } = impedanceOf(model, model.initialState(), Float64Array.of(angular / (2 * Math.PI)));
  // i0 = F k0 c_R^α c_ref^{1−α}: at equilibrium both directions carry the same
  const exchange = FARADAY * RATE_CONSTANT * CONCENTRATION ** 0.3 * 2 ** 0.7;
  const scale = (THERMAL * LENGTH) / (FARADAY * D * CONCENTRATION);
  return [((total.real[0] as number) - THERMAL / exchange) / scale, (total.imaginary[0] as number) / scale];
}

const distance = (a: Complex, b: Complex): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

describe("Warburg impedance from the Jacobian", () => {
  it.each([
    { kind: "semi-infinite", angular: 1, coarsest: 100 },
    { kind: "semi-infinite", angular: 10, coarsest: 100 },
    { kind: "transmissive", angular: 1, coarsest: 20 },
    { kind: "transmissive", angular: 10, coarsest: 20 },
    { kind: "blocking", angular: 1, coarsest: 20 },
    { kind: "blocking", angular: 10, coarsest: 20 },
  ] as const)("$kind at ω = $angular", ({ kind, angular, coarsest }) => {
    const exact = warburg(kind, angular);
    const size = Math.hypot(...exact);
    const [a, b, c] = [1, 2, 4].map((times) => simulated(kind, angular, times * coarsest)) as [
      Complex,
      Complex,
      Complex,
    ];
    const order = Math.log2(distance(a, b) / distance(b, c));
    const extrapolated: Complex = [(4 * c[0] - b[0]) / 3, (4 * c[1] - b[1]) / 3];
    const error = distance(c, exact) / size;
    const rest = distance(extrapolated, exact) / size;
    if (process.env.ANALYTIC_TABLE !== undefined)
      console.log(
        `| ${kind} Warburg, ω = ${angular} | ${exact.map((x) => x.toFixed(10)).join(" ")}j | ${c.map((x) => x.toFixed(10)).join(" ")}j | ${error.toExponential(1)} | ${order.toFixed(3)} | ${rest.toExponential(1)} |`,
      );
    expect(order).toBeGreaterThan(1.95);
    expect(order).toBeLessThan(2.05);
    // What h² leaves: of the size of the square of the error before it, and rounding of a difference of resistances.
    expect(rest).toBeLessThan(8 * (distance(b, exact) / size) ** 2 + 1e-11);
  });

  it("has the numbers of the table of formulas", () => {
    expect(warburg("transmissive", 1)[0]).toBeCloseTo(0.99866885, 9);
    expect(warburg("transmissive", 1)[1]).toBeCloseTo(-0.0332794536, 9);
    expect(warburg("transmissive", 10)[0]).toBeCloseTo(0.8854508123, 9);
    expect(warburg("transmissive", 10)[1]).toBeCloseTo(-0.2869778728, 9);
  });
});
