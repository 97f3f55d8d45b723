import type { Column, Table } from "../../base/table.ts";

/** `vendor`: as the instrument prints it; `canonical`: our spelled-out names. */
export type HeadingNames = "vendor" | "canonical";

/** `-Im(Z)/Ohm` holds its unit already; `Freq` with unit Hz becomes `Freq [Hz]`. */
function withUnit(name: string, unit: string | null): string {
  if (unit === null || unit === "") return name;
  const tail = name.slice(-unit.length - 2);
  const held = tail.endsWith(`/${unit}`) || tail === `(${unit})` || tail === `[${unit}]` || name.endsWith(`/ ${unit}`);
  return held ? name : `${name} [${unit}]`;
}

/** Heading of a column, always with its unit. */
export function columnHeading(column: Column, names: HeadingNames = "vendor"): string {
  return withUnit(names === "vendor" ? column.vendorName : column.name, column.unit);
}

/** Headings of a table; a repeated one gets its number: `I [mA] (2)`. */
export function uniqueHeadings(table: Table, names: HeadingNames = "vendor"): string[] {
  const seen = new Set<string>();
  return table.columns.map((column) => {
    const heading = columnHeading(column, names);
    let unique = heading;
    for (let n = 2; seen.has(unique); n++) unique = `${heading} (${n})`;
    seen.add(unique);
    return unique;
  });
}
