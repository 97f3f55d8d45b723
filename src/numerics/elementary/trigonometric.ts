import { TURNS, withoutQuarterTurns } from "./quarter-turns.ts";

/** sin(x + rest) for |x| ≤ π/4 by its series. */
function sineOfRest(x: number, rest: number): number {
  const z = x * x;
  const series =
    -1 / 6 +
    z *
      (1 / 120 +
        z * (-1 / 5040 + z * (1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 - z * (1 / 1307674368000))))));
  return x + (x * z * series + rest * (1 - 0.5 * z));
}

/** cos(x + rest) for |x| ≤ π/4 by its series. */
function cosineOfRest(x: number, rest: number): number {
  const z = x * x;
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000))))));
  const half = 0.5 * z;
  const lead = 1 - half;
  return lead + (1 - lead - half + (z * z * series - x * rest));
}

/** Up to π/4 an angle is its own rest. */
const EIGHTH = 0.7853981633974483;

/** sin x, with the same bits in every engine. Error below 1.1 units in the last place. */
export function sin(x: number): number {
  if (x <= EIGHTH && x >= -EIGHTH) return x === 0 ? x : sineOfRest(x, 0);
  if (!Number.isFinite(x)) return Number.NaN;
  const rest = withoutQuarterTurns(x);
  const low = TURNS[0] as number;
  const turns = TURNS[1] as number;
  const value = (turns & 1) === 0 ? sineOfRest(rest, low) : cosineOfRest(rest, low);
  return turns > 1 ? -value : value;
}

/** cos x, with the same bits in every engine. Error below 1.1 units in the last place. */
export function cos(x: number): number {
  if (x <= EIGHTH && x >= -EIGHTH) return cosineOfRest(x, 0);
  if (!Number.isFinite(x)) return Number.NaN;
  const rest = withoutQuarterTurns(x);
  const low = TURNS[0] as number;
  const turns = TURNS[1] as number;
  const value = (turns & 1) === 0 ? cosineOfRest(rest, low) : sineOfRest(rest, low);
  return turns === 1 || turns === 2 ? -value : value;
}

/** tan x, with the same bits in every engine. Error below 2.5 units in the last place. */
export function tan(x: number): number {
  return x === 0 ? x : sin(x) / cos(x);
}
