import { formatNumber, formatWithError } from "../figures/format-number.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import type { Analysis, AnalyzeEntry } from "../study/analyze.ts";
import { activationText } from "./activation-text.ts";
import {
  DOUBTFUL,
  distributionText,
  doubtsText,
  INTERVALS,
  NO_INTERVALS,
  NOT_TOLD,
  OF_NONE,
  OTHER,
  peakAt,
} from "./distribution-text.ts";
import { seriesText } from "./series-text.ts";
import {
  gapOf,
  leftOutLine,
  resistanceUnit,
  shownSweeps,
  sweepColumns,
  validityLine,
  warningLines,
} from "./spectra-text.ts";
import { figure, plain, withPrefix } from "./terminal.ts";
import { foldedTable, marked, textTable } from "./text-table.ts";

/** What `analyze` says on the terminal. */
export function analyzeText({ files }: Analysis): string {
  const text = files.map(({ entry }) => fileText(entry)).join("\n");
  // No-break spaces have held the lines together; what is printed can be searched for.
  return `${text}${activationText(files[0]?.entry.activation)}`.replaceAll("\u00a0", " ");
}

function fileText(entry: AnalyzeEntry): string {
  const { cell, sweeps } = entry;
  const facts = [
    entry.technique,
    cell.working && `working electrode ${cell.working.name}`,
    cell.area === null
      ? "area not entered"
      : `area ${figure(cell.area * 1e4)} cm² (${cell.areaFrom === "file" ? "from the file" : "given"})`,
  ].filter((fact) => fact !== null && fact !== "");
  const lines = [marked("", `${plain(entry.file)}: ${plain(facts.join(", "))}`, "")];
  if (cell.working?.understood) lines.push(marked("", plain(cell.working.understood)));
  if (entry.circuit)
    lines.push(marked("", `Circuit ${entry.circuit.notation} (${entry.circuit.from.replace(/\.$/, "")})`));
  if (sweeps.length > 0) lines.push("\n", sweepLines(entry), "\n", marked("", validity(sweeps)));
  lines.push(seriesText(entry, cell.area), warningLines(entry.warnings));
  return lines.join("");
}

/** The verdicts on all sweeps in a sentence; of a single sweep, its own. */
function validity(sweeps: AnalyzeEntry["sweeps"]): string {
  const first = sweeps.find(({ kramersKronig }) => kramersKronig !== null)?.kramersKronig;
  const verdicts = sweeps.map(({ kramersKronig }) => ({ verdict: kramersKronig?.verdict ?? "not tested" }));
  const untested = verdicts.every(({ verdict }) => verdict === "not tested");
  if (first && (sweeps.length === 1 || untested)) return first.reason;
  const line = validityLine(verdicts);
  return line.includes("fails") ? `${line.replace(/\.$/, "")}; they are analysed all the same.` : line;
}

/** Columns that a fit fills: heading, and the text for a sweep. */
interface FitColumn {
  readonly head: string;
  readonly cell: (sweep: AnalyzeEntry["sweeps"][number]) => string;
}

/** Of a circuit that was given, every parameter in its own unit; of a chain of arcs, R0 and each arc. Then the residual. */
function fitColumns({ sweeps, circuit, cell }: AnalyzeEntry): FitColumn[] {
  if (circuit === null) return [];
  const example = sweeps.find((sweep) => sweep.circuit)?.circuit;
  const parameter = (name: string, unit: string, scale: number): FitColumn => ({
    head: unit === "1" ? name : `${name} / ${unit}`,
    cell: (sweep) => {
      const found = sweep.circuit?.parameters.find((one) => one.name === name);
      if (!found || found.value === null) return "–";
      const text = formatWithError(
        found.value * scale,
        found.standardError === null ? null : NORMAL_95 * found.standardError * scale,
      );
      return found.status === "free" || found.status === "fixed" ? text : `${text} (${found.status})`;
    },
  });
  const residual: FitColumn = {
    head: "misfit",
    cell: ({ circuit: fit }) => (fit ? `${formatNumber(100 * fit.rmsResidual, { digits: 2 })} %` : "–"),
  };
  if (circuit.from === "given") {
    return [...(example?.parameters ?? []).map(({ name, unit }) => parameter(name, unit, 1)), residual];
  }
  const [scale, unit] = cell.area === null ? [1, "Ω"] : [cell.area * 1e4, "Ω cm²"];
  const arcs = Math.max(0, ...sweeps.map((sweep) => sweep.circuit?.arcs.length ?? 0));
  const arcColumns = Array.from({ length: arcs }, (_, k): FitColumn[] => [
    {
      head: `R${k + 1} / ${unit}`,
      cell: (sweep) => {
        const arc = sweep.circuit?.arcs[k];
        if (!arc) return "–";
        return formatWithError(
          arc.resistance * scale,
          arc.resistanceError === null ? null : NORMAL_95 * arc.resistanceError * scale,
        );
      },
    },
    { head: `τ${k + 1}`, cell: (sweep) => withPrefix(sweep.circuit?.arcs[k]?.tau ?? null, "s") },
  ]).flat();
  return [parameter("R0", unit, scale), ...arcColumns, residual];
}

/** One line a sweep: at what current or when, whether it is valid, its fit, then its peaks: tables under one another. */
function sweepLines({ sweeps: all, cell, ...entry }: AnalyzeEntry): string {
  const { area } = cell;
  const [sweeps, leftOut] = shownSweeps(all);
  const [scale, unit] = resistanceUnit(area);
  const leading = sweepColumns(
    sweeps.map((sweep) => ({ ...sweep, verdict: sweep.kramersKronig?.verdict ?? "not tested" })),
    area,
  ).filter(({ head, cells }) => cells.some((cell) => cell !== "–") && (all.length > 1 || head !== "sweep"));
  const layout = { left: ["KK"], gapAfter: gapOf(sweeps, leftOut) };
  const fits = fitColumns({ ...entry, sweeps: all, cell }).map(({ head, cell: text }) => ({
    head,
    cells: sweeps.map(text),
  }));
  const peaks = `peaks: R / ${unit} @ τ`.replaceAll(" ", "\u00a0");
  const texts = sweeps.map(({ drt }) =>
    (drt?.peaks ?? []).map((peak, k) => peakAt(peak, k, scale, all.length > 1)).join(", "),
  );
  const tables = [
    ...(fits.length > 0 ? [foldedTable([...leading, ...fits], leading.length, layout)] : []),
    ...(texts.some((text) => text !== "")
      ? [textTable([...leading, { head: peaks, cells: texts }], { ...layout, left: ["KK", peaks] })]
      : []),
  ];
  if (tables.length === 0) tables.push(textTable(leading, layout));
  const doubtful = sweeps.some(({ drt }) => drt?.peaks.some(({ identifiable }) => identifiable === false) ?? false);
  const signs = [
    ...(fits.length > 0 ? ["± of the circuit is half the 95 % interval"] : []),
    ...(sweeps.some(({ drt }) => drt?.peaks.some((peak) => peak.resistanceLower !== null) ?? false)
      ? [`± of a peak ${INTERVALS}`]
      : []),
    ...(all.length > 1 && sweeps.some(({ drt }) => drt?.peaks.some(({ process }) => process === null))
      ? [`${OTHER}: ${OF_NONE}`]
      : []),
    ...(doubtful ? [`${DOUBTFUL}: ${NOT_TOLD}`] : []),
  ].join(", ");
  const [only, ...others] = all;
  const single = only?.drt && others.length === 0 ? only.drt : null;
  const told = single
    ? `\n${distributionText(single, area)}${doubtsText(single.peaks)}`
    : [
        sweeps.some(({ drt }) => drt?.method === "tikhonov" && !drt.ohmicResistanceBounds)
          ? marked("", NO_INTERVALS)
          : "",
        ...sweeps.map(({ index, drt }) => (drt?.doubt ? marked("×", `Sweep ${index + 1}: ${drt.doubt}`) : "")),
      ].join("");
  return `${tables.join("\n")}${leftOutLine(leftOut)}${signs === "" ? "" : marked("", `${signs}.`)}${told}`;
}
