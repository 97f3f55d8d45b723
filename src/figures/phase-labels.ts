import type { BinaryDiagram, CriticalPoint, Invariant } from "../thermo/diagram/result.ts";
import { elementColor } from "./alloy-axes.ts";
import { LabelSpace, type Lines, type Place, placeBeside, placeInside } from "./field-labels.ts";
import { formatFixed } from "./format-number.ts";
import { type DiagramView, fieldName, solidOf } from "./phase-boundaries.ts";
import { type PhaseField, sectionAt } from "./phase-fields.ts";
import { plotName } from "./phase-names.ts";
import type { PlotlyObject, Trace } from "./plotly.ts";
import type { FigureColor } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** An alloy on the isotherm, by the name people give it. */
export interface AlloyMark {
  readonly label: string;
  readonly moleFraction: number;
  /** Whether the name counts mass or atoms: circle or triangle. */
  readonly kind: "wt%" | "at.%";
}

export interface LabelView extends DiagramView {
  readonly isotherm?: number;
  readonly marks?: readonly AlloyMark[];
  readonly note?: string;
}

/** The line at one temperature, the compositions liquid there, and the alloys that are marked. */
export function isothermTraces(diagram: BinaryDiagram, view: LabelView): Trace[] {
  const { theme, isotherm, marks = [], shown, nameOf } = view;
  if (isotherm === undefined) return [];
  const y = shown(isotherm);
  const liquid = sectionAt(diagram, isotherm).filter(
    ({ phases, low, high }) => phases.length === 1 && nameOf(phases[0], (low + high) / 2) === "liquid",
  );
  const unit = view.kelvin ? "K" : "°C";
  return [
    {
      type: "scatter",
      mode: "lines",
      name: "isotherm",
      x: [0, 1],
      y: [y, y],
      line: { color: theme.color.ink, width: sizes.reference },
      hoverinfo: "skip",
    },
    ...liquid.map(
      ({ low, high }): Trace => ({
        type: "scatter",
        mode: "lines",
        name: "liquid window",
        x: [low, high],
        y: [y, y],
        line: { color: theme.color.accent, width: 4 },
        hovertemplate: `liquid from ${formatFixed(low, 4)} to ${formatFixed(high, 4)} at ${formatFixed(y, 1)} ${unit}<extra></extra>`,
      }),
    ),
    ...(["wt%", "at.%"] as const).flatMap((kind): Trace[] => {
      const own = marks.filter((mark) => mark.kind === kind);
      if (own.length === 0) return [];
      return [
        {
          type: "scatter",
          mode: "markers",
          name: kind,
          x: own.map(({ moleFraction }) => moleFraction),
          y: own.map(() => y),
          text: own.map(({ label }) => label),
          marker: {
            symbol: kind === "wt%" ? "circle" : "triangle-up",
            size: kind === "wt%" ? 8 : 9,
            color: theme.color.plotBg,
            line: { color: theme.color.ink, width: sizes.stroke },
          },
          hovertemplate: `%{text} (${kind}): %{x:.4f}<extra></extra>`,
        },
      ];
    }),
  ];
}

/** All texts on the diagram, none over another, none over a boundary, on any plot from a phone's to a wall's. */
export function diagramLabels(diagram: BinaryDiagram, view: LabelView): PlotlyObject[] {
  const space = new LabelSpace(view.fields, view.range);
  if (view.note !== undefined) {
    space.take({ x: 0.5, t: space.temperatures[1], up: -13 }, [view.note]);
  }
  return [
    ...isothermLabels(view, space),
    ...diagram.invariants.flatMap((invariant, i) => invariantLabel(invariant, i + 1, view, space)),
    ...diagram.criticalPoints.flatMap((top) => gapLabel(top, view, space)),
    ...fieldLabels(diagram, view, space),
    ...noteLabel(view),
  ];
}

function annotation(
  { theme, shown }: DiagramView,
  lines: Lines,
  { x, t, right = 0, up = 0 }: Place,
  color: FigureColor,
  line?: FigureColor,
): PlotlyObject {
  const text = plotName(lines.join("<br>"));
  const font = { size: sizes.tick, color: theme.color[color] };
  if (line === undefined) return { text, x, y: shown(t), showarrow: false, xshift: right, yshift: up, font };
  const arrow = { showarrow: true, arrowhead: 0, arrowwidth: 0.8, arrowcolor: theme.color[line], borderpad: 0 };
  return { text, x, y: shown(t), ax: right, ay: -up, ...arrow, standoff: right !== 0 && up === 0 ? 0 : 6, font };
}

/** px by which a name right over its mark may stand aside. */
const NEAR = [0, 3, -3, 6, -6, 9, -9, 11, -11];

/** px by which the name of a mark is lifted and moved aside, nearest first; without a line only where it stands right over the mark. */
const SHIFTS: readonly (readonly [up: number, right: number])[] = [28, 42, 56, 70, 84, 98, 112].flatMap((up) =>
  [0, 14, -14, 28, -28, 42, -42].map((right) => [up, right] as const),
);

/** The temperature of the isotherm and the names of the alloys on it: by mass below, by atoms above, where there is room. */
function isothermLabels(view: LabelView, space: LabelSpace): PlotlyObject[] {
  const { isotherm, marks = [], shown, kelvin } = view;
  if (isotherm === undefined) return [];
  space.takeLine(isotherm, 0, 1, 9);
  const sides = { "wt%": -1, "at.%": 1 } as const;
  const ordered = [...marks].sort((a, b) => a.moleFraction - b.moleFraction);
  const named = ordered.flatMap(({ label, moleFraction: x, kind }) => {
    const places = [sides[kind], -sides[kind]].flatMap((side) =>
      NEAR.map((right) => ({ x, t: isotherm, up: side * 13, right })),
    );
    const near = places.find((place) => space.fits(place, [label]));
    if (near !== undefined) {
      space.take(near, [label]);
      return [annotation(view, [label], near, "ink")];
    }
    const far = SHIFTS.flatMap(([up, right]) => [1, -1].map((side) => ({ x, t: isotherm, up: side * up, right }))).find(
      (place) => space.fitsWithLine(place, [label]),
    );
    if (far === undefined) return [];
    space.takeWithLine(far, [label]);
    return [annotation(view, [label], far, "ink", "ink3")];
  });
  const degrees = [`${formatFixed(shown(isotherm), Number.isInteger(shown(isotherm)) ? 0 : 2)} ${kelvin ? "K" : "°C"}`];
  const place = [12, -12]
    .flatMap((up) => [0.92, 0.88, 0.1, 0.5].map((x) => ({ x, t: isotherm, up })))
    .find((each) => space.fits(each, degrees));
  if (place === undefined) return named;
  space.take(place, degrees);
  return [...named, annotation(view, degrees, place, "ink2")];
}

/** Kind and temperature below or above the line of an invariant; its number in the list beside the figure where they do not fit. */
function invariantLabel(invariant: Invariant, number: number, view: LabelView, space: LabelSpace): PlotlyObject[] {
  const { kind, temperature, phases } = invariant;
  const { shown, kelvin } = view;
  const degrees = `${formatFixed(shown(temperature), 1)}\u00A0${kelvin ? "K" : "°C"}`;
  const [from, to] = [phases[0].moleFraction, phases[2].moleFraction];
  for (const lines of [[`${kind} ${degrees}`], [kind, degrees], [degrees], [`(${number})`]] as Lines[]) {
    for (const side of [-1, 1]) {
      const up = side * (LabelSpace.size(lines).height / 2 + 3);
      for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
        const place = { x: from + share * (to - from), t: temperature, up };
        if (!space.fits(place, lines)) continue;
        space.take(place, lines);
        return [annotation(view, lines, place, "ink")];
      }
    }
  }
  // A number over a boundary is better than an invariant without a name.
  const forced = { x: phases[1].moleFraction, t: temperature, up: 11, right: 9 };
  space.take(forced, [`(${number})`]);
  return [annotation(view, [`(${number})`], forced, "ink")];
}

/** "gap top 352.6 °C" above the highest temperature of a miscibility gap. */
function gapLabel({ temperature, moleFraction }: CriticalPoint, view: LabelView, space: LabelSpace): PlotlyObject[] {
  const degrees = `${formatFixed(view.shown(temperature), 1)}\u00A0${view.kelvin ? "K" : "°C"}`;
  for (const lines of [[`gap top ${degrees}`], ["gap top", degrees], [degrees]] as Lines[]) {
    const up = LabelSpace.size(lines).height / 2 + 5;
    for (const right of [0, 20, -20, 40, -40]) {
      const place = { x: moleFraction, t: temperature, up, right };
      if (!space.fits(place, lines)) continue;
      space.take(place, lines);
      return [annotation(view, lines, place, "ink")];
    }
  }
  return [];
}

function fieldLabels(diagram: BinaryDiagram, view: LabelView, space: LabelSpace): PlotlyObject[] {
  const named = view.fields.map((field) => ({ field, name: fieldName(field, view.nameOf) }));
  // Fields of one phase first: they are the fewer and the more sought.
  const placed: PlotlyObject[] = [];
  const inside = ({ field, name }: (typeof named)[number]): boolean => {
    const lines = variants(name).find((each) => placeInside(field, each, space) !== null);
    const place = lines === undefined ? null : placeInside(field, lines, space);
    if (lines === undefined || place === null) return false;
    space.take(place, lines);
    placed.push(annotation(view, name === "liquid" ? [`<b>${name}</b>`] : lines, place, colorOf(name)));
    return true;
  };
  const crowded = named.filter(({ field }) => field.phases.length === 1).filter((one) => !inside(one));
  for (const two of named.filter(({ field }) => field.phases.length === 2)) inside(two);
  for (const { field, name } of [...crowded, ...compounds(diagram, view)]) {
    const place = placeBeside(field, [name], space);
    if (place === null) continue;
    space.takeWithLine(place, [name]);
    placed.push(annotation(view, [name], place, colorOf(name), colorOf(name)));
  }
  return placed;
}

function colorOf(name: string): FigureColor {
  const element = solidOf(name);
  return name === "liquid" ? "accent" : element ? elementColor(element) : "ink2";
}

/** Phases of one composition, as fields without width. */
function compounds({ regions }: BinaryDiagram, { nameOf }: LabelView): { field: PhaseField; name: string }[] {
  const found = new Map<string, { x: number; t: [number, number] }>();
  for (const { phases, lower, higher, temperature } of regions) {
    for (const [side, values] of [lower, higher].entries()) {
      const x = values[0] as number;
      if (x < 1e-6 || x > 1 - 1e-6 || values.some((value) => Math.abs(value - x) > 1e-9)) continue;
      const name = phases[side] as string;
      const [low, high] = [temperature[0] as number, temperature[temperature.length - 1] as number];
      const known = found.get(name);
      found.set(name, { x, t: known ? [Math.min(known.t[0], low), Math.max(known.t[1], high)] : [low, high] });
    }
  }
  return [...found].map(([phase, { x, t }]) => ({
    name: nameOf(phase, x),
    field: { phases: [phase], temperature: t, low: [x, x], high: [x, x] },
  }));
}

/** A name on one line, or a pair on two. */
function variants(name: string): Lines[] {
  const [left, right] = name.split(" + ");
  return right === undefined ? [[name]] : [[name], [`${left} +`, right]];
}

function noteLabel({ theme, note }: LabelView): PlotlyObject[] {
  if (note === undefined) return [];
  return [
    {
      text: note,
      xref: "paper",
      yref: "paper",
      x: 0.5,
      y: 1,
      xanchor: "center",
      yanchor: "top",
      yshift: -5,
      showarrow: false,
      font: { size: sizes.tick, color: theme.color.ink2 },
    },
  ];
}
