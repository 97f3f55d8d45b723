import { type DimensionName, dimensions, nameOfDimension, sameDimension } from "../../units/dimension.ts";
import { parseUnit, type Unit } from "../../units/unit.ts";

/** Words for units of time. */
const timeWords: Readonly<Record<string, string>> = {
  sec: "s",
  secs: "s",
  second: "s",
  seconds: "s",
  mins: "min",
  minute: "min",
  minutes: "min",
  hr: "h",
  hrs: "h",
  hour: "h",
  hours: "h",
  day: "d",
  days: "d",
};

/** The symbol of a unit that is written as a word: `minutes`. */
export function unitSymbol(word: string): string {
  const lower = word.toLowerCase();
  return Object.hasOwn(timeWords, lower) ? (timeWords[lower] as string) : word;
}

/**
 * Number in a unit → SI, with the rounding of the conversion taken away: 0.3 mA/cm2 is 3 A/m² to the digit. A number in the SI unit itself
 * is left as it is, so that every value can be written.
 */
export function toSI(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15));
}

/** Which of the dimensions a unit has, if any. */
export function dimensionAmong<Name extends DimensionName>(unit: Unit, names: readonly Name[]): Name | undefined {
  return names.find((name) => sameDimension(unit.dimension, dimensions[name]));
}

/** "a current density", "an area"; "a number" for what has no unit. */
export function described(dimension: Unit["dimension"]): string {
  const name = nameOfDimension(dimension) || "number";
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

/** What is written in one set of units. */
export type Scale =
  | "currentDensity"
  | "current"
  | "currentDensityRate"
  | "currentRate"
  | "arealCharge"
  | "charge"
  | "voltage"
  | "scanRate"
  | "power"
  | "powerDensity"
  | "frequency"
  | "time"
  | "amplitude";

/** Units in which a quantity is written, the preferred one first. */
const scales: Readonly<Record<Scale, readonly string[]>> = {
  currentDensity: ["mA/cm2", "µA/cm2", "nA/cm2", "A/cm2"],
  current: ["mA", "µA", "nA", "A"],
  currentDensityRate: ["mA/cm2/min", "mA/cm2/s", "mA/cm2/h", "µA/cm2/s"],
  currentRate: ["mA/min", "mA/s", "mA/h", "µA/s", "A/s"],
  arealCharge: ["mAh/cm2", "µAh/cm2"],
  charge: ["mAh", "µAh", "Ah"],
  voltage: ["V", "mV"],
  scanRate: ["mV/s", "mV/min", "mV/h", "V/s", "µV/s"],
  power: ["mW", "µW", "W"],
  powerDensity: ["mW/cm2", "µW/cm2", "W/cm2"],
  frequency: ["Hz", "kHz", "MHz", "mHz"],
  time: ["s", "min", "h", "ms", "µs"],
  amplitude: ["mV", "µV", "V"],
};

/** Characters that another unit than the preferred one must save where that one gives a number of ordinary size. */
const PREFERENCE = 2;

/** Units that are as good as the preferred one, whatever its number. */
const alike: ReadonlySet<string> = new Set(["min", "h", "kHz", "MHz", "mHz"]);

const si: Readonly<Record<Scale, string>> = {
  currentDensity: "A/m2",
  current: "A",
  currentDensityRate: "A/m2/s",
  currentRate: "A/s",
  arealCharge: "C/m2",
  charge: "C",
  voltage: "V",
  scanRate: "V/s",
  power: "W",
  powerDensity: "W/m2",
  frequency: "Hz",
  time: "s",
  amplitude: "V",
};

const factors = new Map<string, number>();

function factorOf(unit: string): number {
  const known = factors.get(unit);
  if (known !== undefined) return known;
  const factor = parseUnit(unit).factor;
  factors.set(unit, factor);
  return factor;
}

/**
 * Writes an SI value with a unit so that it reads back as the same number: in the preferred unit, or in one that takes clearly fewer
 * characters, and in the SI unit where no other gives the number back.
 */
export function written(value: number, scale: Scale): string {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  let preference = 0;
  scales[scale].forEach((unit, i) => {
    const factor = factorOf(unit);
    const number = factor === 1 ? value : Number((value / factor).toPrecision(14));
    if (i === 0 && (value === 0 || (Math.abs(number) >= 0.01 && Math.abs(number) < 1000))) preference = PREFERENCE;
    if (toSI(number, factor) !== value) return;
    const text = String(number);
    const length = text.length + (i > 0 && !alike.has(unit) ? preference : 0);
    if (length >= least) return;
    best = `${text} ${unit}`;
    least = length;
  });
  return best ?? `${value} ${si[scale]}`;
}
