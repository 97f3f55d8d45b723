import { exp, hypot, log, pow } from "../../numerics/elementary/index.ts";
import { levenbergMarquardtSolver } from "../../numerics/least-squares/levenberg-marquardt.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { ArcPlacement, ArcSeed } from "./arc-scan.ts";
import { boundByParameter } from "./bounds.ts";
import { knownCircuit } from "./notation.ts";
import { type CircuitProblem, circuitProblem, elementRanges, type ParameterRange } from "./problem.ts";
import type { CircuitFit } from "./result.ts";
import { summariseFit } from "./summary.ts";

/** A chain of depressed arcs: [L0-]R0-p(R1,CPE1)-…-p(RN,CPEN)[-CPE(N+1)]. */
export interface ArcChain {
  readonly inductor: boolean;
  readonly arcs: number;
  /** A constant-phase element in series at the end, for a cell that blocks the direct current. */
  readonly blocking: boolean;
}

/** A fit of a chain in the parameters [L], R0, (R, τ, n) of each arc ascending in τ, [Q, n]. */
export interface ChainFit {
  readonly p: Float64Array;
  readonly sumOfSquares: number;
  /** Not 0 where a parameter ended at a bound. */
  readonly bound: Int8Array;
  readonly converged: boolean;
  readonly iterations: number;
}

/** Smallest exponent of an arc of a chain: a flatter one stands for several processes. */
const SMALLEST_EXPONENT = 0.5;
/** Decades by which the time constant of an arc may lie beyond the measured window. */
const BEYOND_WINDOW = 1;
/** Series resistances below this part of the smallest |Z| count as none. */
const NO_RESISTANCE = 1e-6;

/** The notation of a chain. */
export function chainNotation({ inductor, arcs, blocking }: ArcChain): string {
  const groups = Array.from({ length: arcs }, (_, k) => `p(R${k + 1},CPE${k + 1})`);
  return [...(inductor ? ["L0"] : []), "R0", ...groups, ...(blocking ? [`CPE${arcs + 1}`] : [])].join("-");
}

/** Number of parameters. */
export function chainParameters({ inductor, arcs, blocking }: ArcChain): number {
  return 1 + 3 * arcs + (inductor ? 1 : 0) + (blocking ? 2 : 0);
}

/** Fits a chain to one spectrum, from several starts if wanted. */
export interface ChainFitter {
  /** From parameters p. */
  from(p: Float64Array, maximumIterations?: number): ChainFit;
  /** Parameters of a placement of arcs. */
  startOf(placement: ArcPlacement): Float64Array;
  /** The result in the parameters of the notation, with errors. */
  summarise(fit: ChainFit): CircuitFit;
}

/**
 * A fitter of the chain in the time constants of its arcs, which depend on each other far less than Q and n do.
 *
 * @param roots √w from `weightRoots`
 */
export function chainFitter(
  chain: ArcChain,
  spectrum: ImpedanceSpectrum,
  roots: Float64Array,
  weighting: CircuitFit["weighting"],
): ChainFitter {
  const { inductor, arcs, blocking } = chain;
  const byTime = knownCircuit(chainNotation(chain).replaceAll(/p\(R(\d+),CPE\d+\)/g, "ZARC$1"));
  const count = chainParameters(chain);
  const first = inductor ? 2 : 1;
  const logs = spectrum.frequency.map((f) => -log(2 * Math.PI * f));
  const fastest = exp(logs.reduce((a, b) => Math.min(a, b), Infinity));
  const slowest = exp(logs.reduce((a, b) => Math.max(a, b), -Infinity));
  const smallest = spectrum.real.reduce(
    (least, re, i) => Math.min(least, hypot(re, spectrum.imaginary[i] as number)),
    Infinity,
  );
  const ranges = elementRanges(byTime).map((range, k): ParameterRange => {
    const place = k - first;
    if (place === -1 && smallest > 0) return { ...range, lower: NO_RESISTANCE * smallest };
    if (place < 0) return range;
    if (place % 3 === 1 && place < 3 * arcs) {
      return { ...range, lower: fastest * pow(10, -BEYOND_WINDOW), upper: slowest * pow(10, BEYOND_WINDOW) };
    }
    if (place % 3 === 2 && place < 3 * arcs) return { ...range, lower: SMALLEST_EXPONENT };
    return range;
  });
  const problem = circuitProblem(byTime, spectrum, roots, ranges, new Float64Array(count));
  const solve = levenbergMarquardtSolver(problem);

  const ordered = (p: Float64Array, bound: Int8Array): { p: Float64Array; bound: Int8Array } => {
    const order = Array.from({ length: arcs }, (_, k) => k).sort(
      (a, b) => (p[first + 3 * a + 1] as number) - (p[first + 3 * b + 1] as number),
    );
    const sortedP = Float64Array.from(p);
    const sortedBound = Int8Array.from(bound);
    order.forEach((from, to) => {
      for (let k = 0; k < 3; k++) {
        sortedP[first + 3 * to + k] = p[first + 3 * from + k] as number;
        sortedBound[first + 3 * to + k] = bound[first + 3 * from + k] as number;
      }
    });
    return { p: sortedP, bound: sortedBound };
  };

  return {
    from: (start, maximumIterations = 80) => {
      const inside = start.map((value, k) => {
        const { lower, upper } = ranges[k] as ParameterRange;
        return Math.min(upper, Math.max(lower, value));
      });
      const { x, bound, sumOfSquares, converged, iterations } = solve(problem.variablesOf(inside), {
        maximumIterations,
        reductionTolerance: 1e-8,
        stepTolerance: 1e-8,
        gradientTolerance: 1e-8,
      });
      const p = problem.parametersOf(x, inside);
      return { ...ordered(p, boundByParameter(problem.free, count, bound)), sumOfSquares, converged, iterations };
    },
    startOf: (placement) => {
      const p = new Float64Array(count);
      if (inductor) p[0] = placement.inductance || 0.01 * placement.ohmic * fastest;
      p[first - 1] = placement.ohmic;
      placement.arcs.slice(0, arcs).forEach(({ resistance, tau }: ArcSeed, k) => {
        p.set([resistance, tau, 0.85], first + 3 * k);
      });
      if (blocking) {
        const tail = placement.elastance * slowest || smallest;
        p.set([pow(slowest, 0.9) / tail, 0.9], first + 3 * arcs);
      }
      return p;
    },
    summarise: (fit) => summariseChain(chain, spectrum, roots, weighting, ranges, fit),
  };
}

/** The fit in the parameters of the notation: Q = τⁿ/R. */
function summariseChain(
  chain: ArcChain,
  spectrum: ImpedanceSpectrum,
  roots: Float64Array,
  weighting: CircuitFit["weighting"],
  chainRanges: readonly ParameterRange[],
  fit: ChainFit,
): CircuitFit {
  const circuit = knownCircuit(chainNotation(chain));
  const first = chain.inductor ? 2 : 1;
  const p = Float64Array.from(fit.p);
  for (let k = 0; k < chain.arcs; k++) {
    const at = first + 3 * k;
    p[at + 1] = pow(p[at + 1] as number, p[at + 2] as number) / (p[at] as number);
  }
  const ranges = elementRanges(circuit).map((range, k) =>
    range.scale === "linear" ? (chainRanges[k] as ParameterRange) : range,
  );
  const problem: CircuitProblem = circuitProblem(circuit, spectrum, roots, ranges, p);
  return summariseFit(circuit, spectrum, problem, ranges, p, fit.bound, weighting, fit);
}
