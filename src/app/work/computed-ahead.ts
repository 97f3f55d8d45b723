export interface AheadOptions<Result> {
  /** The result at a place of the slider. */
  readonly compute: (place: number) => Result;
  /** Places 0 … count − 1. */
  readonly count: number;
  /** Results that are kept at most, at least 1: those nearest to the last that was asked for. */
  readonly most: number;
  /** Runs a step when `pause` ms have gone by without another task; returns what takes it back. */
  readonly later: (step: () => void, pause: number) => () => void;
}

/** Results at the places of a slider. */
export interface Ahead<Result> {
  /** The result at a place, computed now if it is not there yet; the places around it are computed when there is time. */
  at(place: number): Result;
  /** Has the places up to `reach` away computed when there is time, before anything was asked for. */
  begin(place: number, reach: number): void;
  /** Computes nothing ahead any more. */
  end(): void;
}

/** ms without a question after which the computing ahead goes on: while the slider moves, its own questions come first. */
const PAUSE = 120;

/**
 * Results for a slider that may be moved at any moment: while nobody asks, those around the last place are computed, nearest first,
 * one a step, and kept. What is given is what `compute` gives.
 */
export function computedAhead<Result>({ compute, count, most, later }: AheadOptions<Result>): Ahead<Result> {
  const kept = new Map<number, Result>();
  let middle = 0;
  /** Places away from the middle that are computed ahead. */
  let limit = count;
  let takeBack: (() => void) | null = null;
  const forgetFarthest = (): void => {
    while (kept.size > Math.max(1, most)) {
      let farthest = middle;
      for (const place of kept.keys()) if (Math.abs(place - middle) > Math.abs(farthest - middle)) farthest = place;
      kept.delete(farthest);
    }
  };
  const next = (): number | null => {
    for (let away = 1; away < count && away <= limit && 2 * away + 1 <= most; away++) {
      for (const place of [middle + away, middle - away]) {
        if (place >= 0 && place < count && !kept.has(place)) return place;
      }
    }
    return null;
  };
  const step = (): void => {
    takeBack = null;
    const place = next();
    if (place === null) return;
    kept.set(place, compute(place));
    forgetFarthest();
    takeBack = later(step, 0);
  };
  return {
    at(place) {
      middle = place;
      limit = count;
      takeBack?.();
      let result = kept.get(place);
      if (result === undefined) {
        result = compute(place);
        kept.set(place, result);
        forgetFarthest();
      }
      takeBack = later(step, PAUSE);
      return result;
    },
    begin(place, reach) {
      middle = place;
      limit = reach;
      takeBack?.();
      takeBack = later(step, PAUSE);
    },
    end() {
      takeBack?.();
      takeBack = null;
      kept.clear();
    },
  };
}
