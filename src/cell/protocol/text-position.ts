/** Line and column, both from 1, of a place in a text; the parts of CR LF end one line. */
export function positionIn(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (const end of text.slice(0, at).matchAll(/\r\n?|\n/g)) {
    line++;
    lineStart = end.index + end[0].length;
  }
  return { line, column: at - lineStart + 1 };
}
