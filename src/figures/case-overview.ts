import { type Figure, plotText } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { type RowCurve, stackedRows } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";

/** Whether a published value is the number itself or an end of it. */
export type PublishedSense = "equals" | "at least" | "at most";

/** One observable over the cases; NaN where a case gives none. */
export interface CaseObservable {
  readonly name: string;
  readonly unit: string;
  readonly computed: readonly number[];
  /** Measured or published; NaN where there is none. */
  readonly published: readonly number[];
  /** Standard deviations of what is published; NaN where there is none. */
  readonly sigma: readonly number[];
  readonly senses: readonly PublishedSense[];
}

/** What varies between cases; with words where it is no number. NaN: the case has none, and is left out. */
export interface OverviewVariable {
  readonly title: string;
  readonly values: readonly number[];
  readonly log: boolean;
  /** One a case, in place of numbers on the axis. */
  readonly words: readonly string[] | null;
  /** Whether the values are numbers between which a line means something. */
  readonly isNumber: boolean;
}

/** Characters of a line of the title of a row. */
const TITLE = 18;

/** "capacity at rest / mAh cm⁻²" in lines that a low row has room for. */
export function wrappedTitle(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < TITLE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map(plotText).join("<br>");
}

const SYMBOLS: Readonly<Record<PublishedSense, string>> = {
  equals: "diamond-open",
  "at least": "triangle-up-open",
  "at most": "triangle-down-open",
};
const PUBLISHED: Readonly<Record<PublishedSense, string>> = {
  equals: "given, ± 1 σ",
  "at least": "given, at least",
  "at most": "given, at most",
};

/** Observables against what varies between the cases, each on its own axis: computed as lines, published as points with error bars. */
export function caseOverview(variable: OverviewVariable, rows: readonly CaseObservable[], theme: FigureTheme): Figure {
  const { values, words, isNumber } = variable;
  const order = values
    .map((_, k) => k)
    .filter((k) => Number.isFinite(values[k]))
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  const known = (of: readonly number[]): number[] => order.filter((k) => Number.isFinite(of[k]));
  return stackedRows({
    theme,
    x: {
      title: plotText(variable.title),
      hover: isNumber ? "%{x:.4~g}" : "%{x}",
      log: variable.log,
      ...(words === null
        ? {}
        : { ticks: { values: order.map((k) => values[k] as number), texts: order.map((k) => words[k] as string) } }),
    },
    legend: "above",
    rows: rows.map((row) => {
      const points = (keys: readonly number[], of: readonly number[]) => ({
        x: keys.map((k) => values[k] as number),
        y: keys.map((k) => of[k] as number),
      });
      const published = (["equals", "at least", "at most"] as const).flatMap((sense): RowCurve[] => {
        const keys = known(row.published).filter((k) => row.senses[k] === sense);
        if (keys.length === 0) return [];
        return [
          {
            name: PUBLISHED[sense],
            ...points(keys, row.published),
            color: theme.color.measured,
            mode: "markers",
            symbol: SYMBOLS[sense],
            ...(sense === "equals" ? { error: keys.map((k) => row.sigma[k] as number) } : {}),
          },
        ];
      });
      return {
        title: wrappedTitle(row.unit === "" ? row.name : `${row.name} ${`/ ${row.unit}`.replaceAll(" ", "\u00A0")}`),
        hover: `%{y:.4~g}${row.unit === "" ? "" : ` ${row.unit}`}`,
        curves: [
          {
            name: "computed",
            ...points(known(row.computed), row.computed),
            color: lineStyle(theme, 0).color,
            mode: isNumber ? ("lines+markers" as const) : ("markers" as const),
            symbol: isNumber ? "circle" : "line-ew-open",
          },
          ...published,
        ],
      };
    }),
  });
}
