import type { AnalyzeEntry } from "../../study/analyze.ts";
import { parseQuantity } from "../../units/quantity.ts";
import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";
import type { FileState } from "./analyses.ts";
import { analysisKey, analysisOptions } from "./analysis-options.ts";

/** What is said of figures and numbers of other settings than those that stand in the fields. */
export const OUTDATED = "of other settings";

/** How far results lag behind what stands in the fields. */
export interface Lag {
  /** Relaxation times are of another λ, basis, part, sign or drift, or of an area that is not known any more. */
  readonly outdated: boolean;
  /** Something of the options differs: sentences that were written of the file hold for those of before. */
  readonly reworded: boolean;
}

const NONE: Lag = { outdated: false, reworded: false };

/**
 * The document of a file with the area that was typed. Results are kept in Ω and A: another area only scales what is shown of them, and
 * need not wait for the analysis. An area that was taken back is known again when the file was read again.
 *
 * @returns the same entry where the area is that of the entry, or cannot be read
 */
export function withTypedArea(entry: AnalyzeEntry, { area }: Pick<ProjectFile, "area">): AnalyzeEntry {
  const typed = area === null ? null : typedArea(area);
  if (typed === null || (typed === entry.cell.area && entry.cell.areaFrom === "given")) return entry;
  return { ...entry, cell: { ...entry.cell, area: typed, areaFrom: "given" } };
}

/** m²; null: it cannot be read. */
function typedArea(text: string): number | null {
  try {
    return parseQuantity(text, "area");
  } catch {
    return null;
  }
}

/** @param settings of the project, as they stand in the fields */
export function lagOf(
  { key, result }: Pick<FileState, "key" | "result">,
  file: ProjectFile | null,
  settings: ImpedanceSettings,
): Lag {
  if (key === null || result === null || file === null) return NONE;
  const wanted = wantedKey(file, settings);
  if (wanted === null || wanted === key) return NONE;
  const untyped = file.area === null && result.entry.cell.areaFrom === "given";
  return { outdated: untyped || relaxationOptions(key) !== relaxationOptions(wanted), reworded: true };
}

function wantedKey(file: ProjectFile, settings: ImpedanceSettings): string | null {
  try {
    return analysisKey(analysisOptions(file, settings));
  } catch {
    return null;
  }
}

/** The options that relaxation times depend on, of all that a key holds: a circuit has a live fit of its own. */
function relaxationOptions(key: string): string {
  const { lambda, relaxationTimes, drift } = JSON.parse(key) as ReturnType<typeof analysisOptions>;
  return JSON.stringify({ lambda, relaxationTimes, drift });
}
