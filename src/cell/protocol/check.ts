import { scanDuration } from "../linearise/scan-duration.ts";
import { stairCount } from "./compile-step.ts";
import { written } from "./measures.ts";
import type { Protocol, SpectrumOfStep, Step } from "./protocol.ts";
import type { Voltage } from "./quantities.ts";
import { validateProtocol } from "./validate.ts";

/** Something in a protocol that can be run and is perhaps not meant. */
export interface ProtocolRemark {
  /** Which step, from 1: "2.1". */
  readonly step: string;
  readonly message: string;
}

/**
 * Looks at a protocol as a colleague would: what may not be meant as it is written.
 * @returns remarks in the order of the steps; none where nothing is odd
 * @throws DomainError for a protocol that cannot be run at all
 */
export function checkProtocol(protocol: Protocol): readonly ProtocolRemark[] {
  validateProtocol(protocol);
  const remarks: ProtocolRemark[] = [];
  remarkOn(protocol.steps, "", undefined, remarks);
  return remarks;
}

function remarkOn(
  steps: readonly Step[],
  before: string,
  outer: SpectrumOfStep | undefined,
  remarks: ProtocolRemark[],
): void {
  let previous: Step | undefined;
  let everyStep = outer;
  steps.forEach((step, i) => {
    const path = `${before}${i + 1}`;
    for (const message of oddities(step, previous, steps.length === i + 1)) remarks.push({ step: path, message });
    const spectrum = step.kind === "repeat" || step.kind === "impedance" ? undefined : (step.impedance ?? everyStep);
    const short = spectrum === undefined ? undefined : tooShort(step, spectrum);
    if (short !== undefined) remarks.push({ step: path, message: short });
    if (step.kind === "repeat") remarkOn(step.steps, `${path}.`, everyStep, remarks);
    if (step.kind === "impedance" && step.every !== undefined && "step" in step.every)
      everyStep = { request: step.request, when: step.every.step };
    if (step.kind === "cyclic-voltammetry" && everyStep?.when === "during" && step.impedance === undefined) {
      remarks.push({
        step: path,
        message: "no spectrum is taken during a voltammogram, though every step asks for one.",
      });
    }
    if (step.kind !== "impedance" || step.every === undefined) previous = step;
  });
}

/** A sweep during a step that an instrument cannot finish in it. */
function tooShort(step: Step, { request, when }: SpectrumOfStep): string | undefined {
  if (when !== "during") return undefined;
  const lasts = lengthOf(step);
  const scan = scanDuration(request);
  if (lasts === undefined || scan <= lasts * (1 + 1e-9)) return undefined;
  return `on an instrument its spectrum takes about ${written(Number(scan.toPrecision(3)), "time")}, longer than the step, which lasts ${written(Number(lasts.toPrecision(6)), "time")}: the sweep would be cut there; end it at a higher frequency, or let the step last longer.`;
}

/** s that a step, or a stair of it, lasts at most, where its own numbers say so. */
function lengthOf(step: Step): number | undefined {
  if (step.kind === "staircase") return step.hold;
  if (!("duration" in step) && !("capacity" in step)) return undefined;
  const { duration = Number.POSITIVE_INFINITY, capacity } = step;
  const rate = step.kind === "strip" || step.kind === "plate" ? step.rate : undefined;
  const alike = capacity !== undefined && rate !== undefined && `${rate.unit}` === capacity.unit.replace("C", "A");
  const byCharge = alike ? capacity.value / rate.value : Number.POSITIVE_INFINITY;
  const lasts = Math.min(duration, byCharge);
  return Number.isFinite(lasts) ? lasts : undefined;
}

/** Whether the cell is at open circuit when a step ends; before the first step it is. */
const leavesOpenCircuit = (step: Step | undefined): boolean =>
  step === undefined || step.kind === "rest" || step.kind === "impedance" || step.kind === "repeat";

function oddities(step: Step, previous: Step | undefined, last: boolean): readonly string[] {
  const messages: string[] = [];
  if (usesOpenCircuit(step) && !leavesOpenCircuit(previous)) {
    messages.push(
      `it refers to open circuit, and a ${previous?.kind} stands before it: what counts is the voltage then; put a rest before it for the open-circuit voltage.`,
    );
  }
  if (step.kind === "impedance") {
    if (step.every === undefined && !leavesOpenCircuit(previous)) {
      messages.push(
        `the spectrum is taken at zero current, in the instant in which the ${previous?.kind} before it ends; put a rest between them, or write the spectrum behind that step (", impedance …, at the end") to take it under its current.`,
      );
    }
    if (last && step.every !== undefined && "step" in step.every) {
      messages.push("spectra with every step are asked for behind the last step; put this sentence before the steps.");
    }
  }
  if (step.kind === "staircase") messages.push(...stairOddities(step));
  if (step.kind === "plate" || step.kind === "strip") {
    for (const limit of step.limits ?? []) {
      if (limit.quantity !== "voltage" || limit.direction !== "reaches") continue;
      if (step.kind === "plate" ? limit.value > 0 : limit.value < 0) {
        const sign = step.kind === "plate" ? "<" : ">";
        messages.push(
          `until ${written(limit.value, "voltage")} is read as V ${sign} ${written(limit.value, "voltage")}, which a symmetric cell fulfils from the start; for the other sign write until ${written(-limit.value, "voltage")}.`,
        );
      }
    }
  }
  return messages;
}

const versus = (voltage: Voltage | undefined): boolean => typeof voltage === "object";

function usesOpenCircuit(step: Step): boolean {
  if (step.kind === "hold") return versus(step.voltage);
  if (step.kind === "ramp") return step.quantity === "voltage" && (versus(step.from) || versus(step.to));
  return step.kind === "cyclic-voltammetry" && [step.from, ...step.vertices, step.to].some(versus);
}

function stairOddities(step: Extract<Step, { kind: "staircase" }>): readonly string[] {
  const values =
    step.quantity === "voltage"
      ? { from: step.from, to: step.to, height: step.step }
      : step.from.unit === step.to.unit && step.to.unit === step.step.unit
        ? { from: step.from.value, to: step.to.value, height: step.step.value }
        : undefined;
  if (values === undefined) return [];
  const { from, to, height } = values;
  const stairs = stairCount(from, to, height);
  const end = from + Math.sign(to - from) * (stairs - 1) * height;
  return Math.abs(end - to) <= 1e-9 * height
    ? []
    : [
        `its last stair of ${stairs} lies ${((Math.abs(to - end) / height) * 100).toPrecision(3)} % of a step before its end; stairs beyond the end are not taken.`,
      ];
}
