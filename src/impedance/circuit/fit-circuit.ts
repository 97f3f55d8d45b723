import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { ascendingArcs } from "./arcs.ts";
import { boundByParameter } from "./bounds.ts";
import { resolveTies } from "./constraints.ts";
import { type FitCircuitOptions, rangesOf, withGiven } from "./fit-options.ts";
import { withIntervals } from "./intervals.ts";
import { type Circuit, knownCircuit, parameterNames } from "./notation.ts";
import { circuitProblem } from "./problem.ts";
import type { CircuitFit } from "./result.ts";
import { reweight } from "./reweight.ts";
import { findOutliers, robustScale, robustVariance } from "./robust.ts";
import { circuitSearcher } from "./search.ts";
import { otherPlacement, placeArcs, startParameters } from "./start-values.ts";
import { fullSummary, withFittedAt } from "./summary.ts";
import { between } from "./trim.ts";
import { followsFit, weightRoots } from "./weighting.ts";

export type { FitCircuitOptions } from "./fit-options.ts";

/** Relative residual that no start can better: rounding. */
const EXACT = 1e-9;

/**
 * Fits an equivalent circuit to a spectrum by weighted complex nonlinear least squares: minimises Σ w |Z − Ẑ|² over
 * the parameters within their bounds (scale parameters by their logarithm). Starts from values read off the spectrum or
 * given; where the residuals of neighbouring points run together, a parameter ends at a bound or the fit does not converge, a fixed
 * sequence of other starts is tried too (see `StartSearch`), and the best fit is returned.
 * Arcs that may be exchanged are put in ascending order of τ unless parameters are named in the options.
 * Standard errors are those of the covariance s² (JᵀJ)⁻¹ with s² the reduced χ²; none of a fit that did not converge.
 *
 * @throws DomainError if the notation is wrong, a parameter does not exist or its value is out of range, ties or order
 * contradict one another, or there are not more numbers measured than parameters to fit
 *
 * J. R. Macdonald, J. Schoonman, A. P. Lehnen, J. Electroanal. Chem. 131 (1982) 77.
 */
export function fitCircuit(
  whole: ImpedanceSpectrum,
  circuitText: string | Circuit,
  options: FitCircuitOptions = {},
): CircuitFit {
  const circuit = typeof circuitText === "string" ? knownCircuit(circuitText) : circuitText;
  const spectrum = options.frequencies === undefined ? whole : between(whole, ...options.frequencies);
  const { intervals, level = 0.95, loss = "squares", maximumIterations = 300, orderedArcs = false } = options;
  const { weighting = intervals === undefined ? "modulus" : "estimated" } = options;
  const names = parameterNames(circuit);
  const ranges = rangesOf(circuit, options);
  const ties = options.ties === undefined ? [] : resolveTies(circuit, options.ties);
  const tied = new Set(ties.flatMap(({ parameter, dependsOn }) => [parameter, ...dependsOn]));
  const roots = weightRoots(spectrum, weighting);
  const points = spectrum.frequency.length;
  const free = ranges.filter(({ fixed }, k) => !fixed && !ties.some(({ parameter }) => parameter === k)).length;
  if (2 * points <= free) {
    throw new DomainError(
      `fitCircuit: ${points} points (${2 * points} numbers) do not determine ${free} parameters of ${circuit.notation}.`,
    );
  }
  let placed: ReturnType<typeof placeArcs> | null = null;
  const placement = (): ReturnType<typeof placeArcs> => {
    placed ??= placeArcs(circuit, spectrum, options.seeds ?? []);
    return placed;
  };
  const inOrder = (p: Float64Array): Float64Array => {
    if (!orderedArcs) return p;
    const order = ascendingArcs(circuit, p);
    return Float64Array.from(order, (k) => p[k]);
  };
  const readOff = (k: number, given: FitCircuitOptions): Float64Array => {
    const from = k === 0 ? placement() : otherPlacement(placement(), spectrum, k);
    const values = inOrder(startParameters(circuit, spectrum, from));
    return withGiven(names, ranges, given, (i) => values[i]);
  };
  const { start = {}, fixed = {} } = options;
  const named = options.start !== undefined || options.fixed !== undefined || options.bounds !== undefined;
  const complete = names.every((name) => start[name] !== undefined || fixed[name] !== undefined);
  const first = complete ? withGiven(names, ranges, options, () => 0) : readOff(0, options);
  // Beside a start that was given, others are read off the data.
  const others = (k: number): Float64Array => readOff(options.start === undefined ? k + 1 : k, { fixed });

  const problem = circuitProblem(circuit, spectrum, roots, ranges, first, { ties, ordered: orderedArcs });
  const searcher = circuitSearcher(problem, ranges, tied);
  let total = 0;
  for (let i = 0; i < roots.length; i++) total += (roots[i] * problem.measured[i]) ** 2;
  const { best: found, search } = searcher.search(first, others, {
    maximumIterations,
    exact: EXACT ** 2 * total,
    starts: options.starts ?? "auto",
  });
  const rounding = EXACT * Math.sqrt(total / roots.length);
  const repeated = followsFit(weighting) || loss !== "squares";
  const again = repeated
    ? reweight(problem, searcher, found, spectrum, weighting, loss, maximumIterations, rounding)
    : null;
  const best = again?.best ?? found;

  const bound = boundByParameter(problem.free, ranges.length, best.bound);
  const exchangeable = !named && ties.length === 0 && !orderedArcs;
  const order = exchangeable ? ascendingArcs(circuit, best.p) : null;
  const p = order === null ? best.p : Float64Array.from(order, (k) => best.p[k]);
  const sides = order === null ? bound : Int8Array.from(order, (k) => bound[k]);
  const plain = orderedArcs ? circuitProblem(circuit, spectrum, roots, ranges, p, { ties }) : problem;
  const scale =
    loss === "squares" ? 0 : robustScale(again?.unweighted ?? new Float64Array(0), problem.variables, rounding);
  const summary = fullSummary(circuit, spectrum, plain, ranges, p, sides, weighting, best, {
    ties,
    ...(loss !== "squares" && again !== null
      ? { variance: robustVariance(loss, again.unweighted, scale, problem.variables) }
      : {}),
  });
  const fit =
    intervals === undefined
      ? summary.fit
      : withIntervals(
          circuit,
          plain,
          () => circuitProblem(circuit, spectrum, roots, ranges, p, { ties, byTime: true }),
          ranges,
          p,
          summary,
          { method: intervals, level },
        );
  const result: CircuitFit = {
    ...fit,
    search,
    ...(again?.noise != null ? { noise: again.noise } : {}),
    ...(loss !== "squares" && again !== null
      ? { loss, outliers: findOutliers(loss, again.unweighted, scale, spectrum.frequency) }
      : {}),
  };
  return spectrum === whole ? result : withFittedAt(result, whole);
}
