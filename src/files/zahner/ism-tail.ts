import type { Warning } from "../../base/warnings.ts";
import { parseNumber } from "../text/numbers.ts";

/** What follows the points of an .ism file; old files stop early, then fields are null. */
export interface IsmTail {
  /** ISO date. */
  readonly date: string | null;
  readonly texts: readonly { readonly name: string; readonly value: string }[];
  readonly comment: string | null;
  /** Area in m². */
  readonly area: number | null;
  readonly serialNumber: string | null;
  /** Amplitude in mV (in mA for a galvanostat). */
  readonly amplitude: number | null;
  /** In V and A, a value for each point. */
  readonly voltage: Float64Array | null;
  readonly current: Float64Array | null;
}

const STRINGS = 12;
const LABELLED = ["Date", "System", "Potential", "Current", "Temperature", "Time window"];
const CONSTANTS = 32;
const AMPLITUDE = 25;
const OPTIONS = 27;
/** Bit of the options that says that voltage and current of each point follow. */
const HAS_CHANNELS = 32768;

/** Text of the tail: ASCII in which capitals and small letters are exchanged. */
function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/g, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
}

function isoDate(text: string): string | null {
  const match = /^(\d{2})(\d{2})(\d{2,4})/.exec(text);
  if (match === null) return null;
  const [day, month, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year < 100 ? 2000 + year : year}-${match[2]}-${match[1]}`;
}

/** Area text in cm²; 0 and nothing mean not entered. */
function areaOf(text: string): number | null {
  const value =
    parseNumber(text.trim().split(/\s/)[0] ?? "", ".") ?? parseNumber(text.trim().split(/\s/)[0] ?? "", ",");
  return value !== null && value > 0 ? value * 1e-4 : null;
}

/** Reads the strings, constants and channels after the points; a warning tells where it had to stop. */
export function readTail(view: DataView, start: number, points: number, warnings: Warning[]): IsmTail {
  const texts: string[] = [];
  let at = start;
  while (texts.length < STRINGS && at + 2 <= view.byteLength) {
    const length = view.getInt16(at);
    if (length < 0 || at + 2 + length > view.byteLength) break;
    let text = "";
    for (let i = 0; i < length; i++) {
      const code = view.getUint8(at + 2 + i);
      if (code >= 32) text += String.fromCharCode(code);
    }
    texts.push(swapCase(text));
    at += 2 + length;
  }
  if (texts.length < STRINGS) {
    warnings.push({
      code: "metadata-incomplete",
      message: `The file holds ${texts.length} of ${STRINGS} texts after the points (ends at byte ${view.byteLength}): an old file, or one that was cut.`,
    });
  }
  const constants = texts.length === STRINGS ? readConstants(view, at) : null;
  const blockBytes = constants === null ? 0 : view.getInt16(at);
  const announced =
    constants !== null && blockBytes > 256 && (Math.trunc(constants[OPTIONS] ?? 0) & HAS_CHANNELS) !== 0;
  const channels = announced ? readChannels(view, at + 2 + 8 * CONSTANTS, points) : null;
  if (texts.length === STRINGS && (constants === null || (announced && channels === null))) {
    warnings.push({
      code: "truncated-file",
      message: `The file ends at byte ${view.byteLength}, before ${constants === null ? "its constants" : "voltage and current of each point"}.`,
    });
  }
  const comment = texts
    .slice(6, 10)
    .filter((text) => text.trim() !== "")
    .join("\n");
  const named = LABELLED.map((name, i) => ({ name, value: (texts[i] ?? "").trim() }));
  return {
    date: isoDate(texts[0] ?? ""),
    texts: named.filter(({ value }) => value !== ""),
    comment: comment === "" ? null : comment,
    area: areaOf(texts[10] ?? ""),
    serialNumber: (texts[11] ?? "").trim() || null,
    amplitude: constants?.[AMPLITUDE] ?? null,
    voltage: channels?.[0] ?? null,
    current: channels?.[1] ?? null,
  };
}

function readConstants(view: DataView, at: number): Float64Array | null {
  if (at + 2 + 8 * CONSTANTS > view.byteLength) return null;
  return Float64Array.from({ length: CONSTANTS }, (_, i) => view.getFloat64(at + 2 + 8 * i));
}

/** Pairs of voltage and current. */
function readChannels(view: DataView, at: number, points: number): readonly [Float64Array, Float64Array] | null {
  if (at + 16 * points > view.byteLength) return null;
  const voltage = new Float64Array(points);
  const current = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    voltage[i] = view.getFloat64(at + 16 * i);
    current[i] = view.getFloat64(at + 16 * i + 8);
  }
  return [voltage, current];
}
