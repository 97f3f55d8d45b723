import { hypot, log } from "../../numerics/elementary/index.ts";
import { parameterValue } from "../simulate-parameters.ts";
import { courseReader } from "../studies/measured/course-reader.ts";
import type { PlannedObservation } from "../studies/observables/observe.ts";
import type { PlannedCase } from "../studies/plan-study.ts";
import type { StudySource } from "../studies/read-study.ts";
import type { CaseRun } from "../studies/run-study.ts";
import type { StudyCalibration } from "../studies/study.ts";
import type { Datum, ForwardValue } from "./forward.ts";
import { thinCourse } from "./thin-course.ts";

/** A datum of a case, and how a run of that case gives its number. */
export interface CaseDatum {
  readonly datum: Datum;
  read(run: CaseRun): Omit<ForwardValue, "name">;
}

const BOUNDS = { equals: "value", "at least": "at least", "at most": "at most" } as const;
const CURVE_POINTS = 40;
const SPECTRUM_POINTS = 20;

/**
 * Data of a case: its observables with a published value and σ, those that are proposed, and, where the study counts them, the voltage
 * and the spectra of its measured file.
 *
 * @param first the case run as the study stands, which says what of a measured file it can be held against; null without one
 */
export function caseData(
  source: StudySource,
  planned: PlannedCase,
  calibrate: StudyCalibration | undefined,
  prefix: string,
  first: CaseRun | null,
): CaseDatum[] {
  const { curve, spectra, proposed } = calibrate ?? {};
  return [
    ...planned.observations.flatMap((one, k) => observedDatum(source, planned, one, k, prefix, proposed ?? {})),
    ...(curve === undefined || first === null ? [] : curveData(source, planned, first, curve, prefix)),
    ...(spectra === undefined || first === null ? [] : spectrumData(planned, first, spectra, prefix)),
  ];
}

function observedDatum(
  source: StudySource,
  { case: { name: caseName }, observations }: PlannedCase,
  planned: PlannedObservation,
  k: number,
  prefix: string,
  proposed: NonNullable<StudyCalibration["proposed"]>,
): CaseDatum[] {
  const { published, asked, unit } = planned;
  const wanted = Object.hasOwn(proposed, planned.name) ? proposed[planned.name] : undefined;
  if (wanted === undefined && (published === null || published.sigma === null)) return [];
  const sigma =
    published?.sigma ??
    source.at(["calibrate", "proposed", planned.name], () =>
      typeof wanted === "number" ? wanted : parameterValue(`sigma of ${planned.name}`, String(wanted), unit),
    );
  const inEachCase = asked.case === undefined && source.cases.length > 1;
  return [
    {
      datum: {
        name: `${prefix}${planned.name}${inEachCase ? ` (${caseName})` : ""}`,
        experiment: published?.experiment ?? `${prefix}${caseName}`,
        unit,
        value: published?.sigma === null || published === null ? null : published.value,
        sigma,
        bound: BOUNDS[published?.sense ?? "equals"],
        ...(published?.sense === "at least" && planned.kind.grows === true && asked.at === undefined
          ? { untilEnded: true }
          : {}),
        source: published?.source ?? "",
      },
      read({ document, observed }) {
        const { end } = document;
        if (end.kind === "failed") return failure(end.message ?? "the run failed", 0);
        const found = observed[k];
        if (found === undefined || observations[k] !== planned) return failure("not observed", 0);
        const growsToEnd = planned.kind.grows === true && (asked.at !== undefined || end.kind === "completed");
        if (found.value !== null) return { value: found.value, ...(growsToEnd ? { isEnd: true } : {}) };
        // What lies beyond all that the run shows counts with the last that it can speak for.
        if (found.end !== null && found.beyond !== 0) return { value: found.end, isEnd: true };
        return failure(found.reason ?? "no number", found.beyond);
      },
    },
  ];
}

function failure(reason: string, direction: -1 | 0 | 1): Omit<ForwardValue, "name"> {
  return { value: Number.NaN, failed: { reason, direction } };
}

function curveData(
  source: StudySource,
  { case: { name } }: PlannedCase,
  first: CaseRun,
  { sigma: written, points = CURVE_POINTS }: NonNullable<StudyCalibration["curve"]>,
  prefix: string,
): CaseDatum[] {
  const course = first.comparison?.course ?? null;
  if (course === null || course.voltage.length === 0) return [];
  const { time, voltage } = course;
  const sigma = source.at(["calibrate", "curve", "sigma"], () =>
    typeof written === "number" ? written : parameterValue("sigma", written, "V"),
  );
  const label = `${prefix}${name} voltage`;
  return thinCourse(time, voltage, points).map(
    (i): CaseDatum => ({
      datum: {
        name: `${label} at ${Number(time[i].toPrecision(6))} s`,
        experiment: `${prefix}${name}`,
        unit: "V",
        value: voltage[i],
        sigma,
        bound: "value",
        source: first.comparison?.file ?? "",
        curve: { name: label, at: time[i], unit: "s" },
      },
      read({ document: { series, end } }) {
        if (end.kind === "failed") return failure(end.message ?? "the run failed", 0);
        const value = courseReader(series.time, series.voltage)(time[i]);
        if (Number.isFinite(value)) return { value };
        const last = series.voltage.at(-1) ?? Number.NaN;
        return failure(`the run ended before ${Number(time[i].toPrecision(6))} s`, last > voltage[i] ? 1 : -1);
      },
    }),
  );
}

function spectrumData(
  { case: { name } }: PlannedCase,
  first: CaseRun,
  { sigma, points = SPECTRUM_POINTS }: NonNullable<StudyCalibration["spectra"]>,
  prefix: string,
): CaseDatum[] {
  return (first.comparison?.spectra ?? []).flatMap(({ sweep, spectrum, frequency, real, imaginary }) => {
    const stride = Math.max(1, Math.ceil(frequency.length / points));
    const rows = Array.from(frequency, (_, i) => i).filter((i) => i % stride === 0);
    const parts = [
      ["Z'", real, "real"],
      ["Z''", imaginary, "imaginary"],
    ] as const;
    return parts.flatMap(([symbol, measured, part]) =>
      rows.map((i): CaseDatum => {
        const label = `${prefix}${name} spectrum ${sweep + 1} ${symbol}`;
        return {
          datum: {
            name: `${label} at ${Number(frequency[i].toPrecision(5))} Hz`,
            experiment: `${prefix}${name}`,
            unit: "ohm m2",
            value: measured[i],
            sigma: sigma * hypot(real[i], imaginary[i]),
            bound: "value",
            source: first.comparison?.file ?? "",
            curve: { name: label, at: frequency[i], unit: "Hz" },
          },
          read({ document }) {
            const entry = document.spectra[spectrum];
            if (document.end.kind === "failed" || entry === undefined) {
              return failure(document.end.message ?? "the run ended before this spectrum", 0);
            }
            const value = atFrequency(entry.frequency, entry.total[part], frequency[i]);
            return Number.isFinite(value) ? { value } : failure("outside the frequencies of the run", 0);
          },
        };
      }),
    );
  });
}

/** Linear in ln f between the frequencies of a spectrum; NaN outside. */
function atFrequency(frequency: Float64Array, values: Float64Array, wanted: number): number {
  const rising = frequency[0] < frequency[frequency.length - 1];
  for (let k = 0; k + 1 < frequency.length; k++) {
    const [a, b] = rising ? [k, k + 1] : [k + 1, k];
    if (!(frequency[a] <= wanted * (1 + 1e-9) && wanted <= frequency[b] * (1 + 1e-9))) continue;
    const part = log(wanted / frequency[a]) / log(frequency[b] / frequency[a]);
    return values[a] + part * (values[b] - values[a]);
  }
  return Number.NaN;
}
