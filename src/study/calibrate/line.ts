import type { ForwardValue, VariedParameter } from "./forward.ts";
import { placeOf, startPlaces, valuesAt } from "./scaling.ts";

/** Numbers of a case as straight lines in the places u of the parameters. */
export interface Line {
  readonly start: Float64Array;
  readonly values: readonly Omit<ForwardValue, "name">[];
  /** d(value)/du by parameter; null where it has none. */
  readonly slopes: readonly (Float64Array | null)[];
}

/** Of the way between the bounds: far enough for runs whose numbers are steps of a pulse, or of a jump's error. */
const STEP = 0.03;

/**
 * Straight lines through the start: one run, and one for each parameter.
 * @param blind parameters that the numbers do not see
 */
export async function lineOf(
  at: (values: readonly number[]) => Promise<readonly Omit<ForwardValue, "name">[]>,
  parameters: readonly VariedParameter[],
  blind: readonly string[],
): Promise<Line> {
  const start = startPlaces(parameters);
  const values = await at(valuesAt(parameters, start));
  const slopes: (Float64Array | null)[] = [];
  for (const [k, { name }] of parameters.entries()) {
    if (blind.includes(name)) {
      slopes.push(null);
      continue;
    }
    const places = start.slice();
    const step = start[k] + STEP > 1 ? -STEP : STEP;
    places[k] += step;
    const beside = await at(valuesAt(parameters, places));
    slopes.push(
      Float64Array.from(values, ({ value }, i) => {
        const slope = (beside[i].value - value) / step;
        return Number.isFinite(slope) ? slope : 0;
      }),
    );
  }
  return { start, values, slopes };
}

/** Numbers on the lines. */
export function along(
  { start, values, slopes }: Line,
  parameters: readonly VariedParameter[],
  at: readonly number[],
): readonly Omit<ForwardValue, "name">[] {
  const moved = parameters.map((parameter, k) => placeOf(parameter, at[k]) - start[k]);
  return values.map((one, i) =>
    one.failed === undefined
      ? { ...one, value: slopes.reduce((sum, slope, k) => sum + (slope === null ? 0 : slope[i] * moved[k]), one.value) }
      : one,
  );
}
