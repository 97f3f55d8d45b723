import { axis } from "./frame.ts";
import { elementName } from "./phase-names.ts";
import type { Axis, Trace } from "./plotly.ts";
import type { FigureColor, FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** A binary alloy and its axis. */
export interface AlloyAxis {
  /** Upper-case symbol whose mole fraction is the axis, and the other one. */
  readonly component: string;
  readonly other: string;
  /** kg/mol of both; null leaves the upper axis of mass fractions out. */
  readonly molarMasses: readonly [component: number, other: number] | null;
}

/** Colour of an element: sodium amber, potassium violet, others in ink. */
export function elementColor(name: string): FigureColor {
  return name === "Na" ? "na" : name === "K" ? "k" : "ink";
}

/** Ground of a field of a solid of an element. */
export function elementFill(name: string): FigureColor {
  return name === "Na" ? "naFill" : name === "K" ? "kFill" : "lineStrong";
}

/** wt% of the other component at a mole fraction of the axis component. */
export function massPercent({ molarMasses }: AlloyAxis, x: number): number | null {
  if (molarMasses === null) return null;
  const other = (1 - x) * molarMasses[1];
  return (100 * other) / (x * molarMasses[0] + other);
}

/** Lower axis *x* of the component, its ends named after the elements. */
export function moleFractionAxis(theme: FigureTheme, alloy: AlloyAxis, more: Partial<Axis> = {}): Axis {
  const name = elementName(alloy.component);
  return axis(theme, `<i>x</i><sub>${name}</sub>`, {
    range: [0, 1],
    tickvals: [0, 0.2, 0.4, 0.6, 0.8, 1],
    ticktext: [elementName(alloy.other), "0.2", "0.4", "0.6", "0.8", name],
    minor: { ticks: "inside", ticklen: sizes.tickMinor, tickcolor: theme.color.plotFrame, dtick: 0.05 },
    ...(alloy.molarMasses === null ? {} : { mirror: false }),
    ...more,
  });
}

/**
 * The upper axis wt% of the other component over the same alloys, and the empty trace without which Plotly does not draw it;
 * nothing where the molar masses are not known. Its labels are 20 wt% apart. The upper margin must hold 46 px.
 */
export function massAxis(theme: FigureTheme, alloy: AlloyAxis): { readonly axis: Axis; readonly trace: Trace } | null {
  if (alloy.molarMasses === null) return null;
  const [m, other] = alloy.molarMasses;
  const percents = Array.from({ length: 21 }, (_, i) => 5 * i);
  const at = percents.map((w) => (100 - w) / m / ((100 - w) / m + w / other));
  const ten = percents.map((_, i) => i).filter((i) => i % 2 === 0);
  return {
    axis: axis(theme, `wt% ${elementName(alloy.other)}`, {
      range: [0, 1],
      matches: "x",
      overlaying: "x",
      anchor: "y",
      side: "top",
      tickvals: ten.map((i) => at[i] as number),
      ticktext: ten.map((i) => ((percents[i] as number) % 20 === 0 ? String(percents[i]) : "")),
      minor: {
        ticks: "inside",
        ticklen: sizes.tickMinor,
        tickcolor: theme.color.plotFrame,
        tickvals: percents.flatMap((_, i) => (i % 2 === 0 ? [] : [at[i] as number])),
      },
      showgrid: false,
      mirror: false,
    }),
    trace: { type: "scatter", mode: "lines", x: [null], y: [null], xaxis: "x2", hoverinfo: "skip", showlegend: false },
  };
}
