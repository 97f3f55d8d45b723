import { DomainError } from "../../base/errors.ts";
import type { DimensionName } from "../../units/dimension.ts";
import { parseUnit, type Unit } from "../../units/unit.ts";
import type { Cursor } from "./cursor.ts";
import { described, dimensionAmong, toSI, unitSymbol } from "./measures.ts";
import type { Current, Voltage } from "./quantities.ts";
import { short, type Token } from "./tokens.ts";

/** A number whose unit is still to come, or a quantity. */
export interface Written {
  readonly number: number;
  readonly unit: Unit | undefined;
  /** As it stands in the text. */
  readonly text: string;
  readonly at: number;
}

/** No unit has more parts than mA · cm⁻² · min⁻¹ needs. */
const MOST_PARTS = 6;

/** Whether a word goes on with a unit: `cm-2`, `s⁻¹`, or the h of `mA h`. */
function continuesUnit({ kind, text }: Token, before: string): boolean {
  return kind === "word" && (/^[A-Za-zµ]{1,3}\^?[-⁻]/.test(text) || (text === "h" && /A$/.test(before)));
}

/** Takes the words of a unit, if one stands here: `mA/cm2`, `mA cm-2`, `mA·h/cm²`, `mA per cm2`. */
function unitText(cursor: Cursor): string {
  if (cursor.token.kind !== "word") return "";
  let text = unitSymbol(cursor.take().text);
  for (let parts = 1; parts < MOST_PARTS; parts++) {
    const slash = cursor.isSymbol("/") || (cursor.is("per") && cursor.ahead(1).word !== "decade");
    const joined = slash || cursor.isSymbol("·", "*");
    if (joined && cursor.ahead(1).kind === "word") {
      cursor.take();
      text += `${slash ? "/" : " "}${unitSymbol(cursor.take().text)}`;
    } else if (!joined && continuesUnit(cursor.token, text)) text += ` ${cursor.take().text}`;
    else break;
  }
  return text;
}

/** Words that follow a number and are no unit: 3 cycles, 0 to 1 V. */
const noUnits: ReadonlySet<string> = new Set([
  ...[
    "to",
    "at",
    "for",
    "or",
    "until",
    "in",
    "each",
    "cycles",
    "cycle",
    "points",
    "point",
    "times",
    "and",
    "then",
    "vs",
  ],
  ...["above", "below", "versus", "passes", "steps", "per", "through", "back", "of"],
]);

/**
 * Reads a number and the unit behind it, if any.
 * @throws FormatError for what is no number, and for an unknown unit
 */
export function readWritten(cursor: Cursor, expected: string, example: string): Written {
  const { kind, value, start } = cursor.token;
  if (kind === "clock") {
    const text = cursor.take().text;
    return { number: value, unit: parseUnit("s"), text, at: start };
  }
  if (kind !== "number") throw cursor.unexpected(expected, example);
  const number = cursor.take();
  const next = cursor.token;
  if (next.kind !== "word" || noUnits.has(next.word))
    return { number: value, unit: undefined, text: number.text, at: start };
  const clock = /^(?:h|min)(\d{1,2})(?:min|s|m)?$/i.exec(next.text);
  if (clock !== null) {
    const [large, small] = /^h/i.test(next.text) ? ["h", "min"] : ["min", "s"];
    throw cursor.error(
      `"${short(number.text, 30)}${next.text}": the smaller unit is missing or stands too close; write ${short(number.text, 30)} ${large} ${Number(clock[1])} ${small}.`,
      start,
    );
  }
  const unit = unitText(cursor);
  const text = `${short(number.text, 30)} ${unit}`;
  try {
    return { number: value, unit: parseUnit(unit), text, at: start };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw cursor.error(`${short(error.message, 200)} Expected ${expected}, as in "${example}".`, next.start);
  }
}

/** What was meant where a quantity of another dimension stands. */
const confusions: readonly (readonly [found: DimensionName, expected: DimensionName, advice: string])[] = [
  ["voltage", "currentDensity", "to keep a voltage write hold at 0.4 V for 1 h"],
  ["power", "currentDensity", "for a power write strip at constant power 2 mW for 1 h"],
  ["powerDensity", "currentDensity", "for a power write strip at constant power 2 mW/cm2 for 1 h"],
  ["charge", "currentDensity", "a charge stands behind for: strip at 0.4 mA/cm2 for 1 mAh/cm2"],
  ["arealCharge", "currentDensity", "a charge stands behind for: strip at 0.4 mA/cm2 for 1 mAh/cm2"],
  ["currentDensity", "voltage", "for a current write strip at 0.4 mA/cm2 or plate at 0.4 mA/cm2"],
  ["current", "voltage", "for a current write strip at 0.4 mA or plate at 0.4 mA"],
  ["currentDensity", "arealCharge", "a charge has an h: 1 mAh/cm2"],
  ["current", "arealCharge", "a charge has an h: 1 mAh, or 1 mAh/cm2"],
  ["voltage", "arealCharge", "a voltage stands behind until: until 0.9 V"],
  ["voltage", "time", "a voltage stands behind until: until 0.9 V"],
  ["inductance", "time", "hours are written with a small h"],
  ["currentDensity", "currentDensityRate", "say in which time it changes by that, as in 0.1 mA/cm2/min"],
  ["current", "currentDensityRate", "say in which time it changes by that, as in 0.1 mA/min"],
  ["voltage", "scanRate", "say in which time it changes by that, as in 10 mV/s"],
];

/** SI value of what was written, which must have one of the dimensions. @throws FormatError naming what it is instead */
export function quantityOf<Name extends DimensionName>(
  cursor: Cursor,
  { number, unit, text, at }: Written,
  names: readonly Name[],
  expected: string,
  example: string,
): { readonly value: number; readonly dimension: Name } {
  if (unit === undefined) {
    throw cursor.error(`"${short(text, 30)}" has no unit; expected ${expected}, as in "${example}".`, at);
  }
  const dimension = dimensionAmong(unit, names);
  if (dimension === undefined) {
    const advice = confusions.find(
      ([found, wanted]) => dimensionAmong(unit, [found]) !== undefined && names.some((name) => name === wanted),
    )?.[2];
    throw cursor.error(
      `"${text}" is ${described(unit.dimension)}; expected ${expected}, as in "${example}"${advice === undefined ? "" : `; ${advice}`}.`,
      at,
    );
  }
  const value = toSI(number, unit.factor) + 0; // −0 is 0
  if (!Number.isFinite(value)) throw cursor.error(`"${text}" is too large for a number.`, at);
  return { value, dimension };
}

export function readQuantity<Name extends DimensionName>(
  cursor: Cursor,
  names: readonly Name[],
  expected: string,
  example: string,
): { readonly value: number; readonly dimension: Name } {
  return quantityOf(cursor, readWritten(cursor, expected, example), names, expected, example);
}

const CURRENT_EXPECTED = "a current (mA/cm2, mA, or C/10)";

/** `C/10`, `0.1C`, `2 C` as capacities per hour; undefined where no C-rate stands here. */
function readCRate(cursor: Cursor): number | undefined {
  const isC = (count: number): boolean => cursor.ahead(count).kind === "word" && /^C$/i.test(cursor.ahead(count).text);
  const divided = (count: number): boolean => cursor.ahead(count).kind === "symbol" && cursor.ahead(count).text === "/";
  if (isC(0)) {
    cursor.take();
    if (!divided(0) || cursor.ahead(1).kind !== "number") return 1;
    cursor.take();
    return 1 / cursor.take().value;
  }
  if (cursor.token.kind !== "number" || !isC(1) || divided(2)) return undefined;
  const { value } = cursor.take();
  cursor.take();
  return value + 0;
}

/** A current: `0.4 mA/cm2`, `0.4 mA`, `C/10`, `0.1C`. */
export function readCurrent(cursor: Cursor, example: string): Current {
  const rate = readCRate(cursor);
  if (rate !== undefined) return { value: rate, unit: "C-rate" };
  return currentOf(cursor, readWritten(cursor, CURRENT_EXPECTED, example), example);
}

function currentOf(cursor: Cursor, quantity: Written, example: string): Current {
  const { value, dimension } = quantityOf(cursor, quantity, ["currentDensity", "current"], CURRENT_EXPECTED, example);
  return { value, unit: dimension === "current" ? "A" : "A/m2" };
}

function expectTo(cursor: Cursor, what: string, example: string): void {
  if (!cursor.accept("to") && !cursor.acceptSymbol("–", "—", "-")) throw cursor.unexpected(`"to" and ${what}`, example);
}

/** `X to Y` of currents, where X may leave its unit to Y: `0 to 1 mA/cm2`. */
export function readCurrentSpan(cursor: Cursor, example: string): readonly [from: Current, to: Current] {
  const rate = readCRate(cursor);
  if (rate !== undefined) {
    expectTo(cursor, "a current", example);
    return [{ value: rate, unit: "C-rate" }, readCurrent(cursor, example)];
  }
  const first = readWritten(cursor, CURRENT_EXPECTED, example);
  expectTo(cursor, "a current", example);
  const last = readCRate(cursor);
  if (last !== undefined) {
    const to: Current = { value: last, unit: "C-rate" };
    return [first.unit === undefined ? { value: first.number, unit: "C-rate" } : currentOf(cursor, first, example), to];
  }
  const second = readWritten(cursor, CURRENT_EXPECTED, example);
  return [currentOf(cursor, withUnitOf(first, second), example), currentOf(cursor, second, example)];
}

/** `X to Y` of another quantity, where X may leave its unit to Y: `0 to 1 V`, `7 MHz to 5 Hz`. */
export function readSpan(
  cursor: Cursor,
  name: DimensionName,
  expected: string,
  example: string,
): readonly [from: number, to: number] {
  const first = readWritten(cursor, expected, example);
  expectTo(cursor, expected, example);
  const second = readWritten(cursor, expected, example);
  return [
    quantityOf(cursor, withUnitOf(first, second), [name], expected, example).value,
    quantityOf(cursor, second, [name], expected, example).value,
  ];
}

function withUnitOf(first: Written, second: Written): Written {
  return first.unit === undefined ? { ...first, unit: second.unit } : first;
}

/** `0.9 V`, `-200 mV`, `open circuit`, `0.1 V vs open circuit`. */
export function readVoltage(cursor: Cursor, example: string): Voltage {
  if (acceptOpenCircuit(cursor)) return { vsOpenCircuit: 0 };
  const { value } = readQuantity(cursor, ["voltage"], "a voltage", example);
  if (cursor.accept("vs") || cursor.accept("versus") || cursor.accept("above")) {
    if (!acceptOpenCircuit(cursor)) throw cursor.unexpected('"open circuit"', "0.1 V vs open circuit");
    return { vsOpenCircuit: value };
  }
  return value;
}

function acceptOpenCircuit(cursor: Cursor): boolean {
  return cursor.accept("open", "circuit", "voltage") || cursor.accept("open", "circuit") || cursor.accept("ocv");
}

/** A whole number from 1. */
export function readCount(cursor: Cursor, expected: string, example: string, most: number): number {
  const { kind, value, text } = cursor.token;
  if (kind !== "number") throw cursor.unexpected(expected, example);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw cursor.error(
      `"${short(text, 30)}" is not a whole number from 1 to ${most}; expected ${expected}, as in "${example}".`,
    );
  }
  cursor.take();
  return value;
}
