import { type Figure, plotText } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { stackedRows } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";

/** One observable over the cases; NaN where a case gives none. */
export interface CaseObservable {
  readonly name: string;
  readonly unit: string;
  readonly computed: readonly number[];
  /** Measured or published; NaN where there is none. */
  readonly published: readonly number[];
}

/** Observables against what varies between the cases, each on its own axis: computed as a line, published as points. */
export function caseOverview(
  variable: { readonly title: string; readonly values: readonly number[]; readonly log: boolean },
  rows: readonly CaseObservable[],
  theme: FigureTheme,
): Figure {
  const order = variable.values
    .map((_, k) => k)
    .sort((a, b) => (variable.values[a] as number) - (variable.values[b] as number));
  const known = (values: readonly number[]): number[] => order.filter((k) => Number.isFinite(values[k]));
  return stackedRows({
    theme,
    x: { title: plotText(variable.title), hover: "%{x:.4~g}", log: variable.log },
    legend: "above",
    rows: rows.map(({ name, unit, computed, published }) => {
      const [ours, theirs] = [known(computed), known(published)];
      const points = (keys: readonly number[], values: readonly number[]) => ({
        x: keys.map((k) => variable.values[k] as number),
        y: keys.map((k) => values[k] as number),
      });
      const color = lineStyle(theme, 0).color;
      return {
        title: plotText(unit === "" ? name : `${name} / ${unit}`),
        hover: `%{y:.4~g}${unit === "" ? "" : ` ${unit}`}`,
        curves: [
          { name: "computed", ...points(ours, computed), color },
          { name: "computed, each case", ...points(ours, computed), color, mode: "markers" as const, symbol: "circle" },
          ...(theirs.length === 0
            ? []
            : [
                {
                  name: "published",
                  ...points(theirs, published),
                  color: lineStyle(theme, 1).color,
                  mode: "markers" as const,
                  symbol: "diamond-open",
                },
              ]),
        ],
      };
    }),
  });
}

/** Voltages of several cases over one axis. */
export function caseVoltages(
  axis: { readonly title: string; readonly hover: string },
  cases: readonly { readonly name: string; readonly x: ArrayLike<number>; readonly voltage: ArrayLike<number> }[],
  theme: FigureTheme,
): Figure {
  return stackedRows({
    theme,
    x: axis,
    legend: cases.length > 6 ? "beside" : "above",
    rows: [
      {
        title: "<i>E</i> / V",
        hover: "<i>E</i> = %{y:.4~g} V",
        curves: cases.map(({ name, x, voltage }, k) => ({ name, x, y: voltage, ...lineStyle(theme, k) })),
      },
    ],
  });
}
