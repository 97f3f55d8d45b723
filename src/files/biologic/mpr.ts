import { FormatError } from "../../base/errors.ts";
import { findColumn, findNumbers, type Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import {
  type AcquisitionStart,
  emptyCellEntry,
  type InputFile,
  type Measurement,
  type Setting,
  unknownInstrument,
} from "../measurement.ts";
import { fieldsOf } from "./bytes.ts";
import { derivedColumns } from "./derived-columns.ts";
import { storedTableColumns } from "./mpr-columns.ts";
import { readRecords } from "./mpr-data.ts";
import { physicalInputs, readAnalogInputs } from "./mpr-external.ts";
import { biologicMprFormat } from "./mpr-format.ts";
import { type MprLog, readLog } from "./mpr-log.ts";
import { type Module, readModules } from "./mpr-modules.ts";
import { type MprSettings, readSettings } from "./mpr-settings.ts";
import { startOfText } from "./start-time.ts";
import type { Technique } from "./techniques.ts";

/**
 * Reads a .mpr file. Columns are decoded when they are first asked for, from the bytes of `file`: do not change them meanwhile.
 * The table holds the stored columns in the order of the file, then those that EC-Lab computes on export.
 * @throws FormatError if the file is empty, is no .mpr, has no data module, or if its columns do not fit its length
 */
export function readMpr(file: InputFile): Measurement {
  const warnings: Warning[] = [];
  const warn = (warning: Warning): void => {
    warnings.push(warning);
  };
  const modules = readModules(file, warn);
  const find = (name: string): Module | undefined => modules.find((module) => module.name === name);
  const data = find("VMP data");
  if (data === undefined) throw missingData(file, modules);
  const set = find("VMP Set");
  const settings = set === undefined ? noSettings(warn) : readSettings(set.payload, warn);
  const records = readRecords(file, data, warn);
  const stored: Table = { name: "data", rows: records.rows, columns: storedTableColumns(records) };
  const external = find("VMP ExtDev");
  const physical =
    external === undefined || external.newHeader ? [] : physicalInputs(stored, readAnalogInputs(external.payload));
  const log = logOf(file, find("VMP LOG"), data, warn);
  return {
    format: biologicMprFormat.name,
    formatTitle: biologicMprFormat.title,
    tables: [{ ...stored, columns: [...stored.columns, ...derivedColumns(stored), ...physical] }],
    technique: settings ? titleOf(settings.technique, stored) : null,
    start: log.start,
    instrument: log.instrument,
    cell: settings?.cell ?? emptyCellEntry,
    settings: [...(settings?.settings ?? []), ...log.settings, ...loopStarts(find("VMP loop"), warn)],
    privateFields: log.privateFields,
    warnings,
  };
}

/** The technique as EC-Lab prints it; one that is in no table is described by what it recorded. */
function titleOf({ known, title }: Technique, table: Table): string {
  if (known || !findColumn(table, columnNames.frequency)) return title;
  const sequence = findNumbers(table, columnNames.sequence);
  const steps = sequence && table.rows > 0 ? (sequence[table.rows - 1] as number) - (sequence[0] as number) + 1 : 1;
  return `Impedance${steps > 1 ? ` in ${steps} sequences` : ""} (${title.replace("technique", "technique id")})`;
}

function missingData({ name, bytes }: InputFile, modules: readonly Module[]): FormatError {
  const found = modules.map((module) => module.name).join(", ");
  return new FormatError(
    `${name} (${bytes.length} bytes) holds ${found} but no "VMP data" module; it was cut before the data or is damaged. Copy it again from the instrument's computer.`,
    { file: name, offset: bytes.length },
  );
}

function noSettings(warn: (warning: Warning) => void): MprSettings | null {
  warn({
    code: "settings-missing",
    message: "The file has no settings module: technique, area and comments are not known.",
  });
  return null;
}

function dateOf(module: Module): AcquisitionStart | null {
  const start = startOfText(module.date);
  return start === null ? null : { local: start.local.slice(0, 10), hasTimeOfDay: false };
}

function logOf(file: InputFile, module: Module | undefined, data: Module, warn: (warning: Warning) => void): MprLog {
  const date = dateOf(data);
  const dateText = date === null ? "and the date is not known either" : `only the date ${date.local} is known`;
  if (module === undefined) {
    warn({
      code: "log-missing",
      message: `${file.name} has no log module (the measurement was running, or the file is cut): the time of day at which it started is not known, ${dateText}.`,
    });
    return {
      start: date,
      instrument: { ...unknownInstrument, maker: "BioLogic" },
      settings: [],
      privateFields: [],
    };
  }
  if (module.statedLength > module.payload.length)
    warn({
      code: "truncated-file",
      message: `${file.name} is cut inside its log module: ${module.payload.length} of ${module.statedLength} bytes are there.`,
    });
  const log = readLog(module.payload);
  if (log.start !== null) return log;
  warn({
    code: "start-time-unreadable",
    message: `The log of ${file.name} holds no readable start time; ${dateText}.`,
  });
  return { ...log, start: date };
}

/** Rows at which the loops of the technique list start; the module ends with the number of rows, which is left out. */
function loopStarts(module: Module | undefined, warn: (warning: Warning) => void): Setting[] {
  if (module === undefined) return [];
  const fields = fieldsOf(module.payload);
  const count = fields.u4(0) ?? 0;
  if (count === 0 || 4 + 4 * count > module.payload.length) {
    warn({
      code: "loops-not-read",
      message: `The loop module states ${count} numbers and holds ${module.payload.length} bytes; the loops were not read.`,
    });
    return [];
  }
  const starts = Array.from({ length: count - 1 }, (_, i) => fields.u4(4 + 4 * i) ?? 0);
  return [{ name: "Loop starts", unit: null, values: starts }];
}
