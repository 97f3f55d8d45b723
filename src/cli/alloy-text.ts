import { formatFixed } from "../figures/format-number.ts";
import type { AlloyHead } from "../study/alloy-system.ts";
import { LIQUIDUS_INTERVAL } from "../study/alloy-uncertainty.ts";
import { ICE_POINT } from "../units/temperature.ts";
import { withOption } from "./option-words.ts";
import { plain } from "./terminal.ts";
import { marked, type TextColumn, textTable } from "./text-table.ts";

/** A temperature in K as people read it. */
export function degrees(kelvins: number, decimals = 2, kelvin = false): string {
  return kelvin ? `${formatFixed(kelvins, decimals)} K` : `${formatFixed(kelvins - ICE_POINT, decimals)} °C`;
}

/** Numbers in degrees, without unit, for a column. */
export function degreesColumn(kelvins: readonly (number | null)[], kelvin: boolean, decimals = 2): TextColumn {
  return {
    head: `T / ${kelvin ? "K" : "°C"}`,
    cells: kelvins.map((t) => (t === null ? "–" : formatFixed(kelvin ? t : t - ICE_POINT, decimals))),
  };
}

/** Which database the numbers are from, and how far it is to be trusted. */
export function databaseLine({ database }: AlloyHead): string {
  const trust = database.builtIn
    ? `: SGTE pure elements and our own fit, not a published assessment; liquidus ${LIQUIDUS_INTERVAL}`
    : ` (sha256 ${database.sha256.slice(0, 12)}…)`;
  return marked("", `Database ${plain(database.name)}${trust}.`, "");
}

/** Warnings that are printed; a large database may have hundreds. */
const MOST = 6;

export function warningLines({ warnings }: AlloyHead): string {
  const lines = warnings.slice(0, MOST).map((warning) => marked("▲", plain(withOption(warning))));
  const more = warnings.length - lines.length;
  if (more > 0) lines.push(marked("", `and ${more} more; --json lists all.`));
  return lines.join("");
}

/** A table under its heading. */
export function titled(title: string, columns: readonly TextColumn[], left: readonly string[] = []): string {
  return `\n${title}\n${textTable(columns, { left })}`;
}
