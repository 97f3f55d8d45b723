import type { Cursor } from "./cursor.ts";
import { faultOfStep, MOST_CYCLES, type PlainStep } from "./faults.ts";
import type { DrivingStep, SpectrumOfStep } from "./protocol.ts";
import type { CurrentRamp, Voltage } from "./quantities.ts";
import { readEnds, readLimits } from "./read-ends.ts";
import { readImpedance, readImpedanceStep } from "./read-impedance.ts";
import { readCount, readCurrent, readCurrentSpan, readQuantity, readSpan, readVoltage } from "./read-quantity.ts";

/** The sentences of the language, one of each kind. */
export const examples = {
  strip: "strip at 0.4 mA/cm2 for 1 mAh/cm2 or until 0.9 V",
  plate: "plate at 0.4 mA/cm2 for 1 mAh/cm2 or until -0.9 V",
  power: "strip at constant power 2 mW/cm2 for 1 h",
  rest: "rest until |dV/dt| < 1 mV/h or 2 h",
  hold: "hold at 0.1 V until |i| < 0.05 mA/cm2",
  ramp: "ramp current from 0 to 1 mA/cm2 at 0.1 mA/cm2/min",
  staircase: "staircase current from 0.05 to 1 mA/cm2 in steps of 0.05 mA/cm2, 40 s each",
  cyclicVoltammetry: "cyclic voltammetry from open circuit to 1 V to -0.2 V at 10 mV/s, 3 cycles",
  impedance: "impedance 7 MHz to 5 Hz, 5 uA, every step",
  repeat: "repeat 5000 { strip at 1 mA/cm2 for 1 s; rest 2 s }",
} as const;

const KINDS =
  "a step: strip, plate, rest, hold, ramp, staircase, cyclic voltammetry, impedance, repeat, or (for the whole protocol) stop if";

/** Words that people write for a step of another name. */
const others: Readonly<Record<string, string>> = {
  charge: "say which electrode process it is: strip or plate (positive current strips the working electrode)",
  discharge: "say which electrode process it is: strip or plate (positive current strips the working electrode)",
  deposit: "write plate",
  dissolve: "write strip",
  loop: "write repeat 10 { … }",
  cycle: "write repeat 10 { … }",
  eis: "write impedance 7 MHz to 5 Hz, 5 uA",
  geis: "write impedance 7 MHz to 5 Hz, 5 uA",
  peis: "write impedance 7 MHz to 5 Hz, 10 mV",
};

/** Names of other programs for steps, and what stands behind them in ours. */
const CURRENT = "write strip at 1 mA/cm2 for 1 h, or plate at 1 mA/cm2 for 1 h";
const instrumentWords: Readonly<Record<string, string>> = {
  cc: CURRENT,
  cp: CURRENT,
  gcpl: `${CURRENT}, between { and } of a repeat`,
  ca: "write hold at 0.1 V for 1 h",
  ocv: "write rest for 1 h",
  cccv: "write two steps: strip at 1 mA/cm2 until 0.9 V; hold at 0.9 V until |i| < 0.05 mA/cm2",
  lsv: "write ramp voltage from 0 V to 1 V at 10 mV/s",
  speis: "write staircase voltage from 0 V to 1 V in steps of 0.1 V, 60 s each, impedance 7 MHz to 5 Hz, 10 mV",
  sgeis:
    "write staircase current from 0.1 to 1 mA/cm2 in steps of 0.1 mA/cm2, 60 s each, impedance 7 MHz to 5 Hz, 5 uA",
};

/**
 * Reads one sentence that is no `repeat`.
 * @throws FormatError quoting it
 */
export function readStep(cursor: Cursor, insideRepeat: boolean): PlainStep {
  const at = cursor.token.start;
  if (cursor.accept("impedance")) {
    const step = readImpedanceStep(cursor);
    refuseFaults(cursor, step, insideRepeat, at);
    return step;
  }
  const driving = readDriving(cursor);
  cursor.joinLines();
  const step: PlainStep = acceptImpedance(cursor) ? { ...driving, impedance: readOwnImpedance(cursor) } : driving;
  refuseFaults(cursor, step, insideRepeat, at);
  return step;
}

function refuseFaults(cursor: Cursor, step: PlainStep, insideRepeat: boolean, at: number): void {
  const fault = faultOfStep(step, insideRepeat);
  if (fault !== undefined) throw cursor.error(fault, at);
}

function acceptImpedance(cursor: Cursor): boolean {
  const comma = cursor.isSymbol(",") ? 1 : 0;
  const joined = cursor.ahead(comma).word === "with" || cursor.ahead(comma).word === "and" ? 1 : 0;
  if (comma + joined === 0 || cursor.ahead(comma + joined).word !== "impedance") return false;
  for (let i = 0; i <= comma + joined; i++) cursor.take();
  return true;
}

function readOwnImpedance(cursor: Cursor): SpectrumOfStep {
  const at = cursor.token.start;
  const { request, when, passes } = readImpedance(cursor);
  if (passes !== undefined) {
    throw cursor.error(
      'spectra in every so many passes are a sentence of their own: "impedance 7 MHz to 5 Hz, 5 uA, every 10 passes".',
      at,
    );
  }
  return { request, when: when ?? "end" };
}

function readDriving(cursor: Cursor): DrivingStep {
  if (cursor.accept("strip")) return readCurrentOrPower(cursor, "strip");
  if (cursor.accept("plate")) return readCurrentOrPower(cursor, "plate");
  if (cursor.accept("rest") || cursor.accept("wait")) return { kind: "rest", ...readEnds(cursor, examples.rest) };
  if (cursor.accept("hold")) {
    cursor.accept("at");
    cursor.accept("voltage");
    return { kind: "hold", voltage: readVoltage(cursor, examples.hold), ...readEnds(cursor, examples.hold) };
  }
  if (cursor.accept("ramp")) return readRamp(cursor);
  if (cursor.accept("staircase")) return readStaircase(cursor);
  if (cursor.is("cv") && cursor.ahead(1).kind === "number") {
    throw cursor.error(
      `"CV" is a cyclic voltammetry here, as in "${examples.cyclicVoltammetry}"; for a constant voltage write hold at 0.1 V for 1 h.`,
    );
  }
  if (cursor.accept("cyclic", "voltammetry") || cursor.accept("cv")) return readCyclicVoltammetry(cursor);
  const { kind, word, text, value } = cursor.token;
  if (kind === "number" && ["x", "times", "cycles"].includes(cursor.ahead(1).word)) {
    throw cursor.error(`steps that recur stand in a repeat: write repeat ${value} { … }, as in "${examples.repeat}".`);
  }
  if (kind === "word" && Object.hasOwn(others, word)) throw cursor.error(`"${text}" is no step here: ${others[word]}.`);
  if (kind === "word" && Object.hasOwn(instrumentWords, word)) {
    throw cursor.error(`"${text}" is no step here: ${instrumentWords[word]}.`);
  }
  throw cursor.unexpected(KINDS, examples.strip);
}

function readCurrentOrPower(cursor: Cursor, kind: "strip" | "plate"): DrivingStep {
  const example = examples[kind];
  cursor.accept("at");
  if (cursor.accept("constant", "power") || cursor.accept("power")) {
    const quantity = readQuantity(cursor, ["powerDensity", "power"], "a power (2 mW/cm2 or 2 mW)", examples.power);
    const power = { value: quantity.value, unit: quantity.dimension === "power" ? "W" : "W/m2" } as const;
    return { kind: "power", direction: kind, power, ...readEnds(cursor, examples.power) };
  }
  cursor.accept("constant", "current");
  const at = cursor.token.start;
  const rate = readCurrent(cursor, example);
  if (rate.value < 0) {
    const other = kind === "strip" ? "plate" : "strip";
    throw cursor.error(
      `strip and plate say which way the current goes and take a positive one; for the other way write ${other}.`,
      at,
    );
  }
  return { kind, rate, ...readEnds(cursor, example) };
}

function optionalLimits(cursor: Cursor, example: string): { readonly limits?: ReturnType<typeof readLimits> } {
  const limits = readLimits(cursor, example);
  return limits.length === 0 ? {} : { limits };
}

function readRamp(cursor: Cursor): DrivingStep {
  if (cursor.accept("current")) return readCurrentRamp(cursor);
  if (!cursor.accept("voltage")) throw cursor.unexpected('"current" or "voltage"', examples.ramp);
  const example = "ramp voltage from 0.1 V to 1 V at 10 mV/s";
  const from = cursor.accept("from") ? readVoltageBeforeTo(cursor, example) : undefined;
  if (!cursor.accept("to")) throw cursor.unexpected('"to" and a voltage', example);
  const to = readVoltage(cursor, example);
  const rate = readRate(cursor, ["scanRate"], "a change of voltage with time (10 mV/s)", example).value;
  return {
    kind: "ramp",
    quantity: "voltage",
    ...(from === undefined ? {} : { from }),
    to,
    rate,
    ...optionalLimits(cursor, example),
  };
}

/** A voltage that may leave its unit to the one behind `to`. */
function readVoltageBeforeTo(cursor: Cursor, example: string): Voltage {
  const bare = cursor.token.kind === "number" && cursor.ahead(1).word === "to" && cursor.token.value === 0;
  if (!bare) return readVoltage(cursor, example);
  cursor.take();
  return 0;
}

function readCurrentRamp(cursor: Cursor): DrivingStep {
  const example = examples.ramp;
  const [from, to] = cursor.accept("from")
    ? readCurrentSpan(cursor, example)
    : [undefined, cursor.accept("to") ? readCurrent(cursor, example) : undefined];
  if (to === undefined) throw cursor.unexpected('"from" or "to" and a current', example);
  const expected = "a change of current with time (0.1 mA/cm2/min)";
  const { value, dimension } = readRate(cursor, ["currentDensityRate", "currentRate"], expected, example);
  const rate: CurrentRamp = { value, unit: dimension === "currentRate" ? "A/s" : "A/m2/s" };
  return {
    kind: "ramp",
    quantity: "current",
    ...(from === undefined ? {} : { from }),
    to,
    rate,
    ...optionalLimits(cursor, example),
  };
}

function readRate<Name extends "scanRate" | "currentDensityRate" | "currentRate">(
  cursor: Cursor,
  names: readonly Name[],
  expected: string,
  example: string,
): { readonly value: number; readonly dimension: Name } {
  if (!cursor.accept("at")) throw cursor.unexpected(`"at" and ${expected}`, example);
  return readQuantity(cursor, names, expected, example);
}

function readStaircase(cursor: Cursor): DrivingStep {
  const example = examples.staircase;
  const quantity = cursor.accept("current") ? "current" : cursor.accept("voltage") ? "voltage" : undefined;
  if (quantity === undefined) throw cursor.unexpected('"current" or "voltage"', example);
  if (!cursor.accept("from")) throw cursor.unexpected('"from" and the first stair', example);
  const stepWords = (): void => {
    if (!cursor.accept("in", "steps", "of") && !cursor.accept("by")) throw cursor.unexpected('"in steps of"', example);
  };
  if (quantity === "current") {
    const [from, to] = readCurrentSpan(cursor, example);
    stepWords();
    const step = readCurrent(cursor, example);
    return {
      kind: "staircase",
      quantity,
      from,
      to,
      step,
      hold: readStairTime(cursor),
      ...optionalLimits(cursor, example),
    };
  }
  const [from, to] = readSpan(cursor, "voltage", "a voltage", example);
  stepWords();
  const step = readQuantity(cursor, ["voltage"], "the height of a stair in V", example).value;
  return {
    kind: "staircase",
    quantity,
    from,
    to,
    step,
    hold: readStairTime(cursor),
    ...optionalLimits(cursor, example),
  };
}

/** `, 40 s each` */
function readStairTime(cursor: Cursor): number {
  cursor.acceptSymbol(",");
  const before = cursor.accept("each") || cursor.accept("holding");
  cursor.accept("for");
  const { value } = readQuantity(cursor, ["time"], "the time of each stair (40 s each)", examples.staircase);
  if (!before && !cursor.accept("each")) throw cursor.unexpected('"each"', examples.staircase);
  return value;
}

function readCyclicVoltammetry(cursor: Cursor): DrivingStep {
  const example = examples.cyclicVoltammetry;
  if (!cursor.accept("from")) throw cursor.unexpected('"from" and the first voltage', example);
  const from = readVoltageBeforeTo(cursor, example);
  const vertices: Voltage[] = [];
  while (cursor.accept("to")) vertices.push(readVoltageBeforeTo(cursor, example));
  if (vertices.length === 0) throw cursor.unexpected('"to" and a voltage', example);
  const scanRate = readRate(cursor, ["scanRate"], "a scan rate (10 mV/s)", example).value;
  let cycles: number | undefined;
  let to: Voltage | undefined;
  for (cursor.joinLines(); cursor.isSymbol(",") || cursor.is("ending", "for"); cursor.joinLines()) {
    if (cursor.isSymbol(",") && ["impedance", "with", "and"].includes(cursor.ahead(1).word)) break;
    cursor.acceptSymbol(",");
    cursor.accept("for");
    const at = cursor.token.start;
    if (cursor.accept("ending", "at") || cursor.accept("back", "to")) {
      if (to !== undefined) throw cursor.error("one voltage ends the voltammogram, and here is a second one.", at);
      to = readVoltage(cursor, example);
    } else {
      if (cycles !== undefined) throw cursor.error("one number of cycles is right, and here is a second one.", at);
      cycles = readCount(cursor, "a number of cycles", example, MOST_CYCLES);
      if (!cursor.accept("cycles") && !cursor.accept("cycle")) throw cursor.unexpected('"cycles"', example);
    }
  }
  return { kind: "cyclic-voltammetry", from, vertices, to: to ?? from, scanRate, cycles: cycles ?? 1 };
}
