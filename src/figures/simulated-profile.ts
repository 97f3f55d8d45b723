import { formatDuration } from "./format-number.ts";
import type { Figure } from "./plotly.ts";
import { figureUnit } from "./simulated-course.ts";
import { type StackedRow, stackedRows } from "./stacked-rows.ts";
import { type FigureTheme, lineColor } from "./theme.ts";

/** An unknown along a mesh at some times. */
export interface SimulatedProfile {
  readonly unit: string;
  /** Symbol of its axis as it is printed; default an italic c. */
  readonly symbol?: string;
  /** Values that mean something, drawn where they lie in the range. */
  readonly levels?: StackedRow["levels"];
  /** m */
  readonly position: Float64Array;
  readonly curves: readonly { readonly time: number; readonly values: Float64Array }[];
}

/** Largest over smallest distance from which on the axis is logarithmic: a mesh that is graded towards an interface. */
const GRADED = 1000;

const LENGTHS = [
  { from: 2e-3, factor: 1e3, unit: "mm" },
  { from: 0, factor: 1e6, unit: "µm" },
] as const;

/** Profiles coloured in the order of their times. */
export function simulatedProfile(
  { unit, symbol = "<i>c</i>", levels = [], position, curves }: SimulatedProfile,
  theme: FigureTheme,
): Figure {
  const [nearest, farthest] = [position[0] ?? 0, position.at(-1) ?? 0];
  const length = LENGTHS.find(({ from }) => farthest >= from) ?? LENGTHS[1];
  const x = position.map((z) => z * length.factor);
  const { factor, unit: shown } = figureUnit(
    unit,
    curves.flatMap(({ values }) => Array.from(values)),
  );
  return stackedRows({
    theme,
    x: {
      title: `<i>z</i> / ${length.unit}`,
      hover: `<i>z</i> = %{x:.4~g} ${length.unit}`,
      log: nearest > 0 && farthest > GRADED * nearest,
    },
    legend: "ends",
    rows: [
      {
        title: shown === "" ? symbol : `${symbol} / ${shown}`,
        levels: levels.map((one) => ({ ...one, value: one.value * factor })),
        hover: `%{y:.5~g}${shown === "" ? "" : ` ${shown}`}`,
        curves: curves.map(({ time, values }, i) => ({
          name: formatDuration(time),
          x,
          y: values.map((v) => v * factor),
          color: lineColor(theme, i, curves.length),
          labelColor: theme.color.ink2,
        })),
      },
    ],
  });
}
