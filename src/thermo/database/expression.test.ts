import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError } from "../../base/errors.ts";
import { functionFromText } from "./build.ts";
import { evaluateProgram, evaluateSum } from "./evaluate-expression.ts";
import { parseExpression } from "./expression.ts";
import { thermalSum } from "./thermal-sum.ts";

type Complex = readonly [re: number, im: number];

/** An expression as a tree, with its own evaluation in complex numbers: the oracle. */
interface Tree {
  readonly text: string;
  readonly at: (t: Complex) => Complex;
}

const product = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const quotient = (a: Complex, b: Complex): Complex => {
  const size = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size];
};
const logarithm = (a: Complex): Complex => [Math.log(Math.hypot(a[0], a[1])), Math.atan2(a[1], a[0])];
const exponential = (a: Complex): Complex => [Math.exp(a[0]) * Math.cos(a[1]), Math.exp(a[0]) * Math.sin(a[1])];
const integerPower = (a: Complex, n: number): Complex => {
  let result: Complex = [1, 0];
  for (let k = 0; k < Math.abs(n); k++) result = product(result, a);
  return n < 0 ? quotient([1, 0], result) : result;
};

// T goes in as a few hundred kelvin, scaled by 1/300 where it stands alone, so that values stay near one.
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.integer({ min: 1, max: 900 }).map((n): Tree => ({ text: `${n / 100}`, at: () => [n / 100, 0] })),
  fc.constant<Tree>({ text: "T/300", at: ([re, im]) => [re / 300, im / 300] }),
);
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc.tuple(tie("tree"), tie("tree"), fc.constantFrom("+", "-", "*", "/")).map(([a, b, sign]): Tree => {
      const operate = {
        "+": (x: Complex, y: Complex): Complex => [x[0] + y[0], x[1] + y[1]],
        "-": (x: Complex, y: Complex): Complex => [x[0] - y[0], x[1] - y[1]],
        "*": product,
        "/": (x: Complex, y: Complex): Complex => quotient(x, [y[0] * y[0] + 1 - y[1] * y[1], 2 * y[0] * y[1]]),
      }[sign];
      const right = sign === "/" ? `((${b.text})**2+1)` : `(${b.text})`;
      return { text: `(${a.text})${sign}${right}`, at: (t) => operate(a.at(t), b.at(t)) };
    }),
    fc
      .tuple(tie("tree"), fc.integer({ min: -3, max: 4 }))
      .filter(([, n]) => n !== 0)
      .map(([a, n]): Tree => {
        const base = (t: Complex): Complex => {
          const [re, im] = product(a.at(t), a.at(t));
          return [re + 1, im];
        };
        return { text: `((${a.text})**2+1)**(${n})`, at: (t) => integerPower(base(t), n) };
      }),
    tie("tree").map((a): Tree => {
      const argument = (t: Complex): Complex => {
        const [re, im] = product(a.at(t), a.at(t));
        return [re + 0.5, im];
      };
      return { text: `LN((${a.text})**2+.5)`, at: (t) => logarithm(argument(t)) };
    }),
    tie("tree").map((a): Tree => {
      const argument = (t: Complex): Complex => {
        const [re, im] = a.at(t);
        return quotient([-1, 0], [re * re - im * im + 1, 2 * re * im]);
      };
      return { text: `EXP(-1/((${a.text})**2+1))`, at: (t) => exponential(argument(t)) };
    }),
  ),
})).tree;

const out = new Float64Array(3);

function evaluate(text: string, temperature: number, pressure = 101325): readonly [number, number, number] {
  functionFromText(text, 1, 10000).evaluate(temperature, pressure, out);
  return [out[0] as number, out[1] as number, out[2] as number];
}

describe("parseExpression", () => {
  it.each([
    ["-T**2", -9e4],
    ["2*-T", -600],
    ["T**-1", 1 / 300],
    ["T**(-1)", 1 / 300],
    ["2**3**2", 512],
    ["-2**2+1", -3],
    ["8/4/2", 1],
    ["8-4-2", 2],
    ["+-+3", -3],
    [".07+1.E1+1E-05+2D2", 0.07 + 10 + 1e-5 + 200],
    ["LN(T)-LOG(T)", 0],
    [" exp ( ln( t ) )\n +\r\n 1 ", 301],
    ["T*LN(1E-05*P)", 300 * Math.log(1e-5 * 101325)],
    ["(((T)))", 300],
  ])("%s at 300 K is %f", (text, value) => {
    expect(evaluate(text, 300)[0]).toBeCloseTo(value, 9);
  });

  it("writes itself without blanks, in upper case, functions marked", () => {
    const { text, references } = parseExpression("ghserna +2 * gliqna# -1e-5*t** ( -1 )+GHSERNA#");
    expect(text).toBe("GHSERNA#+2*GLIQNA#-1E-5*T**(-1)+GHSERNA#");
    expect(references).toEqual(["GHSERNA", "GLIQNA"]);
  });

  it.each([
    ["", 1, "found the end, expected a number"],
    ["5+", 3, "found the end, expected a number"],
    ["5 6", 3, "found “6”, expected + - * / ** or the end"],
    ["(T", 1, "this ( is not closed"],
    ["T)", 2, "found ) without its ("],
    ["LN T", 1, "LN without its argument"],
    ["SIN(T)", 1, "found SIN(, expected LN(, LOG( or EXP("],
    ["3T", 2, "found “T”"],
    ["T^2", 2, "found “^”"],
    ["*T", 1, "found “*”"],
    ["()", 2, "found “)”"],
    ["1E999", 1, "too large for a number"],
    ["T+é", 3, "found “é”"],
  ])("refuses %j at column %i", (text, column, message) => {
    const attempt = (): unknown => parseExpression(text);
    expect(attempt).toThrow(FormatError);
    expect(attempt).toThrow(`column ${column}`);
    expect(attempt).toThrow(message);
  });

  it("takes any nesting and length", () => {
    const deep = 20_000;
    expect(evaluate(`${"(".repeat(deep)}T${")".repeat(deep)}`, 300)[0]).toBe(300);
    expect(evaluate(`${"-".repeat(deep)}T`, 300)[0]).toBe(300);
    expect(evaluate(`${"LN(EXP(".repeat(1000)}T/300${"))".repeat(1000)}`, 300)[0]).toBeCloseTo(1, 9);
    expect(evaluate(`0${"+1*T".repeat(deep)}`, 300)[0]).toBe(300 * deep);
    expect(evaluate(`${"(1+".repeat(deep)}T${")".repeat(deep)}`, 300)[0]).toBe(300 + deep);
    expect(() => parseExpression("(".repeat(deep))).toThrow(FormatError);
  });
});

describe("evaluation", () => {
  it("has exact first and second derivatives: complex step over random expressions", () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 200, max: 900 }), ({ text, at }, t) => {
        const h = 1e-100;
        const slope = (x: number): number => at([x, h])[1] / h;
        const value = at([t, 0])[0];
        fc.pre([value, slope(t)].every((number) => Math.abs(number) < 1e6));
        const [found, first, second] = evaluate(text, t);
        expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(value)) * 10);
        // Terms of the slope may cancel: the scale is that of the terms, at least 1/300 of the value.
        const scale = Math.abs(slope(t)) + (1 + Math.abs(value)) / 300;
        expect(Math.abs(first - slope(t))).toBeLessThanOrEqual(1e-8 * scale);
        const d = 0.02;
        const bend = (8 * (slope(t + d) - slope(t - d)) - (slope(t + 2 * d) - slope(t - 2 * d))) / (12 * d);
        expect(Math.abs(second - bend)).toBeLessThanOrEqual(1e-6 * (Math.abs(bend) + scale / 30));
      }),
      { numRuns: 400, seed: 20260 },
    );
  });

  it("gives the same as a sum and step by step", () => {
    const term = fc
      .tuple(fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.integer({ min: -9, max: 7 }), fc.boolean())
      .map(([c, n, log]) => `+(${c.toExponential()})*(T/100)**(${n})${log ? "*LN(T)" : ""}`);
    const stack = new Float64Array(60);
    const scratch = new Float64Array(3);
    const other = new Float64Array(3);
    fc.assert(
      fc.property(
        fc.array(term, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 150, max: 3000, noNaN: true }),
        (terms, t) => {
          const expression = parseExpression(terms.join(""));
          const sum = thermalSum(expression);
          if (sum === null) throw new Error("expected a sum");
          evaluateSum(sum, [], t, 1e5, scratch, out);
          evaluateProgram(expression, [], t, 1e5, stack, scratch, other);
          const size = terms.reduce((most, text) => {
            evaluateProgram(parseExpression(text), [], t, 1e5, stack, scratch, scratch);
            return most + Math.abs(scratch[0] as number) * 100;
          }, 1);
          for (let k = 0; k < 3; k++) {
            const difference = Math.abs((out[k] as number) - (other[k] as number));
            expect(difference).toBeLessThanOrEqual((1e-13 * size) / t ** k);
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it("knows the sums that make up databases, and nothing else", () => {
    const isSum = (text: string): boolean => thermalSum(parseExpression(text)) !== null;
    expect(isSum("-11989.434+260.548732*T-51.0393608*T*LN(T)+132154*T**(-1)+2*GHSERNA#")).toBe(true);
    expect(isSum("3*(A#-2*B#)/4+T**2.5*T/2+LN(2)*T")).toBe(true);
    expect(isSum("LN(2*T)")).toBe(false);
    expect(isSum("T*A#")).toBe(false);
    expect(isSum("EXP(-T)")).toBe(false);
    expect(isSum("P*T")).toBe(false);
    expect(isSum("(1+T)**2")).toBe(false);
  });
});
