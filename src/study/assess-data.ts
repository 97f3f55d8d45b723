import { DomainError, FormatError } from "../base/errors.ts";
import {
  type BoundaryDatum,
  type Datum,
  kNaLiquidus,
  type MixingEnthalpyDatum,
  type PartialDatum,
} from "../thermo/assessment/index.ts";
import { parseTemperature } from "../units/temperature.ts";
import { parseAlloy } from "./alloy-composition.ts";

/** A file with points of one's own. */
export interface DataFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const REQUIRED = ["quantity", "composition", "temperature", "value", "uncertainty"] as const;
type Heading = (typeof REQUIRED)[number] | "source" | "id" | "solid";

const LIQUID = "LIQUID";
const BCC = "BCC_A2";
/** Solids by the name people give them. */
const SOLIDS: Readonly<Record<string, { readonly phase: string; readonly near?: number }>> = {
  "na(s)": { phase: BCC, near: 0.985 },
  "k(s)": { phase: BCC, near: 0.05 },
  na2k: { phase: "KNA2" },
};

/**
 * Measured points on sodium-potassium from a CSV file with the columns quantity, composition, temperature, value, uncertainty and, if
 * wanted, solid, source, id. Quantities: `liquidus` (value and uncertainty are temperatures; `solid` is Na(s), K(s) or Na2K),
 * `potential Na`, `potential K` (V against the pure solid metal), `activity Na`, `activity K` (against the pure solid metal), `mixing
 * enthalpy` (J/mol). The composition always says its kind, the temperature its unit.
 *
 * @throws FormatError with the line
 */
export function readAssessmentData({ name, bytes }: DataFile): Datum[] {
  const lines = new TextDecoder("utf-8")
    .decode(bytes)
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/);
  const first = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"));
  const heads = cellsOf(lines[first] ?? "").map((cell) => cell.toLowerCase());
  const missing = REQUIRED.filter((head) => !heads.includes(head));
  if (missing.length > 0) {
    throw new FormatError(
      `${name}, line ${first + 1}: the columns ${missing.join(", ")} are missing; the first line names ${REQUIRED.join(", ")} and, if wanted, solid, source, id.`,
      { file: name, line: first + 1 },
    );
  }
  return lines.flatMap((line, i) => {
    if (i <= first || line.trim() === "" || line.startsWith("#")) return [];
    const cells = cellsOf(line);
    const cell = (head: Heading): string => (cells[heads.indexOf(head)] ?? "").trim();
    try {
      return [datumOf(cell, i + 1)];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new FormatError(`${name}, line ${i + 1}: ${error.message}`, { file: name, line: i + 1 });
    }
  });
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (const match of line.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^",;]*))\s*(?:[,;]|$)/g)) {
    if (match.index === line.length && cells.length > 0) break;
    cells.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim());
  }
  return cells;
}

function datumOf(cell: (head: Heading) => string, line: number): Datum {
  const alloy = parseAlloy(cell("composition"));
  const moleFraction = alloy.moleFractions.Na;
  if (moleFraction === undefined || alloy.moleFractions.K === undefined) {
    throw new DomainError(`${alloy.text} is no alloy of Na and K.`);
  }
  const head = {
    id: cell("id") || `line ${line}`,
    source: cell("source") || "own measurement",
    status: "own" as const,
  };
  const quantity = cell("quantity").toLowerCase().replace(/\s+/g, " ");
  if (quantity === "liquidus") return liquidus(head, moleFraction, cell);
  const numbers = { value: numberOf(cell("value"), "value"), uncertainty: positive(cell("uncertainty")) };
  const temperature = parseTemperature(cell("temperature"));
  if (quantity === "mixing enthalpy") {
    const datum: MixingEnthalpyDatum = {
      ...head,
      ...numbers,
      kind: "mixingEnthalpy",
      phase: LIQUID,
      temperature,
      moleFraction,
    };
    return datum;
  }
  const [, kind, element] = /^(potential|activity) (na|k)$/.exec(quantity) ?? [];
  if (kind === undefined || element === undefined) {
    throw new DomainError(
      `"${cell("quantity")}" is no quantity; there are liquidus, potential Na, potential K, activity Na, activity K, mixing enthalpy.`,
    );
  }
  const datum: PartialDatum = {
    ...head,
    ...numbers,
    kind: kind === "potential" ? "potential" : "activity",
    phase: LIQUID,
    component: element.toUpperCase(),
    reference: BCC,
    temperature,
    moleFraction,
  };
  return datum;
}

function liquidus(
  head: Pick<BoundaryDatum, "id" | "source" | "status">,
  moleFraction: number,
  cell: (head: Heading) => string,
): BoundaryDatum {
  const value = parseTemperature(cell("value"));
  const solid = SOLIDS[(cell("solid") || likelySolid(moleFraction)).toLowerCase()];
  if (solid === undefined) throw new DomainError(`"${cell("solid")}" is no solid; there are Na(s), K(s), Na2K.`);
  return {
    ...head,
    kind: "boundary",
    phases: [{ phase: LIQUID }, solid],
    of: LIQUID,
    property: "temperature",
    at: moleFraction,
    value,
    uncertainty: kelvins(cell("uncertainty")),
  };
}

/** The solid that the built-in database has on the liquidus there. */
function likelySolid(moleFraction: number): string {
  const { solid } = kNaLiquidus().at(moleFraction);
  return solid === BCC ? (moleFraction > 0.5 ? "Na(s)" : "K(s)") : "Na2K";
}

/** An interval of temperature: 0.5K, 0.5 °C. */
function kelvins(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*(?:K|°?\s*C)$/i.exec(text);
  if (!match) throw new DomainError(`"${text}" is not an uncertainty of a temperature; write it as in 0.5K.`);
  return positive(match[1] as string);
}

function numberOf(text: string, what: string): number {
  const value = text === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new DomainError(`"${text}" is not a number; the ${what} is one, in SI.`);
  return value;
}

function positive(text: string): number {
  const value = numberOf(text, "uncertainty");
  if (!(value > 0)) throw new DomainError(`An uncertainty of ${text}; it is one standard deviation, above 0.`);
  return value;
}
