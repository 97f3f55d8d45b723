import { FormatError } from "../../base/errors.ts";
import { pow } from "../../numerics/elementary/index.ts";
import { type Circuit, DEEPEST_NESTING, MOST_ELEMENTS, parameterNames, parseCircuit } from "./notation.ts";

/** A circuit model of ZView with its start values. */
export interface ZViewModel {
  readonly circuit: Circuit;
  /** Values of the free parameters, by our names, to start a fit from. */
  readonly start: Readonly<Record<string, number>>;
  /** Values of the parameters that the model keeps fixed. */
  readonly fixed: Readonly<Record<string, number>>;
  /** Our name of each element by the model's, where they differ. */
  readonly renamed: Readonly<Record<string, string>>;
  /** What could not be taken over as it stands. */
  readonly notes: readonly string[];
}

interface RawParameter {
  value: number | null;
  free: number | null;
  line: number;
}

interface RawElement {
  readonly line: number;
  readonly type: number;
  name: string;
  readonly parameters: Map<string, RawParameter>;
}

/** Length beyond which a text is refused. */
const LONGEST = 2_000_000;
const LINE = /^\s*Element #(\d+)(?:,(\d+))? (Type|Name|Value|Free):\s*(.*?)\s*$/;
const BEGIN = /^\s*Begin Circuit Model:/;
const END = /^\s*End Circuit Model:/;
const BEGIN_PARALLEL = -1;
const END_PARALLEL = -2;
/** Letters of the parameters by their slot. */
const SLOTS = ["R", "T", "P", "U"];

/**
 * Reads a circuit model of ZView (.mdl): lines `Element #k Type | Name` and `Element #k,slot Name | Value | Free` between
 * `Begin Circuit Model` and `End Circuit Model`. Types: 1 R, 2 C, 3 L, 11 CPE Z = 1/(T(jω)ᴾ), 12 Gerischer
 * Z = 1/(T√(P + jω)), 13 QPE Z = 1/(T jω)ᴾ, −1 and −2 open and close a parallel group, Begin_Series and End_Series by
 * their names; finite Warburg elements by the names Ws, Wo, Z = R tanh((jTω)ᴾ)/(jTω)ᴾ and R coth((jTω)ᴾ)/(jTω)ᴾ. Free: 0
 * fixed, 1 free and positive, 2 free. Decimal commas are understood.
 *
 * @throws FormatError naming the line if the text is not such a model, is cut short or has an element that is not known
 */
export function readZViewModel(text: string): ZViewModel {
  if (text.length > LONGEST)
    throw new FormatError(`A ZView model of ${text.length} characters; at most ${LONGEST} are read.`);
  const elements = readElements(text);
  const names: string[] = [];
  const conversions: Conversion[] = [];
  const renamed: Record<string, string> = {};
  const notes: string[] = [];
  const notation = build(elements, (element) => {
    const conversion = convert(element);
    const name = uniqueName(conversion.symbol, element.name, names);
    names.push(name);
    if (name !== element.name) renamed[element.name] = name;
    conversions.push(conversion);
    return name;
  });
  const circuit = parseCircuit(notation);
  const start: Record<string, number> = {};
  const fixed: Record<string, number> = {};
  const all = parameterNames(circuit);
  circuit.elements.forEach(({ name, element, firstParameter }) => {
    const { values, line } = conversions[names.indexOf(name)] as Conversion;
    element.parameters.forEach(({ lower, upper, scale }, k) => {
      const full = all[firstParameter + k] as string;
      const { value, isFixed } = values[k] as ConvertedValue;
      if (value === null) {
        notes.push(`${full} has no value in the model (line ${line}).`);
      } else if (!Number.isFinite(value) || (scale === "log" && value <= 0)) {
        notes.push(`${full} = ${value} in the model is not positive: it is read off the spectrum instead.`);
      } else if (value < lower || value > upper) {
        notes.push(
          `${full} = ${value} in the model lies outside ${lower} … ${upper}: it is read off the spectrum instead.`,
        );
      } else if (isFixed) fixed[full] = value;
      else start[full] = value;
    });
  });
  return { circuit, start, fixed, renamed, notes };
}

function readElements(text: string): readonly RawElement[] {
  const lines = text.split(/\r\n|\r|\n/);
  const begin = lines.findIndex((line) => BEGIN.test(line));
  if (begin < 0) throw new FormatError('Not a ZView circuit model: no line "Begin Circuit Model" was found.');
  const found = new Map<number, RawElement>();
  for (let at = begin + 1; at < lines.length; at++) {
    const line = lines[at] as string;
    if (END.test(line)) return [...found.values()];
    const match = LINE.exec(line);
    if (match === null) continue;
    const [, number = "", slot, key, content = ""] = match;
    const index = Number(number);
    if (slot === undefined) {
      if (key === "Type") {
        const type = Number(content);
        if (!Number.isInteger(type) || content === "" || found.has(index)) {
          throw new FormatError(
            `ZView model, line ${at + 1}: element type "${content.slice(0, 20)}"; a whole number, once for each element, is expected.`,
            { line: at + 1 },
          );
        }
        if (found.size >= 4 * MOST_ELEMENTS) throw tooMany(at);
        found.set(index, { line: at + 1, type, name: "", parameters: new Map() });
      } else if (key === "Name") elementAt(found, index, at).name = content;
      continue;
    }
    const element = elementAt(found, index, at);
    const letter = SLOTS[Number(slot)] ?? slot;
    const parameter = element.parameters.get(letter) ?? { value: null, free: null, line: at + 1 };
    if (key === "Value") parameter.value = decimal(content, at);
    if (key === "Free") parameter.free = decimal(content, at);
    element.parameters.set(letter, parameter);
  }
  throw new FormatError('The ZView model is cut short: no line "End Circuit Model" follows.', { line: lines.length });
}

function tooMany(at: number): FormatError {
  return new FormatError(`ZView model, line ${at + 1}: more than ${4 * MOST_ELEMENTS} elements.`, { line: at + 1 });
}

function elementAt(found: ReadonlyMap<number, RawElement>, index: number, at: number): RawElement {
  const element = found.get(index);
  if (element === undefined) {
    throw new FormatError(`ZView model, line ${at + 1}: element ${index} has no type before this line.`, {
      line: at + 1,
    });
  }
  return element;
}

function decimal(content: string, at: number): number {
  const value = Number(content.replace(",", "."));
  if (content === "" || Number.isNaN(value)) {
    throw new FormatError(`ZView model, line ${at + 1}: "${content.slice(0, 20)}" is not a number.`, { line: at + 1 });
  }
  return value;
}

/** Our notation of the elements in their order; a group with one branch is that branch. */
function build(elements: readonly RawElement[], nameOf: (element: RawElement) => string): string {
  let at = 0;
  const group = (closing: "parallel" | "series" | null, opened: number, depth: number): string => {
    const items: string[] = [];
    for (; at < elements.length; at++) {
      const element = elements[at] as RawElement;
      const { type, name, line } = element;
      const isEnd = type === END_PARALLEL || /^End_(Parallel|Series)$/i.test(name);
      if (isEnd) {
        const kind = type === END_PARALLEL || /parallel/i.test(name) ? "parallel" : "series";
        if (kind !== closing) {
          throw new FormatError(`ZView model, line ${line}: a ${kind} group closes that is not open.`, { line });
        }
        return join(items, closing, opened);
      }
      const isParallel = type === BEGIN_PARALLEL || /^Begin_Parallel$/i.test(name);
      if (isParallel || /^Begin_Series$/i.test(name)) {
        if (depth >= DEEPEST_NESTING) {
          throw new FormatError(`ZView model, line ${line}: more than ${DEEPEST_NESTING} groups within one another.`, {
            line,
          });
        }
        at++;
        items.push(group(isParallel ? "parallel" : "series", line, depth + 1));
      } else {
        if (items.length >= MOST_ELEMENTS) throw tooMany(line - 1);
        items.push(nameOf(element));
      }
    }
    if (closing !== null) {
      throw new FormatError(`ZView model, line ${opened}: the ${closing} group that opens here does not close.`, {
        line: opened,
      });
    }
    return join(items, "series", elements[0]?.line ?? 1);
  };
  return group(null, 0, 0);
}

function join(items: readonly string[], kind: "parallel" | "series", line: number): string {
  if (items.length === 0)
    throw new FormatError(`ZView model, line ${line}: a ${kind} group without an element.`, { line });
  if (items.length === 1) return items[0] as string;
  return kind === "series" ? items.join("-") : `p(${items.join(",")})`;
}

interface ConvertedValue {
  readonly value: number | null;
  readonly isFixed: boolean;
}

interface Conversion {
  readonly symbol: string;
  readonly values: readonly ConvertedValue[];
  readonly line: number;
}

/** Our element and its parameters. */
function convert({ type, name, parameters, line }: RawElement): Conversion {
  const raw = (letter: string): ConvertedValue => {
    const parameter = parameters.get(letter);
    const free = parameter?.free ?? 1;
    if (free !== 0 && free !== 1 && free !== 2) {
      throw new FormatError(`ZView model, line ${parameter?.line ?? line}: free = ${free}; 0, 1 or 2 is expected.`, {
        line,
      });
    }
    return { value: parameter?.value ?? null, isFixed: free === 0 };
  };
  const of = (from: readonly ConvertedValue[], compute: (...values: number[]) => number): ConvertedValue => {
    const values = from.flatMap(({ value }) => (value === null ? [] : [value]));
    return {
      value: values.length === from.length ? compute(...values) : null,
      isFixed: from.every(({ isFixed }) => isFixed),
    };
  };
  const [r, t, p] = [raw("R"), raw("T"), raw("P")];
  if (type === 1) return { symbol: "R", values: [r], line };
  if (type === 2) return { symbol: "C", values: [t], line };
  if (type === 3) return { symbol: "L", values: [t], line };
  if (type === 11) return { symbol: "CPE", values: [t, p], line };
  if (type === 12) {
    const values = [of([t, p], (T, P) => 1 / (T * Math.sqrt(P))), of([p], (P) => 1 / P)];
    return { symbol: "G", values, line };
  }
  if (type === 13) return { symbol: "CPE", values: [of([t, p], (T, P) => pow(T, P)), p], line };
  const kind = /^(Ws|Wo)/i.exec(name)?.[0].toLowerCase();
  if (kind === "ws" || kind === "wo") {
    const ordinary = p.value === 0.5 && p.isFixed;
    const symbol = kind === "ws" ? (ordinary ? "Ws" : "Wsn") : ordinary ? "Wo" : "Won";
    return { symbol, values: ordinary ? [r, t] : [r, t, p], line };
  }
  throw new FormatError(
    `ZView model, line ${line}: element "${name.slice(0, 20)}" of type ${type} is not known; R, C, L, CPE, QPE, Gerischer, Ws and Wo are.`,
    { line },
  );
}

/** How ZView begins the names of elements that we call otherwise. */
const STEMS: Readonly<Record<string, readonly string[]>> = {
  CPE: ["QPE", "Q"],
  G: ["GE"],
  Wsn: ["Ws"],
  Won: ["Wo"],
};

/** A name of ours for an element: `Rs` of a resistor becomes `R_s`, a repeated name gets a number. */
function uniqueName(symbol: string, name: string, taken: readonly string[]): string {
  const clean = name.replaceAll(/[^A-Za-z0-9_]/g, "");
  const stem = [...(STEMS[symbol] ?? []), symbol].find((known) => clean.toLowerCase().startsWith(known.toLowerCase()));
  const rest = clean.slice(stem?.length ?? 0);
  const label = /^[0-9]*(?:_[A-Za-z0-9_]+)?$/.test(rest) ? rest : `_${rest.replace(/^_+/, "")}`;
  const wanted = symbol + (label === "_" ? "" : label).slice(0, 40);
  if (!taken.includes(wanted)) return wanted;
  for (let k = 2; ; k++) {
    const next =
      /[0-9]$/.test(wanted) || wanted.includes("_")
        ? `${wanted.includes("_") ? wanted : `${wanted}_`}${k}`
        : `${wanted}${k}`;
    if (!taken.includes(next)) return next;
  }
}
