import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equilibratedWorkspace, factorEquilibrated, solveEquilibrated } from "./equilibrated-lu.ts";
import { SparseLu } from "./sparse-lu.ts";

const N = 18;

/** A matrix with a third of its places filled, in rows of units far apart, with some zeros on the diagonal. */
function matrix(numbers: readonly number[], more: number): Float64Array {
  const a = new Float64Array(N * N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) {
      const weight = numbers[(7 * i + 13 * j) % numbers.length];
      const near = (i - j + N) % N;
      const there = near === 0 ? i % 4 !== 1 : near === 1 ? true : near < more && (i * j) % 3 === 0;
      if (there)
        a[i * N + j] = 10 ** ((i * 7) % 11) * (near === 1 && i % 4 === 1 ? 3 + weight : near === 0 ? 4 : weight);
    }
  }
  return a;
}

function bySparse(lu: SparseLu, a: Float64Array, b: Float64Array): Float64Array {
  expect(lu.factor(a.slice())).toBe(true);
  const x = b.slice();
  lu.solve(x);
  return x;
}

function byFull(a: Float64Array, b: Float64Array): Float64Array {
  const order = new Int32Array(N);
  const work = new Float64Array(equilibratedWorkspace(N));
  const lu = a.slice();
  expect(factorEquilibrated(lu, N, order, work)).toBe(true);
  const x = b.slice();
  solveEquilibrated(lu, N, order, x, work);
  return x;
}

const away = (x: Float64Array, y: Float64Array): number =>
  Math.max(...x.map((value, i) => Math.abs(value - y[i]))) / Math.max(...y.map(Math.abs));

describe("LU of a sparse matrix with a list of what is to be done (oracle: the full factorisation)", () => {
  const weights = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 29, maxLength: 29 });
  const right = Float64Array.from({ length: N }, (_, i) => 10 ** ((i * 7) % 11) * Math.sin(i + 1));

  it("solves one matrix after another of the same structure, of another, and of the first again", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(weights, fc.constantFrom(3, 3, 6)), { minLength: 3, maxLength: 6 }), (all) => {
        const lu = new SparseLu(N);
        for (const [numbers, more] of all) {
          const a = matrix(numbers, more);
          const regular = factorEquilibrated(
            a.slice(),
            N,
            new Int32Array(N),
            new Float64Array(equilibratedWorkspace(N)),
          );
          if (regular) expect(away(bySparse(lu, a, right), byFull(a, right))).toBeLessThan(1e-10);
          else expect(lu.factor(a.slice())).toBe(false);
        }
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it("gives the bits of a new one where it has forgotten, and others where not", () => {
    const first = matrix(
      Array.from({ length: 29 }, (_, k) => Math.cos(k)),
      6,
    );
    const second = matrix(
      Array.from({ length: 29 }, (_, k) => Math.sin(k)),
      3,
    );
    const anew = bySparse(new SparseLu(N), second, right);
    const lu = new SparseLu(N);
    bySparse(lu, first, right);
    expect(bySparse(lu, second, right)).not.toEqual(anew);
    bySparse(lu, first, right);
    lu.forget();
    expect(bySparse(lu, second, right)).toEqual(anew);
  });

  it("takes another order of pivots where an entry has become next to nothing", () => {
    const lu = new SparseLu(N);
    const a = matrix(
      Array.from({ length: 29 }, (_, k) => 0.5 * Math.cos(k)),
      5,
    );
    bySparse(lu, a, right);
    for (let k = 0; k < 30; k++) {
      for (const small of [1e-3, 1e-9, 1e-14, 0]) {
        const other = a.slice();
        other[(k % N) * (N + 1)] *= small;
        expect(away(bySparse(lu, other, right), byFull(other, right))).toBeLessThan(1e-11);
      }
    }
  });

  it("refuses a singular matrix, and one with a number that is not finite, and goes on behind them", () => {
    const lu = new SparseLu(N);
    const a = matrix(new Array(29).fill(0.3), 4);
    for (const spoil of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      const bad = a.slice();
      for (let j = 0; j < N; j++) bad[5 * N + j] *= spoil;
      expect(lu.factor(bad)).toBe(false);
      expect(away(bySparse(lu, a, right), byFull(a, right))).toBeLessThan(1e-12);
    }
    const twice = a.slice();
    twice.copyWithin(5 * N, 6 * N, 7 * N);
    expect(lu.factor(twice)).toBe(false);
  });
});
