import type { FileFormat } from "../format.ts";
import type { Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";

/** A measurement of which the file says only what is given; the rest is unknown. */
export function measurementOf(
  format: Pick<FileFormat, "name" | "title">,
  known: Pick<Measurement, "tables" | "warnings"> & Partial<Measurement>,
): Measurement {
  return {
    format: format.name,
    formatTitle: format.title,
    technique: null,
    start: null,
    instrument: unknownInstrument,
    cell: emptyCellEntry,
    settings: [],
    privateFields: [],
    ...known,
  };
}
