import { type CourseAxis, timeAxis } from "./course-axis.ts";
import type { Figure } from "./plotly.ts";
import { type CourseGroup, type CourseUnknown, figureUnit, lineStyle } from "./simulated-course.ts";
import { type RowCurve, type StackedRow, stackedRows } from "./stacked-rows.ts";
import { shortNames } from "./state-names.ts";
import type { FigureTheme } from "./theme.ts";
import { axisTitle } from "./units.ts";

/** What an area is a part of. */
export type PartOf = "electrode" | "wetted area";

/**
 * Own names of pure numbers that are parts of an area, and of which. Those of the electrode lie beside one another; those of the wetted area
 * are each what one cause takes of it, and have no sum.
 */
const PARTS: Readonly<Record<string, PartOf>> = {
  "contact fraction": "electrode",
  "precipitate fraction": "electrode",
  "deposit fraction": "electrode",
  voids: "wetted area",
  coverage: "wetted area",
};
const FRACTIONS = Object.keys(PARTS);
/** Change below which a number between 0 and 1 stands still, and relative change of any other. */
const STILL = 1e-3;
/** Amounts in mol/m² and lengths in m below which there is nothing: what keeps equations regular, or a part of an atom. */
const NOTHING: Readonly<Record<string, number>> = { "mol/m2": 1e-7, m: 1e-9 };
/** Curves, and rows of them, that one figure takes. */
const MOST_CURVES = 9;
const MOST_ROWS = 5;
/** Quantities of one unit share an axis while they are within this factor. */
const SAME_SCALE = 30;

/** What is read first of the rest, by unit or, of pure numbers, by name. */
const RANKS: Readonly<Record<string, number>> = { activity: 1, m: 2, "mol/m2": 3, "mol/m3": 5 };
const LAST = 4;
/** Where the places of colours begin: parts of either area never share one. */
const FIRST_PLACES: Readonly<Record<PartOf | "none", number>> = { electrode: 0, "wetted area": 3, none: 6 };
/** Charges of double layers and gaps follow the voltage, and say nothing of the cell. */
const CHARGE = "C/m2";

const ownName = ({ name }: Pick<CourseUnknown, "name">): string => name.slice(name.lastIndexOf(".") + 1);

/** Of which area an unknown is a part; null: of none. */
export function partOf(one: Pick<CourseUnknown, "name" | "unit">): PartOf | null {
  const own = ownName(one);
  return one.unit === "1" && Object.hasOwn(PARTS, own) ? (PARTS[own] ?? null) : null;
}

/** An unknown with its place among all of its cell, which its colour goes by: it keeps it while others begin to move. */
export interface Placed {
  readonly place?: number;
}

/** The unknowns of a run that move, what says most first: parts of the area, activity, lengths, amounts, the rest, concentrations. */
export function movingUnknowns<Unknown extends CourseUnknown>(unknowns: readonly Unknown[]): (Unknown & Placed)[] {
  const rank = (one: CourseUnknown): number => {
    if (partOf(one) !== null) return FRACTIONS.indexOf(ownName(one)) / FRACTIONS.length;
    return RANKS[one.unit === "1" ? ownName(one) : one.unit] ?? LAST;
  };
  return unknowns
    .filter(({ unit }) => unit !== CHARGE)
    .sort((a, b) => rank(a) - rank(b))
    .map((one, k, sorted) => {
      const area = partOf(one);
      const before = sorted.slice(0, k).filter((other) => partOf(other) === area).length;
      return { ...one, place: FIRST_PLACES[area ?? "none"] + before };
    })
    .filter(moves)
    .slice(0, MOST_CURVES);
}

function moves({ unit, values }: CourseUnknown): boolean {
  const [low, high] = extent(values);
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (unit === "1") return high - low > STILL;
  return size > (NOTHING[unit] ?? 0) && high - low > STILL * size;
}

function extent(values: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

/**
 * The state of a cell, against time unless another axis is given: parts of the area in % over one axis, under it what has other units; every curve with its name
 * at its end. Of many pulses a line for each sentence: solid for the first, then dashed.
 */
export function stateCourses(
  time: Float64Array,
  unknowns: readonly (CourseUnknown & Placed)[],
  theme: FigureTheme,
  groups: readonly CourseGroup[] = [],
  x: CourseAxis = timeAxis(time),
): Figure {
  const labels = shortNames(unknowns);
  const all = unknowns.map((one, k) => ({ ...one, label: labels[k] as string, place: one.place ?? k }));
  return stackedRows({
    theme,
    x,
    legend: "ends",
    rows: rowsOf(all).map((row): StackedRow => {
      const scale = row[0] === undefined ? null : scaleOf(row[0], row);
      const { factor = 1, title = "", shown = "" } = scale ?? {};
      return {
        title,
        hover: `%{y:.4~g}${shown === "" ? "" : ` ${shown}`}`,
        weight: row.length > 2 ? 2.2 : row.length > 1 ? 1.7 : 1,
        curves: row.flatMap((one) => curvesOf(one, factor, x.x, lineStyle(theme, one.place).color, groups)),
      };
    }),
  });
}

interface Shown extends CourseUnknown {
  readonly place: number;
  readonly label: string;
}

/** What stands over one axis: parts of the area, other pure numbers each alone, others while they are of one unit and size. */
function rowsOf(all: readonly Shown[]): Shown[][] {
  const rows: Shown[][] = [];
  for (const one of all) {
    const row = rows.find(([first]) => first !== undefined && together(first, one));
    if (row === undefined) rows.push([one]);
    else row.push(one);
  }
  return rows.slice(0, MOST_ROWS);
}

function together(a: Shown, b: Shown): boolean {
  if (a.unit !== b.unit) return false;
  if (a.unit === "1") return partOf(a) === partOf(b) && (partOf(a) !== null || ownName(a) === ownName(b));
  const [p, q] = [sizeOf([a]), sizeOf([b])];
  return Math.max(p, q) <= SAME_SCALE * Math.min(p, q);
}

const sizeOf = (row: readonly CourseUnknown[]): number =>
  Math.max(
    ...row.map(({ values }) => {
      const [low, high] = extent(values);
      return Math.max(Math.abs(low), Math.abs(high));
    }),
  );

interface Scale {
  readonly factor: number;
  readonly title: string;
  readonly shown: string;
}

const LENGTHS = [
  { from: 1e-3, factor: 1e3, unit: "mm" },
  { from: 1e-6, factor: 1e6, unit: "µm" },
  { from: 0, factor: 1e9, unit: "nm" },
] as const;
/** 1 mol/m² is 100 µmol/cm². */
const AMOUNTS = [
  { from: 1e-3, factor: 100, unit: "µmol cm⁻²" },
  { from: 0, factor: 1e5, unit: "nmol cm⁻²" },
] as const;

function scaleOf(first: Shown, row: readonly Shown[]): Scale {
  const area = partOf(first);
  if (area !== null)
    return {
      factor: 100,
      title: `${area === "electrode" ? area : "wetted"} / %`,
      shown: `% of the ${area}`,
    };
  const size = sizeOf(row);
  const by = (list: typeof LENGTHS | typeof AMOUNTS, symbol: string): Scale => {
    const { factor, unit } = list.find(({ from }) => size >= from) ?? list[0];
    return { factor, title: axisTitle(symbol, unit), shown: unit };
  };
  if (first.unit === "m") return by(LENGTHS, "l");
  if (first.unit === "mol/m2") return by(AMOUNTS, "N");
  const { factor, unit } = figureUnit(
    first.unit,
    row.flatMap(({ values }) => Array.from(values)),
  );
  if (unit === "") return { factor, title: ownName(first).endsWith("activity") ? "<i>a</i>" : "1", shown: "" };
  return { factor, title: first.unit === "mol/m3" ? axisTitle("c", unit) : unit, shown: unit };
}

const GROUP_DASHES = ["solid", "5px,3px", "2px,2px", "8px,3px,2px,3px"];

function curvesOf(
  { label, name, values }: Shown,
  factor: number,
  place: Float64Array,
  color: string,
  groups: readonly CourseGroup[],
): RowCurve[] {
  if (groups.length === 0) return [{ name, label, x: place, y: values.map((v) => v * factor), color }];
  return groups.map(({ name: sentence, points }, k) => ({
    name: `${name}, end of ${sentence}`,
    label: k === 0 ? label : "",
    x: points.map((p) => place[p] as number),
    y: points.map((p) => (values[p] as number) * factor),
    color,
    dash: GROUP_DASHES[k % GROUP_DASHES.length] as string,
  }));
}
