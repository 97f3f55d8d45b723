import { FARADAY } from "../../units/constants.ts";
import { alloyFromOption } from "../submodels/alloy/alloy.ts";
import type { FollowsFrom, ParameterSet } from "./parameter-set.ts";
import type { SetNumber } from "./set-values.ts";

/**
 * The numbers of a set with those that follow from others put in their place, so that a study or a fit that moves the store moves
 * them too. What a study gives stays as it is given.
 *
 * - "that of": the number of that name;
 * - "precipitation": the current at which the activity behind the store falls to that of the liquidus of the other metal, in the
 *   liquid of the store's reference fraction, i_lim (1 − a_sat/a) in A/m²;
 * - "film": the diffusivity with which a film of the store's capacity passes the store's limiting current, i_lim δ²/(F S) in m²/s.
 *
 * @param temperature K
 */
export function withFollowing(
  set: ParameterSet,
  numbers: ReadonlyMap<string, SetNumber>,
  temperature: number,
): ReadonlyMap<string, SetNumber> {
  const filled = new Map(numbers);
  const entries = Object.entries(set.parameters);
  const direct = entries.filter(([, { follows }]) => follows?.rule === "that of");
  const computed = entries.filter(([, { follows }]) => follows?.rule !== "that of");
  for (const [name, { follows }] of [...direct, ...computed]) {
    const shipped = numbers.get(name);
    if (follows === undefined || shipped === undefined || shipped.status === "given") continue;
    const value = followed(set, filled, follows, temperature);
    if (value !== null) filled.set(name, { ...shipped, value });
  }
  return filled;
}

/** SI; null where what it follows from is not there. */
function followed(
  { working }: ParameterSet,
  numbers: ReadonlyMap<string, SetNumber>,
  follows: FollowsFrom,
  temperature: number,
): number | null {
  const number = (name: string): number => numbers.get(name)?.value ?? Number.NaN;
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const limit = number("store.limitingCurrentDensity");
  if (follows.rule === "that of") return known(number(follows.name));
  if (follows.rule === "film") {
    const charge = FARADAY * number("interface.chargeNumber") * number("film.capacity");
    return known((limit * number("film.thickness") ** 2) / charge);
  }
  const x = number("store.referenceFraction");
  if (working.alloy === undefined || !(x > 0 && x < 1)) return null;
  const alloy = alloyFromOption("pool", working.alloy, temperature);
  const lower = alloy.saturation?.lower;
  if (lower === undefined) return null;
  const concentration = alloy.concentration(x);
  return known(limit * (1 - lower.activity / (concentration * alloy.activityPerConcentration(concentration))));
}
