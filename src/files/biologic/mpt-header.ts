import type { AcquisitionStart, CellEntry, Instrument, PrivateField, Setting } from "../measurement.ts";
import { areaInSquareMetres, entered, enteredText } from "./cell-entry.ts";
import { startOfText } from "./start-time.ts";

/** What the lines above the column names say. */
export interface MptHeader {
  readonly technique: string | null;
  readonly start: AcquisitionStart | null;
  readonly instrument: Instrument;
  readonly cell: CellEntry;
  readonly settings: readonly Setting[];
  readonly privateFields: readonly PrivateField[];
}

/** Keys whose values tell of a person or a computer. */
const privateKeys: ReadonlySet<string> = new Set([
  "user",
  "file",
  "directory",
  "host",
  "address",
  "loaded setting file",
  "operator",
  "computer",
]);

/** Width of the label and of each cell in the table of technique parameters. */
const CELL = 20;

/** A line of the header, taken apart. */
type Line =
  | { readonly kind: "entry"; readonly key: string; readonly value: string }
  | { readonly kind: "parameter"; readonly label: string; readonly cells: readonly string[] }
  | { readonly kind: "version"; readonly program: string; readonly version: string }
  | { readonly kind: "word"; readonly text: string };

function takeApart(line: string): Line {
  const colon = line.indexOf(" :");
  if (colon > 0 && (line.length === colon + 2 || line[colon + 2] === " "))
    return { kind: "entry", key: line.slice(0, colon).trim(), value: line.slice(colon + 2).trim() };
  const version = /^(\S.*) v([\d.]+) \((?:software|firmware)\)\s*$/.exec(line);
  if (version !== null) return { kind: "version", program: version[1] ?? "", version: version[2] ?? "" };
  const label = line.slice(0, CELL).trim();
  const rest = line.slice(CELL);
  const aligned = line.length > CELL && label !== "" && /^\S/.test(line) && line[CELL - 1] === " " && /^\S/.test(rest);
  if (isPadded(line) || aligned) {
    const cells = Array.from({ length: Math.ceil(rest.length / CELL) }, (_, i) =>
      rest.slice(i * CELL, (i + 1) * CELL).trim(),
    );
    return { kind: "parameter", label, cells };
  }
  return { kind: "word", text: line.trim() };
}

/** Parameter lines are filled with spaces to a whole number of cells. */
function isPadded(line: string): boolean {
  return (
    line.length >= 2 * CELL &&
    line.length % CELL === 0 &&
    line.endsWith(" ") &&
    line[CELL - 1] === " " &&
    !line.startsWith(" ")
  );
}

/** A number as EC-Lab prints it, with either decimal sign; otherwise the text. */
function numberOrText(text: string): string | number {
  return /^[+-]?\d+(?:[.,]\d+)?(?:E[+-]?\d+)?$/i.test(text) ? Number(text.replace(",", ".")) : text;
}

/** `113,100 mm²` -> 113.1 and `mm²`. */
function quantity(text: string): { readonly value: number | null; readonly unit: string } {
  const match = /^([+-]?\d+(?:[.,]\d+)?(?:E[+-]?\d+)?)\s*(\S.*)?$/i.exec(text);
  return match === null
    ? { value: null, unit: "" }
    : { value: Number((match[1] ?? "").replace(",", ".")), unit: (match[2] ?? "").trim() };
}

/** Factor of an SI prefix; U+FFFD stands for a µ that was lost. */
function prefixFactor(unit: string, base: RegExp): number | null {
  const match = base.exec(unit);
  const factors: Record<string, number> = {
    "": 1,
    k: 1e3,
    m: 1e-3,
    µ: 1e-6,
    μ: 1e-6,
    u: 1e-6,
    "\uFFFD": 1e-6,
    n: 1e-9,
  };
  return match === null ? null : (factors[match[1] ?? ""] ?? null);
}

function scaled(text: string, base: RegExp, toSI: number): number | null {
  const { value, unit } = quantity(text);
  const number = entered(value);
  const factor = prefixFactor(unit, base);
  return number === null || factor === null ? null : number * factor * toSI;
}

/** Collects what the lines say, one after another. */
class HeaderReader {
  readonly settings: Setting[] = [];
  readonly privateFields: PrivateField[] = [];
  readonly entries: Map<string, string> = new Map();
  readonly comments: string[] = [];
  readonly loopStarts: number[] = [];
  software: string | null = null;
  /** The last line that ended in a colon or a word: indented lines belong to it. */
  section = "";
  /** Label of the last parameter that is not a reference, and what follows it after a change of settings. */
  parameter = "";
  suffix = "";

  read(line: string): void {
    const indented = /^[\t ]/.test(line);
    const part = takeApart(line);
    if (part.kind === "entry") this.readEntry(part.key, part.value, indented);
    else if (part.kind === "parameter") this.readParameter(part.label, part.cells);
    else if (part.kind === "version") this.readVersion(part.program, part.version);
    else this.readWord(part.text, indented);
  }

  readEntry(key: string, value: string, indented: boolean): void {
    if (!indented) this.section = key;
    if (value === "") return;
    const name = indented && this.section !== "" && this.section !== key ? `${this.section}: ${key}` : key;
    if (key === "Number of loops") return;
    if (privateKeys.has(key.toLowerCase()) || (indented && this.section === "Saved on")) {
      if (value.toUpperCase() !== "NONE") this.privateFields.push({ name: key, value });
      return;
    }
    if (key === "Comments") {
      this.comments.push(value);
      return;
    }
    if (key === "Modify on") this.suffix = ` (from ${value})`;
    this.entries.set(key, value);
    const { value: number, unit } = quantity(value);
    const isQuantity = number !== null && /^(?:[A-Za-z%°µμ\uFFFD]\S*)?$/.test(unit);
    this.settings.push(
      isQuantity ? { name, unit: unit === "" ? null : unit, values: [number] } : { name, unit: null, values: [value] },
    );
  }

  readParameter(label: string, cells: readonly string[]): void {
    const name = label === "vs." ? `${this.parameter} vs.` : label;
    if (label !== "vs." && !label.startsWith("unit ")) this.parameter = label.replace(/\s*\([^)]*\)$/, "");
    const unit = /\(([^)]*)\)$/.exec(label)?.[1] ?? null;
    const written = cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
    this.settings.push({ name: name + this.suffix, unit, values: written.map(numberOrText) });
  }

  readVersion(program: string, version: string): void {
    const family = /^(EC|BT)-Lab/.exec(program)?.[0];
    if (family !== undefined) this.software = `${family} ${version}`;
    else if (program === "Internet server")
      this.settings.push({ name: "Server version", unit: null, values: [version] });
    else if (program === "Command interpretor")
      this.settings.push({ name: "Interpreter version", unit: null, values: [version] });
    else this.settings.push({ name: program, unit: null, values: [version] });
  }

  readWord(text: string, indented: boolean): void {
    const loop = /^Loop (\d+) from point number (\d+) to (\d+)/.exec(text);
    const at = /^at x = (.*)$/.exec(text);
    if (loop !== null) this.loopStarts.push(Number(loop[2]));
    else if (at !== null) this.settings.push({ name: "at x", unit: null, values: [numberOrText(at[1] ?? "")] });
    else {
      if (!indented) this.section = text;
      this.settings.push({ name: indented ? `${this.section}: ${text}` : text, unit: null, values: [] });
    }
  }
}

function splitSerial(text: string | undefined): { readonly name: string | null; readonly serial: string | null } {
  const whole = text ?? "";
  const at = whole.indexOf("(SN");
  return at < 0
    ? { name: enteredText(whole), serial: null }
    : { name: enteredText(whole.slice(0, at)), serial: enteredText(whole.slice(at + 3).replace(")", "")) };
}

/**
 * Reads the lines between the count of header lines and the column names: technique, `key : value`, parameters in cells of 20
 * characters, loops. A line that only states a fact (`Record Ece`) becomes a setting without value.
 * @param lines without their ends; empty for a bare export
 */
export function readHeader(lines: readonly string[]): MptHeader {
  const written = lines.filter((line) => line.trim() !== "");
  const reader = new HeaderReader();
  const title = written[0] !== undefined && takeApart(written[0]).kind !== "entry" ? written[0].trim() : null;
  for (const line of title === null ? written : written.slice(1)) reader.read(line);
  const get = (key: string): string => reader.entries.get(key) ?? "";
  const device = splitSerial(reader.entries.get("Device"));
  const area = quantity(get("Electrode surface area"));
  const loops: Setting[] =
    reader.loopStarts.length > 0 ? [{ name: "Loop starts", unit: null, values: reader.loopStarts }] : [];
  return {
    technique: title,
    start: startOfText(get("Acquisition started on")),
    instrument: {
      maker: "BioLogic",
      model: device.name,
      serialNumber: device.serial,
      channel: splitSerial(reader.entries.get("Run on channel")).name,
      software: reader.software,
    },
    cell: {
      area: areaInSquareMetres(area.value, area.unit),
      activeMass: scaled(get("Mass of active material"), /^(k|m|µ|μ|u|\uFFFD)?g$/, 1e-3),
      capacity: scaled(get("Battery capacity"), /^(k|m|µ|μ|u|n|\uFFFD)?A\.?h$/, 3600),
      electrodeMaterial: enteredText(get("Electrode material")),
      electrolyte: enteredText(get("Electrolyte")),
      referenceElectrode: enteredText(get("Reference electrode")),
      comment: enteredText(reader.comments.join("\n")),
    },
    settings: [...reader.settings, ...loops],
    privateFields: reader.privateFields,
  };
}
