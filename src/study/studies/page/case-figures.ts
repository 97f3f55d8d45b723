import type { CourseAbscissa } from "../../../figures/course-axis.ts";
import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { formatVoltage } from "../../../figures/format-voltage.ts";
import { measuredCourse } from "../../../figures/measured-course.ts";
import { type NamedSpectrum, simulatedBode, simulatedNyquist } from "../../../figures/simulated-impedance.ts";
import { spectrumResiduals } from "../../../figures/spectrum-residuals.ts";
import { impedanceSpectrum } from "../../../impedance/spectrum.ts";
import type { AlloyFigure } from "../../alloy-pages.ts";
import { baseName, safeName } from "../../file-names.ts";
import { chosenIndices, keySpectra } from "../../key-spectra.ts";
import { simulationFigures, spectrumName } from "../../simulate-figures.ts";
import type { SpectrumEntry } from "../../simulate-results.ts";
import { courseReader } from "../measured/course-reader.ts";
import type { CaseRun } from "../run-study.ts";
import { relaxationFigures } from "./relaxation-figures.ts";

/** Measured spectra that are drawn beside computed ones. */
const MOST_PAIRS = 6;

/** What the figures of a case are drawn from. */
export type DrawnCase = Pick<CaseRun, "document" | "relaxation" | "comparison">;

/** The figures of one case. @param several whether their titles name the case */
export function caseFigures(run: CaseRun, several: boolean): AlloyFigure[] {
  const replaced = drawnFigures(run);
  if (!several) return replaced;
  const { name } = run.planned.case;
  const stem = safeName(name) || "case";
  return replaced.map((figure) => ({ ...figure, id: `${stem}-${figure.id}`, title: `${name}: ${figure.title}` }));
}

/**
 * The figures of a case as far as it got: the voltage first, beside the measured one where there is a file.
 * @param abscissa of voltage and state
 */
export function drawnFigures(run: DrawnCase, abscissa: CourseAbscissa = "time"): AlloyFigure[] {
  const own = simulationFigures(run.document, abscissa);
  const voltage = measuredVoltage(run, abscissa);
  const pairs = measuredSpectra(run);
  return [
    ...(voltage === null ? own.filter(({ id }) => id === "voltage-and-current") : [voltage]),
    ...own.filter(
      ({ id }) => id !== "voltage-and-current" && (pairs.length === 0 || (id !== "nyquist" && id !== "bode")),
    ),
    ...pairs,
    ...residualFigures(run),
    ...relaxationFigures(run),
  ];
}

function measuredVoltage({ comparison, document }: DrawnCase, abscissa: CourseAbscissa): AlloyFigure | null {
  const course = comparison?.course ?? null;
  if (comparison === null || course === null || course.voltage.length === 0) return null;
  const { voltage } = comparison;
  const computed = courseReader(document.series.time, document.series.voltage);
  const difference = course.voltage.map((v, k) => computed(course.time[k] as number) - v);
  return {
    id: "voltage-and-current",
    title: "Voltage and current, measured and computed",
    remark:
      voltage === null
        ? `points: ${baseName(comparison.file)}`
        : `points: ${baseName(comparison.file)}; they differ by ${formatVoltage(voltage.rms, 3)} rms, most, by ${formatVoltage(voltage.largest, 3)}, at ${formatDuration(voltage.largestAt)}`,
    summary: `Measured voltage of ${baseName(comparison.file)} beside the computed one.`,
    width: "w6",
    height: "map",
    draw: (theme) => measuredCourse(document.series, course, theme, difference, abscissa),
  };
}

function measuredSpectra({ comparison, document }: DrawnCase): AlloyFigure[] {
  if (comparison === null || comparison.spectra.length === 0) return [];
  const keys = keySpectra(document);
  const isKey = (spectrum: number): boolean => keys.some(({ index }) => index === spectrum);
  const wanted = comparison.spectra.flatMap(({ spectrum }, k) => (isKey(spectrum) ? [k] : []));
  const shown = chosenIndices(comparison.spectra.length, wanted, MOST_PAIRS).flatMap(
    (k) => comparison.spectra[k] ?? [],
  );
  const named = shown.map(({ spectrum, frequency, real, imaginary, relativeResidual }): NamedSpectrum => {
    const entry = document.spectra[spectrum] as SpectrumEntry;
    const { total, frequency: own } = entry;
    const step = keys.find(({ index }) => index === spectrum)?.name ?? null;
    return {
      name: `${spectrumName(entry, step)} (${formatNumber(100 * relativeResidual, { digits: 2 })} %)`,
      steady: true,
      lineName: "computed",
      spectrum: impedanceSpectrum(own, total.real, total.imaginary),
      measured: impedanceSpectrum(frequency, real, imaginary),
    };
  });
  const remark = `${shown.length} of ${comparison.spectra.length} pairs; in brackets the relative residual of each`;
  const summary = `Measured spectra of ${baseName(comparison.file)} (symbols) beside computed ones (lines).`;
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

/** How far each measured spectrum lies from the computed one nearest in time. */
function residualFigures({ comparison }: DrawnCase): AlloyFigure[] {
  const spectra = comparison?.spectra ?? [];
  if (comparison === null || spectra.length < 2) return [];
  const worst = spectra.reduce((most, one) => (one.relativeResidual > most.relativeResidual ? one : most));
  return [
    {
      id: "spectrum-residuals",
      title: "Residual of each spectrum",
      remark: `largest ${formatNumber(100 * worst.relativeResidual, { digits: 3 })} %, of sweep ${worst.sweep + 1} at ${formatDuration(worst.time)}`,
      summary: `Root mean square of |Z computed − Z measured|/|Z measured| of ${spectra.length} spectra of ${baseName(comparison.file)}, and the largest of each.`,
      width: "w6",
      height: "",
      draw: (theme) => spectrumResiduals(spectra, theme),
    },
  ];
}
