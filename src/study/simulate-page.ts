import { countWord, formatDuration, formatFixed, formatNumber } from "../figures/format-number.ts";
import { formatVoltage } from "../figures/format-voltage.ts";
import { type CourseGroup, shownUnit, simulatedCourse, voltagePartCourses } from "../figures/simulated-course.ts";
import { impedanceParts, type NamedSpectrum, simulatedBode, simulatedNyquist } from "../figures/simulated-impedance.ts";
import { movingUnknowns, stateCourses } from "../figures/state-courses.ts";
import { shortNames } from "../figures/state-names.ts";
import { impedanceSpectrum } from "../impedance/spectrum.ts";
import type { PageTable } from "../report/figure-page.ts";
import type { Finding } from "../report/findings.ts";
import type { AlloyFigure } from "./alloy-pages.ts";
import { arranged } from "./arrange-figures.ts";
import { chosenIndices, keySpectra } from "./key-spectra.ts";
import { profileFigures } from "./profile-figures.ts";
import { DENSE, type SimulateDocument } from "./simulate.ts";
import { isSteady, type SpectrumEntry } from "./simulate-results.ts";
import { endSentence, runSentence, workSentence } from "./simulate-sentences.ts";

/** What the page of a simulation shows besides where its numbers come from. */
export interface SimulationPage {
  readonly title: string;
  readonly subtitle: string;
  readonly findings: readonly Finding[];
  readonly figures: readonly AlloyFigure[];
  readonly tables: readonly PageTable[];
}

/** Spectra that are drawn: of more those at named steps and at the ends of staircases, then evenly spread. */
const MOST_SPECTRA = 8;
/** Segments that a table shows all. */
const ALL_ROWS = 100;
/** Rows of the table of segments at its start and at its end, where there are more. */
const ROWS = 12;
/** Relative drift of an amount up to which it counts as conserved. */
const CONSERVED = 1e-9;

export function simulationPage(document: SimulateDocument): SimulationPage {
  const { cell } = document;
  return {
    title: `${cell.name}: simulation`,
    subtitle: runSentence(document),
    findings: findingsOf(document),
    figures: besideWords(simulationFigures(document)),
    tables: [segmentTable(document), conservationTable(document), ...parameterTables(document)].filter(
      (table) => table !== null,
    ),
  };
}

/** The first figure beside the words, the others in pairs. */
function besideWords([first, ...rest]: readonly AlloyFigure[]): AlloyFigure[] {
  return first === undefined ? [] : [{ ...first, width: "w8" }, ...arranged(rest)];
}

function findingsOf(document: SimulateDocument): Finding[] {
  const { end, summary, conservation, warnings } = document;
  const drift = Math.max(0, ...conservation.map(({ relativeDrift }) => relativeDrift));
  const verdicts = { completed: "holds", "stopped-by-limit": "mind", failed: "fails" } as const;
  return [
    { verdict: verdicts[end.kind], lead: endSentence(document), rest: "" },
    {
      verdict: "fact",
      lead: "",
      rest: `The voltage lies between ${voltageText(summary.lowestVoltage)} and ${voltageText(summary.highestVoltage)}; ${chargeWords(summary)}.`,
    },
    ...(conservation.length === 0
      ? []
      : [
          {
            verdict: drift < CONSERVED ? ("holds" as const) : ("mind" as const),
            lead: "Inventory:",
            rest: `what the cell holds follows the charge ${drift === 0 ? "to the last bit" : `within ${formatNumber(drift, { digits: 1 })} of itself`}.`,
          },
        ]),
    { verdict: "fact", lead: "", rest: workSentence(document) },
    ...warnings.map(({ message }) => ({ verdict: "mind" as const, lead: "", rest: message })),
  ];
}

/** V or mV by its size, four digits. */
export function voltageText(value: number): string {
  return formatVoltage(value);
}

/** C/m² in mAh/cm² */
const capacity = (value: number): string => `${formatNumber(value / 36_000)} mAh/cm²`;

/** "0.01 mAh/cm² stripped, 0.02 mAh/cm² plated": what was passed. */
export function chargeWords({ stripped, plated }: SimulateDocument["summary"]): string {
  const parts = [
    ...(stripped > 0 ? [`${capacity(stripped)} stripped`] : []),
    ...(plated > 0 ? [`${capacity(plated)} plated`] : []),
  ];
  return parts.length === 0 ? "no charge passed" : parts.join(", ");
}

/** Lines of a dense figure. */
const MOST_GROUPS = 4;

/** The last point of every segment, by sentence, where there are too many segments to draw; else none. */
export function denseGroups({ segments, series }: SimulateDocument): CourseGroup[] {
  if (segments.length <= DENSE) return [];
  const groups = new Map<string, number[]>();
  for (const [k, owner] of series.segment.entries()) {
    const segment = segments[owner];
    if (series.segment[k + 1] === owner || segment === undefined || segment.end === segment.start) continue;
    const points = groups.get(segment.sentence) ?? [];
    points.push(k);
    groups.set(segment.sentence, points);
  }
  return [...groups]
    .map(([name, points]) => ({ name, points }))
    .sort((a, b) => b.points.length - a.points.length)
    .slice(0, MOST_GROUPS);
}

/** Parts of the voltage as they are drawn: of many pulses only the ends of those under current, of the commonest sentence. */
function drawnParts(document: SimulateDocument): {
  readonly time: Float64Array;
  readonly parts: readonly { readonly name: string; readonly values: Float64Array }[];
} {
  const { time, parts } = document.voltageParts;
  const wanted = drivenGroup(document)?.points;
  const pick = (values: Float64Array): Float64Array =>
    wanted === undefined ? values : Float64Array.from(wanted, (i) => values[i] ?? Number.NaN);
  return {
    time: pick(time),
    parts: parts.map(({ submodel, name, values }) => ({ name: partName(submodel, name), values: pick(values) })),
  };
}

/** Of many pulses the commonest sentence under current. */
function drivenGroup(document: SimulateDocument): CourseGroup | undefined {
  const groups = denseGroups(document);
  return groups.find(({ points }) => document.series.current[points[0] ?? 0] !== 0) ?? groups[0];
}

/** All figures of a run, in the order in which they are read. */
export function simulationFigures(document: SimulateDocument): AlloyFigure[] {
  const { series, voltageParts, summary } = document;
  const groups = denseGroups(document);
  const dense = groups.length > 0;
  const figures: AlloyFigure[] = [
    {
      id: "voltage-and-current",
      title: "Voltage and current",
      remark: dense ? "at the end of every segment" : "positive current strips the working electrode",
      summary: `From ${voltageText(summary.lowestVoltage)} to ${voltageText(summary.highestVoltage)} over ${formatDuration(summary.duration)}.`,
      width: "w6",
      height: "map",
      draw: (theme) => simulatedCourse(series, theme, groups),
    },
  ];
  const moving = movingUnknowns(series.recorded);
  if (moving.length > 0) {
    const names = shortNames(moving);
    figures.push({
      id: "unknowns",
      title: "State of the cell",
      remark: dense ? stateRemark(groups) : "what moves in this run",
      summary: `${moving.map(({ description }, k) => `${capital(names[k] as string)}: ${description}`).join("; ")}.`,
      width: "w6",
      height: moving.length > 4 ? "tall" : "map",
      draw: (theme) => stateCourses(series.time, moving, theme, groups.slice(0, MOST_STATE_GROUPS)),
    });
  }
  if (voltageParts.parts.length > 1) {
    figures.push({
      id: "voltage-parts",
      title: "Parts of the voltage",
      remark: dense ? `at the end of every "${drivenGroup(document)?.name}"` : "their sum is the voltage",
      summary: "What each part of the cell adds to the voltage; their sum is the voltage.",
      width: "w6",
      height: "",
      draw: (theme) => {
        const { time, parts } = drawnParts(document);
        return voltagePartCourses(time, parts, theme);
      },
    });
  }
  figures.push(...profileFigures(document));
  return [...figures, ...impedanceFigures(document)];
}

/** Of many pulses: at the ends of which segments the state is drawn. */
const MOST_STATE_GROUPS = 2;
const LINES = ["solid", "dashed"];

function stateRemark(groups: readonly CourseGroup[]): string {
  const words = groups.slice(0, MOST_STATE_GROUPS).map(({ name }, k) => `${LINES[k]} of every "${name}"`);
  return `at the end: ${words.join(", ")}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function impedanceFigures(document: SimulateDocument): AlloyFigure[] {
  const { options, voltageParts, spectra } = document;
  if (spectra.length === 0 || voltageParts.parts.length === 0) return [];
  const keys = keySpectra(document);
  const chosen = chosenIndices(
    spectra.length,
    keys.map(({ index }) => index),
    MOST_SPECTRA,
  );
  const shown = chosen.map((index) => spectra[index] as SpectrumEntry);
  const names = chosen.map((index) =>
    spectrumName(spectra[index] as SpectrumEntry, keys.find((key) => key.index === index)?.name ?? null),
  );
  const named = shown.map((entry, i): NamedSpectrum => {
    const { frequency, total, measured } = entry;
    const area = options.area ?? 1;
    return {
      name: (names.indexOf(names[i] as string) === i ? names[i] : `${names[i]} (${i + 1})`) as string,
      steady: isSteady(entry),
      spectrum: impedanceSpectrum(frequency, total.real, total.imaginary),
      measured:
        measured === null || measured.frequency.length === 0
          ? null
          : impedanceSpectrum(
              measured.frequency,
              measured.real.map((z) => z * area),
              measured.imaginary.map((z) => z * area),
            ),
    };
  });
  const withParts = spectra.filter(({ parts }) => parts.length > 0);
  const last = (withParts.findLast(isSteady) ?? withParts.at(-1) ?? spectra.at(-1)) as SpectrumEntry;
  const outside = shown.filter((one) => !isSteady(one)).length;
  const measured = shown.some((one) => one.measured !== null);
  const which = spectra.length > shown.length ? `${shown.length} of ${spectra.length} spectra` : "by time";
  return [
    {
      id: "nyquist",
      title: "Impedance",
      remark:
        outside > 0 && outside < shown.length
          ? `${which}; the axes leave out ${countWord(outside)} of a state that does not last`
          : which,
      summary: `${spectra.length === 1 ? "One spectrum" : `${spectra.length} spectra`} of the cell, ${measured ? "lines: linear response at the state of that moment; symbols: as the instrument measures it while the state moves" : "linear response at the state of that moment"}.`,
      width: "w6",
      height: "",
      draw: (theme) => simulatedNyquist(named, theme),
    },
    {
      id: "bode",
      title: "Modulus and phase",
      remark: which,
      summary: "Modulus and phase of the same spectra against frequency.",
      width: "w6",
      height: "",
      draw: (theme) => simulatedBode(named, theme),
    },
    {
      id: "impedance-parts",
      title: "Parts of the impedance",
      remark: `of the spectrum at ${formatDuration(last.time)}`,
      summary: "What each part of the cell adds to the impedance; their sum is the spectrum.",
      width: "w6",
      height: "",
      draw: (theme) =>
        impedanceParts(
          last.frequency,
          last.parts.map(({ submodel, name, real, imaginary }) => ({
            name: partName(submodel, name),
            real,
            imaginary,
          })),
          theme,
        ),
    },
  ];
}

/** "electrolyte: ohmic"; the submodel alone where the part is called by what it is. */
export function partName(submodel: string, name: string): string {
  return name === "voltage" ? submodel : `${submodel}: ${name}`;
}

/** "stairs, 1 mA cm⁻²" of the last spectrum of a step with a name; "26 min, 0.4 mA cm⁻²" of any other. */
export function spectrumName({ time, current }: SpectrumEntry, step: string | null): string {
  const amount = current === 0 ? "" : `, ${formatNumber(current / 10)} mA cm⁻²`;
  if (step === null) return `${formatDuration(time)}${amount}`;
  return amount === "" ? `${step} (at ${formatDuration(time)})` : `${step}${amount}`;
}

/** Rows of a long list: its beginning and its end, the same on a page and on a terminal. */
export function thinnedSegments(
  segments: SimulateDocument["segments"],
  rows: number = ROWS,
  all: number = ALL_ROWS,
): { readonly shown: SimulateDocument["segments"]; readonly left: number } {
  if (segments.length <= Math.max(all, 2 * rows)) return { shown: segments, left: 0 };
  return { shown: [...segments.slice(0, rows), ...segments.slice(-rows)], left: segments.length - 2 * rows };
}

function segmentTable({ segments }: SimulateDocument): PageTable {
  const { shown, left } = thinnedSegments(segments);
  return {
    title: "Segments",
    caption: `Current and voltage just after the switch and at the end${left === 0 ? "" : `; ${formatNumber(left)} segments between the first and the last ${ROWS} are left out here and stand in the table of the folder`}.`,
    columns: [
      { head: "step", cells: shown.map(({ step }) => step) },
      { head: "what", cells: shown.map(({ sentence }) => sentence), words: "long" },
      { head: "from / s", cells: shown.map(({ start }) => formatNumber(start, { digits: 6 })) },
      { head: "to / s", cells: shown.map(({ end }) => formatNumber(end, { digits: 6 })) },
      { head: "j / mA cm⁻²", cells: shown.map(({ endCurrent }) => formatNumber(endCurrent / 10)) },
      { head: "E start / mV", cells: shown.map(({ startVoltage }) => formatFixed(1e3 * startVoltage, 2)) },
      { head: "E end / mV", cells: shown.map(({ endVoltage }) => formatFixed(1e3 * endVoltage, 2)) },
      { head: "Q / mAh cm⁻²", cells: shown.map(({ charge }) => formatNumber(charge / 36_000)) },
      { head: "ended", cells: shown.map(({ endedBy }) => endedBy), words: "long" },
    ],
  };
}

function conservationTable({ conservation }: SimulateDocument): PageTable | null {
  if (conservation.length === 0) return null;
  return {
    title: "Conservation",
    caption:
      "What the cell holds against what the charge passed makes of it; the drift is the largest one of the kept states.",
    columns: [
      { head: "amount", cells: conservation.map(({ amount }) => amount) },
      { head: "unit", cells: conservation.map(({ unit }) => shownUnit(unit)) },
      { head: "at the start", cells: conservation.map(({ initial }) => formatNumber(initial, { digits: 6 })) },
      { head: "at the end", cells: conservation.map(({ final }) => formatNumber(final, { digits: 6 })) },
      {
        head: "change by charge",
        cells: conservation.map(({ expectedChange }) => formatNumber(expectedChange, { digits: 6 })),
      },
      { head: "drift", cells: conservation.map(({ drift }) => formatNumber(drift, { digits: 2 })) },
      { head: "relative", cells: conservation.map(({ relativeDrift }) => formatNumber(relativeDrift, { digits: 2 })) },
    ],
  };
}

function parameterTables({ cell }: SimulateDocument): PageTable[] {
  const rows = cell.submodels.flatMap(({ name, kind, parameters }) =>
    parameters.map((parameter) => ({ ...parameter, submodel: name, kind })),
  );
  return [
    {
      title: "Parameters",
      caption: "How each number is known; * changed for this run. SI.",
      columns: [
        { head: "parameter", cells: rows.map(({ submodel, name }) => `${submodel}.${name}`) },
        { head: "value", cells: rows.map(({ value, changed }) => `${formatNumber(value)}${changed ? " *" : ""}`) },
        { head: "unit", cells: rows.map(({ unit }) => shownUnit(unit)) },
        { head: "what", cells: rows.map(({ description }) => description), words: "long" },
        { head: "status", cells: rows.map(({ status }) => status), words: "short" },
        { head: "source", cells: rows.map(({ source }) => source), words: "long" },
      ],
    },
    {
      title: "Submodels",
      caption: "The equations, and where they come from.",
      columns: [
        { head: "name", cells: cell.submodels.map(({ name }) => name) },
        { head: "kind", cells: cell.submodels.map(({ kind }) => kind), words: "short" },
        { head: "equations", cells: cell.submodels.map(({ equations }) => equations), words: "long" },
        { head: "source", cells: cell.submodels.map(({ source }) => source), words: "long" },
      ],
    },
  ];
}
