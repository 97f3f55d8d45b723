import type { PlotlyValue } from "../figures/plotly.ts";
import { DerivedFinder } from "./derived.ts";

/** A value in which what occurs more than once, and every long run of numbers, stands in a common pool. */
export type Packed = string | number | boolean | null | readonly Packed[] | { readonly [key: string]: Packed };

/** Runs of numbers from this length on are stored as floats in base64. */
const LONG = 8;
/** Parts shorter than this many characters are not worth a reference. */
const SHORT = 14;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The two characters of every 12 bits. */
const PAIRS: readonly string[] = Array.from(
  { length: 4096 },
  (_, word) => (ALPHABET[word >> 6] as string) + (ALPHABET[word & 63] as string),
);

/** Base64 of bytes (RFC 4648, with padding). */
export function base64(bytes: Uint8Array): string {
  const whole = bytes.length - (bytes.length % 3);
  let text = "";
  for (let i = 0; i < whole; i += 3) {
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    text += (PAIRS[word >> 12] as string) + (PAIRS[word & 4095] as string);
  }
  if (whole === bytes.length) return text;
  const word = ((bytes[whole] as number) << 16) | ((bytes[whole + 1] ?? 0) << 8);
  const last = PAIRS[word & 4095] as string;
  return text + (PAIRS[word >> 12] as string) + (whole + 1 === bytes.length ? "==" : `${last.charAt(0)}=`);
}

const oneFloat = new Float32Array(1);
const itsBits = new Uint32Array(oneFloat.buffer);

/** Bits of a number as a 32-bit float; not a number for what is missing. */
function bitsOf(x: number | null): number {
  if (x === null || !Number.isFinite(x)) return 0x7fc00000;
  oneFloat[0] = x;
  return itsBits[0] as number;
}

/**
 * Numbers as the upper `width` bytes of 32-bit floats, big end first, rounded, in base64; not a number for what is
 * missing. Three bytes are four characters a number and deviate by at most 2⁻¹⁶ (1.5 × 10⁻⁵), four bytes by 2⁻²⁴.
 */
function floats(values: readonly (number | null)[], width: 3 | 4): string {
  if (width === 3) {
    let text = "";
    for (const x of values) {
      const upper = Math.min(0xffffff, (bitsOf(x) + 0x80) / 256) >>> 0;
      text += (PAIRS[upper >> 12] as string) + (PAIRS[upper & 4095] as string);
    }
    return text;
  }
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((x, i) => {
    view.setUint32(4 * i, bitsOf(x));
  });
  return base64(bytes);
}

/** Axes are long from this length on. */
const AXIS = 200;

/** Long axes such as time, on which near values must stay apart. */
function ascends(values: readonly (number | null)[]): boolean {
  return values.length >= AXIS && values.every((x, i) => x !== null && (i === 0 || x >= (values[i - 1] as number)));
}

/** Values whose span is below this part of their largest amount would show the steps of 2⁻¹⁶ (1 in 500 of a span at 2⁻⁷). */
const NARROW = 2 ** -7;

/** Whether values lie so close together that their distances have to be kept, not themselves. */
function isNarrow(values: readonly (number | null)[]): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of values) if (x !== null && Number.isFinite(x)) [low, high] = [Math.min(low, x), Math.max(high, x)];
  return high > low && high - low < NARROW * Math.max(Math.abs(low), Math.abs(high));
}

function isNumbers(value: readonly PlotlyValue[]): value is readonly (number | null)[] {
  return value.length >= LONG && value.every((x) => typeof x === "number" || x === null);
}

function rounded(x: number): number | null {
  return Number.isFinite(x) ? Number(x.toPrecision(6)) : null;
}

/**
 * Collects values into a pool of shared parts. In what `add` returns
 * - `[i]` is entry i of the pool, which refers only to entries before it; `{"@": [n]}` is the list of one number n;
 * - `{"~": text}` are numbers, each the upper three bytes of a 32-bit float, big end first, in base64;
 * - `{"=": [first, text]}` are 200 and more ascending numbers, or numbers close together, as their distances from the first, with
 *   all four bytes: they deviate by at most 2⁻²⁴ of their span;
 * - `{"|": [x, y]}` and `{"/": [x, y]}` are √(x² + y²) and the angle of (x, y) in degrees, point by point;
 * - `{"#": [k, …]}` is an object with the keys `shapes[k]` and the values that follow;
 * - `{"%": [i, k, value, …]}` is the object at entry i of the pool with its k-th value (in the order of its keys) replaced, and so on.
 * Other numbers are rounded to six digits.
 */
export class Packer {
  private readonly entries: Packed[] = [];
  private readonly keys: (readonly string[])[] = [];
  private readonly known = new Map<string, number>();
  private readonly derived = new DerivedFinder<Packed>();
  private readonly knownKeys = new Map<string, number>();
  /** The latest object of each shape: where it stands and its values. */
  private readonly latest = new Map<number, { readonly at: number; readonly values: readonly Packed[] }>();

  /** The pool so far. */
  get pool(): readonly Packed[] {
    return this.entries;
  }

  /** The sets of keys so far. */
  get shapes(): readonly (readonly string[])[] {
    return this.keys;
  }

  add(value: PlotlyValue): Packed {
    if (value === undefined || value === null) return null;
    if (typeof value === "number") return rounded(value);
    if (typeof value === "boolean") return value;
    if (typeof value === "string") return this.shared(value);
    if (isArray(value)) {
      return isNumbers(value) ? this.numbers(value) : this.shared(this.listed(value));
    }
    if (value instanceof Float64Array) return this.add(Array.from(value));
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    const shape = this.shape(entries.map(([key]) => key));
    const packed = entries.map(([, part]) => this.add(part));
    this.rememberPair(value, entries, packed);
    return this.object(shape, packed);
  }

  private numbers(value: readonly (number | null)[]): Packed {
    const found = isComplete(value) ? this.derived.find(value) : null;
    if (found !== null) return this.shared({ [found.kind === "modulus" ? "|" : "/"]: [found.x, found.y] });
    return this.shared(floatsOf(value));
  }

  private listed(value: readonly PlotlyValue[]): Packed {
    const parts = value.map((part) => this.add(part));
    return parts.length === 1 && typeof parts[0] === "number" ? { "@": parts } : parts;
  }

  private rememberPair(
    { x, y }: { readonly [key: string]: PlotlyValue },
    entries: readonly (readonly [string, PlotlyValue])[],
    packed: readonly Packed[],
  ): void {
    if (!isList(x) || !isList(y) || x.length !== y.length || !isNumbers(x) || !isNumbers(y)) return;
    if (!isComplete(x) || !isComplete(y)) return;
    const at = (name: string): Packed => packed[entries.findIndex(([key]) => key === name)] as Packed;
    this.derived.remember(x, y, at("x"), at("y"));
  }

  private object(shape: number, values: readonly Packed[]): Packed {
    const whole: Packed = { "#": [shape, ...values] };
    const wholeText = JSON.stringify(whole);
    const known = this.known.get(wholeText);
    if (known !== undefined) return [known];
    const base = this.latest.get(shape);
    let packed = whole;
    if (base !== undefined) {
      const changed = values.flatMap((value, i) => (same(value, base.values[i] as Packed) ? [] : [i, value]));
      const difference: Packed = { "%": [base.at, ...changed] };
      if (JSON.stringify(difference).length < wholeText.length) packed = difference;
    }
    if (wholeText.length < SHORT) return packed;
    this.latest.set(shape, { at: this.entries.length, values });
    this.known.set(wholeText, this.entries.length);
    this.entries.push(packed);
    return [this.entries.length - 1];
  }

  private shape(keys: readonly string[]): number {
    const text = keys.join("\n");
    const at = this.knownKeys.get(text) ?? this.keys.length;
    if (at === this.keys.length) {
      this.keys.push(keys);
      this.knownKeys.set(text, at);
    }
    return at;
  }

  private shared(packed: Packed): Packed {
    const text = JSON.stringify(packed);
    if (text.length < SHORT) return packed;
    const at = this.known.get(text) ?? this.entries.length;
    if (at === this.entries.length) {
      this.entries.push(packed);
      this.known.set(text, at);
    }
    return [at];
  }
}

function isComplete(value: readonly (number | null)[]): value is readonly number[] {
  return value.every((v) => v !== null && Number.isFinite(v));
}

/** Whether two packed values are equal; what is pooled is equal if the references are. */
function same(a: Packed, b: Packed): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

function floatsOf(value: readonly (number | null)[]): Packed {
  const first = value.find((x) => x !== null && Number.isFinite(x)) ?? 0;
  if (!ascends(value) && !isNarrow(value)) return { "~": floats(value, 3) };
  return {
    "=": [
      first,
      floats(
        value.map((x) => (x === null ? null : x - first)),
        4,
      ),
    ],
  };
}

function isArray(value: object): value is readonly PlotlyValue[] {
  return Array.isArray(value);
}

function isList(value: PlotlyValue): value is readonly PlotlyValue[] {
  return Array.isArray(value);
}
