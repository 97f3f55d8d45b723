import fc from "fast-check";
import { it } from "vitest";
import { systems } from "../../../test/support/random-binaries.ts";
import { expectBruteForceRegions, expectTangentsAndMirror } from "../../../test/support/random-diagrams.ts";

const RUNS = 500;
const shares = fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 8, maxLength: 8 });

// Oracles as in random-systems.test.ts.
it(`${RUNS} random systems against a brute-force hull`, () => {
  fc.assert(fc.property(systems, shares, expectBruteForceRegions), { seed: 6, numRuns: RUNS, endOnFailure: true });
});

it(`tangents and mirror images of ${RUNS} random systems`, () => {
  fc.assert(fc.property(systems, expectTangentsAndMirror), { seed: 7, numRuns: RUNS, endOnFailure: true });
});
