import { formatFixed, formatNumber } from "../figures/format-number.ts";
import { type LiquidusBand, phaseDiagram } from "../figures/phase-diagram.ts";
import { isLiquidName } from "../figures/phase-names.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import type { BinaryDiagram } from "../thermo/diagram/result.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { AlloyPage } from "./alloy-pages.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";
import { LIQUIDUS_INTERVAL, liquidusDeviations } from "./alloy-uncertainty.ts";
import { massOfOther } from "./isotherm.ts";
import { liquidusAt } from "./liquidus.ts";
import { figureMarks, type Phases, type PhasesDocument } from "./phases.ts";

/** What the built-in database is, and where its boundaries rest on no datum. */
export const BUILT_IN_NOTE: string = `our fit, liquidus ${LIQUIDUS_INTERVAL}`;
/** K; solid solubilities of the built-in database are extrapolated below. */
const SOLID_DATA_END = 273.15;

/** K left above the last liquidus and below the lowest invariant, as parts of the height between them. */
const [ABOVE, BELOW] = [0.1, 0.16];

export interface PhasesPageOptions {
  /** Temperatures in K instead of °C. */
  readonly kelvin?: boolean;
  /** The range of the figure is that of the diagram, as asked for. */
  readonly wholeRange?: boolean;
  /** False leaves out the points that answer to the pointer: for where something else does. */
  readonly hoverGrid?: boolean;
}

/** The page of a phase diagram: figure, words, invariants, liquidus, marked alloys. */
export function phasesPage(result: Phases, options: PhasesPageOptions = {}): AlloyPage {
  const { document, diagram, system } = result;
  const bands = bandsOf(result);
  const { kelvin = false, wholeRange = false, hoverGrid } = options;
  const celsius = (t: number): string => `${formatFixed(t - ICE_POINT, 2)}\u00A0°C`;
  return {
    head: document,
    title: `${document.system} phase diagram`,
    subtitle: `${countOf(document.boundaries.length, "two-phase region")}, ${countOf(document.invariants.length, "invariant")}; ${document.database.name}; 101 325 Pa`,
    figures: [
      {
        id: "phase-diagram",
        title: "Phase diagram",
        remark: document.database.builtIn
          ? "grey: 95 % of the fit; point anywhere for phases and amounts"
          : "point anywhere for phases and amounts",
        summary: summaryOf(document),
        width: "w7",
        height: "tall",
        draw: (theme) =>
          phaseDiagram(diagram, {
            theme,
            alloy: system,
            nameOf: system.nameOf,
            kelvin,
            range: wholeRange ? diagram.temperatureRange : shownRange(diagram),
            marks: figureMarks(document),
            ...(document.liquid === null ? {} : { isotherm: document.liquid.temperature }),
            bands,
            ...(hoverGrid === undefined ? {} : { hoverGrid }),
            ...(document.database.builtIn
              ? { note: BUILT_IN_NOTE, extrapolated: [{ phase: "BCC_A2", below: SOLID_DATA_END }] }
              : {}),
          }),
      },
    ],
    findings: [
      ...document.invariants.map(({ kind, temperature, phases }, i) => ({
        verdict: "fact" as const,
        lead: `(${i + 1})\u00A0${kind.charAt(0).toUpperCase()}${kind.slice(1)} at ${celsius(temperature)}:`,
        rest: `${phases.map(({ label, moleFraction }) => `${label}\u00A0(x\u00A0=\u00A0${formatFixed(moleFraction, 4)})`).join(", ")}.`,
      })),
      ...document.criticalPoints.map(({ name, temperature, moleFraction }) => ({
        verdict: "fact" as const,
        lead: `Miscibility gap of ${name} closes at ${celsius(temperature)}`,
        rest: `(x\u00A0=\u00A0${formatFixed(moleFraction, 4)}).`,
      })),
      ...liquidFinding(document),
      ...(document.database.builtIn
        ? [
            {
              verdict: "mind" as const,
              lead: "A fit, not a published assessment.",
              rest: "Temperatures of the liquidus are good to about ±4\u00A0K (95\u00A0%, as the grey bands and every ±); dashed boundaries of the solids are extrapolated below 0 °C.",
            },
          ]
        : []),
      ...document.warnings.map(({ message }) => ({ verdict: "mind" as const, lead: "", rest: message })),
    ],
    tables: [markTable(document), liquidusTable(document, system)].flatMap((table) => (table === null ? [] : [table])),
    asked: [
      ["Phases", document.options.phases.join(", ")],
      ["Temperatures", document.options.temperatureRange.map((t) => `${formatNumber(t)} K`).join(" to ")],
      ["Mole fraction", `of ${document.component}`],
    ],
  };
}

const countOf = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

/** The temperatures in K in which something happens: what the figure shows. */
export function shownRange({
  temperatureRange: [low, high],
  invariants,
  transitions,
  criticalPoints,
}: BinaryDiagram): readonly [number, number] {
  const events = [...invariants, ...transitions, ...criticalPoints].map(({ temperature }) => temperature);
  if (events.length < 2) return [low, high];
  const [first, last] = [Math.min(...events), Math.max(...events)];
  const span = last - first || 0.2 * last;
  return [Math.max(low, first - BELOW * span), Math.min(high, last + ABOVE * span)];
}

function summaryOf(document: PhasesDocument): string {
  const parts = document.invariants.map(
    ({ kind, temperature }) => `${kind} at ${formatFixed(temperature - ICE_POINT, 1)} °C`,
  );
  const liquid = liquidFinding(document).map(({ lead, rest }) => `${lead} ${rest}`);
  return [`${document.system}: ${parts.length === 0 ? "no invariant" : parts.join(", ")}.`, ...liquid].join(" ");
}

/** Points of each branch of the liquidus in its band. */
const BRANCH = 13;
/** Mole fraction that the band keeps off the ends of a branch. */
const EDGE = 1e-3;

const knownBands = new WeakMap<BinaryDiagram, LiquidusBand[]>();

/** The bands of a diagram, computed once: another isotherm does not change them. */
function bandsOf(result: Phases): LiquidusBand[] {
  const known = knownBands.get(result.diagram);
  if (known !== undefined) return known;
  const bands = liquidusBands(result);
  knownBands.set(result.diagram, bands);
  return bands;
}

/** Each branch of the liquidus with its interval of 95 %; none for a database without covariance. */
function liquidusBands({ diagram, system }: Phases): LiquidusBand[] {
  const deviations = liquidusDeviations(system);
  if (deviations === null) return [];
  const corners = diagram.invariants.flatMap(({ phases }) =>
    phases.filter(({ name }) => isLiquidName(name)).map(({ moleFraction }) => moleFraction),
  );
  const ends = [0, ...corners.sort((a, b) => a - b), 1];
  return ends.slice(1).map((to, i) => {
    const from = ends[i] as number;
    const points = Array.from({ length: BRANCH }, (_, k) => {
      const x = from + EDGE + ((to - from - 2 * EDGE) * k) / (BRANCH - 1);
      return liquidusAt(system, diagram, x);
    }).filter((point) => point !== null);
    const half = points.map((point) => NORMAL_95 * deviations(point).temperature);
    const edge = (sign: 1 | -1): number[] =>
      points.map(({ temperature }, k) => temperature + sign * (half[k] as number));
    return { moleFraction: points.map(({ moleFraction }) => moleFraction), lower: edge(-1), upper: edge(1) };
  });
}

/** "Liquid at 25 °C from 14.3 to 71.0 at.% Na, 91.1 to 41.0 wt% K." */
export function liquidFinding(
  { liquid, component, components }: PhasesDocument,
  kelvin = false,
): {
  readonly verdict: "fact";
  readonly lead: string;
  readonly rest: string;
}[] {
  if (liquid === null) return [];
  const at = kelvin
    ? `${formatNumber(liquid.temperature, { digits: 6 })}\u00A0K`
    : `${formatNumber(liquid.temperature - ICE_POINT)}\u00A0°C`;
  if (liquid.ranges.length === 0) return [{ verdict: "fact", lead: `No alloy is wholly liquid at ${at}.`, rest: "" }];
  const other = components.find((name) => name !== component) ?? "";
  const words = liquid.ranges.map(({ from, to, massFractionOfOther: mass }) => {
    const atoms = `from ${formatFixed(100 * from, 1)} to ${formatFixed(100 * to, 1)} at.% ${component}`;
    if (mass === null) return atoms;
    return `${atoms}, ${formatFixed(100 * mass[0], 1)} to ${formatFixed(100 * mass[1], 1)} wt% ${other}`;
  });
  return [{ verdict: "fact", lead: `Liquid at ${at}`, rest: `${words.join("; ")}.` }];
}

/** Half of an interval of 95 %. */
export function halfWidth(standardDeviation: number | null | undefined): string {
  return standardDeviation == null ? "–" : formatFixed(NORMAL_95 * standardDeviation, 1);
}

function markTable({ marks, component, components }: PhasesDocument): AlloyPage["tables"][number] | null {
  if (marks.length === 0) return null;
  const other = components.find((name) => name !== component) ?? "";
  return {
    title: "Marked alloys",
    beside: 0,
    caption: `${components.join() === "K,Na" ? "NaK50 counts wt% K, Na50K50 at.%. " : ""}On cooling the first solid appears at T.`,
    columns: [
      { head: "alloy", cells: marks.map(({ text }) => text) },
      { head: `at.% ${component}`, cells: marks.map(({ moleFraction }) => formatFixed(100 * moleFraction, 2)) },
      {
        head: `wt% ${other}`,
        cells: marks.map(({ massFractions }) => formatFixed(100 * (massFractions[other] ?? Number.NaN), 2)),
      },
      {
        head: "T / °C",
        cells: marks.map(({ freezes }) => (freezes ? formatFixed(freezes.temperature - ICE_POINT, 2) : "–")),
      },
      ...(marks.some(({ freezes }) => freezes?.standardDeviation != null)
        ? [{ head: "± 95 %", cells: marks.map(({ freezes }) => halfWidth(freezes?.standardDeviation)) }]
        : []),
      { head: "first solid", cells: marks.map(({ freezes }) => freezes?.solid.label ?? "–"), words: "short" },
    ],
  };
}

function liquidusTable(document: PhasesDocument, system: BinaryAlloySystem): AlloyPage["tables"][number] | null {
  const { liquidus, component, components } = document;
  if (liquidus.length === 0) return null;
  const other = components.find((name) => name !== component) ?? "";
  return {
    title: "Liquidus",
    caption: "On cooling the first solid appears at T, with mole fraction x in it.",
    columns: [
      { head: `x ${component}`, cells: liquidus.map(({ moleFraction }) => formatFixed(moleFraction, 2)) },
      {
        head: `wt% ${other}`,
        cells: liquidus.map(({ moleFraction }) => formatFixed(100 * massOfOther(system, moleFraction), 2)),
      },
      { head: "T / °C", cells: liquidus.map(({ temperature }) => formatFixed(temperature - ICE_POINT, 2)) },
      ...(liquidus.some(({ standardDeviation }) => standardDeviation !== null)
        ? [{ head: "± 95 %", cells: liquidus.map(({ standardDeviation }) => halfWidth(standardDeviation)) }]
        : []),
      { head: "solid", cells: liquidus.map(({ solid }) => solid.label), words: "short" },
      { head: `x ${component} in it`, cells: liquidus.map(({ solid }) => formatFixed(solid.moleFraction, 4)) },
    ],
  };
}
