import { formatDuration, formatNumber, formatWithError } from "../figures/format-number.ts";
import type { Analysis, AnalyzeEntry } from "../study/analyze.ts";
import { activationText } from "./activation-text.ts";
import { columnsOfText, figure, plain, withPrefix } from "./terminal.ts";

/** Sweeps listed one by one up to this number; of more, the first and last few. */
const MANY = 24;

/** What `analyze` says on the terminal. */
export function analyzeText({ files }: Analysis): string {
  return `${files.map(({ entry }) => fileText(entry)).join("\n")}${activationText(files[0]?.entry.activation)}`;
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
  const lines = [`${plain(entry.file)}: ${plain(facts.join(", "))}\n`];
  if (cell.working?.understood) lines.push(`  ${plain(cell.working.understood)}\n`);
  if (entry.circuit) lines.push(`  Circuit ${entry.circuit.notation} (${entry.circuit.from.replace(/\.$/, "")})\n`);
  if (sweeps.length > 0) lines.push("\n", sweepLines(entry), "\n");
  if (sweeps.length > 0) lines.push(`  ${validity(sweeps)}\n`);
  for (const { message } of entry.warnings) lines.push(`  ! ${plain(message)}\n`);
  return lines.join("");
}

/** The verdicts on all sweeps in a sentence; of a single sweep, its own. */
function validity(sweeps: AnalyzeEntry["sweeps"]): string {
  const results = sweeps.flatMap(({ kramersKronig }) => (kramersKronig ? [kramersKronig] : []));
  const tested = results.filter(({ verdict }) => verdict !== "not tested");
  const failing = tested.filter(({ verdict }) => verdict === "fails").length;
  const [first] = results;
  if (first && (sweeps.length === 1 || tested.length === 0)) return first.reason;
  if (tested.length === 0) return "Kramers-Kronig was not tested.";
  const of = tested.length === sweeps.length ? `${tested.length}` : `the ${tested.length} of ${sweeps.length}`;
  return failing === 0
    ? `Kramers-Kronig holds in all ${of} sweeps${tested.length === sweeps.length ? "" : " that could be tested"}.`
    : `Kramers-Kronig fails in ${failing} of ${tested.length} sweeps tested (marked ×); they are analysed all the same.`;
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
        found.standardError === null ? null : found.standardError * scale,
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
  const arcs = Math.max(0, ...sweeps.slice(0, MANY).map((sweep) => sweep.circuit?.arcs.length ?? 0));
  const arcColumns = Array.from({ length: arcs }, (_, k): FitColumn[] => [
    {
      head: `R${k + 1} / ${unit}`,
      cell: (sweep) => {
        const arc = sweep.circuit?.arcs[k];
        if (!arc) return "–";
        return formatWithError(
          arc.resistance * scale,
          arc.resistanceError === null ? null : arc.resistanceError * scale,
        );
      },
    },
    { head: `τ${k + 1}`, cell: (sweep) => withPrefix(sweep.circuit?.arcs[k]?.tau ?? null, "s") },
  ]).flat();
  return [parameter("R0", unit, scale), ...arcColumns, residual];
}

/** One line a sweep: when, at what current, whether it is valid, its fit and its peaks. */
function sweepLines(entry: AnalyzeEntry): string {
  const { sweeps, cell } = entry;
  const { area } = cell;
  const [scale, unit] = area === null ? [1, "Ω"] : [area * 1e4, "Ω cm²"];
  const columns = fitColumns(entry);
  const line = (sweep: AnalyzeEntry["sweeps"][number]): string[] => [
    String(sweep.index + 1),
    sweep.startTime === null ? "–" : formatDuration(sweep.startTime),
    currentText(sweep.dcCurrent, area),
    sweep.kramersKronig?.verdict === "fails" ? "×" : sweep.kramersKronig?.verdict === "passes" ? "✓" : "–",
    ...columns.map((column) => column.cell(sweep)),
    (sweep.drt?.peaks ?? [])
      .map((peak) => `${formatNumber(peak.resistance * scale)} @ ${withPrefix(peak.tau, "s", 2)}`)
      .join(", "),
  ];
  const shown =
    sweeps.length <= MANY
      ? sweeps.map(line)
      : [...sweeps.slice(0, MANY / 3).map(line), ["…"], ...sweeps.slice(-MANY / 3).map(line)];
  const head = [
    "sweep",
    "start",
    area === null ? "current" : "j",
    "KK",
    ...columns.map((column) => column.head),
    `DRT peaks: R / ${unit} @ τ`,
  ];
  return columnsOfText([head, ...shown], `rrrl${"r".repeat(columns.length)}l`, "  ");
}

/** Current, or current density where the area is known (m²). */
export function currentText(current: number | null, area: number | null): string {
  if (current === null) return "–";
  if (area === null) return withPrefix(current, "A");
  const density = current / (10 * area);
  return Math.abs(density) >= 0.01 || density === 0
    ? `${formatNumber(density, { digits: 3 })} mA/cm²`
    : `${withPrefix(density * 1e-3, "A")}/cm²`;
}
