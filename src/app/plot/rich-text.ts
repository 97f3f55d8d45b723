/** A stretch of text in one style. */
export interface TextRun {
  readonly text: string;
  readonly italic: boolean;
  readonly bold: boolean;
  readonly level: "base" | "sub" | "sup";
}

/** Runs of one line. */
export type TextLine = readonly TextRun[];

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  times: "×",
  plusmn: "±",
  deg: "°",
  mu: "μ",
};

const MARKUP = /<(\/?)(i|em|b|strong|sub|sup|br)\s*(\/?)>|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi;

function character(code: number): string {
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : " ";
}

/** Plotly's pseudo-HTML as styled runs: i, b, sub, sup, br and entities; anything else is text as it stands. */
export function parseRichText(source: string): readonly TextLine[] {
  const lines: TextRun[][] = [[]];
  let [italic, bold, sub, sup] = [0, 0, 0, 0];
  const add = (text: string): void => {
    if (text === "") return;
    const line = lines[lines.length - 1] as TextRun[];
    const run: TextRun = {
      text,
      italic: italic > 0,
      bold: bold > 0,
      level: sup > 0 ? "sup" : sub > 0 ? "sub" : "base",
    };
    const last = line[line.length - 1];
    if (last !== undefined && last.italic === run.italic && last.bold === run.bold && last.level === run.level) {
      line[line.length - 1] = { ...last, text: last.text + text };
    } else line.push(run);
  };
  let end = 0;
  for (const match of source.matchAll(MARKUP)) {
    add(source.slice(end, match.index));
    end = match.index + match[0].length;
    const [all, slash, tag, , decimal, hexadecimal, entity] = match;
    if (tag === undefined) {
      if (decimal !== undefined) add(character(Number(decimal)));
      else if (hexadecimal !== undefined) add(character(Number.parseInt(hexadecimal, 16)));
      else add(ENTITIES[entity ?? ""] ?? all);
      continue;
    }
    const step = slash === "/" ? -1 : 1;
    const name = tag.toLowerCase();
    if (name === "br") lines.push([]);
    else if (name === "sub") sub = Math.max(0, sub + step);
    else if (name === "sup") sup = Math.max(0, sup + step);
    else if (name === "i" || name === "em") italic = Math.max(0, italic + step);
    else bold = Math.max(0, bold + step);
  }
  add(source.slice(end));
  return lines;
}

/** A text without its markup, as a screen reader says it. */
export function plainText(source: string): string {
  return parseRichText(source)
    .map((line) => line.map(({ text }) => text).join(""))
    .join(", ");
}

/** A font as the canvas takes it. */
export interface TextFont {
  readonly size: number;
  readonly family: string;
}

/** Width in px of a text in a style. */
export type MeasureText = (text: string, font: string) => number;

/** Size of a subscript or superscript against its text, and how far below or above the baseline it stands. */
const SMALL = 0.72;
const SHIFT = { base: 0, sub: 0.22, sup: -0.38 } as const;
/** Height of a line against the size of its text. */
export const LINE_HEIGHT = 1.3;

/** How one run is drawn. */
export function runStyle(run: TextRun, font: TextFont): { readonly font: string; readonly shift: number } {
  const size = run.level === "base" ? font.size : font.size * SMALL;
  const style = `${run.italic ? "italic " : ""}${run.bold ? "600 " : ""}`;
  return { font: `${style}${size}px ${font.family}`, shift: SHIFT[run.level] * font.size };
}

/** A text that knows its size in px. */
export interface MeasuredText {
  readonly lines: readonly { readonly runs: TextLine; readonly width: number }[];
  readonly font: TextFont;
  readonly width: number;
  readonly height: number;
}

export function measureRichText(source: string, font: TextFont, measure: MeasureText): MeasuredText {
  const lines = parseRichText(source).map((runs) => ({
    runs,
    width: runs.reduce((sum, run) => sum + measure(run.text, runStyle(run, font).font), 0),
  }));
  return {
    lines,
    font,
    width: lines.reduce((widest, { width }) => Math.max(widest, width), 0),
    height: source === "" ? 0 : lines.length * LINE_HEIGHT * font.size,
  };
}
