import { expm1 } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { nearMains } from "./mains.ts";
import type { KramersKronigSettings } from "./options.ts";
import { type OutsideNoise, outsideInWords } from "./outside.ts";
import { hertz, rangeInWords } from "./ranges.ts";
import type { Fault, FrequencyRange } from "./result.ts";
import type { ZHit } from "./z-hit.ts";

/** A diagnosis in words, with where it fails and what is at fault. */
export interface DescribedDiagnosis {
  readonly reason: string;
  readonly failing: readonly FrequencyRange[];
  readonly faults: readonly Fault[];
}

/**
 * Says what was found, with its numbers.
 *
 * @param below where the residuals of the points below an artefact leave the noise
 * @param residual root mean square residual of the points tested
 * @param outside residuals outside the noise of their points
 */
export function describeDiagnosis(
  { found, used, artefact, step, fails, cause }: Diagnosis,
  spectrum: ImpedanceSpectrum,
  below: readonly FrequencyRange[],
  residual: number,
  zHit: ZHit | null,
  outside: OutsideNoise,
  settings: KramersKronigSettings,
): DescribedDiagnosis {
  const highest = spectrum.frequency.reduce((a, b) => Math.max(a, b), 0);
  const faults: Fault[] = [];
  const failing: FrequencyRange[] = [...below];
  const { probability } = found;
  const counted = outsideInWords(outside, { fails, probability, significance: settings.significance });
  const numbers = `residual ${percent(residual)}, noise ${percent(found.noise * Math.SQRT2)}; ${counted}`;
  const sentences: string[] = [];
  if (fails) {
    sentences.push(`Fails Kramers-Kronig ${rangeInWords(below, spectrum.frequency)}: ${numbers}.`);
    if (cause === "drift") {
      faults.push({ kind: "drift", ranges: below });
      sentences.push(
        `The cell changed while the sweep ran${timeTaken(spectrum.frequency, below, settings.time)}: Z' and Z'' part as under a drift.` +
          `${reconstruction(zHit)} A response that is not linear can look the same.`,
      );
    } else {
      faults.push({ kind: "inconsistent", ranges: below });
      sentences.push(
        "The cell changed while the sweep ran, the response was not linear, or points are disturbed: the data cannot tell." +
          reconstruction(zHit),
      );
    }
  } else if (artefact === null) {
    const significant = probability < settings.significance;
    sentences.push(
      significant
        ? `Passes Kramers-Kronig: residual ${percent(residual)}, noise ${percent(found.noise * Math.SQRT2)}; the difference is real but below the tolerance of ${percent(settings.tolerance)}.`
        : `Passes Kramers-Kronig: ${numbers}.`,
    );
  }
  if (artefact !== null) {
    const range = { min: artefact.from, max: highest };
    faults.push({ kind: "high-frequency-artefact", ranges: [range] });
    failing.push(range);
    const what = "Z' is negative there as no cell's is: an artefact of leads or of the reference electrode.";
    sentences.push(
      fails
        ? `Points above ${hertz(artefact.from)} were left out of the test: ${what}`
        : `Fails Kramers-Kronig above ${hertz(artefact.from)}: ${what} Below it passes: ${numbers}.`,
    );
  }
  if (step !== null) {
    faults.push({ kind: "range-switch", ranges: [{ min: step.frequency, max: step.frequency }], step: step.step });
    const sign = step.step > 0 ? "larger" : "smaller";
    sentences.push(
      `Below ${hertz(step.frequency)} Z is ${percent(Math.abs(step.step))} ${sign} by one step, as where the instrument switches ` +
        "its range; the step was taken out of the test.",
    );
  }
  const points = found.outliers.map((k) => used.frequency[k]).sort((a, b) => a - b);
  const lines = points.filter((f) => nearMains(f) !== null);
  const single = points.filter((f) => nearMains(f) === null);
  const at = (f: number): FrequencyRange => ({ min: f, max: f });
  if (lines.length > 0) faults.push({ kind: "mains", ranges: lines.map(at) });
  if (single.length > 0) faults.push({ kind: "disturbed-points", ranges: single.map(at) });
  if (points.length > 0) sentences.push(leftOut(points, lines));
  return { reason: sentences.join(" "), failing, faults };
}

function leftOut(points: readonly number[], lines: readonly number[]): string {
  const places = points.map(hertz).join(", ");
  const mains = lines.map((f) => ` ${nearMains(f)} Hz is a line of the mains.`).join("");
  return points.length === 1
    ? `The point at ${places} is disturbed and was left out of the test.${mains}`
    : `The points at ${places} are disturbed and were left out of the test.${mains}`;
}

/** ", the failing points taking 12 of 35 s"; empty without times. */
function timeTaken(frequency: Float64Array, ranges: readonly FrequencyRange[], time: Float64Array | null): string {
  if (time === null || time.length !== frequency.length || time.length < 2) return "";
  let [earliest, latest, failing] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let k = 0; k < time.length; k++) {
    [earliest, latest] = [Math.min(earliest, time[k]), Math.max(latest, time[k])];
    if (k > 0 && ranges.some(({ min, max }) => frequency[k] >= min && frequency[k] <= max)) {
      failing += Math.abs(time[k] - time[k - 1]);
    }
  }
  const whole = latest - earliest;
  if (!(whole > 0)) return "";
  return `, the failing points taking ${Number(failing.toPrecision(2))} of ${Number(whole.toPrecision(2))} s`;
}

/** Where the modulus departs from its phase; empty if nowhere. */
function reconstruction(zHit: ZHit | null): string {
  if (zHit === null || zHit.deviating.length === 0) return "";
  const largest = zHit.deviation.reduce((m, d) => (Math.abs(d) > Math.abs(m) ? d : m), 0);
  const at = zHit.deviating.map(({ min, max }) => `${hertz(min)} … ${hertz(max)}`).join(", ");
  return ` Z-HIT: |Z| departs from its phase by up to ${percent(Math.abs(expm1(largest)))} at ${at}.`;
}

/** Two significant digits: 0.0123 → "1.2 %". */
export function percent(fraction: number): string {
  return `${Number((100 * fraction).toPrecision(2))} %`;
}
