import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { measuredCourse } from "../../../figures/measured-course.ts";
import { relaxationMap } from "../../../figures/relaxation-map.ts";
import { type NamedSpectrum, simulatedBode, simulatedNyquist } from "../../../figures/simulated-impedance.ts";
import type { SeriesAnalysis } from "../../../impedance/series/analysis.ts";
import { impedanceSpectrum } from "../../../impedance/spectrum.ts";
import type { AlloyFigure } from "../../alloy-pages.ts";
import { safeName } from "../../file-names.ts";
import type { RecordedUnknown, SimulateDocument } from "../../simulate.ts";
import { simulationPage } from "../../simulate-page.ts";
import type { SpectrumEntry } from "../../simulate-results.ts";
import { relaxationMapOf, spread } from "../relaxation.ts";
import type { CaseRun } from "../run-study.ts";

/** Unknowns that are drawn. */
const MOST_UNKNOWNS = 5;
/** Names of unknowns that a reader looks for first. */
const TELLING = ["contact fraction", "precipitate fraction", "deposit fraction", "voids", "coverage"];
/** Fractions below it are what keeps equations regular. */
const TRACE = 1e-5;
/** Measured spectra that are drawn beside computed ones. */
const MOST_PAIRS = 4;
/** Fewest sweeps whose currents rise for a map along the current. */
const FEWEST_ALONG = 4;

/** The figures of one case. @param several whether their titles name the case */
export function caseFigures(run: CaseRun, several: boolean): AlloyFigure[] {
  const { name } = run.planned.case;
  const own = simulationPage(withCompositions(withTelling(run.document))).figures;
  const voltage = measuredVoltage(run);
  const pairs = measuredSpectra(run);
  const replaced = [
    ...(voltage === null ? own.filter(({ id }) => id === "voltage-and-current") : [voltage]),
    ...own.filter(
      ({ id }) => id !== "voltage-and-current" && (pairs.length === 0 || (id !== "nyquist" && id !== "bode")),
    ),
    ...pairs,
    ...mapFigures(run),
  ];
  if (!several) return replaced;
  const stem = safeName(name) || "case";
  return replaced.map((figure) => ({ ...figure, id: `${stem}-${figure.id}`, title: `${name}: ${figure.title}` }));
}

/** The run with the unknowns that say most: contact and what covers it, then what changes most. */
function withTelling(document: SimulateDocument): SimulateDocument {
  const { series } = document;
  const changing = series.recorded.filter(
    ({ unit, values }) => range(values) > 1e-9 && (unit !== "1" || largest(values) > TRACE),
  );
  const rank = ({ name }: RecordedUnknown): number => {
    const place = TELLING.indexOf(name.slice(name.lastIndexOf(".") + 1));
    return place < 0 ? TELLING.length : place;
  };
  const recorded = [...changing].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_UNKNOWNS);
  return { ...document, series: { ...series, recorded } };
}

/** Ratios of amounts along a mesh as mole fractions, as people read compositions. */
function withCompositions(document: SimulateDocument): SimulateDocument {
  return {
    ...document,
    profiles: document.profiles.map((profile) => {
      if (profile.unit !== "1" || !profile.name.endsWith(".ratio")) return profile;
      return {
        ...profile,
        symbol: "x",
        name: profile.name.replace(/\.ratio$/, ": composition"),
        description: "mole fraction of the working metal",
        curves: profile.curves.map((curve) => ({ ...curve, values: curve.values.map((ratio) => ratio / (1 + ratio)) })),
      };
    }),
  };
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Range of values over their largest amount. */
function range(values: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  return size > 0 ? (high - low) / size : 0;
}

function measuredVoltage({ comparison, document }: CaseRun): AlloyFigure | null {
  const course = comparison?.course ?? null;
  if (comparison === null || course === null || course.voltage.length === 0) return null;
  const { voltage } = comparison;
  return {
    id: "voltage-and-current",
    title: "Voltage and current, measured and computed",
    remark:
      voltage === null
        ? `points: ${comparison.file}`
        : `points: ${comparison.file}; they differ by ${formatNumber(1e3 * voltage.rms, { digits: 3 })} mV rms, most at ${formatDuration(voltage.largestAt)}`,
    summary: `Measured voltage of ${comparison.file} beside the computed one.`,
    width: "w8",
    height: "map",
    draw: (theme) => measuredCourse(document.series, course, theme),
  };
}

function measuredSpectra({ comparison, document }: CaseRun): AlloyFigure[] {
  if (comparison === null || comparison.spectra.length === 0) return [];
  const shown = spread(comparison.spectra, MOST_PAIRS);
  const named = shown.map(({ spectrum, frequency, real, imaginary, relativeResidual, time }): NamedSpectrum => {
    const { total, frequency: own } = document.spectra[spectrum] as SpectrumEntry;
    return {
      name: `${formatDuration(time)} (${formatNumber(100 * relativeResidual, { digits: 2 })} %)`,
      steady: true,
      spectrum: impedanceSpectrum(own, total.real, total.imaginary),
      measured: impedanceSpectrum(frequency, real, imaginary),
    };
  });
  const remark = `${shown.length} of ${comparison.spectra.length} pairs; in brackets the relative residual of each`;
  const summary = `Measured spectra of ${comparison.file} (symbols) beside computed ones (lines).`;
  return [
    {
      id: "nyquist",
      title: "Impedance, measured and computed",
      remark,
      summary,
      width: "w6",
      height: "",
      draw: (theme) => simulatedNyquist(named, theme),
    },
    {
      id: "bode",
      title: "Modulus and phase, measured and computed",
      remark,
      summary,
      width: "w6",
      height: "",
      draw: (theme) => simulatedBode(named, theme),
    },
  ];
}

/** The map of relaxation times: along the current while it rises, then what follows in its order. */
function mapFigures({ relaxation }: CaseRun): AlloyFigure[] {
  if (relaxation === null || relaxation.series.map === null) return [];
  const { series, area, lambda } = relaxation;
  const rising = risingRun(series);
  const staircase = rising >= FEWEST_ALONG;
  const parts = staircase
    ? [
        {
          id: "relaxation-map",
          words: "along the current",
          part: relaxationMapOf(series, 0, rising),
          along: "current" as const,
        },
        {
          id: "relaxation-map-after",
          words: "of the spectra after the staircase",
          part: relaxationMapOf(series, rising, series.sweeps.length),
          along: "sweep" as const,
        },
      ]
    : [{ id: "relaxation-map", words: "in the order of the spectra", part: series, along: "sweep" as const }];
  return parts.flatMap(({ id, words, part, along }): AlloyFigure[] => {
    if (part === null || part.sweeps.length < 2) return [];
    return [
      {
        id,
        title: "Relaxation times",
        remark: `${words}; regularised with λ = ${formatNumber(lambda)}, no noise`,
        summary: `Distribution of relaxation times of ${part.sweeps.length} computed spectra.`,
        width: "w6",
        height: "",
        draw: (theme) => relaxationMap(part, { theme, area, along, highestFrequency: null }),
      },
    ];
  });
}

/** Sweeps at the beginning whose currents rise one after the other. */
function risingRun({ sweeps }: SeriesAnalysis): number {
  const current = sweeps.map(({ sweep }) => sweep.dcCurrent ?? 0);
  let end = 1;
  while (end < current.length && (current[end] as number) > (current[end - 1] as number)) end++;
  return end;
}
