import { DomainError, FormatError } from "../../base/errors.ts";
import type { BoundaryDatum, Datum, DatumHead, TakingPart } from "./datum.ts";
import {
  isCompositionDifference,
  parseFractionDifference,
  parseMoleFraction,
  parseUncertainty,
  parseWritten,
  type WrittenQuantity,
} from "./parse-value.ts";
import { type Entry, type Key, positionOf, readEntries } from "./read-entries.ts";

const KINDS = ["boundary", "invariant", "congruent", "diluteSlope", "mixingEnthalpy", "activity", "potential"] as const;

/** What a point need not say: names and defaults of one system. */
export interface ParseDataOptions {
  /** Upper-case symbols. */
  readonly components: readonly [string, string];
  /** The one whose mole fraction is x. */
  readonly component: string;
  /** The phase of a liquidus, and of any quantity whose phase is not named; LIQUID by default. */
  readonly liquid?: string;
  /** Phase of the pure metals in activities and potentials that name none; without it each must. */
  readonly reference?: string;
  /** Phases by the names that people write, in lower case: `na2k`. */
  readonly names?: Readonly<Record<string, TakingPart>>;
  /** The solid on the liquidus at a mole fraction where a point names none; without it each must. */
  readonly solidAt?: (moleFraction: number) => TakingPart;
  /** Name of the file for messages. */
  readonly file?: string;
}

/**
 * Reads data of the user's own, as CSV with one line of headings or as a JSON list of objects (`readEntries`). Headings or
 * keys: id, kind, solid, phases (`LIQUID + BCC_A2 near 98.5 at.% Na`), of, temperature, composition, value, uncertainty,
 * component, reference, charge, source. Each number has its unit, in the cell or in the heading, and each composition its
 * kind: `25 °C`, `44 wt% K`, `0.10 at.%/K`. Lines that begin with # are skipped.
 *
 * A point of a liquidus (the kind by default) needs composition, temperature and uncertainty; the unit of the uncertainty
 * says which of the two was measured at the other.
 *
 * @throws FormatError that names the line or the entry, what was found and what is expected
 */
export function parseAssessmentData(text: string, options: ParseDataOptions): Datum[] {
  return readEntries(text, options.file).map(({ entry, place, line }, i) => {
    try {
      return datumOf(entry, `point ${i + 1}`, options);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new FormatError(`${place}: ${error.message}`, positionOf(options.file, line));
    }
  });
}

function datumOf(entry: Entry, name: string, options: ParseDataOptions): Datum {
  const said = (entry.kind ?? "liquidus").trim().replace(/\s+/g, " ");
  if (said.toLowerCase() === "liquidus") return liquidus(entry, name, options);
  const [, partial, symbol] = /^(activity|potential) (\S+)$/i.exec(said) ?? [];
  const plain = (partial ?? said.replaceAll(" ", "")).toLowerCase();
  const kind = KINDS.find((known) => known.toLowerCase() === plain);
  if (kind === undefined) throw new DomainError(`the kind "${entry.kind}" is none of liquidus, ${KINDS.join(", ")}.`);
  const head = (quantity: WrittenQuantity): DatumHead => {
    const value = parseWritten(need(entry, "value"), quantity);
    return { ...named(entry, name), value, uncertainty: parseUncertainty(need(entry, "uncertainty"), quantity, value) };
  };
  /** Head where the value is a composition. */
  const compositionHead = (): DatumHead => compositionDatum(entry, name, need(entry, "value"), options);
  const isTemperature = !/%/.test(entry.value ?? "") && /(?:K|°\s*C|\dC|\sC)\s*$/.test(entry.value ?? "");
  switch (kind) {
    case "boundary": {
      const phases = pair(takingPart(entry, options));
      const of = partner(need(entry, "of"), phases, options);
      if ((entry.temperature === undefined) === (entry.composition === undefined)) {
        throw new DomainError(
          "a boundary has one condition: a temperature if the value is a composition, or the reverse.",
        );
      }
      if (entry.composition !== undefined) {
        const at = moleFraction(entry.composition, options);
        return { ...head("temperature"), kind, phases, of, property: "temperature", at };
      }
      const at = parseWritten(need(entry, "temperature"), "temperature");
      return { ...compositionHead(), kind, phases, of, property: "moleFraction", at };
    }
    case "invariant": {
      const phases = triple(takingPart(entry, options));
      if (isTemperature) {
        const read = head("temperature");
        return { ...read, kind, phases, property: "temperature", nearTemperature: read.value };
      }
      const of = partner(need(entry, "of"), phases, options);
      const nearTemperature = parseWritten(need(entry, "temperature"), "temperature");
      return { ...compositionHead(), kind, phases, property: "moleFraction", of, nearTemperature };
    }
    case "congruent":
      return { ...head("temperature"), kind, phases: pair(takingPart(entry, options)) };
    case "diluteSlope": {
      const phases = pair(takingPart(entry, options));
      const solvent = symbolOf(need(entry, "component"), options);
      const of = partner(need(entry, "of"), phases, options);
      return { ...positive(head("slope"), entry), kind, phases, of, solvent };
    }
    case "mixingEnthalpy":
      return { ...head("molarEnergy"), kind, ...state(entry, options) };
    case "activity":
    case "potential": {
      const read = kind === "activity" ? positive(head("number"), entry) : head("potential");
      const component = symbolOf(symbol ?? need(entry, "component"), options);
      const charge = entry.charge === undefined ? {} : { charge: parseWritten(entry.charge, "number") };
      const reference = phaseOf(entry.reference ?? options.reference ?? need(entry, "reference"), options).phase;
      return { ...read, kind, ...state(entry, options), component, reference, ...charge };
    }
  }
}

/** A point of the liquidus: a temperature at a composition, or the reverse where the uncertainty is one of a composition. */
function liquidus(entry: Entry, name: string, options: ParseDataOptions): BoundaryDatum {
  const composition = entry.composition ?? need(entry, "composition", "a liquidus point");
  const written = entry.temperature ?? entry.value ?? need(entry, "temperature", "a liquidus point");
  if (entry.temperature !== undefined && entry.value !== undefined) {
    throw new DomainError("a liquidus point has one temperature; leave the value empty.");
  }
  const x = moleFraction(composition, options);
  const temperature = parseWritten(written, "temperature");
  const liquid = options.liquid ?? "LIQUID";
  const solid =
    entry.solid === undefined
      ? (options.solidAt?.(x) ?? { phase: need(entry, "solid", "a liquidus point") })
      : phaseOf(entry.solid, options);
  const rest = { kind: "boundary", phases: [{ phase: liquid }, solid], of: liquid } as const;
  const uncertainty = need(entry, "uncertainty", "a liquidus point");
  if (isCompositionDifference(uncertainty)) {
    const head = compositionDatum(entry, name, composition, options);
    return { ...head, ...rest, property: "moleFraction", at: temperature };
  }
  const deviation = parseUncertainty(uncertainty, "temperature", temperature);
  const head = { ...named(entry, name), value: temperature, uncertainty: deviation };
  return { ...head, ...rest, property: "temperature", at: x };
}

const named = (entry: Entry, name: string): Pick<DatumHead, "id" | "source" | "status"> => ({
  id: entry.id ?? name,
  source: entry.source ?? "own data",
  status: "own",
});

function compositionDatum(entry: Entry, name: string, written: string, options: ParseDataOptions): DatumHead {
  const value = moleFraction(written, options);
  return {
    ...named(entry, name),
    value,
    uncertainty: parseFractionDifference(need(entry, "uncertainty"), value, options.components, options.component),
  };
}

function need(entry: Entry, key: Key, what = entry.kind ?? "a point"): string {
  const text = entry[key];
  if (text === undefined) throw new DomainError(`${what} needs ${key}, which is missing.`);
  return text;
}

function positive(head: DatumHead, entry: Entry): DatumHead {
  if (!(head.value > 0)) throw new DomainError(`the value "${entry.value}" must be above 0.`);
  return head;
}

function state(
  entry: Entry,
  options: ParseDataOptions,
): { readonly phase: string; readonly temperature: number; readonly moleFraction: number } {
  return {
    phase: phaseOf(entry.of ?? options.liquid ?? "LIQUID", options).phase,
    temperature: parseWritten(need(entry, "temperature"), "temperature"),
    moleFraction: moleFraction(need(entry, "composition"), options),
  };
}

function moleFraction(text: string, { components, component }: ParseDataOptions): number {
  const x = parseMoleFraction(text, components, component);
  if (!(x > 0 && x < 1)) throw new DomainError(`"${text}" is a pure component; between the two is expected.`);
  return x;
}

function symbolOf(text: string, { components }: ParseDataOptions): string {
  const symbol = text.toUpperCase();
  if (!components.includes(symbol))
    throw new DomainError(`the component "${text}" is none of ${components.join(", ")}.`);
  return symbol;
}

/** A phase by the name people give it, by its own, or `BCC_A2 near 98.5 at.% Na`. */
function phaseOf(text: string, options: ParseDataOptions): TakingPart {
  const known = options.names ?? {};
  const plain = text.trim().toLowerCase();
  if (Object.hasOwn(known, plain)) return known[plain] as TakingPart;
  const [name = "", near, ...more] = text.split(/\bnear\b/);
  const phase = name.trim().toUpperCase();
  if (!/^[A-Z][A-Z0-9_#]*$/.test(phase) || more.length > 0) {
    const list = Object.keys(known).join(", ");
    throw new DomainError(
      `"${text.trim()}" is no phase, as in LIQUID or BCC_A2 near 98.5 at.% Na${list === "" ? "" : `; also ${list}`}.`,
    );
  }
  return near === undefined ? { phase } : { phase, near: moleFraction(near.trim(), options) };
}

/** `LIQUID + BCC_A2 near 98.5 at.% Na` */
function takingPart(entry: Entry, options: ParseDataOptions): TakingPart[] {
  return need(entry, "phases")
    .split("+")
    .map((part) => phaseOf(part, options));
}

function pair(list: readonly TakingPart[]): readonly [TakingPart, TakingPart] {
  const [first, second] = list;
  if (first === undefined || second === undefined || list.length > 2) {
    throw new DomainError(`${list.length} phases; two are expected, joined by +.`);
  }
  return [first, second];
}

function triple(list: readonly TakingPart[]): readonly [TakingPart, TakingPart, TakingPart] {
  const [first, second, third] = list;
  if (first === undefined || second === undefined || third === undefined || list.length > 3) {
    throw new DomainError(`${list.length} phases; three are expected, joined by +.`);
  }
  return [first, second, third];
}

function partner(text: string, phases: readonly TakingPart[], options: ParseDataOptions): string {
  const name = phaseOf(text, options).phase;
  if (!phases.some(({ phase }) => phase === name)) {
    throw new DomainError(`"${text}" is none of the phases ${phases.map(({ phase }) => phase).join(", ")}.`);
  }
  return name;
}
