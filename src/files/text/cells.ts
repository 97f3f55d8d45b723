/** What stands between the cells of a row; a space means any run of white space. */
export type Separator = "\t" | ";" | "," | " ";

/** Most columns that a table in text may have. */
export const MOST_COLUMNS = 2048;

/**
 * Cells of a line, trimmed; quoted cells (`"a;b"`, `""` for a quote) as RFC 4180. A quote that does not open a cell
 * is an ordinary character: headings such as `Z"/ohm` have them.
 */
export function splitCells(line: string, separator: Separator): string[] {
  if (separator === " ") {
    const text = line.trim();
    return text === "" ? [] : text.split(/\s+/, MOST_COLUMNS + 1);
  }
  if (!line.includes('"')) return line.split(separator, MOST_COLUMNS + 1).map((cell) => cell.trim());
  const cells: string[] = [];
  let i = 0;
  while (i <= line.length && cells.length <= MOST_COLUMNS) {
    const next = line.indexOf(separator, i);
    const plainEnd = next < 0 ? line.length : next;
    const quoted = readQuoted(line, i, separator);
    if (quoted !== null) {
      cells.push(quoted.cell.trim());
      i = quoted.next;
    } else {
      cells.push(line.slice(i, plainEnd).trim());
      i = plainEnd + 1;
    }
  }
  return cells;
}

/** A cell that begins with a quote at `from` and closes before a separator or the end; null if it does not. */
function readQuoted(line: string, from: number, separator: string): { cell: string; next: number } | null {
  let i = from;
  while (line[i] === " ") i++;
  if (line[i] !== '"') return null;
  let cell = "";
  i++;
  while (i < line.length) {
    const close = line.indexOf('"', i);
    if (close < 0) return null;
    cell += line.slice(i, close);
    if (line[close + 1] !== '"') {
      let end = close + 1;
      while (line[end] === " ") end++;
      return end >= line.length || line[end] === separator ? { cell, next: end + 1 } : null;
    }
    cell += '"';
    i = close + 2;
  }
  return null;
}
