import type { FigureLayout } from "./figure-layout.ts";
import { type MeasuredText, runStyle } from "./rich-text.ts";
import { OVER_CAPITAL, TILDE, withoutTildes } from "./tildes.ts";

/** What everything is painted on. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly layout: FigureLayout;
  /** Device pixels in one px. */
  readonly ratio: number;
  /** The colour that is painted for a colour of the figure: another one where the system forces its own. */
  readonly color: (color: string) => string;
}

/** A place for a line of this width that fills whole device pixels. */
export function crisp({ ratio }: Sheet, at: number, width = 1): number {
  return (Math.round(at * ratio) + (Math.round(width * ratio) % 2) / 2) / ratio;
}

/** "4px,3px", "dash" as lengths; empty for a whole line. */
export function dashOf(dash: unknown, width: number): number[] {
  if (typeof dash !== "string" || dash === "solid") return [];
  const w = Math.max(width, 1);
  const named: Readonly<Record<string, number[]>> = {
    dot: [w, w],
    dash: [3 * w, 3 * w],
    longdash: [5 * w, 5 * w],
    dashdot: [3 * w, w, w, w],
    longdashdot: [5 * w, 2 * w, w, 2 * w],
  };
  const known = named[dash];
  if (known !== undefined) return known;
  return dash.split(/[\s,]+/).map((part) => Math.max(0, Number.parseFloat(part) || 0));
}

export interface TextStyle {
  readonly color: string;
  readonly align?: "left" | "center" | "right";
  /** A rim of 3 px in this colour, over data. */
  readonly halo?: string;
}

/** Paints a text of several lines whose box has its upper left corner here. */
export function paintText(sheet: Sheet, text: MeasuredText, left: number, top: number, style: TextStyle): void {
  const { context } = sheet;
  const { align = "left", halo } = style;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  const height = text.lines.length > 0 ? text.height / text.lines.length : 0;
  const passes = halo === undefined ? (["fill"] as const) : (["rim", "fill"] as const);
  for (const pass of passes) {
    if (pass === "rim") {
      context.strokeStyle = sheet.color(halo ?? "");
      context.lineWidth = 3;
      context.lineJoin = "round";
      context.setLineDash([]);
    } else context.fillStyle = sheet.color(style.color);
    text.lines.forEach(({ runs, width }, k) => {
      const free = text.width - width;
      let x = left + (align === "left" ? 0 : align === "right" ? free : free / 2);
      const baseline = top + (k + 0.5) * height + 0.355 * text.font.size;
      for (const run of runs) {
        const { font, shift } = runStyle(run, text.font);
        context.font = font;
        const draw = (text: string, at: number, y: number): void =>
          pass === "rim" ? context.strokeText(text, at, y) : context.fillText(text, at, y);
        const { letters, under } = withoutTildes(run.text);
        const { measure } = sheet.layout;
        draw(letters, x, baseline + shift);
        for (const k of under) {
          const middle = measure(letters.slice(0, k), font) + measure(letters.charAt(k), font) / 2;
          const raise = /\p{Lu}/u.test(letters.charAt(k)) ? OVER_CAPITAL * text.font.size : 0;
          draw(TILDE, x + middle - measure(TILDE, font) / 2, baseline + shift - raise);
        }
        x += sheet.layout.measure(run.text, font);
      }
    });
  }
}

/** Paints inside of a rectangle only. */
export function within(
  sheet: Sheet,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  paint: () => void,
): void {
  const { context } = sheet;
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  paint();
  context.restore();
}
