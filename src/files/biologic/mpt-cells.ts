/** Bytes that part cells and lines. */
export const TAB = 0x09;
/** Ends a line, alone or behind RETURN. */
export const NEWLINE = 0x0a;
/** Stands before NEWLINE in files of Windows. */
export const RETURN = 0x0d;

/** Tabs in a line. */
export function countTabs(line: Uint8Array): number {
  let tabs = 0;
  for (let i = 0; i < line.length; i++) if (line[i] === TAB) tabs++;
  return tabs;
}

/** Cells of a line: one more than its tabs, less the empty one behind a closing tab. */
export function countCells(line: Uint8Array): number {
  const tabs = countTabs(line);
  return line[line.length - 1] === TAB ? tabs : tabs + 1;
}

/** Cell n of a line, from 0; empty if there are fewer. */
export function nthCell(line: Uint8Array, n: number): Uint8Array {
  let start = 0;
  for (let k = 0; k < n; k++) {
    const tab = line.indexOf(TAB, start);
    if (tab < 0) return line.subarray(line.length);
    start = tab + 1;
  }
  const tab = line.indexOf(TAB, start);
  return line.subarray(start, tab < 0 ? line.length : tab);
}
