import { DomainError } from "../../base/errors.ts";
import { DEEPEST_REPEAT, faultOfName, faultOfSafety, faultOfStep, MOST_PASSES, type PlainStep } from "./faults.ts";
import type { ImpedanceRequest } from "./impedance-request.ts";
import { Fields } from "./plain-data.ts";
import type { DrivingStep, Ends, Protocol, SpectrumOfStep, Step, StepLimit } from "./protocol.ts";
import type { Capacity, Current, Voltage } from "./quantities.ts";

/**
 * A protocol from plain data (JSON), checked field by field and as a whole, in a fresh object.
 * @throws DomainError naming the place (`steps[2].rate.unit`), what stands there and what is expected
 */
export function validateProtocol(value: unknown): Protocol {
  const fields = new Fields(value, "protocol");
  const schema = fields.oneOf("schema", ["liquidus.protocol/1"]);
  const name = fields.has("name") ? fields.text("name") : undefined;
  refuse(name === undefined ? undefined : faultOfName(name), "protocol.name");
  const safety = fields.has("safety") ? readLimits(fields, "safety") : [];
  for (const limit of safety) refuse(faultOfSafety(limit), "protocol.safety");
  const steps = readSteps(fields, 0);
  fields.end();
  return { schema, ...(name === undefined ? {} : { name }), ...(safety.length === 0 ? {} : { safety }), steps };
}

/** The protocol of a JSON text. @throws DomainError for a text that is no JSON, and as `validateProtocol` */
export function protocolFromJson(text: string): Protocol {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DomainError(`The protocol is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return validateProtocol(value);
}

function refuse(fault: string | undefined, place: string): void {
  if (fault !== undefined) throw new DomainError(`${place}: ${fault}`);
}

function readSteps(fields: Fields, depth: number): readonly Step[] {
  const list = fields.list("steps");
  if (list.length === 0) throw new DomainError(`${fields.place}.steps is empty; expected at least one step.`);
  return list.map((step, i) => readStep(new Fields(step, `${fields.place}.steps[${i}]`), depth));
}

const kinds = [
  ...(["strip", "plate", "rest", "hold", "power", "ramp", "staircase", "cyclic-voltammetry", "impedance"] as const),
  "repeat",
] as const;

function readStep(fields: Fields, depth: number): Step {
  const kind = fields.oneOf("kind", kinds);
  const name = fields.has("name") ? fields.text("name") : undefined;
  refuse(name === undefined ? undefined : faultOfName(name), `${fields.place}.name`);
  const named = name === undefined ? {} : { name };
  if (kind === "repeat") {
    const step = readRepeat(fields, depth);
    fields.end();
    return { ...named, ...step };
  }
  const step: PlainStep =
    kind === "impedance" ? readImpedanceStep(fields) : withImpedance(fields, readDrive(fields, kind));
  fields.end();
  refuse(faultOfStep(step, depth > 0), fields.place);
  return { ...named, ...step };
}

function readRepeat(fields: Fields, depth: number): Step {
  if (depth >= DEEPEST_REPEAT) {
    throw new DomainError(`${fields.place}: repeats stand within one another up to ${DEEPEST_REPEAT} deep.`);
  }
  const count = fields.number("count");
  if (!Number.isInteger(count) || count < 1 || count > MOST_PASSES) {
    throw new DomainError(`${fields.place}.count is ${count}; expected a whole number from 1 to ${MOST_PASSES}.`);
  }
  return { kind: "repeat", count, steps: readSteps(fields, depth + 1) };
}

function withImpedance(fields: Fields, drive: DrivingStep): PlainStep {
  if (!fields.has("impedance")) return drive;
  const own = fields.object("impedance");
  const impedance: SpectrumOfStep = { request: readRequest(own.object("request")), when: readWhen(own, "when") };
  own.end();
  return { ...drive, impedance };
}

const readWhen = (fields: Fields, name: string): SpectrumOfStep["when"] =>
  fields.oneOf(name, ["start", "end", "during"]);

function readImpedanceStep(fields: Fields): PlainStep {
  const request = readRequest(fields.object("request"));
  if (!fields.has("every")) return { kind: "impedance", request };
  const every = fields.object("every");
  const whenOrPasses = every.has("step") ? { step: readWhen(every, "step") } : { passes: every.number("passes") };
  every.end();
  return { kind: "impedance", request, every: whenOrPasses };
}

function readRequest(fields: Fields): ImpedanceRequest {
  const amplitude = fields.object("amplitude");
  const size: ImpedanceRequest["amplitude"] =
    amplitude.oneOf("quantity", ["current", "voltage"]) === "voltage"
      ? { quantity: "voltage", value: amplitude.number("value") }
      : { quantity: "current", value: amplitude.number("value"), unit: amplitude.oneOf("unit", ["A/m2", "A"]) };
  amplitude.end();
  const request = {
    from: fields.number("from"),
    to: fields.number("to"),
    pointsPerDecade: fields.number("pointsPerDecade"),
    amplitude: size,
  };
  fields.end();
  return request;
}

function amount<Unit extends string>(
  fields: Fields,
  name: string,
  units: readonly Unit[],
): { readonly value: number; readonly unit: Unit } {
  const own = fields.object(name);
  const quantity = { value: own.number("value"), unit: own.oneOf("unit", units) };
  own.end();
  return quantity;
}

const readCurrent = (fields: Fields, name: string): Current => amount(fields, name, ["A/m2", "A", "C-rate"]);

function readVoltage(fields: Fields, name: string): Voltage {
  return voltageOf(fields.raw(name), `${fields.place}.${name}`);
}

function voltageOf(value: unknown, place: string): Voltage {
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value + 0;
    throw new DomainError(`${place} is ${value}; expected a voltage in V.`);
  }
  const own = new Fields(value, place);
  const voltage = { vsOpenCircuit: own.number("vsOpenCircuit") };
  own.end();
  return voltage;
}

function readLimits(fields: Fields, name: string): readonly StepLimit[] {
  return fields.list(name).map((value, i) => {
    const own = new Fields(value, `${fields.place}.${name}[${i}]`);
    const limit = readLimit(own);
    own.end();
    return limit;
  });
}

function readLimit(fields: Fields): StepLimit {
  const quantity = fields.oneOf("quantity", ["voltage", "current", "voltage-slope"]);
  const action = fields.has("action") ? { action: fields.oneOf("action", ["next", "leave-repeat", "stop"]) } : {};
  if (quantity === "voltage") {
    const direction = fields.oneOf("direction", ["above", "below", "reaches"]);
    return { quantity, direction, value: fields.number("value"), ...action };
  }
  const direction = fields.oneOf("direction", ["above", "below"]);
  return quantity === "current"
    ? { quantity, direction, value: readCurrent(fields, "value"), ...action }
    : { quantity, direction, value: fields.number("value"), ...action };
}

function limitsOnly(fields: Fields): Pick<Ends, "limits"> {
  const limits = fields.has("limits") ? readLimits(fields, "limits") : [];
  return limits.length === 0 ? {} : { limits };
}

function readEnds(fields: Fields): Ends {
  const capacity: Capacity | undefined = fields.has("capacity")
    ? amount(fields, "capacity", ["C/m2", "C", "capacity"])
    : undefined;
  return {
    ...(fields.has("duration") ? { duration: fields.number("duration") } : {}),
    ...(capacity === undefined ? {} : { capacity }),
    ...limitsOnly(fields),
  };
}

function readDrive(fields: Fields, kind: DrivingStep["kind"]): DrivingStep {
  switch (kind) {
    case "strip":
    case "plate":
      return { kind, rate: readCurrent(fields, "rate"), ...readEnds(fields) };
    case "rest":
      return { kind, ...readEnds(fields) };
    case "hold":
      return { kind, voltage: readVoltage(fields, "voltage"), ...readEnds(fields) };
    case "power": {
      const direction = fields.oneOf("direction", ["strip", "plate"]);
      return { kind, direction, power: amount(fields, "power", ["W/m2", "W"]), ...readEnds(fields) };
    }
    case "ramp":
      return readRamp(fields);
    case "staircase":
      return readStaircase(fields);
    case "cyclic-voltammetry":
      return {
        kind,
        from: readVoltage(fields, "from"),
        vertices: fields.list("vertices").map((value, i) => voltageOf(value, `${fields.place}.vertices[${i}]`)),
        to: readVoltage(fields, "to"),
        scanRate: fields.number("scanRate"),
        cycles: fields.number("cycles"),
      };
  }
}

function readRamp(fields: Fields): DrivingStep {
  const kind = "ramp";
  const quantity = fields.oneOf("quantity", ["current", "voltage"]);
  if (quantity === "voltage") {
    const from = fields.has("from") ? { from: readVoltage(fields, "from") } : {};
    return {
      kind,
      quantity,
      ...from,
      to: readVoltage(fields, "to"),
      rate: fields.number("rate"),
      ...limitsOnly(fields),
    };
  }
  const from = fields.has("from") ? { from: readCurrent(fields, "from") } : {};
  const rate = amount(fields, "rate", ["A/m2/s", "A/s"]);
  return { kind, quantity, ...from, to: readCurrent(fields, "to"), rate, ...limitsOnly(fields) };
}

function readStaircase(fields: Fields): DrivingStep {
  const kind = "staircase";
  const quantity = fields.oneOf("quantity", ["current", "voltage"]);
  const hold = fields.number("hold");
  if (quantity === "voltage") {
    const values = { from: fields.number("from"), to: fields.number("to"), step: fields.number("step") };
    return { kind, quantity, ...values, hold, ...limitsOnly(fields) };
  }
  const currents = {
    from: readCurrent(fields, "from"),
    to: readCurrent(fields, "to"),
    step: readCurrent(fields, "step"),
  };
  return { kind, quantity, ...currents, hold, ...limitsOnly(fields) };
}
