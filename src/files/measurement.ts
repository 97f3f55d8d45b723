import type { Table } from "../base/table.ts";
import type { Warning } from "../base/warnings.ts";

/** A file as it came in: its name as the user knows it, and its bytes. */
export interface InputFile {
  /** File name without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What lies beside it to say more of it: `run.bdf.metadata.json` of `run.bdf.csv`. */
  readonly metadata?: Uint8Array;
  /** Which electrode of the cell the working one is, where it is known besides; what `metadata` says comes first. */
  readonly workingElectrode?: "positive" | "negative";
}

/** What is known of the moment the acquisition started. The instrument's computer gives local time without a zone. */
export interface AcquisitionStart {
  /** ISO 8601 without zone: `2025-03-04T09:15:30.250`, or `2025-03-04` where only the date is known. */
  readonly local: string;
  /** False where the file holds a date but no time of day. */
  readonly hasTimeOfDay: boolean;
}

/** The instrument and its programs, as far as the file says. */
export interface Instrument {
  readonly maker: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly channel: string | null;
  /** Program that wrote the file, with version: `EC-Lab 11.50`. */
  readonly software: string | null;
}

/** The cell as the operator entered it. Null: not entered, or left at the vendor's default. */
export interface CellEntry {
  /** Electrode area in m². */
  readonly area: number | null;
  /** Mass of active material in kg. */
  readonly activeMass: number | null;
  /** Battery capacity in A·s. */
  readonly capacity: number | null;
  readonly electrodeMaterial: string | null;
  readonly electrolyte: string | null;
  readonly referenceElectrode: string | null;
  readonly comment: string | null;
}

/** One line of the settings: `Ei (V)` with a value for each sequence. */
export interface Setting {
  readonly name: string;
  readonly unit: string | null;
  /** One value for each sequence of the technique; a single one where it holds for all. */
  readonly values: readonly (string | number)[];
}

/** Something in the file that identifies a person or a computer; left out of every export unless asked for. */
export interface PrivateField {
  readonly name: string;
  readonly value: string;
}

/** What a reader returns: everything the file holds, nothing interpreted away. */
export interface Measurement {
  /** Registry name of the format: `biologic-mpr`. */
  readonly format: string;
  /** The format in words: `BioLogic EC-Lab binary (.mpr)`. */
  readonly formatTitle: string;
  readonly tables: readonly Table[];
  /** The technique as the vendor names it: `Galvano Electrochemical Impedance Spectroscopy`; null if the file does not say. */
  readonly technique: string | null;
  readonly start: AcquisitionStart | null;
  readonly instrument: Instrument;
  readonly cell: CellEntry;
  /** Which electrode of the cell the working one is; left out where nothing says so. */
  readonly workingElectrode?: "positive" | "negative";
  readonly settings: readonly Setting[];
  readonly privateFields: readonly PrivateField[];
  /** In the order in which they came up. */
  readonly warnings: readonly Warning[];
}

export const unknownInstrument: Instrument = {
  maker: null,
  model: null,
  serialNumber: null,
  channel: null,
  software: null,
};

export const emptyCellEntry: CellEntry = {
  area: null,
  activeMass: null,
  capacity: null,
  electrodeMaterial: null,
  electrolyte: null,
  referenceElectrode: null,
  comment: null,
};
