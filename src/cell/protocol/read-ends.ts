import type { Cursor } from "./cursor.ts";
import { unitSymbol } from "./measures.ts";
import type { AfterLimit, Ends, StepLimit } from "./protocol.ts";
import type { Capacity, Current } from "./quantities.ts";
import { quantityOf, readCurrent, readQuantity, readWritten } from "./read-quantity.ts";

/** Collects what ends a step. */
interface Collected {
  duration: number | undefined;
  capacity: Capacity | undefined;
  readonly limits: StepLimit[];
}

const EXPECTED = "what ends the step: a time, a charge or a limit";

/**
 * Reads `for 1 mAh/cm2 or until 0.9 V`, `10 min`, `until |dV/dt| < 1 mV/h or 2 h`: clauses parted by `or`.
 * @param example a whole sentence of this kind of step
 */
export function readEnds(cursor: Cursor, example: string): Ends {
  const collected: Collected = { duration: undefined, capacity: undefined, limits: [] };
  cursor.joinLines();
  if (cursor.token.kind === "number" || cursor.token.kind === "clock" || cursor.is("for", "until")) {
    readClause(cursor, collected, false, example);
    for (cursor.joinLines(); acceptOr(cursor); cursor.joinLines()) readClause(cursor, collected, true, example);
  }
  if (cursor.is("and", "while")) {
    throw cursor.error(
      `"${cursor.token.text}": a step ends at whichever of its ends comes first; write "or", as in "${example}".`,
    );
  }
  const { duration, capacity, limits } = collected;
  const nothing = duration === undefined && capacity === undefined && limits.length === 0;
  if (nothing && !isEndOfStep(cursor)) throw cursor.unexpected(EXPECTED, example);
  return {
    ...(duration === undefined ? {} : { duration }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(limits.length === 0 ? {} : { limits }),
  };
}

/** Whether the step is over, or goes on with something else than its ends. */
function isEndOfStep(cursor: Cursor): boolean {
  const { kind } = cursor.token;
  return kind === "newline" || kind === "end" || cursor.isSymbol(";", "}", ",") || cursor.is("with");
}

/** Reads `until … or until …` where only limits may end a step. */
export function readLimits(cursor: Cursor, example: string): readonly StepLimit[] {
  const at = cursor.token.start;
  const { duration, capacity, limits = [] } = readEnds(cursor, example);
  if (duration !== undefined || capacity !== undefined) {
    throw cursor.error(
      `its own course says how long this step lasts; only limits (until …) may end it earlier, as in "${example}".`,
      at,
    );
  }
  return limits;
}

/** `or`, also behind a comma; `until` or `for`, behind a comma or not, stands for it. */
function acceptOr(cursor: Cursor): boolean {
  const comma = cursor.isSymbol(",");
  const next = cursor.ahead(comma ? 1 : 0);
  const goesOn = next.kind === "word" && ["or", "until", "for"].includes(next.word);
  if (!goesOn) return false;
  if (comma) cursor.take();
  cursor.accept("or");
  return true;
}

function readClause(cursor: Cursor, collected: Collected, afterOr: boolean, example: string): void {
  if (cursor.accept("until") || (afterOr && !cursor.is("for") && !isShare(cursor))) {
    readCondition(cursor, collected, example);
    return;
  }
  cursor.accept("for");
  cursor.accept("at", "most");
  const at = cursor.token.start;
  if (isShare(cursor)) {
    const number = cursor.take().value;
    const share = cursor.accept("%") || cursor.accept("percent") ? number / 100 : number;
    cursor.accept("of");
    cursor.accept("the");
    cursor.accept("nominal");
    if (!cursor.accept("capacity")) throw cursor.unexpected('"of capacity"', "strip at C/10 for 50% of capacity");
    setCapacity(cursor, collected, { value: share, unit: "capacity" }, at);
    return;
  }
  const quantity = readWritten(cursor, EXPECTED, example);
  const { value, dimension } = quantityOf(cursor, quantity, ["arealCharge", "charge", "time"], EXPECTED, example);
  if (dimension === "time") setDuration(cursor, collected, value + readSmallerTimes(cursor, example), at);
  else setCapacity(cursor, collected, { value, unit: dimension === "charge" ? "C" : "C/m2" }, at);
}

/** s of the `30 min 20 s` behind `1 h`. */
function readSmallerTimes(cursor: Cursor, example: string): number {
  let sum = 0;
  for (let parts = 0; parts < 2; parts++) {
    if (cursor.token.kind !== "number" || !["min", "s"].includes(unitSymbol(cursor.ahead(1).text))) break;
    if (!(cursor.token.value > 0)) break;
    sum += readQuantity(cursor, ["time"], "a time", example).value;
  }
  return sum;
}

const isShare = (cursor: Cursor): boolean =>
  cursor.token.kind === "number" && ["%", "percent", "of"].includes(cursor.ahead(1).word);

function setDuration(cursor: Cursor, collected: Collected, value: number, at: number): void {
  if (collected.duration !== undefined) throw cursor.error("a step has one duration, and here is a second one.", at);
  collected.duration = value;
}

function setCapacity(cursor: Cursor, collected: Collected, value: Capacity, at: number): void {
  if (collected.capacity !== undefined) throw cursor.error("a step passes one charge, and here is a second one.", at);
  collected.capacity = value;
}

type Compared = "voltage" | "voltage amount" | "current" | "voltage-slope";

const voltageWords = ["v", "e", "u", "voltage", "ewe", "ecell"];
const currentWords = ["i", "j", "current"];

/** `V`, `|V|`, `i`, `|i|`, `|dV/dt|`, if one stands here. */
function readCompared(cursor: Cursor): Compared | undefined {
  const bar = cursor.isSymbol("|") ? 1 : 0;
  const { kind, word } = cursor.ahead(bar);
  if (kind !== "word") return undefined;
  const slope = /^d[veu]$/.test(word) && cursor.ahead(bar + 1).text === "/" && cursor.ahead(bar + 2).word === "dt";
  const length = slope ? 3 : 1;
  if (!slope && !voltageWords.includes(word) && !currentWords.includes(word)) return undefined;
  if (bar === 1 && cursor.ahead(1 + length).text !== "|") return undefined;
  for (let i = 0; i < length + 2 * bar; i++) cursor.take();
  if (slope) return "voltage-slope";
  if (currentWords.includes(word)) return "current";
  return bar === 1 ? "voltage amount" : "voltage";
}

function readDirection(cursor: Cursor): "above" | "below" | undefined {
  cursor.accept("is");
  cursor.accept("falls");
  cursor.accept("rises");
  if (cursor.acceptSymbol(">", ">=", "≥") || cursor.accept("above") || cursor.accept("over")) return "above";
  if (cursor.acceptSymbol("<", "<=", "≤") || cursor.accept("below") || cursor.accept("under")) return "below";
  return undefined;
}

const LIMIT = "a limit (0.9 V, V > 0.9 V, |i| < 0.05 mA/cm2, |dV/dt| < 1 mV/h)";

function readCondition(cursor: Cursor, collected: Collected, example: string): void {
  const at = cursor.token.start;
  const compared = readCompared(cursor);
  const direction = readDirection(cursor);
  if (compared !== undefined && direction === undefined) throw cursor.unexpected('"<" or ">"', example);
  if (compared === "current") {
    collected.limits.push(...currentLimit(cursor, readCurrent(cursor, example), direction));
  } else if (compared === "voltage-slope") {
    const { value } = readQuantity(cursor, ["scanRate"], "a change of voltage with time (1 mV/h)", example);
    collected.limits.push({
      quantity: "voltage-slope",
      direction: direction ?? "below",
      value,
      ...readAction(cursor, example),
    });
  } else if (compared !== undefined) {
    const { value } = readQuantity(cursor, ["voltage"], "a voltage", example);
    collected.limits.push(...voltageLimits(cursor, { compared, direction, value, at }, example));
  } else readBareLimit(cursor, collected, direction, example);
}

/** A value without a name: its unit says of what. */
function readBareLimit(
  cursor: Cursor,
  collected: Collected,
  direction: "above" | "below" | undefined,
  example: string,
): void {
  const at = cursor.token.start;
  if (cursor.is("c") || (cursor.ahead(1).word === "c" && cursor.ahead(2).text !== "/")) {
    collected.limits.push(...currentLimit(cursor, readCurrent(cursor, example), direction));
    return;
  }
  const names = ["voltage", "scanRate", "currentDensity", "current", "time", "arealCharge", "charge"] as const;
  const { value, dimension } = quantityOf(cursor, readWritten(cursor, LIMIT, example), names, LIMIT, example);
  if (dimension === "time") setDuration(cursor, collected, value, at);
  else if (dimension === "charge") setCapacity(cursor, collected, { value, unit: "C" }, at);
  else if (dimension === "arealCharge") setCapacity(cursor, collected, { value, unit: "C/m2" }, at);
  else if (dimension === "voltage") {
    collected.limits.push(...voltageLimits(cursor, { compared: "voltage", direction, value, at }, example));
  } else if (dimension === "scanRate") {
    collected.limits.push({
      quantity: "voltage-slope",
      direction: direction ?? "below",
      value,
      ...readAction(cursor, example),
    });
  } else {
    const current: Current = { value, unit: dimension === "current" ? "A" : "A/m2" };
    collected.limits.push(...currentLimit(cursor, current, direction));
  }
}

function currentLimit(cursor: Cursor, value: Current, direction: "above" | "below" | undefined): readonly StepLimit[] {
  const action = readAction(cursor, "hold at 0.1 V until |i| < 0.05 mA/cm2 then stop");
  return [{ quantity: "current", direction: direction ?? "below", value, ...action }];
}

interface VoltageCondition {
  readonly compared: "voltage" | "voltage amount";
  readonly direction: "above" | "below" | undefined;
  readonly value: number;
  readonly at: number;
}

function voltageLimits(
  cursor: Cursor,
  { compared, direction, value, at }: VoltageCondition,
  example: string,
): readonly StepLimit[] {
  if (compared === "voltage amount" && direction === "below") {
    throw cursor.error("|V| < … is a band around 0; write V < 0.1 V or V > -0.1 V for the end that is meant.", at);
  }
  const action = readAction(cursor, example);
  const limit = (side: "above" | "below" | "reaches", volts: number): StepLimit => ({
    quantity: "voltage",
    direction: side,
    value: volts,
    ...action,
  });
  if (compared === "voltage amount") return [limit("above", value), limit("below", -value)];
  return [limit(direction ?? "reaches", value)];
}

function readAction(cursor: Cursor, example: string): { readonly action?: AfterLimit } {
  cursor.joinLines();
  if (!cursor.accept("then")) return {};
  if (cursor.accept("stop") || cursor.accept("end")) return { action: "stop" };
  if (cursor.accept("leave") || cursor.accept("break")) {
    cursor.accept("the");
    if (!cursor.accept("repeat")) cursor.accept("repetition");
    return { action: "leave-repeat" };
  }
  if (cursor.accept("go", "on") || cursor.accept("continue") || cursor.accept("next")) return { action: "next" };
  throw cursor.unexpected('"stop", "leave the repeat" or "go on"', example);
}

/** `V > 3 V`, `|i| > 10 mA/cm2`, parted by `or`: what ends the whole protocol. */
export function readSafety(cursor: Cursor): readonly StepLimit[] {
  const example = "stop if V > 3 V or V < -3 V";
  const collected: Collected = { duration: undefined, capacity: undefined, limits: [] };
  const at = cursor.token.start;
  do {
    readCondition(cursor, collected, example);
  } while (cursor.accept("or"));
  if (collected.duration !== undefined || collected.capacity !== undefined) {
    throw cursor.error(
      `only a voltage, a current or a change of voltage may stop the whole protocol, as in "${example}".`,
      at,
    );
  }
  return collected.limits.map((limit) => {
    if (limit.action !== undefined) throw cursor.error(`it stops the protocol in any case, as in "${example}".`, at);
    return limit;
  });
}
