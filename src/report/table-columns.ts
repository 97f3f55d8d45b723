import { type Ends, formatParts, isSymmetric } from "../figures/format-interval.ts";
import { formatNumber, formatPair, ohmPrefix, prefixFor } from "../figures/format-number.ts";
import { ringed } from "../figures/process-words.ts";
import { log10, pow } from "../numerics/elementary/index.ts";
import { alignOnPoint } from "./align.ts";
import { html, type Markup } from "./html.ts";

/** A value with its error, both already in the unit of the column. */
export interface Cell {
  readonly value: number;
  readonly error: number | null;
  /** Written where ± would not tell the interval: its ends. */
  readonly ends?: Ends | null;
  /** Of a column in which each value has its own. */
  readonly unit?: string;
  /** R of an arc that the data do not determine. */
  readonly open?: boolean;
  /** Stands in the place of the error where a fitted value has none. */
  readonly mark?: string;
}

export interface Column {
  readonly head: Markup;
  readonly cells: readonly (Cell | null)[];
}

/** Units that take a prefix, the same down a column. */
const PREFIXED = new Set(["s", "F", "F cm⁻²", "H", "H cm²"]);

/** Largest over smallest value of a column up to which all of them read well under one prefix. */
const ONE_PREFIX = 1e3;

function divided(cell: Cell, divisor: number): Cell {
  const { value, error, ends } = cell;
  return {
    ...cell,
    value: value / divisor,
    error: error === null ? null : error / divisor,
    ...(ends ? { ends: { lower: ends.lower / divisor, upper: ends.upper / divisor } } : {}),
  };
}

/** A column with one unit in its heading, or where the values span decades with a prefix each. */
export function columnOf(symbol: Markup, unit: string, factor: number, cells: readonly (Cell | null)[]): Column {
  const shown = cells.map((c) => (c === null ? null : divided(c, 1 / factor)));
  const sizes = shown.flatMap((c) => (c === null || c.value === 0 ? [] : [Math.abs(c.value)])).sort((a, b) => a - b);
  const middle = sizes[sizes.length >> 1] ?? 1;
  const wide = (sizes.at(-1) ?? 1) > ONE_PREFIX * (sizes[0] ?? 1);
  if (wide) {
    if (!PREFIXED.has(unit)) return { head: unit === "1" ? symbol : html`${symbol} / ${unit}`, cells: shown };
    return {
      head: symbol,
      cells: shown.map((c) => {
        if (c === null) return null;
        const { factor: own, prefix } = prefixFor(Number(c.value.toPrecision(3)));
        return { ...divided(c, own), unit: prefix + unit };
      }),
    };
  }
  let [scale, text] = [1, unit];
  if (PREFIXED.has(unit)) {
    const chosen = prefixFor(middle);
    [scale, text] = [chosen.factor, chosen.prefix + unit];
  } else if (ohmPrefix(middle, unit).prefix !== "") {
    const chosen = ohmPrefix(middle, unit);
    [scale, text] = [chosen.factor, chosen.prefix + unit];
  } else if (unit !== "1" && (middle < 1e-3 || middle >= 1e6)) {
    const exponent = Math.floor(log10(middle));
    scale = pow(10, exponent);
    text = `${formatNumber(scale, { digits: 1 }).replace(/^1\u00A0×\u00A0/, "")}\u00A0${unit}`;
  }
  return {
    head: text === "1" ? symbol : html`${symbol} / ${text}`,
    cells: shown.map((c) => (c === null ? null : divided(c, scale))),
  };
}

/** The two table cells of each row of a column: value, and ± error or the ends of an interval that ± does not tell. */
export function cellTexts(column: Column): { readonly values: string[]; readonly errors: string[] } {
  const texts = column.cells.map((c): readonly [value: string, error: string] => {
    if (c === null) return ["–", ""];
    const unit = c.unit === undefined ? "" : `\u00A0${c.unit}`;
    if (c.ends && c.ends.upper > c.ends.lower && !isSymmetric(c.value, c.ends)) {
      const [value, interval] = formatParts(c.value, c.ends);
      return interval === "" ? [value + unit, ""] : [value, interval + unit];
    }
    const pair = formatPair(c.value, c.error);
    if (pair.error === null) return [`${pair.value}${pair.power}${unit}`, c.mark ?? ""];
    return [pair.value + pair.power, `±\u2009${pair.error}${unit}`];
  });
  const values = alignOnPoint(texts.map(([value]) => value));
  return {
    values: values.map((value, i) => ringed(value, { determined: !column.cells[i]?.open })),
    errors: texts.map(([, error]) => error),
  };
}

/** A table in a box of its own that scrolls where it is too wide or too long. */
export function boxed(caption: string, head: Markup, rows: readonly Markup[], wide: boolean): Markup {
  return html`<div class="scroll${wide ? " long" : ""}" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead>${head}</thead><tbody>
${rows}</tbody></table></div>`;
}
