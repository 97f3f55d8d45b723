import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Comparisons, expectDerivatives, siteFractions } from "../../../test/support/thermo-identities.ts";
import { everyKind } from "../../../test/support/thermo-phases.ts";
import { kNaDatabase } from "../data/index.ts";
import type { Database } from "../database/database.ts";
import { atomsPerFormula, chemicalPotentials, formulaAmounts, phaseModel, phaseModels } from "./index.ts";

const SEED = 20260417;
const kinds = ["LIQUID", "FERRO", "ANTIFERRO", "COMPOUND", "LAVES", "DISORDERED", "ORDERED"];

/** Weights that `siteFractions` turns into a point inside the simplex of every sublattice. */
const weights = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 });
const temperature = fc.double({ min: 250, max: 2150, noNaN: true });

function assertFor(check: (weights: number[], temperature: number) => void, numRuns = 15): void {
  fc.assert(fc.property(weights, temperature, check), { seed: SEED, numRuns });
}

describe("thermodynamic identities", () => {
  for (const name of kinds) {
    // Oracle: differences of order 6 of the function one derivative below.
    it(`hold between the derivatives of ${name}`, () => {
      const comparisons: Comparisons = { made: 0, givenUp: 0 };
      for (const components of [
        ["A", "B", "C"],
        ["A", "B"],
      ]) {
        const model = phaseModel(everyKind, name, components);
        assertFor((w, T) => expectDerivatives(model, T, siteFractions(model, w), comparisons));
      }
      expect(comparisons.givenUp).toBeLessThanOrEqual(0.05 * comparisons.made);
    });
  }

  // Oracle: the same, for the database that ships, over the temperatures it is defined at.
  it("hold between the derivatives of the phases of K-Na", () => {
    const comparisons: Comparisons = { made: 0, givenUp: 0 };
    const { models } = phaseModels(kNaDatabase(), ["NA", "K"]);
    expect(models.map(({ name }) => name)).toEqual(["BCC_A2", "KNA2", "LIQUID"]);
    for (const model of models) assertFor((w, T) => expectDerivatives(model, T, siteFractions(model, w), comparisons));
    expect(comparisons.givenUp).toBeLessThanOrEqual(0.05 * comparisons.made);
  });

  // Oracle: Euler's theorem. G(n) = N G_m(n / N) of a solution is homogeneous of degree one, so G_m = Σ x μ; and its
  // slopes obey Gibbs and Duhem, Σ x dμ = 0 along any change of composition.
  it("hold between the chemical potentials of a solution", () => {
    const model = phaseModel(everyKind, "LIQUID", ["A", "B", "C"]);
    const mu = new Float64Array(3);
    const [before, after] = [new Float64Array(3), new Float64Array(3)];
    assertFor((w, T) => {
      const x = siteFractions(model, w);
      const at = model.at(T);
      chemicalPotentials(at, x, mu);
      const sum = x.reduce((total, fraction, i) => total + fraction * (mu[i] as number), 0);
      expect(Math.abs(sum - at.energy(x))).toBeLessThan(1e-12 * (Math.abs(sum) + 1e5));
      const h = 1e-4 * Math.min(...x);
      const shifted = (step: number) => x.map((fraction, i) => fraction + step * ([1, -2, 1][i] as number));
      chemicalPotentials(at, shifted(h), after);
      chemicalPotentials(at, shifted(-h), before);
      const change = after.map((potential, i) => (potential - (before[i] as number)) / (2 * h));
      const size = change.reduce((total, slope, i) => total + Math.abs(slope) * (x[i] as number), 0);
      const duhem = change.reduce((total, slope, i) => total + slope * (x[i] as number), 0);
      expect(Math.abs(duhem)).toBeLessThan(1e-6 * (size + 1e5));
    });
  });

  // Oracle: ∂μ_i/∂n_j = ∂μ_j/∂n_i (Maxwell), and ∂μ_i/∂T = −s_i from the mixed derivatives.
  it("hold between mixed second derivatives of a solution", () => {
    const model = phaseModel(everyKind, "LIQUID", ["A", "B", "C"]);
    const mu = (T: number, amounts: readonly number[]) => {
      const total = amounts.reduce((sum, n) => sum + n, 0);
      const out = new Float64Array(3);
      chemicalPotentials(
        model.at(T),
        Float64Array.from(amounts, (n) => n / total),
        out,
      );
      return out;
    };
    assertFor((w, T) => {
      const n = w.slice(0, 3);
      const slope = (i: number, j: number) => {
        const h = 1e-4 * (n[j] as number);
        const moved = (step: number) =>
          mu(
            T,
            n.map((amount, k) => (k === j ? amount + step : amount)),
          )[i] as number;
        return (moved(h) - moved(-h)) / (2 * h);
      };
      for (const [i, j] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ] as const) {
        expect(Math.abs(slope(i, j) - slope(j, i))).toBeLessThan(1e-6 * (Math.abs(slope(i, j)) + 1e6));
      }
      const x = siteFractions(model, n);
      const { mixed, slope: entropy } = model.at(T).thermal(x);
      const rest = entropy - x.reduce((sum, fraction, k) => sum + fraction * (mixed[k] as number), 0);
      for (let i = 0; i < 3; i++) {
        const byDifference = ((mu(T + 0.01, n)[i] as number) - (mu(T - 0.01, n)[i] as number)) / 0.02;
        expect(Math.abs(rest + (mixed[i] as number) - byDifference)).toBeLessThan(1e-6 * 1e2);
      }
    });
  });

  // Oracle: names carry no physics; A → Z turns the order of the constituents round and flips odd interactions.
  it("do not depend on the names of the components", () => {
    const renamed = rename(everyKind, new Map([["A", "Z"]]));
    for (const name of ["LIQUID", "ANTIFERRO"]) {
      const one = phaseModel(everyKind, name, ["A", "B", "C"]);
      const other = phaseModel(renamed, name, ["Z", "B", "C"]);
      assertFor((w, T) => {
        const y = siteFractions(one, w);
        const turned = Float64Array.of(...y.subarray(1), y[0] as number);
        const [energy, expected] = [other.at(T).energy(turned), one.at(T).energy(y)];
        expect(Math.abs(energy - expected)).toBeLessThan(1e-12 * (Math.abs(expected) + 1e5));
      });
    }
  });

  // Oracle: without a third component nothing of it counts; Muggianu's ternary term vanishes on the edges.
  it("reduce to the binary on its edge and to the element at its corner", () => {
    const ternary = phaseModel(everyKind, "LIQUID", ["A", "B", "C"]);
    const binary = phaseModel(everyKind, "LIQUID", ["A", "B"]);
    const pure = phaseModel(everyKind, "LIQUID", ["B"]);
    assertFor((w, T) => {
      const y = siteFractions(binary, w);
      const edge = ternary.at(T).energy(Float64Array.of(...y, 0));
      expect(edge).toBeCloseTo(binary.at(T).energy(y), 7);
      expect(ternary.at(T).energy(Float64Array.of(0, 1, 0))).toBeCloseTo(pure.at(T).energy(Float64Array.of(1)), 7);
    });
  });

  // Oracle: G_ord(y) − G_ord(x) vanishes where the sublattices are alike, whatever the ordering parameters.
  it("give the ordered phase without order the energy of its disordered part", () => {
    const ordered = phaseModel(everyKind, "ORDERED", ["A", "B", "C"]);
    const disordered = phaseModel(everyKind, "DISORDERED", ["A", "B", "C"]);
    assertFor((w, T) => {
      const x = siteFractions(disordered, w);
      const y = Float64Array.of(...x.subarray(0, 2), ...x);
      const [energy, expected] = [ordered.at(T).energy(y), disordered.at(T).energy(x)];
      expect(Math.abs(energy - expected)).toBeLessThan(1e-12 * (Math.abs(expected) + 1e5));
      const amounts = new Float64Array(3);
      formulaAmounts(ordered, y, amounts);
      expect(atomsPerFormula(ordered, y)).toBeCloseTo(atomsPerFormula(disordered, x), 12);
    });
  });
});

/** The database with elements renamed and everything sorted again, odd interactions of turned pairs negated. */
function rename(source: Database, names: ReadonlyMap<string, string>): Database {
  const renamed = (name: string) => names.get(name) ?? name;
  const list = (all: readonly string[]) => all.map(renamed).sort();
  return {
    ...source,
    elements: new Map([...source.elements].map(([key, entry]) => [renamed(key), { ...entry, symbol: renamed(key) }])),
    species: new Map(
      [...source.species.keys()].map((key) => [
        renamed(key),
        { name: renamed(key), elements: { [renamed(key)]: 1 }, charge: 0 },
      ]),
    ),
    phases: new Map(
      [...source.phases].map(([key, entry]) => [
        key,
        { ...entry, sublattices: entry.sublattices.map((s) => ({ ...s, constituents: list(s.constituents) })) },
      ]),
    ),
    parameters: source.parameters.map((entry) => {
      const turned = entry.constituents.map((part) => part.map(renamed));
      const sorted = turned.map((part) => [...part].sort());
      const [pair, ordered] = [turned[0] ?? [], sorted[0] ?? []];
      const isTurned = pair.length === 2 && pair[0] !== ordered[0] && entry.order % 2 === 1;
      const order = pair.length === 3 ? ordered.indexOf(pair[entry.order] as string) : entry.order;
      const evaluate = (T: number, P: number, out: Float64Array) => {
        entry.function.evaluate(T, P, out);
        if (isTurned) for (let k = 0; k < 3; k++) out[k] = -(out[k] as number);
      };
      return { ...entry, constituents: sorted, order, function: { ...entry.function, evaluate } };
    }),
  };
}
