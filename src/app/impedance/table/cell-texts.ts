import { formatParts } from "../../../figures/format-interval.ts";
import { formatFixed, formatNumber } from "../../../figures/format-number.ts";
import { UNDETERMINED } from "../../../figures/process-words.ts";
import { alignOnPoint } from "../../../report/align.ts";
import type { ResultColumn } from "../../../study/series-results.ts";

/** What stands in a column: values that align on their decimal point, and intervals beside them. */
export interface CellTexts {
  readonly values: readonly string[];
  readonly intervals: readonly string[];
}

/** Decimals that are added at most so that neighbours differ. */
const MORE = 4;

/** Decimals, no fewer than `usual`, with which no two rows that follow one another read alike unless they are. */
function tellingDecimals(cells: ResultColumn["cells"], usual: number): number {
  const values = cells.flatMap((cell) => (cell === null ? [] : [cell.value]));
  for (let decimals = usual; decimals < usual + MORE; decimals++) {
    const alike = values.some((value, k) => {
      const next = values[k + 1];
      return next !== undefined && next !== value && formatFixed(next, decimals) === formatFixed(value, decimals);
    });
    if (!alike) return decimals;
  }
  return usual + MORE;
}

/** Texts of a column, right-aligned in tabular figures. */
export function cellTexts({ cells, id }: Pick<ResultColumn, "cells" | "id">): CellTexts {
  const largest = Math.max(0, ...cells.map((cell) => (cell === null ? 0 : Math.abs(cell.value))));
  const usual = largest > 0 ? Math.max(0, (id === "t" ? 2 : 3) - Math.floor(Math.log10(largest))) : 0;
  const decimals = id === "t" ? tellingDecimals(cells, usual) : usual;
  const texts = cells.map((cell): readonly [value: string, interval: string] => {
    if (cell === null) return ["–", ""];
    const { value, lower, upper } = cell;
    if (lower === null || upper === null || !(upper > lower)) {
      return [formatFixed(value, decimals), ""];
    }
    if (upper === Number.POSITIVE_INFINITY) {
      return [formatNumber(value, { digits: 2, keepZeros: true }), `>\u2009${formatNumber(lower, { digits: 2 })}`];
    }
    return formatParts(value, { lower, upper });
  });
  const marked = texts.map(([, interval], k) =>
    cells[k]?.determined === false ? `${interval} ${UNDETERMINED}`.trimStart() : interval,
  );
  return { values: alignOnPoint(texts.map(([value]) => value)), intervals: marked };
}
