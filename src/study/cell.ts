import { DomainError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import type { CellEntry } from "../files/measurement.ts";
import { parseComposition } from "../units/composition.ts";

/** The cell as the user describes it; what is given here wins over the file. SI. */
export interface CellDescription {
  /** Electrode area in m². */
  readonly area?: number;
  /** Thickness of the electrolyte in m. */
  readonly thickness?: number;
  /** Working, counter and reference electrode as the user writes them: `NaK50`, `Na`. */
  readonly working?: string;
  readonly counter?: string;
  readonly reference?: string;
}

/** An electrode by name, with its composition where the name is one. */
export interface Electrode {
  readonly name: string;
  /** Mole fractions by symbol; null where the name is not a composition. */
  readonly moleFraction: Readonly<Record<string, number>> | null;
  /** How the composition was read, in a sentence. */
  readonly understood: string | null;
}

/** The cell that an analysis is normalised to, and where each fact came from. */
export interface AnalyzedCell {
  /** m²; null: not known, values stay in Ω. */
  readonly area: number | null;
  readonly areaFrom: "given" | "file" | null;
  /** m. */
  readonly thickness: number | null;
  readonly working: Electrode | null;
  readonly counter: Electrode | null;
  readonly reference: Electrode | null;
}

/** Joins what the user gave with what the file holds. @throws DomainError for an area or thickness that is not positive */
export function analyzedCell(given: CellDescription, entry: CellEntry): AnalyzedCell {
  for (const [what, value] of [
    ["area", given.area],
    ["thickness", given.thickness],
  ] as const) {
    if (value !== undefined && !(value > 0 && Number.isFinite(value))) {
      throw new DomainError(
        `The ${what} is ${value}; it must be a positive number of ${what === "area" ? "m²" : "m"}.`,
      );
    }
  }
  const area = given.area ?? entry.area;
  return {
    area,
    areaFrom: area === null ? null : given.area === undefined ? "file" : "given",
    thickness: given.thickness ?? null,
    working: electrode(given.working ?? entry.electrodeMaterial),
    counter: electrode(given.counter ?? null),
    reference: electrode(given.reference ?? entry.referenceElectrode),
  };
}

/** An electrode from its name; a name that is a composition is understood as one. */
function electrode(name: string | null): Electrode | null {
  if (name === null || name.trim() === "") return null;
  try {
    const { moleFraction, understood } = parseComposition(name);
    return { name, moleFraction, understood };
  } catch (error) {
    if (error instanceof DomainError) return { name, moleFraction: null, understood: null };
    throw error;
  }
}

/** What the user should know about the cell; nothing where the reader of the file has said it already. */
export function cellWarnings(cell: AnalyzedCell, said: readonly Warning[]): Warning[] {
  if (cell.area !== null || said.some(({ code }) => code === "area-not-entered")) return [];
  return [
    {
      code: "area-not-entered",
      message: "No electrode area in the file; values are in Ω. Enter the area to see Ω cm².",
      needs: { input: "area" },
    },
  ];
}
