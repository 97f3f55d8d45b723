import type { BinaryDiagram, TwoPhaseRegion } from "../thermo/diagram/result.ts";
import { type AlloyAxis, elementColor, elementFill } from "./alloy-axes.ts";
import type { Extrapolation } from "./phase-diagram.ts";
import type { PhaseField } from "./phase-fields.ts";
import { type PhaseNamer, plotName } from "./phase-names.ts";
import type { Trace } from "./plotly.ts";
import type { FigureColor, FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** What the parts of a phase diagram are drawn with. */
export interface DiagramView {
  readonly theme: FigureTheme;
  readonly alloy: AlloyAxis;
  readonly nameOf: PhaseNamer;
  readonly fields: readonly PhaseField[];
  /** K that are shown. */
  readonly range: readonly [number, number];
  readonly kelvin?: boolean;
  /** K to the unit of the axis. */
  readonly shown: (kelvins: number) => number;
  readonly extrapolated?: readonly Extrapolation[];
}

/** The element of a solid named `Na(s)`; null for others. */
export function solidOf(name: string): string | null {
  return /^([A-Z][a-z]?)\(s\)$/.exec(name)?.[1] ?? null;
}

/** Name of the phase of a one-phase field, at its widest. */
export function fieldName({ phases, low, high }: PhaseField, nameOf: PhaseNamer): string {
  let widest = 0;
  low.forEach((a, i) => {
    if ((high[i] as number) - a > (high[widest] as number) - (low[widest] as number)) widest = i;
  });
  const [a, b] = [low[widest] as number, high[widest] as number];
  const [left, right] = phases;
  // A solid is named after the side on which it lies; the two of a tie line by their own ends.
  return right === undefined ? nameOf(left, (a + b) / 2) : `${nameOf(left, a)} + ${nameOf(right, b)}`;
}

/** Grounds of the one-phase fields: the liquid in the accent, a solid in its element's colour. */
export function fieldTraces({ theme, fields, nameOf, shown }: DiagramView): Trace[] {
  // A phase that is the solid of one element keeps its colour where less than half is that element: it is one ground.
  const onlyElement = (phase: string): string | null => {
    const found = fields
      .filter(({ phases }) => phases.length === 1 && phases[0] === phase)
      .flatMap((field) => solidOf(fieldName(field, nameOf)) ?? []);
    return new Set(found).size === 1 ? (found[0] as string) : null;
  };
  return fields.flatMap((field): Trace[] => {
    if (field.phases.length > 1) return [];
    const name = fieldName(field, nameOf);
    const element = solidOf(name) ?? onlyElement(field.phases[0]);
    const t = field.temperature.map(shown);
    return [
      {
        type: "scatter",
        mode: "lines",
        name,
        x: [...field.low, ...[...field.high].reverse()],
        y: [...t, ...[...t].reverse()],
        fill: "toself",
        fillcolor: name === "liquid" ? theme.color.accentSoft : theme.color[element ? elementFill(element) : "shade"],
        opacity: name === "liquid" ? 1 : 0.42,
        line: { width: 0 },
        hoverinfo: "skip",
      },
    ];
  });
}

/** Both ends of every region as lines; dashed where they are extrapolated. */
export function boundaryTraces({ regions }: BinaryDiagram, view: DiagramView): Trace[] {
  return regions.flatMap((region) => ([0, 1] as const).flatMap((side) => boundary(region, side, view)));
}

function boundary(region: TwoPhaseRegion, side: 0 | 1, view: DiagramView): Trace[] {
  const { theme, nameOf, shown, extrapolated = [] } = view;
  const x = Array.from(side === 0 ? region.lower : region.higher);
  const t = Array.from(region.temperature);
  if (x.every((value) => value < 1e-9) || x.every((value) => value > 1 - 1e-9)) return [];
  const middle = x.length >> 1;
  const here = nameOf(region.phases[side], x[middle] as number);
  const there = nameOf(
    region.phases[side === 0 ? 1 : 0],
    (side === 0 ? region.higher : region.lower)[middle] as number,
  );
  const color = lineColorOf(here === "liquid" ? there : here);
  const limit = extrapolated.find(({ phase }) => phase === region.phases[side])?.below ?? Number.NEGATIVE_INFINITY;
  const width = here === "liquid" ? sizes.computed : sizes.stroke;
  const unit = view.kelvin ? "K" : "°C";
  const line = (from: number, to: number, dash: string | undefined): Trace[] => {
    if (to - from < 2) return [];
    return [
      {
        type: "scatter",
        mode: "lines",
        name: `${here} beside ${there}`,
        x: x.slice(from, to),
        y: t.slice(from, to).map(shown),
        line: { color: theme.color[color], width, ...(dash === undefined ? {} : { dash }) },
        hovertemplate: `${plotName(here)} in equilibrium with ${plotName(there)}${dash === undefined ? "" : " (extrapolated)"}<br>%{x:.4f}, %{y:.2f} ${unit}<extra></extra>`,
      },
    ];
  };
  const split = t.findIndex((value) => value >= limit);
  if (split <= 0) return line(0, t.length, split < 0 ? "4px,3px" : undefined);
  return [...line(0, split + 1, "4px,3px"), ...line(split, t.length, undefined)];
}

function lineColorOf(name: string): FigureColor {
  const element = solidOf(name);
  return element === null ? "ink" : elementColor(element);
}

/** Three-phase equilibria: a line over all three compositions, a point at the middle one. */
export function invariantTraces({ invariants }: BinaryDiagram, { theme, nameOf, shown, kelvin }: DiagramView): Trace[] {
  return invariants.flatMap(({ kind, temperature, phases }): Trace[] => {
    const x = phases.map(({ moleFraction }) => moleFraction);
    const y = phases.map(() => shown(temperature));
    const text = phases.map(({ name, moleFraction }) => `${plotName(nameOf(name, moleFraction))}`);
    const line = { color: theme.color.ink, width: sizes.stroke };
    return [
      { type: "scatter", mode: "lines", name: kind, x, y, line, hoverinfo: "skip" },
      {
        type: "scatter",
        mode: "markers",
        name: kind,
        x,
        y,
        text,
        marker: {
          symbol: "circle",
          size: [4, 7, 4],
          color: theme.color.ink,
          line: { color: theme.color.plotBg, width: 1 },
        },
        hovertemplate: `${kind}, %{y:.2f} ${kelvin ? "K" : "°C"}<br>%{text} at %{x:.4f}<extra></extra>`,
      },
    ];
  });
}

/** The highest point of each miscibility gap. */
export function gapTopTraces(
  { criticalPoints }: BinaryDiagram,
  { theme, nameOf, shown, kelvin }: DiagramView,
): Trace[] {
  if (criticalPoints.length === 0) return [];
  return [
    {
      type: "scatter",
      mode: "markers",
      name: "gap top",
      x: criticalPoints.map(({ moleFraction }) => moleFraction),
      y: criticalPoints.map(({ temperature }) => shown(temperature)),
      text: criticalPoints.map(({ name, moleFraction }) => plotName(nameOf(name, moleFraction))),
      marker: { symbol: "circle", size: 7, color: theme.color.plotBg, line: { color: theme.color.ink, width: 1.2 } },
      hovertemplate: `top of the gap of %{text}<br>%{x:.4f}, %{y:.2f} ${kelvin ? "K" : "°C"}<extra></extra>`,
    },
  ];
}
