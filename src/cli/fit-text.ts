import { formatNumber, ohmPrefix } from "../figures/format-number.ts";
import { UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import { FAR_FROM_NOISE } from "../impedance/interpretation/distribution-doubt.ts";
import type { FitEntry, FitSweepEntry } from "../study/fit.ts";
import { INTERVALS, isParameterDetermined, parameterText } from "./distribution-text.ts";
import {
  capacitanceUnit,
  FEW,
  fileHead,
  gapOf,
  glyph,
  leftOutLine,
  resistanceUnit,
  shownSweeps,
  sweepColumns,
  sweepHead,
  validityLine,
  warningLines,
} from "./spectra-text.ts";
import { plain } from "./terminal.ts";
import { foldedTable, marked, quantityColumns, textTable } from "./text-table.ts";

/** Nor is a circuit that misses the points by this part of |Z| one of theirs, whatever the noise. */
const LARGEST_MISFIT = 0.15;

const percent = (share: number): string => `${formatNumber(100 * share, { digits: 2 })}\u00a0%`;

/** What `fit` says of a file on the terminal. */
export function fitText(entry: FitEntry): string {
  const { sweeps, cell, warnings, circuit } = entry;
  const lines = [fileHead(entry, sweeps.length)];
  if (circuit) {
    const from = circuit.from === "given" ? "" : ` (${circuit.from.replace(/\.$/, "")})`;
    lines.push(marked("", `Circuit ${plain(circuit.notation)}${from}`));
  }
  if (sweeps.length <= FEW) {
    for (const sweep of sweeps)
      lines.push("\n", sweepHead(sweep, sweeps.length, cell.area), oneSweep(sweep, cell.area));
  } else lines.push("\n", manySweeps(sweeps), "\n", marked("", validityLine(sweeps)));
  lines.push(warningLines(warnings));
  return lines.join("");
}

function oneSweep({ verdict, reason, noise, fit }: FitSweepEntry, area: number | null): string {
  const validity = marked(glyph(verdict), reason);
  if (fit === null) return `${validity}${marked("–", "No fit; a sentence below says why.")}`;
  const far = isFar(fit, noise);
  const quality = [
    `misfit ${percent(fit.rmsResidual)}${noise === null ? "" : `, noise ${percent(noise)}`}`,
    ...(far ? ["the circuit does not describe these data"] : []),
    `${fit.weighting} weighting`,
    fit.converged ? `converged after ${fit.iterations} steps` : `not converged after ${fit.iterations} steps`,
  ];
  const parts = [
    validity,
    marked(fit.converged && !far ? "✓" : "×", `${quality.join(", ")}.`),
    "\n",
    parameterTable(fit),
  ];
  if (fit.arcs.length > 0) parts.push("\n", arcTable(fit, area));
  if (fit.arcs.some(({ determined }) => !determined)) parts.push(marked("", `${UNDETERMINED}: ${UNDETERMINED_MEANS}.`));
  return parts.join("");
}

type Fit = NonNullable<FitSweepEntry["fit"]>;

/** Whether a circuit does not describe the data, as one sweep and the column of many mark it. */
function isFar({ doubt, rmsResidual }: Fit, noise: number | null): boolean {
  return doubt !== null || rmsResidual > LARGEST_MISFIT || (noise !== null && rmsResidual > FAR_FROM_NOISE * noise);
}

/** One line a parameter: value, interval, unit; a word where it is not free. */
function parameterTable({ parameters, arcs }: Fit): string {
  const prefixes = parameters.map(({ value, unit }) => ohmPrefix(value, unit));
  const cells = parameters.map(({ value, lower, upper }, k) => {
    const { factor } = prefixes[k] as (typeof prefixes)[number];
    const over = (end: number | null): number | null => (end === null ? null : end / factor);
    return quantityColumns("", "", [{ value: value / factor, lower: over(lower), upper: over(upper) }], false);
  });
  const remarks = parameters.map(({ status, tie, reason, interval }) =>
    [tie ? `= ${tie}` : status === "free" ? "" : status, reason ?? "", interval?.note ?? ""]
      .filter((part) => part !== "")
      .join("; "),
  );
  return textTable(
    [
      {
        head: "parameter",
        cells: parameters.map((one) => (isParameterDetermined(one, arcs) ? one.name : `${UNDETERMINED} ${one.name}`)),
      },
      { head: "value", cells: cells.map(([value]) => value?.cells[0] ?? "–") },
      { head: "95 %", cells: cells.map(([, bounds]) => bounds?.cells[0] ?? "–") },
      {
        head: "unit",
        cells: parameters.map(({ unit }, k) => (unit === "1" ? "" : `${prefixes[k]?.prefix ?? ""}${unit}`)),
      },
      ...(remarks.every((one) => one === "") ? [] : [{ head: "remark", cells: remarks }]),
    ],
    { left: ["parameter", "unit", "remark"] },
  );
}

/** One line an arc. */
function arcTable({ arcs }: Fit, area: number | null): string {
  const [scale, ohm] = resistanceUnit(area);
  const [perArea, farad] = capacitanceUnit(area);
  const times = (value: number | null): number | null => (value === null ? null : value * scale);
  return foldedTable(
    [
      { head: "arc", cells: arcs.map(({ name, determined }) => (determined ? name : `${UNDETERMINED} ${name}`)) },
      ...quantityColumns(
        "τ",
        "s",
        arcs.map(({ tau, tauLower, tauUpper }) => ({ value: tau, lower: tauLower, upper: tauUpper })),
      ),
      ...quantityColumns(
        "R",
        ohm,
        arcs.map(({ resistance, resistanceLower, resistanceUpper }) => ({
          value: resistance * scale,
          lower: times(resistanceLower),
          upper: times(resistanceUpper),
        })),
        false,
      ),
      ...quantityColumns(
        "C = τ/R",
        farad,
        arcs.map(({ capacitance, capacitanceLower, capacitanceUpper }) => ({
          value: capacitance * perArea,
          lower: capacitanceLower === null ? null : capacitanceLower * perArea,
          upper: capacitanceUpper === null ? null : capacitanceUpper * perArea,
        })),
      ),
    ],
    1,
    { left: ["arc"] },
  );
}

/** One line a sweep with every parameter; below one another where they do not fit side by side. */
function manySweeps(all: readonly FitSweepEntry[]): string {
  const [sweeps, leftOut] = shownSweeps(all);
  const names = sweeps.find(({ fit }) => fit !== null)?.fit?.parameters ?? [];
  const columns = [
    ...sweepColumns(sweeps, null).filter(({ head }) => head === "sweep" || head === "KK"),
    {
      head: "misfit",
      cells: sweeps.map(({ fit, noise }) =>
        fit ? `${isFar(fit, noise) ? "× " : ""}${percent(fit.rmsResidual)}` : "–",
      ),
    },
    ...names.map(({ name, unit }) => {
      const found = sweeps.map(({ fit }) => fit?.parameters.find((one) => one.name === name));
      const { factor, prefix } = ohmPrefix(Math.max(...found.map((one) => Math.abs(one?.value ?? 0))), unit);
      return {
        head: unit === "1" ? name : `${name} / ${prefix}${unit}`,
        cells: sweeps.map(({ fit }, k) => {
          const one = found[k];
          return one === undefined ? "–" : parameterText(one, fit?.arcs ?? [], 1 / factor);
        }),
      };
    }),
  ];
  const far = all.some(({ fit, noise }) => fit !== null && isFar(fit, noise));
  const open = sweeps.some(({ fit }) => fit?.arcs.some(({ determined }) => !determined));
  return `${foldedTable(columns, 1, { gapAfter: gapOf(sweeps, leftOut) })}${leftOutLine(leftOut)}${marked("", `± is ${INTERVALS}${open ? `, ${UNDETERMINED}: ${UNDETERMINED_MEANS}` : ""}${far ? ", × beside a misfit: the circuit does not describe these data" : ""}.`)}`;
}
