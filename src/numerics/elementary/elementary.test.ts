// Oracles: series summed in 256-bit fixed point, which round nothing that shows; values that are exact; `Math` in its special cases.

import { describe, expect, it } from "vitest";
import * as elementary from "./index.ts";

const BITS = 256n;
const ONE = 1n << BITS;
const times = (a: bigint, b: bigint): bigint => (a * b) >> BITS;
const over = (a: bigint, b: bigint): bigint => (a << BITS) / b;

/** A number as a fixed-point integer: exact from 2⁻²⁰³ on. */
function fixed(x: number): bigint {
  let exponent = 0n;
  let size = x;
  while (!Number.isInteger(size)) {
    size *= 2;
    exponent++;
  }
  return (BigInt(size) << BITS) >> exponent;
}

/** Σ of terms from the first on, each made of the one before. */
function series(first: bigint, next: (term: bigint, k: bigint) => bigint): bigint {
  let sum = 0n;
  for (let [term, k] = [first, 1n]; term !== 0n && term !== -1n; term = next(term, k), k++) sum += term;
  return sum;
}

function exponential(x: bigint): bigint {
  let value = series(ONE, (term, k) => times(term, x >> 12n) / k);
  for (let k = 0; k < 12; k++) value = times(value, value);
  return value;
}

/** Newton's method on the exponential, from the nearest number. */
function logarithm(x: bigint, near: number): bigint {
  let value = fixed(near);
  for (let k = 0; k < 3; k++) value += 2n * over(x - exponential(value), x + exponential(value));
  return value;
}

const sine = (x: bigint): bigint => series(x, (term, k) => -times(times(term, x), x) / (2n * k * (2n * k + 1n)));
const cosine = (x: bigint): bigint => series(ONE, (term, k) => -times(times(term, x), x) / ((2n * k - 1n) * 2n * k));

/** Newton's method on the tangent. */
function arctangent(x: bigint, near: number): bigint {
  let value = fixed(near);
  for (let k = 0; k < 3; k++) {
    const [s, c] = [sine(value), cosine(value)];
    value += times(times(x, c) - s, c);
  }
  return value;
}

/** Distance in units in the last place of the result. */
function unitsBetween(found: number, exact: bigint): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(found))) - 52);
  return Math.abs(Number(fixed(found) - exact) / Number(ONE)) / unit;
}

/** A congruential generator: the same arguments everywhere. */
function arguments_(low: number, high: number, count = 150): readonly number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return low + ((high - low) * state) / 2147483648;
  });
}

/** As near as a number comes to 1. */
const nearOne = Array.from({ length: 50 }, (_, k) => 1 + (k % 2 === 0 ? 1 : -0.5) * 1.37 * 2 ** (-k - 3)).filter(
  (x) => x !== 1,
);
const LN10 = logarithm(10n * ONE, Math.LN10);

describe("elementary functions", () => {
  it.each<[string, (x: number) => number, (x: bigint, near: number) => bigint, number, readonly number[]]>([
    ["exp", elementary.exp, exponential, 0.52, [...arguments_(-20, 20), ...arguments_(-0.01, 0.01)]],
    ["expm1", elementary.expm1, (x) => exponential(x) - ONE, 0.8, [...arguments_(-3, 3), ...arguments_(-0.35, 0.35)]],
    ["log", elementary.log, logarithm, 0.52, [...arguments_(1e-3, 1000), ...arguments_(0.6, 1.5), ...nearOne]],
    [
      "log10",
      elementary.log10,
      (x, y) => over(logarithm(x, y * Math.LN10), LN10),
      0.52,
      [...arguments_(1e-3, 1000), ...nearOne],
    ],
    [
      "log1p",
      elementary.log1p,
      (x, y) => logarithm(x + ONE, y),
      0.52,
      [...arguments_(-0.9, 5), ...arguments_(-1e-3, 1e-3), ...arguments_(-1e-12, 1e-12)],
    ],
    ["sin", elementary.sin, sine, 1.1, [...arguments_(-0.8, 0.8), ...arguments_(-30, 30)]],
    ["cos", elementary.cos, cosine, 1.1, [...arguments_(-0.8, 0.8), ...arguments_(-30, 30)]],
    ["tan", elementary.tan, (x) => over(sine(x), cosine(x)), 2.5, arguments_(-3, 3)],
    ["atan", elementary.atan, arctangent, 1.1, [...arguments_(-1, 1), ...arguments_(-20, 20)]],
    [
      "asin",
      elementary.asin,
      (x, y) => fixed(y) + over(x - sine(fixed(y)), cosine(fixed(y))),
      2,
      arguments_(-0.99, 0.99),
    ],
    [
      "acos",
      elementary.acos,
      (x, y) => fixed(y) - over(x - cosine(fixed(y)), sine(fixed(y))),
      2,
      arguments_(-0.99, 0.99),
    ],
    [
      "sinh",
      elementary.sinh,
      (x) => (exponential(x) - exponential(-x)) / 2n,
      0.8,
      [...arguments_(-1, 1), ...arguments_(-9, 9)],
    ],
    ["cosh", elementary.cosh, (x) => (exponential(x) + exponential(-x)) / 2n, 1.2, arguments_(-9, 9)],
    [
      "tanh",
      elementary.tanh,
      (x) => ONE - over(2n * ONE, exponential(2n * x) + ONE),
      0.8,
      [...arguments_(-1, 1), ...arguments_(-5, 5), ...arguments_(10, 23)],
    ],
    [
      "asinh",
      elementary.asinh,
      (x, y) =>
        fixed(y) +
        over(2n * x - exponential(fixed(y)) + exponential(-fixed(y)), exponential(fixed(y)) + exponential(-fixed(y))),
      1.5,
      arguments_(-20, 20),
    ],
  ])("%s", (_, ours, exact, most, given) => {
    for (const x of given) {
      const found = ours(x);
      expect(unitsBetween(found, exact(fixed(x), found)), `at ${x}`).toBeLessThan(most);
    }
  });

  it("powers and roots, as near as the logarithm that makes them", () => {
    const exponents = arguments_(-4, 4);
    for (const [k, x] of arguments_(0.01, 90).entries()) {
      const y = exponents[k] as number;
      const exact = exponential(times(fixed(y), logarithm(fixed(x), Math.log(x))));
      expect(unitsBetween(elementary.pow(x, y), exact), `${x} ** ${y}`).toBeLessThan(0.52);
    }
    // Long exponents, whose product with the logarithm needs all of its bits.
    for (const y of arguments_(-200, 200)) {
      const exact = exponential(times(fixed(y), logarithm(fixed(1.3), Math.log(1.3))));
      expect(unitsBetween(elementary.pow(1.3, y), exact), `1.3 ** ${y}`).toBeLessThan(0.52);
    }
    // A base near 1 and an exponent of 10⁵ and more: what the logarithm lacks beside its distance from 1 counts so many times.
    for (const x of nearOne) {
      const y = 300 / Math.log(x);
      const exact = exponential(times(fixed(y), logarithm(fixed(x), Math.log(x))));
      expect(unitsBetween(elementary.pow(x, y), exact), `${x} ** ${y}`).toBeLessThan(1.8);
    }
    expect(elementary.pow(-1.0000000000000002, 2 ** 53)).toBe(elementary.pow(1.0000000000000002, 2 ** 53));
    for (let k = 1; k < 200_000; k += 997) {
      expect(elementary.cbrt(k ** 2 * k)).toBe(k);
      expect(elementary.cbrt(-k * k * k)).toBe(-k);
    }
    for (let k = 2; k < 8000; k++) expect(elementary.pow(k, 3)).toBe(k * k * k);
  });

  it("powers of ten and their logarithms are exact", () => {
    for (let k = -22; k <= 22; k++) {
      expect(elementary.pow(10, k)).toBe(Number(`1e${k}`));
      expect(elementary.log10(Number(`1e${k}`))).toBe(k);
    }
  });

  it("angles of many turns lose nothing", () => {
    // mpmath, mp.prec = 3000: sin(mpf(2)**1000), cos(mpf(10)**22), cos(mpf(6381956970095103)*mpf(2)**797), the multiple of π/2 that
    // comes nearest to a number.
    const known: readonly (readonly [number, number])[] = [
      [elementary.sin(2 ** 1000), -0.15920170308624243],
      [elementary.cos(1e22), 0.5232147853951389],
      [elementary.cos(6381956970095103 * 2 ** 797), -4.687165924254628e-19],
    ];
    for (const [found, exact] of known) expect(Math.abs(found / exact - 1)).toBeLessThan(2.3e-16);
    expect(elementary.sin(Math.PI)).toBe(1.2246467991473532e-16);
    for (const x of arguments_(1e5, 1e12)) {
      expect(elementary.sin(x) ** 2 + elementary.cos(x) ** 2).toBeCloseTo(1, 15);
      expect(elementary.sin(x)).toBeCloseTo(Math.sin(x), 15);
    }
  });

  const ends = [
    0,
    -0,
    1,
    -1,
    0.5,
    2,
    3,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    1e308,
    5e-324,
    1e-310,
    -2.5,
    -3,
  ];
  const agrees = (found: number, engine: number): boolean =>
    Object.is(found, engine) || Math.abs(found - engine) <= 4e-16 * Math.abs(engine);

  it("every special case is that of Math", () => {
    const { pow, atan2, hypot, euclideanNorm: _, ...ofOne } = elementary;
    for (const [name, ours] of Object.entries(ofOne)) {
      const engine = Reflect.get(Math, name) as (x: number) => number;
      for (const x of ends) expect(agrees(ours(x), engine(x)), `${name} ${x}: ${ours(x)}, ${engine(x)}`).toBe(true);
    }
    for (const x of ends) {
      for (const y of ends) {
        expect(agrees(pow(x, y), x ** y), `${x} ** ${y}: ${pow(x, y)}`).toBe(true);
        expect(agrees(hypot(x, y), Math.hypot(x, y)), `hypot ${x} ${y}: ${hypot(x, y)}`).toBe(true);
        expect(agrees(atan2(x, y), Math.atan2(x, y)), `atan2 ${x} ${y}: ${atan2(x, y)}`).toBe(true);
      }
    }
  });

  it("the angle of a point is that of its quotient, on the right side", () => {
    for (const x of arguments_(-5, 5)) {
      for (const y of [-3, -0.1, 1e-9, 2]) {
        expect(elementary.atan2(y, x)).toBeCloseTo(Math.atan2(y, x), 14);
        expect(Math.sign(elementary.atan2(y, x))).toBe(Math.sign(y));
      }
    }
  });
});
