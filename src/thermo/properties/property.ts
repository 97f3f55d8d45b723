import { DomainError } from "../../base/errors.ts";

/** A property of an alloy at one composition and temperature. */
export interface PropertyValue {
  /** In the unit of the model. */
  readonly value: number;
  /** Standard uncertainty (1σ), same unit. */
  readonly uncertainty: number;
  /** True outside of the range of the measurements behind the model: the value is given, its uncertainty is wider. */
  readonly extrapolated: boolean;
  /** Where the numbers come from, one sentence. */
  readonly source: string;
}

/** Where a property is given: mole fraction and temperature in K. */
export interface PropertyRange {
  readonly moleFraction: readonly [low: number, high: number];
  readonly temperature: readonly [low: number, high: number];
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
  /** Covered by measurements; null where none were made in this alloy. */
  readonly measured: PropertyRange | null;
  /** Beyond `measured` the value is marked as extrapolated; beyond this range it is refused. */
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
export interface PropertyDefinition extends Omit<PropertyModel, "evaluate"> {
  compute(moleFraction: number, temperature: number, extrapolated: boolean): { value: number; uncertainty: number };
}

/** A property model that checks its range before it computes. */
export function propertyModel(definition: PropertyDefinition): PropertyModel {
  const { compute, ...description } = definition;
  const { title, measured, allowed, source } = description;
  return {
    ...description,
    evaluate(moleFraction, temperature) {
      checkRange(title, allowed, moleFraction, temperature);
      const extrapolated = measured === null || !isInside(measured, moleFraction, temperature);
      return { ...compute(moleFraction, temperature, extrapolated), extrapolated, source };
    },
  };
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
