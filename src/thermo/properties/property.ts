import { DomainError } from "../../base/errors.ts";
import { ICE_POINT } from "../../units/temperature.ts";

/**
 * What stands behind a value. `measured`: a measurement at this composition and temperature, or an equation fitted to such.
 * `correlation`: an equation between measurements at other compositions, inside of its temperatures. `estimate`: anything else: a
 * model without a measurement in the alloy, or a value beyond the range of the data.
 */
export type PropertyBasis = "measured" | "correlation" | "estimate";

/** Where a property is given: mole fraction and temperature in K. */
export interface PropertyRange {
  readonly moleFraction: readonly [low: number, high: number];
  readonly temperature: readonly [low: number, high: number];
}

/** Where a basis holds. */
export interface PropertyRegion extends PropertyRange {
  readonly basis: PropertyBasis;
}

/** A property of an alloy at one composition and temperature. */
export interface PropertyValue {
  /** In the unit of the model. */
  readonly value: number;
  /** Standard uncertainty (1σ), same unit. */
  readonly uncertainty: number;
  readonly basis: PropertyBasis;
  /** True outside of every region of the model: the value is given, its uncertainty is wider. */
  readonly extrapolated: boolean;
  /** What is extrapolated: "temperature below 98 °C", "mole fraction outside of 0.31 to 0.35"; empty if nothing is. */
  readonly beyond: readonly string[];
  /** Where the numbers come from, one sentence. */
  readonly source: string;
}

/** A property of a binary alloy as a function of the mole fraction x of one component and of temperature in K. */
export interface PropertyModel {
  /** Kebab-case, the key by which it is asked for. */
  readonly name: string;
  /** As a researcher says it. */
  readonly title: string;
  /** SI. */
  readonly unit: string;
  readonly symbol: string;
  /** What the model rests on, and where; the first that holds a point decides. Beyond all of them it is extrapolated. */
  readonly regions: readonly PropertyRegion[];
  /** The first measured region that is more than a pure component; null where nothing was measured in this alloy. */
  readonly measured: PropertyRange | null;
  /** Beyond this range a value is refused. */
  readonly allowed: PropertyRange;
  readonly source: string;
  /**
   * @param moleFraction of the component the model is for
   * @param temperature K
   * @throws DomainError outside of `allowed`, quoting it
   */
  evaluate(moleFraction: number, temperature: number): PropertyValue;
}

/** What a property model is made of: `compute` may assume arguments inside of `allowed`. */
export interface PropertyDefinition extends Omit<PropertyModel, "evaluate" | "measured"> {
  compute(
    moleFraction: number,
    temperature: number,
    standing: PropertyStanding,
  ): { value: number; uncertainty: number };
}

/** What stands behind a value at one point. */
export type PropertyStanding = Pick<PropertyValue, "basis" | "extrapolated" | "beyond">;

/** A property model that checks its range before it computes. */
export function propertyModel(definition: PropertyDefinition): PropertyModel {
  const { compute, ...description } = definition;
  const { title, regions, allowed, source } = description;
  const alloy = regions.find(({ basis, moleFraction: [low, high] }) => basis === "measured" && high > low);
  return {
    ...description,
    measured: alloy ? { moleFraction: alloy.moleFraction, temperature: alloy.temperature } : null,
    evaluate(moleFraction, temperature) {
      checkRange(title, allowed, moleFraction, temperature);
      const standing = standingAt(regions, moleFraction, temperature);
      return { ...compute(moleFraction, temperature, standing), ...standing, source };
    },
  };
}

/** What stands behind a value: the basis of the first region that holds the point, or what lies beyond all of them. */
export function standingAt(
  regions: readonly PropertyRegion[],
  moleFraction: number,
  temperature: number,
): PropertyStanding {
  const held = regions.find((region) => isInside(region, moleFraction, temperature));
  if (held) return { basis: held.basis, extrapolated: false, beyond: [] };
  const alike = regions.filter((region) => isInside(region, moleFraction, region.temperature[0]));
  const here = alike.length > 0 ? alike : regions;
  const beyond: string[] = [];
  if (alike.length === 0 && regions.length > 0) {
    const low = Math.min(...regions.map((region) => region.moleFraction[0]));
    const high = Math.max(...regions.map((region) => region.moleFraction[1]));
    beyond.push(`mole fraction outside of ${plain(low)} to ${plain(high)}`);
  }
  const below = here.filter(({ temperature: [low] }) => temperature < low);
  const above = here.filter(({ temperature: [, high] }) => temperature > high);
  if (here.length > 0 && below.length + above.length === here.length) {
    beyond.push(
      below.length > 0
        ? `temperature below ${celsius(Math.min(...below.map((region) => region.temperature[0])))}`
        : `temperature above ${celsius(Math.max(...above.map((region) => region.temperature[1])))}`,
    );
  }
  return { basis: "estimate", extrapolated: true, beyond };
}

/** Mole fraction by which a composition may differ from one that was measured. */
const SAME_ALLOY = 0.02;

/** Of an equation that was measured at one composition and is carried to all others: an estimate there. */
export function carriedRegions(measured: {
  readonly moleFraction: number;
  readonly range: readonly [low: number, high: number];
}): PropertyRegion[] {
  const { moleFraction: x, range: temperature } = measured;
  return [
    { basis: "measured", moleFraction: [x - SAME_ALLOY, x + SAME_ALLOY], temperature },
    { basis: "estimate", moleFraction: [0, 1], temperature },
  ];
}

function celsius(temperature: number): string {
  return `${Math.round(temperature - ICE_POINT)} °C`;
}

function plain(fraction: number): string {
  return String(Number(fraction.toFixed(3)));
}

/** Whether a point lies in a range, bounds included. */
export function isInside(range: PropertyRange, moleFraction: number, temperature: number): boolean {
  const [xLow, xHigh] = range.moleFraction;
  const [low, high] = range.temperature;
  return moleFraction >= xLow && moleFraction <= xHigh && temperature >= low && temperature <= high;
}

/** @throws DomainError outside of the range, quoting it */
export function checkRange(title: string, range: PropertyRange, moleFraction: number, temperature: number): void {
  if (isInside(range, moleFraction, temperature)) return;
  const [xLow, xHigh] = range.moleFraction;
  const [low, high] = range.temperature;
  throw new DomainError(
    `${title} at mole fraction ${moleFraction} and ${temperature} K is outside of the range of the correlation: ` +
      `mole fraction ${xLow} to ${xHigh}, ${low} to ${high} K.`,
  );
}
