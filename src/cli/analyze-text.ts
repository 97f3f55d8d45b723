import { formatDuration, formatNumber, formatWithError } from "../figures/format-number.ts";
import type { Analysis, AnalyzeEntry } from "../study/analyze.ts";
import { columnsOfText, figure, plain, withPrefix } from "./terminal.ts";

/** Sweeps listed one by one up to this number; of more, the first and last few. */
const MANY = 24;

/** What `analyze` says on the terminal. */
export function analyzeText({ files }: Analysis): string {
  return files.map(({ entry }) => fileText(entry)).join("\n");
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
  const failing = sweeps.filter(({ kramersKronig }) => kramersKronig?.verdict === "fails").length;
  if (sweeps.length > 0) {
    const tested = sweeps.filter(({ kramersKronig }) => kramersKronig && kramersKronig.verdict !== "not tested").length;
    const said =
      tested === 0
        ? "Kramers-Kronig was not tested: too few points."
        : failing === 0
          ? `Kramers-Kronig holds in ${tested === sweeps.length ? "all" : `${tested} of`} ${sweeps.length} sweeps${tested === sweeps.length ? "" : "; the others have too few points"}.`
          : `Kramers-Kronig fails in ${failing} of ${tested} sweeps tested (marked ×); they are analysed all the same.`;
    lines.push(`  ${said}\n`);
  }
  for (const { message } of entry.warnings) lines.push(`  ! ${plain(message)}\n`);
  return lines.join("");
}

/** One line a sweep: when, at what current, whether it is valid, and its resistances. */
function sweepLines({ sweeps, cell }: AnalyzeEntry): string {
  const { area } = cell;
  const scale = area === null ? 1 : area * 1e4;
  const unit = area === null ? "Ω" : "Ω cm²";
  const arcs = Math.max(0, ...sweeps.map(({ circuit }) => circuit?.arcs.length ?? 0));
  const heads = Array.from({ length: arcs }, (_, k) => [`R${k + 1} / ${unit}`, `τ${k + 1}`]).flat();
  const rows = sweeps.map((sweep) => {
    const fitted = Array.from({ length: arcs }, (_, k) => {
      const arc = sweep.circuit?.arcs[k];
      return arc
        ? [
            formatWithError(arc.resistance * scale, arc.resistanceError === null ? null : arc.resistanceError * scale),
            withPrefix(arc.tau, "s"),
          ]
        : ["–", "–"];
    }).flat();
    const peaks = (sweep.drt?.peaks ?? []).map(
      (peak) => `${figure(peak.resistance * scale)} @ ${withPrefix(peak.tau, "s", 2)}`,
    );
    return [
      String(sweep.index + 1),
      sweep.startTime === null ? "–" : formatDuration(sweep.startTime),
      sweep.dcCurrent === null
        ? "–"
        : area === null
          ? withPrefix(sweep.dcCurrent, "A")
          : `${formatNumber(sweep.dcCurrent / (10 * area), { digits: 3 })} mA/cm²`,
      sweep.kramersKronig?.verdict === "fails" ? "×" : sweep.kramersKronig?.verdict === "passes" ? "✓" : "–",
      ...fitted,
      peaks.join(", "),
    ];
  });
  const shown = rows.length <= MANY ? rows : [...rows.slice(0, 8), ["…"], ...rows.slice(-8)];
  const head = ["sweep", "start", area === null ? "current" : "j", "KK", ...heads, `DRT peaks: R / ${unit} @ τ`];
  return columnsOfText([head, ...shown], `rrrl${"rr".repeat(arcs)}l`, "  ");
}
