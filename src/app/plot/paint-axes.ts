import { crisp, paintText, type Sheet } from "./canvas-sheet.ts";
import { type Box, LABEL_GAP, type PlacedAxis, plotGround } from "./figure-layout.ts";
import { plotBox } from "./plot-box.ts";

/** Pairs of axes that make plots. */
export function plots({ layout }: Sheet): { readonly x: PlacedAxis; readonly y: PlacedAxis; readonly box: Box }[] {
  return layout.subplots.flatMap(([xName, yName]) => {
    const [x, y] = [layout.axes.get(xName), layout.axes.get(yName)];
    return x === undefined || y === undefined ? [] : [{ x, y, box: plotBox(x, y) }];
  });
}

export function paintGrounds(sheet: Sheet): void {
  const { context, layout } = sheet;
  context.fillStyle = sheet.color(plotGround(layout.figure));
  for (const { x, y, box } of plots(sheet)) {
    if (x.spec.overlaying !== null || y.spec.overlaying !== null) continue;
    context.fillRect(box.left, box.top, box.width, box.height);
  }
}

function lineAcross(sheet: Sheet, axis: PlacedAxis, box: Box, px: number, color: string): void {
  const { context } = sheet;
  context.strokeStyle = sheet.color(color);
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  const at = crisp(sheet, px);
  if (axis.spec.letter === "x") {
    context.moveTo(at, box.top);
    context.lineTo(at, box.top + box.height);
  } else {
    context.moveTo(box.left, at);
    context.lineTo(box.left + box.width, at);
  }
  context.stroke();
}

export function paintGrids(sheet: Sheet): void {
  for (const { x, y, box } of plots(sheet)) {
    for (const axis of [x, y]) {
      if (axis.spec.grid === null) continue;
      for (const { px } of axis.major) lineAcross(sheet, axis, box, px, axis.spec.grid);
    }
  }
  for (const { x, y, box } of plots(sheet)) {
    for (const axis of [x, y]) {
      const { zeroLine, log } = axis.spec;
      const [low, high] = [Math.min(...axis.range), Math.max(...axis.range)];
      if (zeroLine !== null && !log && low < 0 && high > 0) lineAcross(sheet, axis, box, axis.placeRange(0), zeroLine);
    }
  }
}

function ticksAlong(sheet: Sheet, axis: PlacedAxis, at: number, inward: number): void {
  const { context } = sheet;
  const { spec } = axis;
  const strokes = (places: readonly number[], length: number, color: string): void => {
    context.strokeStyle = sheet.color(color);
    context.beginPath();
    const edge = crisp(sheet, at);
    for (const px of places) {
      const place = crisp(sheet, px);
      if (spec.letter === "x") {
        context.moveTo(place, edge);
        context.lineTo(place, edge + inward * length);
      } else {
        context.moveTo(edge, place);
        context.lineTo(edge + inward * length, place);
      }
    }
    context.stroke();
  };
  context.lineWidth = 1;
  context.setLineDash([]);
  if (spec.minor.shown) strokes(axis.minor, spec.minor.length, spec.minor.color);
  if (spec.ticks)
    strokes(
      axis.major.map(({ px }) => px),
      spec.tickLength,
      spec.tickColor,
    );
}

function axisLine(sheet: Sheet, axis: PlacedAxis, at: number): void {
  const { context } = sheet;
  const { spec, from, to } = axis;
  if (spec.line === null) return;
  context.strokeStyle = sheet.color(spec.line);
  context.lineWidth = spec.lineWidth;
  context.setLineDash([]);
  context.beginPath();
  const [edge, a, b] = [
    crisp(sheet, at, spec.lineWidth),
    crisp(sheet, Math.min(from, to)),
    crisp(sheet, Math.max(from, to)),
  ];
  const half = 0.5 / sheet.ratio;
  if (spec.letter === "x") {
    context.moveTo(a - half, edge);
    context.lineTo(b + half, edge);
  } else {
    context.moveTo(edge, a - half);
    context.lineTo(edge, b + half);
  }
  context.stroke();
}

function labels(sheet: Sheet, { spec, line, major }: PlacedAxis): void {
  const { context } = sheet;
  const style = { color: spec.tickFont.color, align: "center" } as const;
  for (const { px, text } of major) {
    if (text.width === 0) continue;
    if (spec.letter === "x" && spec.tickAngle !== 0) {
      context.save();
      context.translate(px, line + LABEL_GAP);
      context.rotate((spec.tickAngle * Math.PI) / 180);
      const turned = spec.tickAngle < 0;
      paintText(sheet, text, turned ? -text.width : 0, turned ? -0.2 * text.height : -0.8 * text.height, style);
      context.restore();
    } else if (spec.letter === "x") {
      const top = spec.side === "top" ? line - LABEL_GAP - text.height + 2 : line + LABEL_GAP - 2;
      paintText(sheet, text, px - text.width / 2, top, style);
    } else {
      const right = spec.side === "right";
      const left = right ? line + LABEL_GAP : line - LABEL_GAP - text.width;
      paintText(sheet, text, left, px - text.height / 2, { ...style, align: right ? "left" : "right" });
    }
  }
}

function title(sheet: Sheet, axis: PlacedAxis): void {
  const { context } = sheet;
  const { spec, title: text, from, to, line, titleAt } = axis;
  if (text.width === 0) return;
  const middle = (from + to) / 2;
  const style = { color: spec.titleFont.color, align: "center" } as const;
  if (spec.letter === "x") {
    const y = spec.side === "top" ? line - titleAt : line + titleAt;
    paintText(sheet, text, middle - text.width / 2, y - text.height / 2, style);
    return;
  }
  context.save();
  context.translate(spec.side === "right" ? line + titleAt : line - titleAt, middle);
  context.rotate(-Math.PI / 2);
  paintText(sheet, text, -text.width / 2, -text.height / 2, style);
  context.restore();
}

/** Lines, ticks, labels and titles of all axes. */
export function paintAxes(sheet: Sheet): void {
  for (const axis of sheet.layout.axes.values()) {
    const { spec, line, opposite } = axis;
    const inward = Math.sign(opposite - line) || 1;
    ticksAlong(sheet, axis, line, inward);
    axisLine(sheet, axis, line);
    if (spec.mirror !== "none") axisLine(sheet, axis, opposite);
    if (spec.mirror === "ticks") ticksAlong(sheet, axis, opposite, -inward);
    labels(sheet, axis);
    title(sheet, axis);
  }
}
