import { formatParts, isSymmetric } from "../../../figures/format-interval.ts";
import { formatNumber, formatPair, ohmPrefix, prefixFor } from "../../../figures/format-number.ts";
import type { DisplayUnits } from "../../../figures/units.ts";
import { alignOnPoint } from "../../../report/align.ts";
import { parameterUnit } from "../../../report/parameter-units.ts";
import type { FitParameterEntry } from "../../../study/arc-entry.ts";

/** A line of the table of parameters. */
export interface ParameterRow {
  readonly name: string;
  readonly symbol: string;
  readonly subscript: string;
  /** With the prefix of the line; empty for numbers. */
  readonly unit: string;
  readonly value: string;
  /** The interval of 95 %, or why there is none. */
  readonly interval: string;
}

const PREFIXED = new Set(["s", "F", "F cm⁻²", "H", "H cm²", "S sⁿ", "S sⁿ cm⁻²"]);

/** Ω⁻¹ as siemens, which takes a prefix. */
function inSiemens(unit: string): string {
  return unit.replace("Ω⁻¹ cm⁻² sⁿ", "S sⁿ cm⁻²").replace("Ω⁻¹ sⁿ", "S sⁿ");
}

/** `CPE1.n` → n, 1; `R_ct` → R, ct. */
function symbolOf(name: string): readonly [symbol: string, subscript: string] {
  const [element = "", own] = name.split(".");
  const [, letters = element, rest = ""] = /^([A-Za-z]+?)_?(\d.*|(?<=_).*)?$/.exec(element) ?? [];
  return [own ?? letters, rest];
}

function texts(parameter: FitParameterEntry, factor: number): readonly [value: string, interval: string] {
  const value = parameter.value * factor;
  const { lower, upper, status } = parameter;
  if (lower === null || upper === null || status !== "free") {
    const why = status === "free" ? "no interval" : status === "not identifiable" ? "◌ not ident." : status;
    return [formatNumber(value), parameter.tie === undefined ? why : "tied"];
  }
  const ends = { lower: lower * factor, upper: upper * factor };
  if (ends.upper > ends.lower && !isSymmetric(value, ends)) return formatParts(value, ends);
  const pair = formatPair(value, (ends.upper - ends.lower) / 2);
  return [pair.value + pair.power, pair.error === null ? "no interval" : `±\u2009${pair.error}${pair.power}`];
}

/** The lines of the table: resistances and capacitances per area where it is known, one prefix a line. */
export function parameterRows(parameters: readonly FitParameterEntry[], units: DisplayUnits): readonly ParameterRow[] {
  const rows = parameters.map((parameter): ParameterRow => {
    const { name } = parameter;
    const { factor, unit: full } = parameterUnit(parameter.unit, units);
    const shown = { factor, unit: inSiemens(full) };
    const prefix = PREFIXED.has(shown.unit)
      ? prefixFor(parameter.value * shown.factor)
      : ohmPrefix(parameter.value * shown.factor, shown.unit);
    const [value, interval] = texts(parameter, shown.factor / prefix.factor);
    const [symbol, subscript] = symbolOf(name);
    const unit = shown.unit === "1" ? "" : prefix.prefix + shown.unit;
    return { name, symbol, subscript, unit, value, interval };
  });
  const values = alignOnPoint(rows.map(({ value }) => value));
  return rows.map((row, k) => ({ ...row, value: values[k] ?? row.value }));
}
