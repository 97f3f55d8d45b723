// Where the search at the next λ begins. Oracle: the functions that are in use there, from a search of its own.
import { describe, expect, it } from "vitest";
import { addNoise, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { FollowedLambda } from "./follow-lambda.ts";
import { describeRelaxationTimes } from "./options.ts";
import { relaxationPlan } from "./plan.ts";
import { relaxationProblem } from "./problem.ts";
import { regularizedMinimum } from "./regularize.ts";

const arcs = exactSpectrum(
  [
    ["R", 5],
    ["ZARC", 30, 1e-3, 0.85],
    ["ZARC", 20, 0.1, 0.9],
  ],
  frequencies(1e5, 0.05, 60),
);
const problems = [1, 2, 3, 4].map((seed) => {
  const spectrum = addNoise(arcs, 0.003, seed);
  return relaxationProblem(relaxationPlan(spectrum.frequency, describeRelaxationTimes({})), spectrum);
});

/** Factorisations along a moved λ, begun with what `FollowedLambda` tells, or with the functions of the λ before. */
function factorisations(isFollowed: boolean): number {
  let count = 0;
  for (const problem of problems) {
    let last = regularizedMinimum(problem, 1e-5);
    const followed = new FollowedLambda({ minimum: last });
    followed.found(1e-5, last);
    for (let exponent = -4.9; exponent < -1; exponent += 0.1) {
      const lambda = 10 ** exponent;
      last = regularizedMinimum(problem, lambda, isFollowed ? followed.start(lambda) : { minimum: last });
      followed.found(lambda, last);
      count += last.iterations;
    }
  }
  return count;
}

describe("FollowedLambda", () => {
  it("saves a fifth of the factorisations of a search that begins with the λ before", () => {
    expect(factorisations(true)).toBeLessThan(0.8 * factorisations(false));
  });

  it("begins with the functions in use last where two λ do not tell, or after a leap", () => {
    const [problem] = problems;
    const first = regularizedMinimum(problem, 1e-3);
    const followed = new FollowedLambda({ minimum: first });
    expect(followed.start(1e-2).minimum.passive).toEqual(first.passive);
    followed.found(1e-3, first);
    followed.found(1e-3, first);
    expect(followed.start(1e-2).minimum.passive).toEqual(first.passive);
    const second = regularizedMinimum(problem, 1.1e-3);
    followed.found(1.1e-3, second);
    expect(followed.start(10).minimum.passive).toEqual(second.passive);
  });
});
