import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arcSpectrum, FIT_TRUTH, fitSpectrum, logFrequencies, withNoise } from "../../../test/support/eis-workload.ts";
import { parameterIndex, resolveTies } from "./constraints.ts";
import { type Expression, evaluateExpression, parametersOfExpression, parseExpression } from "./expression.ts";
import { fitCircuit } from "./fit-circuit.ts";
import { parseCircuit } from "./notation.ts";
import { circuitProblem, elementRanges } from "./problem.ts";
import type { CircuitFit, FittedParameter } from "./result.ts";
import { weightRoots } from "./weighting.ts";

const TWO = "R0-p(R1,CPE1)-p(R2,CPE2)";
const find = (fit: CircuitFit, name: string): FittedParameter =>
  fit.parameters.find((one) => one.name === name) as FittedParameter;
const index = (name: string): number | undefined => (/^x\d$/.test(name) ? Number(name[1]) : undefined);
const read = (text: string): Expression => parseExpression(text, index);
const value = (text: string, ...p: number[]): number => evaluateExpression(read(text), Float64Array.from(p), -1)[0];

describe("expressions", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["2 ^ 3 ^ 2", 512],
    ["-2 ^ 2", -4],
    ["2 ^ -1", 0.5],
    ["8 / 4 / 2", 1],
    ["5 - 3 - 1", 1],
    ["1.5e-3 * 2", 3e-3],
    ["sqrt(x0 * x1) + ln(exp(2))", 8],
  ])("%s = %f", (text, expected) => {
    expect(value(text, 4, 9)).toBeCloseTo(expected, 12);
  });

  it.each([
    ["", /column 1: found the end, expected a number/],
    ["x0 +", /column 5: found the end/],
    ["x0 x1", /column 4: found "x1", expected an operator/],
    ["(x0", /expected "\)"/],
    ["y1", /found "y1", expected a parameter/],
    ["alert(1)", /expected a parameter/],
    ["x0.constructor", /expected a parameter/],
    ["2..3", /expected an operator/],
    ["(".repeat(200), /at most 64 levels/],
    ["-".repeat(200), /at most 64 levels/],
    ["1+".repeat(600), /at most 1000 characters/],
  ])("refuses %s", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("derivatives are those of central differences", () => {
    const leaf = fc.constantFrom("x0", "x1", "x2", "1.7", "0.3");
    const texts = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie("tree"), fc.constantFrom("+", "*", "/"), tie("tree")).map(([a, o, b]) => `(${a} ${o} ${b})`),
        fc.tuple(fc.constantFrom("sqrt", "ln"), tie("tree")).map(([f, a]) => `${f}(1.5 + (${a}))`),
        tie("tree").map((a) => `((${a}) ^ 1.3)`),
      ),
    })).tree;
    fc.assert(
      fc.property(texts, (text) => {
        const p = Float64Array.of(0.7, 1.3, 2.1);
        const expression = read(text);
        for (const k of parametersOfExpression(expression)) {
          const h = 1e-6;
          const at = (d: number): number =>
            evaluateExpression(
              expression,
              p.map((v, l) => (l === k ? v + d : v)),
              -1,
            )[0];
          const slope = evaluateExpression(expression, p, k)[1];
          expect(Math.abs(slope - (at(h) - at(-h)) / (2 * h))).toBeLessThan(1e-6 * (1 + Math.abs(slope)));
        }
      }),
      { numRuns: 150, seed: 8 },
    );
  });
});

describe("names and ties", () => {
  const circuit = parseCircuit("R0-p(R1,CPE1)-p(R2,CPE2)-ZARC3");

  it("understands Q2, n1, tau3 and any case", () => {
    expect(parameterIndex(circuit, "q2")).toBe(parameterIndex(circuit, "CPE2.Q"));
    expect(parameterIndex(circuit, "n1")).toBe(parameterIndex(circuit, "cpe1.n"));
    expect(parameterIndex(circuit, "tau3")).toBe(parameterIndex(circuit, "ZARC3.tau"));
    expect(parameterIndex(parseCircuit("CPE1-ZARC1"), "n1")).toBeUndefined();
  });

  it("refuses circles, double ties and unknown names", () => {
    expect(() => resolveTies(circuit, { R1: "2 * R2", R2: "R1" })).toThrow(/ties of R1, R2 go round in a circle/);
    expect(() => resolveTies(circuit, { "CPE1.Q": "1", Q1: "2" })).toThrow(/tied twice/);
    expect(() => resolveTies(circuit, { R7: "1" })).toThrow(/ties names R7/);
  });

  it("puts each after those it depends on", () => {
    const ties = resolveTies(circuit, { R0: "R1 + R2", R1: "0.5 * R2" });
    expect(ties.map(({ parameter }) => parameter)).toEqual([1, 0]);
  });
});

describe("the Jacobian with ties, time constants and order is that of central differences", () => {
  const frequency = logFrequencies(1e5, 1e-2, 15);
  const spectrum = arcSpectrum(9, [[30, 2e-3, 0.9]], frequency);
  const p = Float64Array.of(10, 20, 1e-4, 0.8, 30, 1e-2, 0.9);
  const circuit = parseCircuit(TWO);
  it.each([
    ["ties", { ties: resolveTies(circuit, { "CPE2.n": "CPE1.n", R2: "0.5 * R1 + R0", R0: "R1 ^ 0.5" }) }],
    ["time constants", { byTime: true }],
    ["order", { ordered: true }],
    ["order with a tie", { ordered: true, ties: resolveTies(circuit, { R0: "R2 / R1" }) }],
  ] as const)("%s", (_, options) => {
    const problem = circuitProblem(
      circuit,
      spectrum,
      weightRoots(spectrum, "modulus"),
      elementRanges(circuit),
      p,
      options,
    );
    const size = problem.residuals;
    const x = problem.variablesOf(p);
    const jacobian = new Float64Array(size * x.length);
    const residual = (at: Float64Array, j = new Float64Array(size * x.length)): Float64Array => {
      const r = new Float64Array(size);
      problem.evaluate(at, r, j);
      return r;
    };
    residual(x, jacobian);
    for (let v = 0; v < x.length; v++) {
      const [above, below] = [1e-5, -1e-5].map((h) => residual(x.map((one, l) => (l === v ? one + h : one)))) as [
        Float64Array,
        Float64Array,
      ];
      for (let i = 0; i < size; i++) {
        const difference = ((above[i] as number) - (below[i] as number)) / 2e-5;
        expect(Math.abs((jacobian[v * size + i] as number) - difference)).toBeLessThan(
          2e-7 * (1 + Math.abs(difference)),
        );
      }
    }
    // p(x(p)) = p where p obeys the ties
    const once = problem.parametersOf(x, p);
    problem.parametersOf(problem.variablesOf(once), once).forEach((one, k) => {
      expect(one / (once[k] as number)).toBeCloseTo(1, 12);
    });
  });
});

describe("fits under constraints", () => {
  it("keeps equal exponents equal, and gains precision: the truth has them equal", () => {
    const frequency = logFrequencies(1e5, 1e-2, 50);
    const arcs = [
      [20, 1e-4, 0.85],
      [30, 1e-2, 0.85],
    ] as const;
    const spectrum = withNoise(arcSpectrum(10, arcs, frequency), 0.005, 5);
    const free = fitCircuit(spectrum, TWO);
    const tied = fitCircuit(spectrum, TWO, { ties: { n2: "n1" } });
    expect(find(tied, "CPE2.n").value).toBe(find(tied, "CPE1.n").value);
    expect(find(tied, "CPE2.n")).toMatchObject({ status: "free", tie: "n1" });
    expect(find(tied, "CPE2.n").standardError).toBeCloseTo(find(tied, "CPE1.n").standardError as number, 12);
    expect(find(tied, "CPE1.n").standardError as number).toBeLessThan(find(free, "CPE1.n").standardError as number);
    expect(tied.chiSquared).toBeGreaterThanOrEqual(free.chiSquared * (1 - 1e-9));
    expect(Math.abs(find(tied, "CPE1.n").value - 0.85)).toBeLessThan(
      4 * (find(tied, "CPE1.n").standardError as number),
    );
  });

  it("a tied parameter has the error of what it follows: R2 = 2.5 R1", () => {
    const fit = fitCircuit(fitSpectrum(), `${TWO}-W`, { ties: { R2: "2.5 * R1" } });
    expect(find(fit, "R2").value).toBeCloseTo(2.5 * find(fit, "R1").value, 10);
    expect(find(fit, "R2").standardError).toBeCloseTo(2.5 * (find(fit, "R1").standardError as number), 10);
    expect(fit.covariance).toHaveLength(64);
  });

  it("a parameter tied to fixed ones is fixed", () => {
    const fit = fitCircuit(fitSpectrum(), `${TWO}-W`, { fixed: { R0: 10 }, ties: { W: "R0 / 2" } });
    expect(find(fit, "W")).toMatchObject({ value: 5, status: "fixed", standardError: null });
  });

  it("keeps arcs in order from a start that has them the other way round", () => {
    const truth = FIT_TRUTH;
    const swapped = {
      ...truth,
      R1: truth.R2 as number,
      R2: truth.R1 as number,
      "CPE1.Q": truth["CPE2.Q"] as number,
      "CPE2.Q": truth["CPE1.Q"] as number,
      "CPE1.n": truth["CPE2.n"] as number,
      "CPE2.n": truth["CPE1.n"] as number,
    };
    const fit = fitCircuit(fitSpectrum(), `${TWO}-W`, { start: swapped, orderedArcs: true });
    expect(find(fit, "R1").value).toBeLessThan(find(fit, "R2").value);
    expect(fit.chiSquared).toBeCloseTo(fitCircuit(fitSpectrum(), `${TWO}-W`).chiSquared, 9);
    expect(() => fitCircuit(fitSpectrum(), `${TWO}-W`, { orderedArcs: true, fixed: { "CPE1.Q": 1e-5 } })).toThrow(
      /time constant of the arc of R1 cannot be kept in order/,
    );
    expect(() => fitCircuit(fitSpectrum(), `${TWO}-W`, { orderedArcs: true, ties: { n2: "n1" } })).toThrow(
      /arc of R2 cannot be kept in order while its resistance or exponent/,
    );
  });
});
