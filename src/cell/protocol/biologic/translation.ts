import type { Table } from "../../../base/table.ts";
import type { Step, StepLimit } from "../protocol.ts";
import type { Voltage } from "../quantities.ts";
import type { SettingsTable } from "./settings-table.ts";

/** What the translation of a technique works with. */
export interface Translation {
  readonly settings: SettingsTable;
  readonly notes: string[];
  /** The measured rows, for what only they tell. */
  readonly table: Table | undefined;
}

/** Reads one technique. */
export interface TechniqueTranslator {
  /** Titles in lower case. */
  readonly titles: readonly string[];
  /** The first parameter: what follows it belongs to the technique. */
  readonly first: string;
  steps(translation: Translation): readonly Step[];
}

/** A voltage against `Ref`, `Eoc` or `Emeas`, the one measured just before; against something else as it stands, with a note. */
export function voltageOf({ settings, notes }: Translation, name: string, sequence: number): Voltage | null {
  const bare = name.replace(/\s*\([^)]*\)$/, "");
  const volts = settings.number(name, sequence);
  const against = settings.voltageReference(bare, sequence);
  if (volts === null) return null;
  if (against === "Eoc" || against === "Emeas") return { vsOpenCircuit: volts };
  if (against !== "Ref") {
    notes.push(
      `${bare} of sequence ${sequence} is set against ${against}, which is not translated: ${volts} V is read as it stands.`,
    );
  }
  return volts;
}

/** A rest for a time, earlier where the voltage changes slowly enough; none where it has no time. */
export function restOf({ settings }: Translation, sequence: number): readonly Step[] {
  const duration = settings.seconds("tR (h:m:s)", sequence);
  const slope = settings.number("dER/dt (mV/h)", sequence) ?? 0;
  if (duration === null || duration <= 0) return [];
  const limits: readonly StepLimit[] =
    slope > 0 ? [{ quantity: "voltage-slope", direction: "below", value: slopeOf(slope) }] : [];
  return [{ kind: "rest", duration, ...(limits.length > 0 ? { limits } : {}) }];
}

/** mV/h → V/s as the language reads it. */
const slopeOf = (millivoltsPerHour: number): number => Number((millivoltsPerHour * (1e-3 / 3600)).toPrecision(15));

/** Says that a sequence does nothing that a protocol knows. */
export function emptySequence(notes: string[], sequence: number, why: string): readonly Step[] {
  notes.push(`Sequence ${sequence} gives no step: ${why}.`);
  return [];
}

/** Names what would change the course of a sequence and cannot be said; zero and `pass` are no limits. */
export function noteUntranslated({ settings, notes }: Translation, sequence: number, names: readonly string[]): void {
  for (const name of names) {
    const value = settings.value(name, sequence);
    if (value !== null && value !== 0)
      notes.push(`${name} of sequence ${sequence} is ${value}, which is not translated.`);
  }
}
