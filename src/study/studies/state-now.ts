import { formatDuration, formatNumber } from "../../figures/format-number.ts";
import { formatVoltage } from "../../figures/format-voltage.ts";
import { movingUnknowns, partOf } from "../../figures/state-courses.ts";
import { shortNames } from "../../figures/state-names.ts";
import type { ShownProfile } from "../profile-figures.ts";
import { denseGroups } from "../simulate-figures.ts";
import type { Profile } from "../simulate-results.ts";
import { chargeWords } from "../simulate-sentences.ts";
import type { CaseSight } from "./case-sight.ts";
import { observedText } from "./study-sentences.ts";

/** A name and its number in words. */
export interface StateFact {
  readonly name: string;
  readonly text: string;
}

/** Unknowns that are told beside voltage, charge and composition. */
const MOST_UNKNOWNS = 5;

/**
 * Where the cell stands at a time: voltage, of many pulses at their ends, charge, composition of the pool, and what moves.
 * @param time s; null: at the end of what was reached
 */
export function stateNow({ document, profiles }: CaseSight, time: number | null): StateFact[] {
  const { series } = document;
  const at = time === null ? series.time.length - 1 : lastBefore(series.time, time);
  if (at < 0) return [];
  const groups = denseGroups(document);
  const voltages =
    groups.length === 0
      ? [{ name: "Voltage", text: formatVoltage(series.voltage[at] as number) }]
      : groups.slice(0, 2).map(({ name, points }) => ({
          name: `End of ${name.split(" ")[0]}`,
          text: formatVoltage(series.voltage[points.findLast((k) => k <= at) ?? points[0] ?? 0] as number),
        }));
  const charge = (series.charge[at] as number) - (series.charge[0] as number);
  const fraction = poolFraction(profiles, series.time[at] as number);
  const moving = movingUnknowns(series.recorded).slice(0, MOST_UNKNOWNS);
  const names = shortNames(moving);
  return [
    ...(time === null ? [] : [{ name: "Time", text: formatDuration(series.time[at] as number) }]),
    ...voltages,
    {
      name: "Charge",
      text: chargeWords({ ...document.summary, stripped: Math.max(0, charge), plated: Math.max(0, -charge) }),
    },
    ...(fraction === null ? [] : [fraction]),
    ...moving.map((one, k) => {
      const area = partOf(one);
      const value = one.values[at] as number;
      const name = capital(names[k] as string);
      return area === null
        ? { name, text: unknownText(value, one.unit) }
        : {
            name: `${name.replace(/ fraction$/, "")}, of ${area === "electrode" ? area : "wetted"}`,
            text: shareText(value),
          };
    }),
  ];
}

/** nmol/cm² in a mol/m². */
const NANOMOLES = 1e5;
/** Pure numbers below this are nothing: parts of an area, coverages. */
const NOTHING = 1e-6;

function unknownText(value: number, unit: string): string {
  if (unit === "mol/m2") return `${formatNumber(NANOMOLES * value, { digits: 3 })} nmol cm⁻²`;
  if (unit !== "1") return observedText(value, unit);
  return Math.abs(value) < NOTHING ? "0" : formatNumber(value, { digits: 3 });
}

/** A part of an area in per cent, three digits. */
const shareText = (part: number): string =>
  `${Math.abs(part) < NOTHING ? "0" : formatNumber(100 * part, { digits: 3 })}\u00A0%`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function lastBefore(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The profile nearest to a time: the first curve, and that one. */
export function profilesAt(profiles: readonly ShownProfile[], time: number): ShownProfile[] {
  return profiles.flatMap((profile) => {
    const [first] = profile.curves;
    const nearest = nearestCurve(profile, time);
    if (first === undefined || nearest === undefined) return [];
    return [{ ...profile, curves: first === nearest ? [first] : [first, nearest] }];
  });
}

function nearestCurve({ curves }: Profile, time: number): Profile["curves"][number] | undefined {
  let nearest = curves[0];
  for (const curve of curves) {
    if (nearest !== undefined && Math.abs(curve.time - time) <= Math.abs(nearest.time - time)) nearest = curve;
  }
  return nearest;
}

/** Mean mole fraction of the working metal in the first pool at the instant nearest to a time; null without a pool. */
export function poolMoleFraction(profiles: readonly ShownProfile[], time: number): number | null {
  const profile = profiles.find(({ metal }) => metal !== null);
  const curve = profile === undefined ? undefined : nearestCurve(profile, time);
  if (profile === undefined || curve === undefined) return null;
  const z = profile.position;
  let [sum, weight] = [0, 0];
  for (let k = 0; k < curve.values.length; k++) {
    const width = ((z[k + 1] ?? z[k]) as number) - (z[k - 1] ?? 0);
    sum += width * (curve.values[k] as number);
    weight += width;
  }
  return weight > 0 ? sum / weight : null;
}

function poolFraction(profiles: readonly ShownProfile[], time: number): StateFact | null {
  const fraction = poolMoleFraction(profiles, time);
  const metal = profiles.find((one) => one.metal !== null)?.metal;
  return fraction === null ? null : { name: `x of ${metal} in the pool`, text: formatNumber(fraction, { digits: 3 }) };
}
