import type { ImpedanceRequest } from "./impedance-request.ts";
import type { Ends, ImpedanceStep, RepeatStep, Step, StepLimit } from "./protocol.ts";
import type { Current, Voltage } from "./quantities.ts";

/** Repeats within repeats. */
export const DEEPEST_REPEAT = 32;
/** Passes of one repeat. At a millisecond a pass a simulation of so many takes eleven days. */
export const MOST_PASSES = 1e9;
export const MOST_CYCLES = 1e6;
const MOST_STAIRS = 1e6;
const MOST_POINTS_PER_DECADE = 1000;
const LONGEST_NAME = 200;

/** A step that is no repeat. */
export type PlainStep = Exclude<Step, RepeatStep>;
type Fault = string | undefined;

/** A sentence that says what is wrong with a step and what to write; undefined where it can be done. */
export function faultOfStep(step: PlainStep, insideRepeat: boolean): Fault {
  if (step.kind === "impedance") return faultOfImpedanceStep(step, insideRepeat);
  return (
    faultOfDrive(step) ??
    firstFault("limits" in step ? (step.limits ?? []) : [], (limit) => faultOfLimit(limit, insideRepeat)) ??
    (step.impedance === undefined ? undefined : faultOfSpectrum(step.kind, step.impedance))
  );
}

function firstFault<Item>(items: readonly Item[], faultOf: (item: Item) => Fault): Fault {
  for (const item of items) {
    const fault = faultOf(item);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfDrive(step: Exclude<PlainStep, ImpedanceStep>): Fault {
  switch (step.kind) {
    case "strip":
    case "plate":
      return (
        zeroCurrent(step.rate.value, step.kind) ??
        faultOfEnds(step, step.kind) ??
        unsuited(step, ["current"], "its current is constant")
      );
    case "rest":
      return (
        faultOfEnds(step, "rest") ??
        (step.capacity === undefined ? undefined : "no charge passes in a rest; write a time, as in rest 10 min.") ??
        unsuited(step, ["current"], "no current flows in a rest") ??
        undirected(step, "a rest may reach a voltage from either side")
      );
    case "hold":
      return (
        faultOfVoltage(step.voltage) ??
        faultOfEnds(step, "hold") ??
        unsuited(step, ["voltage", "voltage-slope"], "its voltage is constant")
      );
    case "power":
      return positive(step.power.value, "a power", "2 mW/cm2") ?? faultOfEnds(step, "power");
    case "ramp":
      return faultOfRamp(step);
    case "staircase":
      return faultOfStaircase(step);
    case "cyclic-voltammetry":
      return faultOfCyclicVoltammetry(step);
  }
}

function positive(value: number, what: string, example: string): Fault {
  return value > 0 && Number.isFinite(value)
    ? undefined
    : `${what} is a number above 0, not ${value}; write it as in ${example}.`;
}

function finite(value: number, what: string, example: string): Fault {
  return Number.isFinite(value) ? undefined : `${what} is a number, not ${value}; write it as in ${example}.`;
}

function zeroCurrent(value: number, kind: "strip" | "plate"): Fault {
  if (value === 0) return `a current of 0 ${kind}s nothing; write rest for 1 h.`;
  return positive(value, "the current", `${kind} at 0.4 mA/cm2`);
}

const endExamples: Readonly<Record<"strip" | "plate" | "rest" | "hold" | "power", string>> = {
  strip: "for 1 mAh/cm2 or until 0.9 V",
  plate: "for 1 mAh/cm2 or until -0.9 V",
  rest: "for 10 min, or until |dV/dt| < 1 mV/h",
  hold: "for 1 h, or until |i| < 0.05 mA/cm2",
  power: "for 1 h or until 0.9 V",
};

function faultOfEnds({ duration, capacity, limits }: Ends, kind: keyof typeof endExamples): Fault {
  if (duration === undefined && capacity === undefined && (limits === undefined || limits.length === 0)) {
    return `it has no end; say when it ends, as in ${endExamples[kind]}.`;
  }
  return (
    (duration === undefined ? undefined : positive(duration, "a duration", "10 min")) ??
    (capacity === undefined ? undefined : positive(capacity.value, "a charge", "1 mAh/cm2"))
  );
}

function unsuited({ limits = [] }: Ends, quantities: readonly StepLimit["quantity"][], why: string): Fault {
  const limit = limits.find((one) => quantities.includes(one.quantity));
  if (limit === undefined) return undefined;
  const name = { voltage: "a voltage", current: "a current", "voltage-slope": "a change of voltage" }[limit.quantity];
  return `${why}, so ${name} cannot end it; leave that limit out.`;
}

function undirected({ limits = [] }: Ends, why: string): Fault {
  const limit = limits.find((one) => one.quantity === "voltage" && one.direction === "reaches");
  if (limit === undefined) return undefined;
  return `${why}: write until V > ${Number(limit.value)} V or until V < ${Number(limit.value)} V.`;
}

function faultOfLimit(limit: StepLimit, insideRepeat: boolean): Fault {
  if (limit.action === "leave-repeat" && !insideRepeat) {
    return "no repeat stands around this step, so there is none to leave; write then stop, or put the step between { and } of a repeat.";
  }
  if (limit.quantity === "voltage") return finite(limit.value, "a voltage", "until 0.9 V");
  if (limit.quantity === "current") {
    return positive(limit.value.value, "the amount of a current", "until |i| < 0.05 mA/cm2");
  }
  return positive(limit.value, "the amount of a change of voltage", "until |dV/dt| < 1 mV/h");
}

/** What is wrong with a limit of the whole protocol. */
export function faultOfSafety(limit: StepLimit): Fault {
  if (limit.action !== undefined) return "a limit of the whole protocol stops it; leave out what follows then.";
  if (limit.quantity === "voltage" && limit.direction === "reaches") {
    return `say on which side of ${limit.value} V to stop: stop if V > ${limit.value} V, or stop if V < ${limit.value} V.`;
  }
  return faultOfLimit(limit, false);
}

function faultOfVoltage(voltage: Voltage): Fault {
  return finite(typeof voltage === "number" ? voltage : voltage.vsOpenCircuit, "a voltage", "0.1 V");
}

function faultOfRamp(step: Extract<PlainStep, { kind: "ramp" }>): Fault {
  if (step.quantity === "current") {
    return (
      finite(step.to.value, "a current", "1 mA/cm2") ??
      (step.from === undefined ? undefined : finite(step.from.value, "a current", "0 mA/cm2")) ??
      positive(step.rate.value, "the rate of a ramp", "0.1 mA/cm2/min (from and to say which way)") ??
      (step.from?.value === step.to.value && step.from.unit === step.to.unit
        ? "the ramp ends where it begins; write two different currents."
        : undefined) ??
      (step.from === undefined ? undirected(step, "from the present current the ramp may go either way") : undefined) ??
      unsuited(step, ["current"], "the currents of the ramp are said")
    );
  }
  return (
    faultOfVoltage(step.to) ??
    (step.from === undefined ? undefined : faultOfVoltage(step.from)) ??
    positive(step.rate, "the rate of a ramp", "10 mV/s (from and to say which way)") ??
    (step.from !== undefined && sameVoltage(step.from, step.to)
      ? "the ramp ends where it begins; write two different voltages."
      : undefined) ??
    unsuited(step, ["voltage", "voltage-slope"], "the voltages of the ramp are said")
  );
}

function sameVoltage(a: Voltage, b: Voltage): boolean {
  return typeof a === "number" || typeof b === "number" ? a === b : a.vsOpenCircuit === b.vsOpenCircuit;
}

function faultOfStaircase(step: Extract<PlainStep, { kind: "staircase" }>): Fault {
  const common = positive(step.hold, "the time of a stair", "40 s each");
  if (step.quantity === "voltage") {
    return (
      common ??
      finite(step.from, "a voltage", "0 V") ??
      finite(step.to, "a voltage", "1 V") ??
      positive(step.step, "the height of a stair", "50 mV (from and to say which way)") ??
      faultOfStairs(step.from, step.to, step.step) ??
      unsuited(step, ["voltage", "voltage-slope"], "the voltages of the staircase are said")
    );
  }
  return (
    common ??
    finite(step.from.value, "a current", "0.05 mA/cm2") ??
    finite(step.to.value, "a current", "1 mA/cm2") ??
    positive(step.step.value, "the height of a stair", "0.05 mA/cm2 (from and to say which way)") ??
    (sameUnits(step.from, step.to, step.step)
      ? faultOfStairs(step.from.value, step.to.value, step.step.value)
      : undefined) ??
    unsuited(step, ["current"], "the currents of the staircase are said")
  );
}

const sameUnits = (...currents: readonly Current[]): boolean =>
  currents.every(({ unit }) => unit === currents[0]?.unit);

/** What is wrong with the stairs from one value to another. */
export function faultOfStairs(from: number, to: number, height: number): Fault {
  const stairs = Math.abs(to - from) / height;
  if (stairs > MOST_STAIRS) return `it has ${stairs.toPrecision(3)} stairs; up to ${MOST_STAIRS} are made.`;
  return undefined;
}

function faultOfCyclicVoltammetry(step: Extract<PlainStep, { kind: "cyclic-voltammetry" }>): Fault {
  const whole = Number.isInteger(step.cycles) && step.cycles >= 1 && step.cycles <= MOST_CYCLES;
  const vertices = step.vertices.length === 0 ? "it has no vertex; write from 0 V to 1 V." : undefined;
  const still = step.vertices.every((vertex) => sameVoltage(vertex, step.from)) && sameVoltage(step.from, step.to);
  return (
    faultOfVoltage(step.from) ??
    vertices ??
    firstFault(step.vertices, faultOfVoltage) ??
    faultOfVoltage(step.to) ??
    positive(step.scanRate, "the scan rate", "10 mV/s (from and to say which way)") ??
    (whole ? undefined : `the number of cycles is a whole number from 1 to ${MOST_CYCLES}, not ${step.cycles}.`) ??
    (still ? "its voltage never changes; write two different voltages." : undefined)
  );
}

function faultOfImpedanceStep({ request, every }: ImpedanceStep, insideRepeat: boolean): Fault {
  const fault = faultOfRequest(request);
  if (fault !== undefined || every === undefined || !("passes" in every)) return fault;
  if (!(Number.isInteger(every.passes) && every.passes >= 1 && every.passes <= MOST_PASSES)) {
    return `every so many passes is a whole number from 1, not ${every.passes}.`;
  }
  return insideRepeat
    ? undefined
    : "no repeat stands around it whose passes could be counted; put it between { and } of a repeat.";
}

function faultOfSpectrum(
  kind: Step["kind"],
  { request, when }: { readonly request: ImpedanceRequest; readonly when: string },
): Fault {
  if (kind === "cyclic-voltammetry" && when === "during") {
    return "a spectrum during a voltammogram is not defined; take it at the start or at the end.";
  }
  return faultOfRequest(request);
}

function faultOfRequest({ from, to, pointsPerDecade, amplitude }: ImpedanceRequest): Fault {
  return (
    positive(from, "a frequency", "7 MHz") ??
    positive(to, "a frequency", "5 Hz") ??
    positive(pointsPerDecade, "the number of points per decade", "10 points per decade") ??
    (pointsPerDecade > MOST_POINTS_PER_DECADE
      ? `${pointsPerDecade} points per decade are more than ${MOST_POINTS_PER_DECADE}; write 10 points per decade.`
      : undefined) ??
    positive(amplitude.value, "an amplitude", "5 uA or 10 mV")
  );
}

/** What is wrong with the name of a step or of a protocol: it must stand between two quotation marks on one line. */
export function faultOfName(name: string): Fault {
  if (name.trim() === "" || name !== name.trim()) return "a name has letters, and no blanks around them.";
  if (name.length > LONGEST_NAME) return `a name has up to ${LONGEST_NAME} characters, not ${name.length}.`;
  return /["“”\p{Cc}\p{Zl}\p{Zp}\u2212\uFE63\uFF0D–—]/u.test(name)
    ? "a name stands on one line and holds no quotation marks, dashes other than -, or control characters."
    : undefined;
}
