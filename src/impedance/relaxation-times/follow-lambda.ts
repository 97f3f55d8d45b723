import { log } from "../../numerics/elementary/index.ts";
import type { NonnegativeMinimum } from "../../numerics/nonnegative/quadratic-program.ts";
import type { StartSet } from "./regularize.ts";

/** Steps of ln λ, in units of the one before, over which the functions in use are extrapolated. */
const FARTHEST = 3;

interface Seen {
  readonly logLambda: number;
  readonly standing: Float64Array;
}

/** The functions in use of one problem at one λ after another. */
export class FollowedLambda {
  private last: StartSet;
  private seen: readonly Seen[] = [];

  constructor(first: StartSet) {
    this.last = first;
  }

  /**
   * What the search at λ may begin with: the functions that would be in use if each went on as between the last two λ (its weight, or the
   * slope that keeps it at 0, straight in ln λ), which saves a third of the factorisations while a slider moves; else those in use last.
   */
  start(lambda: number): StartSet {
    const [before, last] = this.seen;
    if (before === undefined || last === undefined) return this.last;
    const on = (log(lambda) - last.logLambda) / (last.logLambda - before.logLambda);
    if (!(Math.abs(on) <= FARTHEST)) return this.last;
    const { x } = this.last.minimum;
    const inUse = new Int32Array(x.length);
    let count = 0;
    for (let i = 0; i < x.length; i++) {
      if (last.standing[i] + on * (last.standing[i] - before.standing[i]) < 0) inUse[count++] = i;
    }
    return { minimum: { passive: inUse.subarray(0, count), x } };
  }

  /** Remembers what was found at λ. */
  found(lambda: number, minimum: NonnegativeMinimum): void {
    const logLambda = log(lambda);
    const last = this.seen.at(-1);
    this.last = { minimum };
    const now = { logLambda, standing: minimum.standing };
    this.seen = last === undefined || last.logLambda === logLambda ? [now] : [last, now];
  }
}
