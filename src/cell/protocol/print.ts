import type { ImpedanceRequest } from "./impedance-request.ts";
import { written } from "./measures.ts";
import type { Ends, ImpedanceStep, Protocol, Step, StepLimit } from "./protocol.ts";
import type { Capacity, Current, CurrentRamp, Power, Voltage } from "./quantities.ts";

/**
 * Writes a protocol as it was understood, one sentence a line: `parseProtocol` gives the same data back, to the bit, for every protocol
 * that `validateProtocol` accepts.
 */
export function printProtocol(protocol: Protocol): string {
  const lines = [
    ...(protocol.name === undefined ? [] : [`protocol "${protocol.name}"`]),
    ...(protocol.safety ?? []).map((limit) => `stop if ${condition(limit)}`),
  ];
  for (const step of protocol.steps) addStep(step, "", lines);
  return `${lines.join("\n")}\n`;
}

function addStep(step: Step, indent: string, lines: string[]): void {
  const name = step.name === undefined ? "" : `"${step.name}": `;
  if (step.kind !== "repeat") {
    lines.push(`${indent}${name}${sentenceOf(step)}`);
    return;
  }
  lines.push(`${indent}${name}repeat ${step.count} {`);
  for (const inner of step.steps) addStep(inner, `${indent}  `, lines);
  lines.push(`${indent}}`);
}

/** The sentence of one step that is no repeat, without its name. */
export function sentenceOf(step: Exclude<Step, { kind: "repeat" }>): string {
  if (step.kind === "impedance") return impedanceSentence(step);
  const sentence = driveSentence(step);
  if (step.impedance === undefined) return sentence;
  const { request, when } = step.impedance;
  return `${sentence}, impedance ${requestSentence(request)}, ${whenSentence(when)}`;
}

function driveSentence(step: Exclude<Step, { kind: "repeat" } | { kind: "impedance" }>): string {
  switch (step.kind) {
    case "strip":
    case "plate":
      return `${step.kind} at ${currentText(step.rate)}${endsSentence(step)}`;
    case "rest":
      return `rest${endsSentence(step)}`;
    case "hold":
      return `hold at ${voltageText(step.voltage)}${endsSentence(step)}`;
    case "power":
      return `${step.direction} at constant power ${powerText(step.power)}${endsSentence(step)}`;
    case "ramp":
      return `ramp ${step.quantity} ${rampText(step)}${endsSentence(step)}`;
    case "staircase":
      return `staircase ${step.quantity} ${stairsText(step)}, ${written(step.hold, "time")} each${endsSentence(step)}`;
    case "cyclic-voltammetry":
      return [
        `cyclic voltammetry from ${[step.from, ...step.vertices].map(voltageText).join(" to ")}`,
        ` at ${written(step.scanRate, "scanRate")}, ${step.cycles} ${step.cycles === 1 ? "cycle" : "cycles"}`,
        `, ending at ${voltageText(step.to)}`,
      ].join("");
  }
}

function rampText(step: Extract<Step, { kind: "ramp" }>): string {
  if (step.quantity === "voltage") {
    const from = step.from === undefined ? "" : `from ${voltageText(step.from)} `;
    return `${from}to ${voltageText(step.to)} at ${written(step.rate, "scanRate")}`;
  }
  const from = step.from === undefined ? "" : `from ${currentText(step.from)} `;
  return `${from}to ${currentText(step.to)} at ${currentRampText(step.rate)}`;
}

function stairsText(step: Extract<Step, { kind: "staircase" }>): string {
  return step.quantity === "voltage"
    ? `from ${written(step.from, "voltage")} to ${written(step.to, "voltage")} in steps of ${written(step.step, "voltage")}`
    : `from ${currentText(step.from)} to ${currentText(step.to)} in steps of ${currentText(step.step)}`;
}

/** ` for 1 h or 1 mAh/cm2 or until 0.9 V` */
function endsSentence({ duration, capacity, limits = [] }: Ends): string {
  const amounts = [
    ...(duration === undefined ? [] : [written(duration, "time")]),
    ...(capacity === undefined ? [] : [capacityText(capacity)]),
  ];
  const clauses = [
    ...(amounts.length === 0 ? [] : [`for ${amounts.join(" or for ")}`]),
    ...limits.map((limit) => `until ${limitSentence(limit)}`),
  ];
  return clauses.length === 0 ? "" : ` ${clauses.join(" or ")}`;
}

const actions = { next: "go on", "leave-repeat": "leave the repeat", stop: "stop" } as const;

/** `0.9 V`, `|i| < 0.05 mA/cm2 then stop` */
export function limitSentence(limit: StepLimit): string {
  return limit.action === undefined ? condition(limit) : `${condition(limit)} then ${actions[limit.action]}`;
}

function condition(limit: StepLimit): string {
  const sign = limit.direction === "above" ? ">" : "<";
  if (limit.quantity === "voltage") {
    const volts = written(limit.value, "voltage");
    return limit.direction === "reaches" ? volts : `V ${sign} ${volts}`;
  }
  if (limit.quantity === "current") return `|i| ${sign} ${currentText(limit.value)}`;
  return `|dV/dt| ${sign} ${written(limit.value, "scanRate")}`;
}

function impedanceSentence({ request, every }: ImpedanceStep): string {
  const sentence = `impedance ${requestSentence(request)}`;
  if (every === undefined) return sentence;
  if ("passes" in every) return `${sentence}, every ${every.passes} passes`;
  return `${sentence}, every step ${whenSentence(every.step)}`;
}

const whenSentence = (when: "start" | "end" | "during"): string => (when === "during" ? when : `at the ${when}`);

/** `7 MHz to 5 Hz, 5 µA, 10 points per decade` */
export function requestSentence({ from, to, pointsPerDecade, amplitude }: ImpedanceRequest): string {
  const size = amplitude.quantity === "voltage" ? written(amplitude.value, "amplitude") : currentText(amplitude);
  return `${written(from, "frequency")} to ${written(to, "frequency")}, ${size}, ${pointsPerDecade} points per decade`;
}

/** `0.4 mA/cm2`, `5 µA`, `C/10` */
export function currentText({ value, unit }: Pick<Current, "value" | "unit">): string {
  if (unit === "A/m2") return written(value, "currentDensity");
  if (unit === "A") return written(value, "current");
  const inverse = Number((1 / value).toPrecision(14));
  const divided = value > 0 && value < 1 && 1 / inverse === value && String(inverse).length < String(value).length + 2;
  return divided ? `C/${inverse}` : `${value}C`;
}

export function capacityText({ value, unit }: Capacity): string {
  if (unit === "C/m2") return written(value, "arealCharge");
  if (unit === "C") return written(value, "charge");
  const percent = Number((value * 100).toPrecision(15));
  return percent / 100 === value ? `${percent}% of capacity` : `${value} of capacity`;
}

function powerText({ value, unit }: Power): string {
  return written(value, unit === "W" ? "power" : "powerDensity");
}

function currentRampText({ value, unit }: CurrentRamp): string {
  return written(value, unit === "A/s" ? "currentRate" : "currentDensityRate");
}

export function voltageText(voltage: Voltage): string {
  if (typeof voltage === "number") return written(voltage, "voltage");
  return voltage.vsOpenCircuit === 0 ? "open circuit" : `${written(voltage.vsOpenCircuit, "voltage")} vs open circuit`;
}
