import { DomainError } from "../base/errors.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import { protocolOfBiologic } from "../cell/protocol/biologic/translate.ts";
import { checkProtocol } from "../cell/protocol/check.ts";
import { type CompiledProtocol, compileProtocol } from "../cell/protocol/compile.ts";
import type { CompileOptions } from "../cell/protocol/compile-options.ts";
import { parseProtocol } from "../cell/protocol/parse.ts";
import { printProtocol } from "../cell/protocol/print.ts";
import type { Protocol, Step } from "../cell/protocol/protocol.ts";
import { summaryOf } from "../cell/protocol/summary.ts";
import { validateProtocol } from "../cell/protocol/validate.ts";
import { readMeasurement } from "../files/registry.ts";
import { decodeText, extensionOf } from "../files/text/decode.ts";
import { parseQuantity } from "../units/quantity.ts";
import { digestOf, type SourceFile } from "./document.ts";

export const protocolSchema = "liquidus.protocol/1";

/** Where a protocol came from. */
export interface ProtocolOrigin {
  readonly kind: "text" | "file" | "measurement" | "built-in";
  /** File name without folders; null for a text. */
  readonly file: string | null;
  readonly sha256: string | null;
}

/** A protocol as it was given, with what was said about it on the way. */
export interface ProtocolChoice {
  readonly protocol: Protocol;
  readonly origin: ProtocolOrigin;
  readonly warnings: readonly Warning[];
  /** Area and nominal capacity that came with it: what the operator of an instrument entered. */
  readonly options: CompileOptions;
}

/** A line of a protocol as it was understood. */
export interface ProtocolLine {
  /** 2.1: first step of the second one; null for a title, a limit of the whole protocol and a closing brace. */
  readonly number: string | null;
  /** With its indentation. */
  readonly text: string;
}

export interface ProtocolTotals {
  /** In words. */
  readonly summary: string;
  /** If no limit ends one earlier. */
  readonly segments: number;
  /** s; null where it is not known beforehand. */
  readonly duration: number | null;
  /** s of the segments whose duration is known. */
  readonly knownDuration: number;
  /** Segments that only a limit ends. */
  readonly openEnded: number;
  /** Segments that a limit may end earlier. */
  readonly limited: number;
  /** Segments at constant current. */
  readonly pulses: number;
  /** s that an instrument takes besides for spectra. */
  readonly spectra: number;
  /** C/m² of the working electrode, as far as it is known beforehand. */
  readonly stripped: number;
  readonly plated: number;
  /** C/m², positive strips; null where some charge is not known beforehand. */
  readonly net: number | null;
}

/** A protocol as it was understood: the protocol itself, which any command reads again, and what it amounts to. */
export interface ProtocolDocument extends Protocol {
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly origin: ProtocolOrigin;
  readonly warnings: readonly Warning[];
  readonly options: {
    readonly area: number | null;
    readonly nominalCapacity: CompileOptions["nominalCapacity"] | null;
  };
  readonly sentences: readonly ProtocolLine[];
  /** Null where an area or a capacity is missing, which a warning says. */
  readonly totals: ProtocolTotals | null;
}

/** Sentences. @throws FormatError with step, line and column */
export function protocolFromText(text: string): ProtocolChoice {
  const protocol = parseProtocol(text);
  return { protocol, origin: { kind: "text", file: null, sha256: null }, warnings: remarks(protocol), options: {} };
}

/**
 * A protocol from a file: sentences (.txt, .protocol), a document (.json), or the settings of a measurement (BioLogic .mpr, .mpt).
 * @throws FormatError with step, line and column; DomainError for a document that is no protocol, or settings that are not translated
 */
export async function protocolFromFile(file: SourceFile): Promise<ProtocolChoice> {
  const origin: ProtocolOrigin = { kind: "file", file: file.name, sha256: digestOf(file) };
  if ([".mpr", ".mpt"].includes(extensionOf(file.name))) {
    const { protocol: set, options, notes } = protocolOfBiologic(await readMeasurement(file));
    const protocol = withInstrumentLimit(set);
    const said = notes.map((message) => ({ code: "translation", message }));
    if (protocol !== set) said.push(INSTRUMENT_LIMIT);
    return { protocol, origin: { ...origin, kind: "measurement" }, warnings: [...said, ...remarks(protocol)], options };
  }
  const protocol =
    extensionOf(file.name) === ".json" ? protocolFromData(jsonOf(file)) : parseProtocol(decodeText(file).text);
  return { protocol, origin, warnings: remarks(protocol), options: {} };
}

/** V: what instruments stop at where their settings name no limit. */
const INSTRUMENT_VOLTAGE = 10;

const INSTRUMENT_LIMIT: Warning = {
  code: "instrument-limit",
  message: `The settings of the file hold no limit of the voltage: the protocol stops beyond ±${INSTRUMENT_VOLTAGE} V, where instruments clip.`,
};

/** Whether a limit of the voltage stands anywhere, or no step imposes a current. */
function setsVoltageLimit({ safety = [], steps }: Protocol): boolean {
  const all = flatSteps(steps);
  const limits = [...safety, ...all.flatMap((step) => ("limits" in step ? (step.limits ?? []) : []))];
  return limits.some(({ quantity }) => quantity === "voltage") || all.every((step) => !imposesCurrent(step));
}

function imposesCurrent(step: Step): boolean {
  if (step.kind === "strip" || step.kind === "plate") return true;
  return (step.kind === "ramp" || step.kind === "staircase") && step.quantity === "current";
}

function flatSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => (step.kind === "repeat" ? [step, ...flatSteps(step.steps)] : [step]));
}

/** Stops at ±10 V where currents are imposed and no limit of the voltage is set; else the same object. */
export function withInstrumentLimit(protocol: Protocol): Protocol {
  if (setsVoltageLimit(protocol)) return protocol;
  const limits = [
    { quantity: "voltage", direction: "above", value: INSTRUMENT_VOLTAGE },
    { quantity: "voltage", direction: "below", value: -INSTRUMENT_VOLTAGE },
  ] as const;
  return { ...protocol, safety: [...(protocol.safety ?? []), ...limits] };
}

/** The value of a JSON file. @throws DomainError for another text */
export function jsonOf({ name, bytes }: SourceFile): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw new DomainError(`${name} is not JSON: ${error.message}.`);
    throw error;
  }
}

/** A protocol from sentences or from data; what a document adds to the protocol is left out. @throws as `validateProtocol` */
export function protocolFromData(value: unknown): Protocol {
  if (typeof value === "string") return parseProtocol(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return validateProtocol(value);
  const kept = Object.entries(value).filter(([key]) => ["schema", "name", "safety", "steps"].includes(key));
  return validateProtocol("steps" in value ? Object.fromEntries(kept) : value);
}

/** What C-rates refer to, per area or absolute. @throws DomainError for another text */
export function nominalCapacityOf(text: string): NonNullable<CompileOptions["nominalCapacity"]> {
  return /\d\s*[^/]*\/|-2|⁻²/.test(text)
    ? { value: parseQuantity(text, "arealCharge"), unit: "C/m2" }
    : { value: parseQuantity(text, "charge"), unit: "C" };
}

/** What may be meant in another way, as warnings. */
export function remarks(protocol: Protocol): Warning[] {
  const by = new Map<string, string[]>();
  for (const { step, message } of checkProtocol(protocol)) by.set(message, [...(by.get(message) ?? []), step]);
  return [...by].map(([message, steps]) => ({
    code: "protocol-remark",
    message: `Step ${steps[0] ?? ""}${steps.length === 1 ? "" : ` and ${steps.length - 1} more`}: ${message}`,
  }));
}

/** What a protocol is, as it was understood. */
export function protocolDocument(
  { protocol, origin, warnings }: ProtocolChoice,
  options: CompileOptions = {},
): ProtocolDocument {
  const totals = totalsIfKnown(protocol, options);
  return {
    ...protocol,
    program: { name: "liquidus", version },
    origin,
    warnings: [...warnings, ...("message" in totals ? [{ code: "totals-unknown", message: totals.message }] : [])],
    options: { area: options.area ?? null, nominalCapacity: options.nominalCapacity ?? null },
    sentences: protocolLines(protocol),
    totals: "message" in totals ? null : totals,
  };
}

function totalsIfKnown(protocol: Protocol, options: CompileOptions): ProtocolTotals | { readonly message: string } {
  try {
    return totalsOf(compileProtocol(protocol, options));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { message: error.message };
  }
}

/** What a compiled protocol amounts to. */
export function totalsOf(compiled: CompiledProtocol): ProtocolTotals {
  const { totals, totalDuration, netCharge, count } = compiled;
  return {
    summary: summaryOf(compiled),
    segments: count,
    duration: totalDuration ?? null,
    knownDuration: totals.duration,
    openEnded: totals.openEnded,
    limited: totals.limited,
    pulses: totals.pulses,
    spectra: totals.scan,
    stripped: totals.positiveCharge,
    plated: totals.negativeCharge,
    net: netCharge ?? null,
  };
}

/** The canonical sentences with the numbers of their steps, as a compiled segment names them. */
export function protocolLines(protocol: Protocol): ProtocolLine[] {
  const numbers = stepNumbers(protocol.steps, "");
  const lines = printProtocol(protocol).trimEnd().split("\n");
  const opening = (protocol.name === undefined ? 0 : 1) + (protocol.safety?.length ?? 0);
  let next = 0;
  return lines.map((text, i) => ({
    number: i < opening || text.trim() === "}" ? null : (numbers[next++] ?? null),
    text,
  }));
}

function stepNumbers(steps: readonly Step[], before: string): string[] {
  return steps.flatMap((step, i) => {
    const path = `${before}${i + 1}`;
    return step.kind === "repeat" ? [path, ...stepNumbers(step.steps, `${path}.`)] : [path];
  });
}
