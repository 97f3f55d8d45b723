import { type CourseAbscissa, courseAxis } from "../figures/course-axis.ts";
import { currentDensityUnit } from "../figures/current-unit.ts";
import { countWord, formatDuration, formatNumber } from "../figures/format-number.ts";
import { type CourseGroup, simulatedCourse, voltagePartCourses } from "../figures/simulated-course.ts";
import { impedanceParts, type NamedSpectrum, simulatedBode, simulatedNyquist } from "../figures/simulated-impedance.ts";
import { movingUnknowns, stateCourses } from "../figures/state-courses.ts";
import { shortNames } from "../figures/state-names.ts";
import { impedanceSpectrum } from "../impedance/spectrum.ts";
import type { AlloyFigure } from "./alloy-pages.ts";
import { chosenIndices, keySpectra } from "./key-spectra.ts";
import { profileFigures } from "./profile-figures.ts";
import { DENSE, type SimulateDocument } from "./simulate.ts";
import { isSteady, type SpectrumEntry } from "./simulate-results.ts";
import { voltageSpan } from "./simulate-sentences.ts";

/** Spectra that are drawn: of more those at named steps and at the ends of staircases, then evenly spread. */
const MOST_SPECTRA = 8;
/** Lines of a dense figure. */
const MOST_GROUPS = 4;

/** V: the unit of a run's voltages is chosen by it. */
function largestVoltage({ summary }: SimulateDocument): number {
  return Math.max(Math.abs(summary.lowestVoltage), Math.abs(summary.highestVoltage));
}

/** Whether passes were jumped: one record stands for them, and no line may be drawn across what was not worked out. */
function hasJumps({ segments }: SimulateDocument): boolean {
  return segments.some(({ passes }) => passes !== undefined);
}

/** The last point of every segment, by sentence, where there are too many to draw, or passes were jumped; else none. */
export function denseGroups(document: SimulateDocument): CourseGroup[] {
  const { segments, series } = document;
  if (segments.length <= DENSE && !hasJumps(document)) return [];
  const groups = new Map<string, number[]>();
  for (const [k, owner] of series.segment.entries()) {
    const segment = segments[owner];
    if (series.segment[k + 1] === owner || segment === undefined || segment.end === segment.start) continue;
    if (segment.passes !== undefined) continue;
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

/** All figures of a run, in the order in which they are read. @param abscissa of voltage and state */
export function simulationFigures(document: SimulateDocument, abscissa: CourseAbscissa = "time"): AlloyFigure[] {
  const { series, voltageParts, summary } = document;
  const groups = denseGroups(document);
  const dense = groups.length > 0;
  const figures: AlloyFigure[] = [
    {
      id: "voltage-and-current",
      title: "Voltage and current",
      remark: dense ? "at the end of every segment" : "positive current strips the working electrode",
      summary: `From ${voltageSpan(summary, " to ")} over ${formatDuration(summary.duration)}.`,
      width: "w6",
      height: "map",
      draw: (theme) => simulatedCourse(series, theme, groups, courseAxis(series, abscissa)),
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
      draw: (theme) =>
        stateCourses(series.time, moving, theme, groups.slice(0, MOST_STATE_GROUPS), courseAxis(series, abscissa)),
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
        return voltagePartCourses(time, parts, theme, largestVoltage(document));
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
  const { factor, unit } = currentDensityUnit([current]);
  const amount = current === 0 ? "" : `, ${formatNumber(current * factor)} ${unit}`;
  if (step === null) return `${formatDuration(time)}${amount}`;
  return amount === "" ? `${step} (at ${formatDuration(time)})` : `${step}${amount}`;
}
