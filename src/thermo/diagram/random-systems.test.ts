import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RandomSystem, randomSystem, systems } from "../../../test/support/random-binaries.ts";
import { expectBruteForceRegions, expectTangentsAndMirror } from "../../../test/support/random-diagrams.ts";
import { binaryDiagram } from "./index.ts";

const shares = fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 4, maxLength: 4 });

// Oracle: the lower convex hull of all phases on a uniform grid of 2000 intervals, at random temperatures.
it("has every two-phase region of a brute-force hull, with its phases and compositions, and no others", () => {
  fc.assert(fc.property(systems, shares, expectBruteForceRegions), { seed: 4, numRuns: 40, endOnFailure: true });
});

it("has invariants with one tangent, in order, each once; and mirrors with the components", () => {
  fc.assert(fc.property(systems, expectTangentsAndMirror), { seed: 5, numRuns: 40, endOnFailure: true });
});

describe("systems in which several tie lines lie between two points of the grid", () => {
  const congruentBesidePeritectic: RandomSystem = {
    melting: [655.0771713256836, 1136.3525942899287],
    entropy: [7.487905874848366, 9.142961516976357],
    liquid: [-5094.124870374799, -4128.76577116549],
    solid: [-1549.1422265768051, -2144.1418770700693],
    other: [-1022.4264189600945, 253.51327564567327, 11514.923488721251],
    compounds: [],
  };
  const fourLinesInOneCell: RandomSystem = {
    melting: [729.3212734162807, 761.2922049127519],
    entropy: [11.746543772518635, 13.059080548584461],
    liquid: [6128.495391458273, -2232.193686068058],
    solid: [-9108.875952661037, 812.4625403434038],
    other: [2244.5309488102794, 553.6139346659184, -7843.839777633548],
    compounds: [],
  };

  it.each([congruentBesidePeritectic, fourLinesInOneCell])("system %#", expectTangentsAndMirror);

  it("finds eutectic and both congruent points within 0.04 K", () => {
    const { invariants, transitions } = binaryDiagram(randomSystem(fourLinesInOneCell), {
      component: "B",
      temperatureRange: [1050, 1060],
    });
    expect(invariants.map(({ kind }) => kind)).toEqual(["eutectic"]);
    const [one, two] = transitions;
    const at = invariants[0]?.temperature as number;
    expect(transitions.map(({ kind }) => kind)).toEqual(["congruent", "congruent"]);
    expect((one?.temperature as number) - at).toBeCloseTo(0.0124, 4);
    expect((two?.temperature as number) - at).toBeCloseTo(0.0391, 4);
  });
});
