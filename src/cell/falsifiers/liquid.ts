import { DomainError } from "../../base/errors.ts";
import { type Interval, interval, type NumberOrInterval, over, positiveInterval } from "./interval.ts";

/** Stripping takes the working metal out of the liquid, plating puts it in. */
export type Direction = "strip" | "plate";

/** Where another phase appears. */
export interface LiquidSaturation {
  /** Mole fraction of the working metal in the liquid. */
  readonly moleFraction: Interval;
  /** What appears, for sentences. */
  readonly phase: string;
}

/**
 * What the falsifiers ask of a liquid alloy of the working metal and one other metal at one temperature. x is the mole fraction
 * of the working metal. Intervals are as wide as the user would defend: ± 2 σ, or a range of the literature. SI.
 */
export interface FalsifierLiquid {
  readonly name: string;
  /** K */
  readonly temperature: number;
  readonly chargeNumber: number;
  /** Where stripping ends: something else precipitates. Null: the metal can leave entirely. */
  readonly lowerSaturation: LiquidSaturation | null;
  /** Where plating ends: the working metal precipitates. Null: the liquid reaches to the pure metal. */
  readonly upperSaturation: LiquidSaturation | null;
  /** D̃ in m²/s */
  interdiffusion(x: number): Interval;
  /** V of the liquid in m³/mol */
  molarVolume(x: number): Interval;
  /** a(from)/a(to) of the working metal */
  activityRatio(from: number, to: number): Interval;
  /** For flow; null where one of its numbers is not known. */
  readonly flow: LiquidFlow | null;
  readonly sources: readonly string[];
}

/** What makes a liquid flow, or keeps it from it. */
export interface LiquidFlow {
  /** kg/m³ */
  density(x: number): Interval;
  /** dρ/dx in kg/m³; of either sign */
  densitySlope(x: number): Interval;
  /** Pa s */
  viscosity(x: number): Interval;
  /** J/m² */
  surfaceTension(x: number): Interval;
}

/** A liquid alloy by given numbers: what is constant, and laws where they are known. */
export interface LiquidNumbers {
  readonly name: string;
  readonly temperature: number;
  readonly chargeNumber: number;
  readonly lowerSaturation?: { readonly moleFraction: NumberOrInterval; readonly phase: string } | null;
  readonly upperSaturation?: { readonly moleFraction: NumberOrInterval; readonly phase: string } | null;
  /** D̃ in m²/s, a number or as it goes with x. */
  readonly interdiffusion: NumberOrInterval | ((x: number) => Interval);
  /** Partial molar volumes of the working metal and of the other, m³/mol, constant. */
  readonly molarVolume: NumberOrInterval;
  readonly otherMolarVolume: NumberOrInterval;
  /** a(x); default x, the ideal solution. */
  readonly activity?: (x: number) => number;
  /** Relative half width of a ratio of activities; default 0. */
  readonly activityAccuracy?: number;
  /** For flow; left out where they are not known. */
  readonly flow?: LiquidFlowNumbers;
  readonly sources: readonly string[];
}

export interface LiquidFlowNumbers {
  /** kg/mol */
  readonly molarMass: number;
  readonly otherMolarMass: number;
  /** Pa s */
  readonly viscosity: NumberOrInterval;
  /** J/m² */
  readonly surfaceTension: NumberOrInterval;
}

/**
 * A liquid for the falsifiers from numbers: constant diffusivity, viscosity, surface tension and partial molar volumes.
 *
 * @throws DomainError for numbers that are not positive, or saturations outside of 0 to 1
 */
export function liquidFromNumbers(given: LiquidNumbers): FalsifierLiquid {
  const { interdiffusion, flow } = given;
  const volume = positiveInterval("molar volume", given.molarVolume);
  const otherVolume = positiveInterval("other molar volume", given.otherMolarVolume);
  const activity = given.activity ?? ((x: number) => x);
  const accuracy = given.activityAccuracy ?? 0;
  let law: (x: number) => Interval;
  if (typeof interdiffusion === "function") law = interdiffusion;
  else {
    const constant = positiveInterval("interdiffusion", interdiffusion);
    law = () => constant;
  }
  return {
    name: given.name,
    temperature: given.temperature,
    chargeNumber: given.chargeNumber,
    lowerSaturation: saturation("lower saturation", given.lowerSaturation),
    upperSaturation: saturation("upper saturation", given.upperSaturation),
    interdiffusion: law,
    molarVolume: (x) => mixed(x, volume, otherVolume),
    activityRatio(from, to) {
      const value = activity(from) / activity(to);
      return { value, lower: value / (1 + accuracy), upper: value * (1 + accuracy) };
    },
    flow: flow === undefined ? null : flowFromNumbers(flow, volume, otherVolume),
    sources: given.sources,
  };
}

function mixed(x: number, a: Interval, b: Interval): Interval {
  return {
    value: x * a.value + (1 - x) * b.value,
    lower: x * a.lower + (1 - x) * b.lower,
    upper: x * a.upper + (1 - x) * b.upper,
  };
}

const clamped = (x: number, { lower, upper }: Interval): number => Math.min(Math.max(x, lower), upper);

function flowFromNumbers(given: LiquidFlowNumbers, volume: Interval, otherVolume: Interval): LiquidFlow {
  const { molarMass, otherMolarMass } = given;
  const viscosity = positiveInterval("viscosity", given.viscosity);
  const tension = positiveInterval("surface tension", given.surfaceTension);
  const mass = (x: number): number => x * molarMass + (1 - x) * otherMolarMass;
  // d(m/V)/dx of m = xM + (1 − x)M', V = xv + (1 − x)w
  const slopeWith = (x: number, v: number, w: number): number => {
    const mean = x * v + (1 - x) * w;
    return (w * molarMass - v * otherMolarMass) / (mean * mean);
  };
  return {
    density(x) {
      const m = mass(x);
      return over({ value: m, lower: m, upper: m }, mixed(x, volume, otherVolume));
    },
    densitySlope(x) {
      // Extreme at a corner or where it turns along an edge: of degree −1 in v and w, it would be 0 where it turned within, and does not there.
      const slopes = [volume.lower, volume.upper].flatMap((v) => {
        const turn = (v * (x * molarMass + 2 * (1 - x) * otherMolarMass)) / ((1 - x) * molarMass);
        return [otherVolume.lower, clamped(turn, otherVolume), otherVolume.upper].map((w) => slopeWith(x, v, w));
      });
      for (const w of [otherVolume.lower, otherVolume.upper]) {
        const turn = (w * ((1 - x) * otherMolarMass + 2 * x * molarMass)) / (x * otherMolarMass);
        slopes.push(slopeWith(x, clamped(turn, volume), w));
      }
      const value = slopeWith(x, volume.value, otherVolume.value);
      return { value, lower: Math.min(...slopes), upper: Math.max(...slopes) };
    },
    viscosity: () => viscosity,
    surfaceTension: () => tension,
  };
}

function saturation(
  what: string,
  given: { readonly moleFraction: NumberOrInterval; readonly phase: string } | null | undefined,
): LiquidSaturation | null {
  if (given === null || given === undefined) return null;
  const moleFraction = interval(what, given.moleFraction);
  if (!(moleFraction.lower >= 0 && moleFraction.upper <= 1)) {
    throw new DomainError(
      `${what}: mole fractions ${moleFraction.lower} to ${moleFraction.upper}; between 0 and 1 is expected.`,
    );
  }
  return { moleFraction, phase: given.phase };
}

/** Where the surface ends in a direction, and what appears there. Null on plating where nothing ever does. */
export function endOf(liquid: FalsifierLiquid, direction: Direction): LiquidSaturation | null {
  if (direction === "plate") return liquid.upperSaturation;
  return (
    liquid.lowerSaturation ?? { moleFraction: { value: 0, lower: 0, upper: 0 }, phase: "nothing: the metal is gone" }
  );
}
