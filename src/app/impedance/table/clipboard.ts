import type { Results } from "../../../study/series-results.ts";

/** Characters that would end a cell, or that a program would take for a formula. */
function plain(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+@]/.test(flat) ? `'${flat}` : flat;
}

/** Full precision, a point as decimal mark; empty where there is none. */
function number(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "" : String(value);
}

/**
 * The results as text that pastes into Origin and Excel: columns by tabulators, one row a sweep under rows with long name, unit and
 * comment; the bounds of 95 % in columns of their own.
 *
 * @param places of the rows in `results.sweeps`, in the order in which they are wanted
 */
export function tableForClipboard(results: Results, places: readonly number[], file: string): string {
  const columns: { readonly head: readonly [string, string, string]; readonly cell: (place: number) => string }[] = [
    { head: ["Sweep", "", file], cell: (place) => String((results.sweeps[place] ?? 0) + 1) },
  ];
  for (const [k, { name, unit, cells, bounded, process }] of results.columns.entries()) {
    columns.push({ head: [name, unit, ""], cell: (place) => number(cells[place]?.value ?? null) });
    if (bounded) {
      columns.push(
        { head: [`${name}, lower`, unit, "95 %"], cell: (place) => number(cells[place]?.lower ?? null) },
        { head: [`${name}, upper`, unit, "95 %"], cell: (place) => number(cells[place]?.upper ?? null) },
      );
    }
    if (process !== null && results.columns[k + 1]?.process !== process) {
      const words = (told: boolean | undefined): string => (told === undefined ? "" : told ? "yes" : "no");
      columns.push({
        head: [`Process ${process} determined by the data`, "", ""],
        cell: (place) => words(cells[place]?.determined),
      });
    }
  }
  columns.push(
    { head: ["Kramers-Kronig", "", ""], cell: (place) => results.verdicts[place]?.word ?? "" },
    {
      head: ["Kramers-Kronig residual", "%", ""],
      cell: (place) => {
        const residual = results.verdicts[place]?.residual ?? null;
        return number(residual === null ? null : 100 * residual);
      },
    },
  );
  const heads = [0, 1, 2].map((k) => columns.map(({ head }) => plain(head[k] ?? "")).join("\t"));
  const rows = places.map((place) => columns.map(({ cell }) => cell(place)).join("\t"));
  return `${[...heads, ...rows].join("\n")}\n`;
}
