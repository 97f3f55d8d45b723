import { describe, expect, it } from "vitest";
import { arcSpectrum, logFrequencies, mulberry32 } from "../../../test/support/eis-workload.ts";
import { type CircuitElement, frequencyGrid } from "./element.ts";
import { circuitElements, elementOfSymbol } from "./elements/registry.ts";
import { circuitEvaluator } from "./evaluator.ts";
import { parseCircuit } from "./notation.ts";
import { circuitProblem, elementRanges } from "./problem.ts";
import { weightRoots } from "./weighting.ts";

type Complex = readonly [number, number];

function impedance(element: CircuitElement, p: readonly number[], omega: number): Complex {
  const z = new Float64Array(2);
  const grid = frequencyGrid(Float64Array.of(omega / (2 * Math.PI)));
  element.impedance(grid, Float64Array.from(p), 0, z, new Float64Array(2 * p.length));
  return [z[0] as number, z[1] as number];
}

const one = (symbol: string): CircuitElement => elementOfSymbol(symbol) as CircuitElement;

/** Parameters over their plausible range. */
function draw(element: CircuitElement, random: () => number): number[] {
  return element.parameters.map(({ scale, lower, upper }) =>
    scale === "linear" ? lower + (upper - lower) * random() : 10 ** (8 * random() - 5),
  );
}

describe("elements", () => {
  const frequency = logFrequencies(1e7, 1e-5, 49);

  it.each(circuitElements.map((element) => [element.symbol, element] as const))(
    "%s: derivatives agree with central differences",
    (_, element) => {
      const random = mulberry32(3);
      const count = element.parameters.length;
      const size = 2 * frequency.length;
      const grid = frequencyGrid(frequency);
      let worst = 0;
      for (let trial = 0; trial < 20; trial++) {
        const p = Float64Array.from(draw(element, random));
        const dz = new Float64Array(count * size);
        element.impedance(grid, p, 0, new Float64Array(size), dz);
        for (let k = 0; k < count; k++) {
          const value = p[k] as number;
          const h = value * 6e-6;
          const [above, below] = [h, -h].map((shift) => {
            const z = new Float64Array(size);
            element.impedance(
              grid,
              Float64Array.from(p, (v, l) => (l === k ? v + shift : v)),
              0,
              z,
              new Float64Array(count * size),
            );
            return z;
          }) as [Float64Array, Float64Array];
          for (let i = 0; i < size; i += 2) {
            const modulus = Math.hypot(above[i] as number, above[i + 1] as number);
            for (const j of [i, i + 1]) {
              const difference = ((above[j] as number) - (below[j] as number)) / (2 * h);
              const error = Math.abs((dz[k * size + j] as number) - difference) * value;
              worst = Math.max(worst, error / modulus / Math.max(1, Math.abs(grid.logOmega[i >> 1] as number)));
            }
          }
        }
      }
      expect(worst).toBeLessThan(2e-8);
    },
  );

  it("has finite impedance and derivatives from 1 nHz to 1 THz", () => {
    const random = mulberry32(5);
    const wide = logFrequencies(1e12, 1e-9, 64);
    for (const element of circuitElements) {
      for (let trial = 0; trial < 20; trial++) {
        const z = new Float64Array(128);
        const dz = new Float64Array(128 * element.parameters.length);
        element.impedance(frequencyGrid(wide), Float64Array.from(draw(element, random)), 0, z, dz);
        expect(z.every(Number.isFinite) && dz.every(Number.isFinite)).toBe(true);
        expect(z.every((part, i) => i % 2 === 1 || part >= 0)).toBe(true);
      }
    }
  });

  it("has the known values and limits", () => {
    const close = ([re, im]: Complex, [re0, im0]: Complex): void => {
      expect(Math.hypot(re - re0, im - im0) / Math.hypot(re0, im0)).toBeLessThan(1e-9);
    };
    close(impedance(one("R"), [7], 3), [7, 0]);
    close(impedance(one("C"), [0.5], 4), [0, -0.5]);
    close(impedance(one("L"), [0.5], 4), [0, 2]);
    close(impedance(one("CPE"), [0.5, 1], 4), [0, -0.5]); // n = 1 is a capacitor
    close(impedance(one("CPE"), [0.5, 0.5], 4), [Math.SQRT1_2, -Math.SQRT1_2]); // n = ½: (1 − j)/(Q √(2ω))
    close(impedance(one("W"), [6], 4), [3, -3]);
    close(impedance(one("ZARC"), [8, 0.25, 1], 4), [4, -4]); // n = 1 is a semicircle, apex at ωτ = 1
    close(impedance(one("ZARC"), [8, 2, 0.8], 1e-14), [8, 0]);
    close(impedance(one("G"), [8, 3], 1e-12), [8, 0]);
    close(impedance(one("G"), [8, 1], 1e14), [8e-7 * Math.SQRT1_2, -8e-7 * Math.SQRT1_2]);
    // Diffusion through a layer: Z0 at ω → 0; √(jωτ)⁻¹ at ω → ∞. Blocked: Z0/3 + Z0/(jωτ).
    close(impedance(one("Ws"), [8, 3], 1e-12), [8, 0]);
    close(impedance(one("Wo"), [9, 1], 1e-4), [3, -9e4]);
    for (const symbol of ["Ws", "Wo"]) {
      close(impedance(one(symbol), [8, 2], 1e16), [8 / 2e8, -8 / 2e8]);
      // The series and the closed form meet at ωτ = 10⁻³.
      close(impedance(one(symbol), [1, 1], 1e-3 * (1 - 1e-12)), impedance(one(symbol), [1, 1], 1e-3 * (1 + 1e-12)));
    }
    // Special cases of the generalised elements are the simple ones; a pore is Won with n = ½ and τ = R Q at n = 1.
    for (const omega of [1e-6, 0.3, 2, 1e5]) {
      close(impedance(one("HN"), [8, 0.2, 0.8, 1], omega), impedance(one("ZARC"), [8, 0.2, 0.8], omega));
      close(impedance(one("HN"), [8, 0.2, 1, 0.5], omega), impedance(one("G"), [8, 0.2], omega));
      close(impedance(one("La"), [0.5, 1], omega), impedance(one("L"), [0.5], omega));
      close(impedance(one("Wsn"), [8, 3, 0.5], omega), impedance(one("Ws"), [8, 3], omega));
      close(impedance(one("Won"), [8, 3, 0.5], omega), impedance(one("Wo"), [8, 3], omega));
      close(impedance(one("TL"), [8, 0.5, 1], omega), impedance(one("Wo"), [8, 4], omega));
      close(impedance(one("TLR"), [8, 0.5, 0.8, 1e15], omega), impedance(one("TL"), [8, 0.5, 0.8], omega));
    }
    // At ω → 0 a reacting pore is R coth(√(R/Rct))/√(R/Rct): R = Rct = 8 gives 8 coth 1.
    close(impedance(one("TLR"), [8, 0.5, 0.8, 8], 1e-14), [8 / Math.tanh(1), 0]);
    close(impedance(one("La"), [2, 0.5], 4), [4 * Math.SQRT1_2, 4 * Math.SQRT1_2]);
    // tanh(1 + j)/(1 + j) and 1/((1 + j) tanh(1 + j)): ωτ = 2, by Python's cmath.tanh(1+1j).
    close(impedance(one("Ws"), [1, 2], 1), [0.6778379563291032, -0.4060853710095914]);
    close(impedance(one("Wo"), [1, 2], 1), [0.32519629052076116, -0.5428178523751638]);
  });
});

describe("circuitEvaluator", () => {
  const frequency = logFrequencies(1e5, 1e-2, 30);

  it("adds impedances in series and admittances side by side", () => {
    const evaluator = circuitEvaluator(parseCircuit("R0-p(R1,C1)"), Float64Array.of(1 / (2 * Math.PI)));
    // 5 + 10/(1 + j·1·10·0.1) = 10 − 5j
    const z = evaluator.evaluate(Float64Array.of(5, 10, 0.1));
    expect(z[0]).toBeCloseTo(10, 12);
    expect(z[1]).toBeCloseTo(-5, 12);
  });

  it("equals the arc by its time constant", () => {
    const tau = (20 * 3e-4) ** (1 / 0.8);
    const pair = circuitEvaluator(parseCircuit("p(R1,CPE1)"), frequency).evaluate(Float64Array.of(20, 3e-4, 0.8));
    const arc = circuitEvaluator(parseCircuit("ZARC1"), frequency).evaluate(Float64Array.of(20, tau, 0.8));
    pair.forEach((value, i) => {
      expect(value).toBeCloseTo(arc[i] as number, 10);
    });
  });

  it("propagates derivatives through nested groups: central differences", () => {
    const circuit = parseCircuit("L0-R0-p(R1-p(R2-Wo1,C2),CPE1,R5-L3)-p(G1,C4)-Ws2");
    const evaluator = circuitEvaluator(circuit, frequency);
    const random = mulberry32(11);
    const size = 2 * frequency.length;
    const p = Float64Array.from(circuit.elements.flatMap(({ element }) => draw(element, random).map((v) => v)));
    evaluator.evaluate(p);
    const derivatives = new Float64Array(size * p.length);
    evaluator.derivatives(derivatives);
    p.forEach((value, k) => {
      const h = value * 6e-6;
      const above = Float64Array.from(evaluator.evaluate(Float64Array.from(p, (v, l) => (l === k ? v + h : v))));
      const below = Float64Array.from(evaluator.evaluate(Float64Array.from(p, (v, l) => (l === k ? v - h : v))));
      for (let i = 0; i < size; i++) {
        const even = i - (i % 2);
        const modulus = Math.hypot(above[even] as number, above[even + 1] as number);
        const difference = ((above[i] as number) - (below[i] as number)) / (2 * h);
        expect(Math.abs((derivatives[k * size + i] as number) - difference) * value).toBeLessThan(2e-7 * modulus);
      }
    });
  });
});

describe("circuitProblem", () => {
  it("has the Jacobian of its residuals in ln R, ln Q and n: central differences", () => {
    const frequency = logFrequencies(1e5, 1e-2, 20);
    const circuit = parseCircuit("R0-p(R1,CPE1)");
    const spectrum = arcSpectrum(9, [[30, 2e-3, 0.9]], frequency);
    const p = Float64Array.of(10, 20, 1e-4, 0.8);
    const roots = weightRoots(spectrum, "modulus");
    const problem = circuitProblem(circuit, spectrum, roots, elementRanges(circuit), p);
    const residual = (x: Float64Array, jacobian = new Float64Array(160)): Float64Array => {
      const r = new Float64Array(40);
      problem.evaluate(x, r, jacobian);
      return r;
    };
    const x = problem.variablesOf(p);
    expect([...x]).toEqual([Math.log(10), Math.log(20), Math.log(1e-4), 0.8]);
    const jacobian = new Float64Array(160);
    residual(x, jacobian);
    for (let k = 0; k < 4; k++) {
      const at = (h: number): Float64Array => residual(x.map((value, l) => (l === k ? value + h : value)));
      const [above, below] = [at(1e-5), at(-1e-5)];
      for (let i = 0; i < 40; i++) {
        const difference = ((above[i] as number) - (below[i] as number)) / 2e-5;
        expect(jacobian[k * 40 + i]).toBeCloseTo(difference, 6);
      }
    }
  });
});
