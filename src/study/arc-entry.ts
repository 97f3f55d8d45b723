import { arcIntervals, parameterEnds } from "../impedance/circuit/arc-intervals.ts";
import type { CircuitFit, FittedArc, FittedParameter } from "../impedance/circuit/result.ts";
import type { Ends } from "../impedance/determined.ts";
import type { Interval } from "./intervals.ts";

/** A fitted parameter with its bounds of 95 %; null where it is fixed, at a bound or not identifiable. */
export interface FitParameterEntry extends FittedParameter, Interval {}

/** An arc with the bounds of 95 % of its resistance in Ω, its τ in s and its capacitance in F. */
export interface ArcEntry extends FittedArc {
  /** Whether the data determine it: `isDetermined`. */
  readonly determined: boolean;
  readonly resistanceLower: number | null;
  readonly resistanceUpper: number | null;
  readonly tauLower: number | null;
  readonly tauUpper: number | null;
  readonly capacitanceLower: number | null;
  readonly capacitanceUpper: number | null;
}

/** An arc with its intervals and whether the data determine it. */
export function arcEntry(arc: FittedArc, fit: Pick<CircuitFit, "parameters" | "fitted">): ArcEntry {
  const { resistanceEnds, tauEnds, capacitanceEnds, determined } = arcIntervals(arc, fit);
  return {
    resistanceLower: end(resistanceEnds, 0),
    resistanceUpper: end(resistanceEnds, 1),
    tauLower: end(tauEnds, 0),
    tauUpper: end(tauEnds, 1),
    capacitanceLower: end(capacitanceEnds, 0),
    capacitanceUpper: end(capacitanceEnds, 1),
    determined,
    ...arc,
  };
}

/** A parameter with the bounds that its fit gave, or those of its standard error. */
export function withInterval(parameter: FittedParameter): FitParameterEntry {
  const ends = parameterEnds(parameter);
  return { lower: end(ends, 0), upper: end(ends, 1), ...parameter };
}

function end(ends: Ends | null, k: 0 | 1): number | null {
  return ends !== null && Number.isFinite(ends[k]) ? ends[k] : null;
}
