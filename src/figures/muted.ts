import type { Figure, PlotlyObject, Trace } from "./plotly.ts";

/** How much of a line is left that is of other values than those that are shown; of a text, which is still to be read. */
const LEFT = 0.35;
const LEFT_OF_TEXT = 0.6;

const isMeasured = ({ mode }: Trace): boolean => mode === "markers";

/** With a part of its own opacity. */
function faded<T extends PlotlyObject>(drawn: T, left: number): T {
  const { opacity } = drawn;
  return { ...drawn, opacity: left * (typeof opacity === "number" ? opacity : 1) };
}

const colorOf = (group: unknown): unknown =>
  typeof group === "object" && group !== null && "color" in group ? group.color : undefined;

/**
 * The same figure with what was computed drawn muted: lines, maps, marks on the axes of the data, and the texts of them. As they are:
 * what was measured, which no value changes, with the names in its colour alone; and the frames.
 */
export function mutedFigure({ data, layout }: Figure): Figure {
  const { annotations, shapes } = layout;
  const computed = new Set(data.flatMap((trace) => (isMeasured(trace) ? [] : [colorOf(trace.line)])));
  const measured = new Set(data.flatMap((trace) => (isMeasured(trace) && trace.marker ? [colorOf(trace.marker)] : [])));
  const ofMeasured = ({ font }: PlotlyObject): boolean => measured.has(colorOf(font)) && !computed.has(colorOf(font));
  const isFrame = ({ xref, yref }: PlotlyObject): boolean => xref === "paper" && yref === "paper";
  return {
    data: data.map((trace) => (isMeasured(trace) ? trace : faded(trace, LEFT))),
    layout: {
      ...layout,
      ...(annotations && {
        annotations: annotations.map((note) => (ofMeasured(note) ? note : faded(note, LEFT_OF_TEXT))),
      }),
      ...(shapes && { shapes: shapes.map((shape) => (isFrame(shape) ? shape : faded(shape, LEFT))) }),
    },
  };
}
