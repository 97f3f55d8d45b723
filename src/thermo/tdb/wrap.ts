/** A piece of a line that is never broken. */
export interface Chunk {
  readonly text: string;
  /** A blank stands before it where it does not begin a line. */
  readonly spaced: boolean;
}

const TOKEN = /(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?|[A-Z_][A-Z0-9_]*#?|\*\*|./g;

export function words(...texts: readonly string[]): Chunk[] {
  return texts.map((text) => ({ text, spaced: true }));
}

/** An expression in terms where they fit into a line, else in numbers, names and signs. */
export function expressionChunks(text: string, width: number): Chunk[] {
  const chunks: Chunk[] = [];
  let term: string[] = [];
  const close = (): void => {
    const joined = term.join("");
    const texts = joined.length <= width - INDENT.length ? [joined] : term;
    for (const part of texts) chunks.push({ text: part, spaced: chunks.length === 0 });
    term = [];
  };
  for (const token of text.match(TOKEN) ?? []) {
    const before = term.at(-1) ?? "(";
    if ((token === "+" || token === "-") && !/^(?:[-+*/(]|\*\*)$/.test(before)) close();
    term.push(token);
  }
  close();
  return chunks;
}

const INDENT = "  ";

/** Chunks in lines of at most `width` characters; only a chunk that is longer itself stands out. */
export function wrap(chunks: readonly Chunk[], width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const { text, spaced } of chunks) {
    const blank = spaced && line !== "" && line !== INDENT ? " " : "";
    if (line !== "" && line !== INDENT && line.length + blank.length + text.length > width) {
      lines.push(line);
      line = INDENT + text;
    } else {
      line += blank + text;
    }
  }
  lines.push(line);
  return lines.join("\n");
}
