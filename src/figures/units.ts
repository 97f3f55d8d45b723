import { currentUnit } from "./current-unit.ts";

/** How resistances and currents of a file are shown: per area where the area is known, else as measured. */
export interface DisplayUnits {
  /** Ω → shown. */
  readonly resistanceFactor: number;
  readonly resistance: "Ω cm²" | "Ω";
  /** A → shown. */
  readonly currentFactor: number;
  readonly current: ReturnType<typeof currentUnit>["unit"];
  readonly currentSymbol: "j" | "I";
  /** F → shown. */
  readonly capacitanceFactor: number;
  readonly capacitance: "F cm⁻²" | "F";
  readonly areal: boolean;
}

/**
 * @param area electrode area in m²; null where it is not known. No area is ever guessed: then values are in Ω and A.
 * @param currents in A, all that will be shown: they choose the prefix; none: mA
 */
export function displayUnits(area: number | null, currents: Iterable<number | null> = []): DisplayUnits {
  const known = area !== null && area > 0 ? area : null;
  const own = currentUnit(currents, known);
  if (known === null) {
    return {
      resistanceFactor: 1,
      resistance: "Ω",
      currentFactor: own.factor,
      current: own.unit,
      currentSymbol: "I",
      capacitanceFactor: 1,
      capacitance: "F",
      areal: false,
    };
  }
  const squareCentimetres = known * 1e4;
  return {
    resistanceFactor: squareCentimetres,
    resistance: "Ω cm²",
    currentFactor: own.factor,
    current: own.unit,
    currentSymbol: "j",
    capacitanceFactor: 1 / squareCentimetres,
    capacitance: "F cm⁻²",
    areal: true,
  };
}

/** s, min or h, by the span of the axis. */
export function timeUnit(span: number): { readonly seconds: number; readonly unit: "s" | "min" | "h" } {
  if (span < 300) return { seconds: 1, unit: "s" };
  if (span < 4 * 3600) return { seconds: 60, unit: "min" };
  return { seconds: 3600, unit: "h" };
}

/** Title of an axis: "*symbol* / unit", the symbol italic; `after` stands upright behind it (′, a subscript). */
export function axisTitle(symbol: string, unit: string, before = "", after = ""): string {
  return `${before}<i>${symbol}</i>${after} / ${unit}`;
}
