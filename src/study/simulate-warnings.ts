import type { Warning } from "../base/warnings.ts";
import type { CellModel } from "../cell/form/cell-model.ts";
import { formatDuration, formatQuantity } from "../figures/format-number.ts";
import type { CellChoice } from "./simulate-cell.ts";
import { isSteady, type SpectrumEntry } from "./simulate-results.ts";

/** Codes of what is as it was asked for and leaves nothing to mind. */
const FACTS: ReadonlySet<string> = new Set(["cycle-jump-none"]);

/** Whether a message says how a run was made, and not what is to be minded of it. */
export function isFact({ code }: Pick<Warning, "code">): boolean {
  return FACTS.has(code);
}

/** What is to be known of the cell. */
export function cellWarnings({ note }: CellChoice): Warning[] {
  return note === null ? [] : [{ code: "benchmark-cell", message: note }];
}

/** A warning of a run in words for a page. */
export function thinnedWarning(warning: Warning, mostPoints: number): Warning {
  if (warning.code !== "points-thinned") return warning;
  return {
    code: warning.code,
    message: `More than ${mostPoints} points were to be recorded: some were left out, evenly; every segment stands in the table of segments. Record at an interval to choose.`,
  };
}

/** What is to be minded of the spectra of a run. */
export function resultWarnings({ drops }: CellModel, spectra: readonly SpectrumEntry[]): Warning[] {
  if (spectra.length === 0) return [];
  if (drops.length === 0) {
    return [{ code: "no-voltage", message: "No submodel of this cell adds to its voltage: its spectra are zero." }];
  }
  const unsteady = spectra.flatMap((entry, k) => (isSteady(entry) ? [] : [{ entry, k }]));
  const [first] = unsteady;
  const withParts = spectra.filter(({ parts }) => parts.length > 0).length;
  const last = formatDuration(unsteady.at(-1)?.entry.time ?? 0);
  const more =
    unsteady.length < 2
      ? ""
      : ` So are ${unsteady.length - 1} more of the ${spectra.length} spectra, the last at ${last}.`;
  return [
    ...(first === undefined ? [] : [unsteadyWarning(first.entry, first.k, spectra.length, more)]),
    ...(withParts < spectra.length
      ? [
          {
            code: "spectrum-parts-thinned",
            message: `Of ${spectra.length} spectra ${withParts}, evenly spread, keep what each part of the cell adds; all keep their total.`,
          },
        ]
      : []),
  ];
}

function unsteadyWarning(
  { time, drift, total, frequency }: SpectrumEntry,
  k: number,
  count: number,
  more: string,
): Warning {
  const negative = total.real.some((z) => z <= 0);
  const moves = `the voltage moves ${formatQuantity(Math.abs(drift ?? 0), "V")} within a period of its lowest frequency, ${formatQuantity(Math.min(...frequency), "Hz")}`;
  return {
    code: "spectrum-unsteady",
    message: `Spectrum ${k + 1} of ${count}, at ${formatDuration(time)}: ${moves}${negative ? ", and its real part is negative" : ""}. It is the linear response of a state that does not last: no measurement would see it. Take it earlier, or begin it at a higher frequency.${more}`,
  };
}
