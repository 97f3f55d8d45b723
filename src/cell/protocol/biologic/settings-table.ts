import type { Setting } from "../../../files/measurement.ts";
import { toSI as vendorUnit } from "../../../units/vendor-units.ts";
import { toSI } from "../measures.ts";

/** Units by the codes that .mpr files store; text exports print them. */
const codes = {
  current: ["A", "mA", "µA", "nA", "pA"],
  charge: ["A.h", "mA.h", "µA.h"],
  frequency: ["MHz", "kHz", "Hz", "mHz", "µHz"],
  scanRate: ["V/s", "mV/s", "mV/min"],
} as const;

export type CodedUnit = keyof typeof codes;

const siUnits: Readonly<Record<CodedUnit, string>> = { current: "A", charge: "C", frequency: "Hz", scanRate: "V/s" };

/** What a voltage is set against, by the codes of .mpr files; of a current, 2 is `<None>`. */
const references: Readonly<Record<number, string>> = { 0: "Eoc", 1: "Ectrl", 2: "Emeas", 4: "Ref" };

const key = (name: string): string => name.replace(/\s+/g, " ").trim().toLowerCase();

/** Parameters of a technique, a value for each sequence, whether a binary file stored codes or an export printed words. */
export class SettingsTable {
  readonly #values = new Map<string, { readonly name: string; readonly values: readonly (string | number)[] }>();
  readonly #used = new Set<string>();

  constructor(settings: readonly Setting[]) {
    for (const { name, values } of settings) {
      // the first of a name: what was set before the run; later ones were changed during it
      if (values.length > 0 && !this.#values.has(key(name))) this.#values.set(key(name), { name, values });
    }
  }

  /** The first of these names that the table has. */
  named(...names: readonly string[]): string | undefined {
    return names.find((name) => this.#values.has(key(name)));
  }

  has(name: string): boolean {
    return this.#values.has(key(name));
  }

  /** Value in a sequence (from 0); a single value holds for all. Null where there is none, and for `pass`. */
  value(name: string, sequence: number): string | number | null {
    const setting = this.#values.get(key(name));
    if (setting === undefined) return null;
    this.#used.add(key(name));
    const value = setting.values[setting.values.length === 1 ? 0 : sequence];
    return value === undefined || value === "" || value === "pass" ? null : value;
  }

  /** Number of sequences, by a parameter that every sequence of the technique has. */
  sequences(name: string): number {
    return this.#values.get(key(name))?.values.length ?? 0;
  }

  number(name: string, sequence: number): number | null {
    const value = this.value(name, sequence);
    return typeof value === "number" && Number.isFinite(value) ? value : null;
  }

  text(name: string, sequence: number): string | null {
    const value = this.value(name, sequence);
    return value === null ? null : String(value);
  }

  /** s, from a number of s or `0:30:10.0000`. */
  seconds(name: string, sequence: number): number | null {
    const value = this.value(name, sequence);
    if (value === null || typeof value === "number") return value;
    const parts = /^(\d+):(\d+):(\d+(?:[.,]\d+)?)$/.exec(value);
    if (parts === null) return null;
    const [, hours = "", minutes = "", seconds = ""] = parts;
    return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds.replace(",", "."));
  }

  /** SI value of a number whose unit stands in another parameter, as a code or as text. */
  quantity(name: string, unitName: string, kind: CodedUnit, sequence: number): number | null {
    const number = this.number(name, sequence);
    const unit = this.value(unitName, sequence);
    if (number === null) return null;
    if (number === 0) return 0;
    const symbol = typeof unit === "number" ? codes[kind][unit] : (unit ?? undefined);
    if (symbol === undefined) return null;
    const conversion = vendorUnit(symbol.replace("/mn", "/min"));
    return conversion === null || conversion.unit !== siUnits[kind] ? null : toSI(number, conversion.factor);
  }

  /** What a voltage is set against: `Ref`, `Eoc`, `Emeas`; another code as its number. */
  voltageReference(name: string, sequence: number): string {
    const value = this.value(`${name} vs.`, sequence);
    if (value === null) return "Ref";
    return typeof value === "number" ? (references[value] ?? `code ${value}`) : value;
  }

  /** What a current is set against; undefined where against nothing. */
  currentReference(name: string, sequence: number): string | undefined {
    const value = this.value(`${name} vs.`, sequence);
    return value === null || value === 2 || value === "<None>" ? undefined : String(value);
  }

  /** Names of the parameters that nobody asked for and that are not zero throughout. */
  unused(from: string): readonly string[] {
    const names: string[] = [];
    let begun = false;
    for (const [one, { name, values }] of this.#values) {
      begun ||= one === key(from);
      const idle = values.every((value) => value === 0 || value === "pass" || value === "" || value === "0:00:0.0000");
      if (begun && !idle && !this.#used.has(one) && !housekeeping.test(name)) names.push(name);
    }
    return names;
  }
}

/** Parameters that stand behind those of the technique, and units of what is not used either. */
const housekeeping =
  /^(?:d?unit |Number of|Channel|Ewe ctrl|Averaging|Server|Interpreter|Loop starts|Ns$|.* unit$|.*_unit$|limit_|.* vs\.$)/i;
