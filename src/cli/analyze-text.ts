import { formatNumber, ohmPrefix } from "../figures/format-number.ts";
import { UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import type { Analysis, AnalyzeEntry } from "../study/analyze.ts";
import { activationText } from "./activation-text.ts";
import {
  arcText,
  distributionText,
  doubtsText,
  INTERVALS,
  NO_INTERVALS,
  OF_NONE,
  OTHER,
  parameterText,
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
  const told = new Map<string, string>();
  const text = files.map(({ entry }) => fileText(entry) + warningsText(entry, told)).join("\n");
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
  lines.push(seriesText(entry, cell.area));
  return lines.join("");
}

/**
 * The warnings of a file, each once: not what was said of a file before it.
 * @param told message → the first file that it was told of; filled
 */
function warningsText({ file, warnings }: AnalyzeEntry, told: Map<string, string>): string {
  const known = warnings.flatMap(({ message }) => told.get(message) ?? []);
  const fresh = warnings.filter(({ message }) => !told.has(message));
  for (const { message } of fresh) told.set(message, file);
  const [first] = known;
  const again =
    first === undefined
      ? ""
      : marked(
          "!",
          plain(
            `${known.length === 1 ? "A warning" : `${known.length} warnings`} of ${first} ${known.length === 1 ? "holds" : "hold"} here, too.`,
          ),
        );
  return warningLines(fresh) + again;
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
  const parameter = (name: string, unit: string, scale: number): FitColumn => {
    const found = (sweep: AnalyzeEntry["sweeps"][number]) => sweep.circuit?.parameters.find((one) => one.name === name);
    const largest = sweeps.reduce((most, sweep) => Math.max(most, Math.abs(found(sweep)?.value ?? 0)), 0);
    const { factor, prefix } = ohmPrefix(largest * scale, unit);
    return {
      head: unit === "1" ? name : `${name} / ${prefix}${unit}`,
      cell: (sweep) => {
        const one = found(sweep);
        if (!one || one.value === null) return "–";
        return parameterText(one, sweep.circuit?.arcs ?? [], scale / factor);
      },
    };
  };
  const residual: FitColumn = {
    head: "misfit",
    cell: ({ circuit: fit }) => (fit ? `${formatNumber(100 * fit.rmsResidual, { digits: 2 })} %` : "–"),
  };
  if (circuit.from === "given") {
    return [...(example?.parameters ?? []).map(({ name, unit }) => parameter(name, unit, 1)), residual];
  }
  const [scale, unit] = resistanceUnit(
    cell.area,
    sweeps.flatMap(({ circuit: fit }) => (fit?.arcs ?? []).map(({ resistance }) => resistance)),
  );
  const [plainScale, plainUnit] = resistanceUnit(cell.area);
  const arcs = Math.max(0, ...sweeps.map((sweep) => sweep.circuit?.arcs.length ?? 0));
  const arcColumns = Array.from({ length: arcs }, (_, k): FitColumn[] => [
    {
      head: `R${k + 1} / ${unit}`,
      cell: (sweep) => {
        const arc = sweep.circuit?.arcs[k];
        return arc ? arcText(arc, scale) : "–";
      },
    },
    { head: `τ${k + 1}`, cell: (sweep) => withPrefix(sweep.circuit?.arcs[k]?.tau ?? null, "s") },
  ]).flat();
  return [parameter("R0", plainUnit, plainScale), ...arcColumns, residual];
}

/** One line a sweep: at what current or when, whether it is valid, its fit, then its peaks: tables under one another. */
function sweepLines({ sweeps: all, cell, ...entry }: AnalyzeEntry): string {
  const { area } = cell;
  const [sweeps, leftOut] = shownSweeps(all);
  const [scale, unit] = resistanceUnit(
    area,
    all.flatMap(({ drt }) => (drt?.peaks ?? []).map(({ resistance }) => resistance)),
  );
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
  const doubtful = sweeps.some(
    ({ drt, circuit }) =>
      drt?.peaks.some(({ identifiable }) => identifiable === false) ||
      circuit?.arcs.some(({ determined }) => !determined),
  );
  const signs = [
    ...(fits.length > 0 || sweeps.some(({ drt }) => drt?.peaks.some((peak) => peak.resistanceLower !== null) ?? false)
      ? [`± is ${INTERVALS}`]
      : []),
    ...(all.length > 1 && sweeps.some(({ drt }) => drt?.peaks.some(({ process }) => process === null))
      ? [`${OTHER}: ${OF_NONE}`]
      : []),
    ...(doubtful ? [`${UNDETERMINED}: ${UNDETERMINED_MEANS}`] : []),
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
