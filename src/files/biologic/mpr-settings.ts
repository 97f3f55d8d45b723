import type { Warning } from "../../base/warnings.ts";
import type { CellEntry, Setting } from "../measurement.ts";
import { fieldsOf } from "./bytes.ts";
import { areaInSquareMetres, asTyped, entered, enteredText } from "./cell-entry.ts";
import { findParameters, namedParameters, rawParameters } from "./mpr-parameters.ts";
import { type Technique, techniqueOf } from "./techniques.ts";

/** What the settings module says. */
export interface MprSettings {
  readonly technique: Technique;
  readonly cell: CellEntry;
  readonly settings: readonly Setting[];
}

const areaUnits: Readonly<Record<number, string>> = { 2: "cm²", 3: "mm²" };
const massUnits: Readonly<Record<number, string>> = { 1: "g", 2: "mg" };
/** How the capacity is displayed; it is stored in mA·h always. */
const capacityUnits: Readonly<Record<number, string>> = { 0: "A.h", 1: "mA.h", 2: "µA.h" };
const MILLIGRAM = 1e-6;
const MILLIAMPERE_HOUR = 3.6;

/**
 * Reads the payload of the module `VMP Set`. Parameters that are not understood are left out with a warning, never refused.
 */
export function readSettings(payload: Uint8Array, warn: (warning: Warning) => void): MprSettings {
  const fields = fieldsOf(payload);
  const id = fields.u1(0) ?? 0;
  const technique = techniqueOf(id);
  if (!technique.known)
    warn({
      code: "technique-unknown",
      message: `Technique id ${id} is in no table we know, so its parameters are kept as raw bytes; the data do not depend on it and were read in full.`,
    });
  const settings: Setting[] = [{ name: "Technique", unit: null, values: [technique.code] }];
  const add = (name: string, unit: string | null, value: string | number | null): void => {
    if (value !== null && (typeof value === "string" || Number.isFinite(value)))
      settings.push({ name, unit, values: [typeof value === "number" ? asTyped(value) : value] });
  };
  const area = fields.f4(0x211);
  const areaCode = fields.u1(0x250);
  const areaUnit = areaUnits[areaCode ?? -1] ?? null;
  if (areaUnit === null && entered(area) !== null)
    warn({
      code: "area-unit-unknown",
      message: `The electrode area ${area} has unit code ${areaCode}, which is not known (2 is cm², 3 is mm²); enter the area by hand.`,
    });
  add("Mass of active material", "mg", fields.f4(0x107));
  add("at x", null, fields.f4(0x10b));
  add("Molecular weight of active material", "g/mol", fields.f4(0x10f));
  add("Atomic weight of intercalated ion", "g/mol", fields.f4(0x113));
  add("Acquisition started at xo", null, fields.f4(0x117));
  add("Number of e- transfered per intercalated ion", null, fields.u2(0x11b));
  add("Electrode surface area", areaUnit, area);
  add("Characteristic mass", massUnits[fields.u1(0x251) ?? -1] ?? null, fields.f4(0x24c));
  add("Battery capacity", "mA.h", fields.f4(0x25c));
  add("Battery capacity shown in", null, capacityUnits[fields.u1(0x260) ?? -1] ?? null);
  settings.push(...parameterSettings(payload, technique, warn));
  const mass = entered(fields.f4(0x107));
  const capacity = entered(fields.f4(0x25c));
  return {
    technique,
    settings,
    cell: {
      area: areaUnit === null ? null : areaInSquareMetres(area, areaUnit),
      activeMass: mass === null ? null : mass * MILLIGRAM,
      capacity: capacity === null ? null : capacity * MILLIAMPERE_HOUR,
      electrodeMaterial: enteredText(fields.pascal(0x11e)),
      electrolyte: enteredText(fields.pascal(0x1c0)),
      referenceElectrode: enteredText(fields.pascal(0x215)),
      comment: enteredText(fields.pascal(7)),
    },
  };
}

function parameterSettings(payload: Uint8Array, technique: Technique, warn: (warning: Warning) => void): Setting[] {
  const block = findParameters(payload);
  if (block === null) {
    warn({
      code: "parameters-not-read",
      message: `The technique parameters were not found in the ${payload.length} bytes of the settings module; the data do not depend on them.`,
    });
    return [];
  }
  const counts: Setting[] = [
    { name: "Number of sequences", unit: null, values: [block.sequences] },
    { name: "Number of parameters", unit: null, values: [block.parameters] },
  ];
  const named = namedParameters(technique.code, block);
  if (named === null && technique.known)
    warn({
      code: "parameters-not-read",
      message: `The ${block.parameters} parameters of ${technique.title} (${block.sequences} sequences of ${block.recordSize} bytes) have a layout that is not known and are kept as raw bytes; the data do not depend on them.`,
    });
  return [...counts, ...(named ?? [rawParameters(block)])];
}
