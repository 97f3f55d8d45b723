import { DomainError } from "../../base/errors.ts";
import type { RelaxationProblem } from "./problem.ts";
import { modelImpedance, relaxationProblem, signedUnknowns } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";
import { regularize } from "./regularize.ts";

/** ln of the mean square error of prediction for one λ, to be made small. */
export type PredictionError = (lambda: number, near?: RegularizedSolution) => number;

/** Number of parts of `k-fold`, and the relative difference below which frequencies count as repeated. */
const FOLDS = 5;
const SAME_FREQUENCY = 1e-6;

/**
 * K-fold cross-validation with K = 5: γ is found five times, each time without every fifth frequency, and judged by the weighted
 * error there. Frequencies are dealt out in order of their size, repeated ones together, so that the order of the points plays
 * no part (Stone, J. R. Stat. Soc. B 36 (1974) 111; Maradesa et al., J. Electrochem. Soc. 170 (2023) 030502).
 */
export function foldError(problem: RelaxationProblem): PredictionError {
  const { plan, spectrum, weights, useReal, useImaginary } = problem;
  const fold = foldOfPoints(plan.frequency);
  const parts = Array.from({ length: FOLDS }, (_, part) =>
    variant(
      problem,
      weights.map((w, k) => (fold[k] === part ? 0 : w)),
    ),
  );
  const real = new Float64Array(weights.length);
  const imaginary = new Float64Array(weights.length);
  const last: (RegularizedSolution | undefined)[] = parts.map(() => undefined);
  return (lambda, near) => {
    let squares = 0;
    parts.forEach((one, part) => {
      const solution = regularize(one, lambda, near ?? last[part]);
      last[part] = solution;
      modelImpedance(one, signedUnknowns(one, solution.minimum.x), real, imaginary);
      for (let k = 0; k < weights.length; k++) {
        if (fold[k] !== part) continue;
        const re = useReal ? spectrum.real[k] - real[k] : 0;
        const im = useImaginary ? spectrum.imaginary[k] - imaginary[k] : 0;
        squares += weights[k] ** 2 * (re * re + im * im);
      }
    });
    return Math.log(squares / problem.rows);
  };
}

/** The same problem with other weights or another part of Z. */
function variant(problem: RelaxationProblem, weights: Float64Array, part?: "re" | "im"): RelaxationProblem {
  const { plan, spectrum, signs, free, elastanceAt } = problem;
  return relaxationProblem(plan, spectrum, {
    weights,
    capacitance: elastanceAt >= 0,
    ...(signs === undefined ? {} : { signs: signs.slice(free) }),
    ...(part === undefined ? {} : { part }),
  });
}

function foldOfPoints(frequency: Float64Array): Uint8Array {
  const order = Array.from(frequency.keys()).sort((a, b) => frequency[b] - frequency[a]);
  const fold = new Uint8Array(frequency.length);
  let rank = 0;
  order.forEach((k, i) => {
    if (i > 0 && frequency[k] < frequency[order[i - 1]] * (1 - SAME_FREQUENCY)) rank++;
    fold[k] = rank % FOLDS;
  });
  return fold;
}

/**
 * Re-im cross-validation: γ of the real part predicts the imaginary part and the other way round; R∞ is that of the real, L and
 * 1/C are those of the imaginary fit (Saccoccio, Wan, Chen & Ciucci, Electrochim. Acta 147 (2014) 470, section 2.4).
 *
 * @throws DomainError if only one part of Z is fitted
 */
export function crossPartError(problem: RelaxationProblem): PredictionError {
  const { plan, spectrum, weights } = problem;
  if (!(problem.useReal && problem.useImaginary)) {
    throw new DomainError(`relaxationTimes: λ by re-im needs both parts of Z; part is "${plan.settings.part}".`);
  }
  const byReal = variant(problem, weights, "re");
  const byImaginary = variant(problem, weights, "im");
  const ofReal = [new Float64Array(weights.length), new Float64Array(weights.length)] as const;
  const ofImaginary = [new Float64Array(weights.length), new Float64Array(weights.length)] as const;
  let last: readonly RegularizedSolution[] = [];
  return (lambda) => {
    const first = regularize(byReal, lambda, last[0]);
    const second = regularize(byImaginary, lambda, last[1]);
    last = [first, second];
    const [x, y] = [signedUnknowns(byReal, first.minimum.x), signedUnknowns(byImaginary, second.minimum.x)];
    modelImpedance(byReal, x, ...ofReal);
    modelImpedance(byImaginary, y, ...ofImaginary);
    const resistance = x[byReal.resistanceAt];
    const inductance = byImaginary.inductanceAt < 0 ? 0 : y[byImaginary.inductanceAt];
    const elastance = byImaginary.elastanceAt < 0 ? 0 : y[byImaginary.elastanceAt];
    let squares = 0;
    for (let k = 0; k < weights.length; k++) {
      const omega = 2 * Math.PI * plan.frequency[k];
      const re = spectrum.real[k] - resistance - ofImaginary[0][k];
      const im = spectrum.imaginary[k] - omega * inductance + elastance / omega - ofReal[1][k];
      squares += weights[k] ** 2 * (re * re + im * im);
    }
    return Math.log(squares / problem.rows);
  };
}
