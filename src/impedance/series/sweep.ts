import type { ImpedanceSpectrum } from "../spectrum.ts";

/** One impedance sweep cut out of a file, in our conventions. */
export interface ImpedanceSweep {
  /** Number of the sweep in its file, from 0. */
  readonly index: number;
  readonly spectrum: ImpedanceSpectrum;
  /** Time of each point in s since the start of the acquisition; null where the file has none. */
  readonly time: Float64Array | null;
  /** Time of the first point in s; null where the file has none. */
  readonly startTime: number | null;
  /** Mean dc current in A while the sweep ran, positive oxidises the working electrode; null where the file has none. */
  readonly dcCurrent: number | null;
  /** Mean dc voltage in V while the sweep ran; null where the file has none. */
  readonly dcVoltage: number | null;
  /** Rows of the table, one for each point. */
  readonly rows: Int32Array;
  /** Name of the table it came from. */
  readonly table: string;
}
