import { formatDuration } from "../../../figures/format-number.ts";
import { log10 } from "../../../numerics/elementary/index.ts";
import { isSteady, type SpectrumEntry } from "../../simulate-results.ts";
import { notReached } from "./charge.ts";
import { isCutShort, momentOf } from "./moment.ts";
import { type FinishedRun, type ObservableKind, type Observed, unobserved } from "./observable.ts";
import { arcOfPart, type PartArc } from "./spectrum-parts.ts";

const AT = "when: the spectrum nearest in time; default the last one";
const OF = 'part of the cell: a submodel, or "submodel: part"; default the one called interface';
const BY =
  '"model" (default): what the model itself calls this part; "spectrum": the peaks of the distribution of relaxation times within a decade of its time constant';
const WAYS = ["model", "spectrum"] as const;
/** Share of the pristine resistance within which it counts as recovered. */
const RECOVERED = 0.05;

const sizeOf = ({ real, imaginary }: SpectrumEntry["total"]): boolean => real.length > 0 && imaginary.length > 0;

/** Index of the spectrum nearest to a moment: of several as near, the last one before or at it. None of a step that the run did not end. */
export function spectrumAt(run: FinishedRun, at: string | undefined): number | Observed {
  const { spectra } = run.document;
  if (spectra.length === 0)
    return unobserved("the protocol takes no spectrum; add one, as in impedance 7 MHz to 5 Hz, 5 uA/cm2");
  if (at === undefined) return spectra.length - 1;
  const moment = momentOf(run.document, at);
  if (moment === null || isCutShort(run.document, moment, at)) return unobserved(notReached(run, at));
  let best = 0;
  for (const [k, { time }] of spectra.entries()) {
    if (Math.abs(time - moment.time) <= Math.abs((spectra[best] as SpectrumEntry).time - moment.time)) best = k;
  }
  return best;
}

function arcAt(run: FinishedRun, index: number, of: string, by: string): PartArc | string {
  const entry = run.document.spectra[index] as SpectrumEntry;
  if (!sizeOf(entry.total)) return "the spectrum is empty";
  if (entry.parts.length === 0) {
    return `the parts of spectrum ${index + 1} of ${run.document.spectra.length} were not kept; name a time near one whose parts were, or ask for fewer spectra`;
  }
  const arc = arcOfPart(entry, of);
  if (arc === null) {
    const known = [...new Set(entry.parts.map(({ submodel }) => submodel))].join(", ");
    return `the cell has no part "${of}"; its parts are ${known}`;
  }
  if (by === "model") return arc;
  if (by !== "spectrum") return `by is ${JSON.stringify(by)}; it is model or spectrum`;
  if (arc.timeConstant === null) return `the part "${of}" has no maximum within the frequencies, so no peak is its own`;
  return peaksNear(run, index, arc.timeConstant);
}

/** The peaks of the distribution within a decade of a time constant: their sum, and the time constant of the largest. */
function peaksNear({ relaxation }: FinishedRun, index: number, tau: number): PartArc | string {
  const place = relaxation?.spectra.indexOf(index) ?? -1;
  const drt = relaxation?.series.sweeps[place]?.drt;
  if (relaxation === null || !drt) return "this spectrum was not turned into a distribution of relaxation times";
  const near = drt.peaks.filter((peak) => Math.abs(log10(peak.tau / tau)) <= 1);
  const [largest] = [...near].sort((a, b) => b.resistance - a.resistance);
  if (largest === undefined) return `no peak lies within a decade of ${tau.toExponential(1)} s`;
  const ohms = near.reduce((sum, { resistance }) => sum + resistance, 0);
  return { resistance: ohms * relaxation.area, timeConstant: largest.tau };
}

function ofArc(
  run: FinishedRun,
  asked: { at?: string; of?: string; by?: string },
  pick: (arc: PartArc) => number | null,
): Observed {
  const index = spectrumAt(run, asked.at);
  if (typeof index !== "number") return index;
  const arc = arcAt(run, index, asked.of ?? "interface", asked.by ?? "model");
  if (typeof arc === "string") return unobserved(arc);
  const value = pick(arc);
  const { time } = run.document.spectra[index] as SpectrumEntry;
  return value === null
    ? unobserved("its maximum lies outside of the frequencies")
    : { value, remark: `of the spectrum at ${formatDuration(time)}` };
}

/** Time from a moment until a resistance lies and stays within (1 ± share) of that of the first spectrum, between spectra linear. */
function recovery(run: FinishedRun, of: string, by: string, at: string, share: number): Observed {
  const from = momentOf(run.document, at);
  if (from === null || isCutShort(run.document, from, at)) return unobserved(notReached(run, at));
  const { spectra } = run.document;
  const resistance = (k: number): number => {
    const arc = arcAt(run, k, of, by);
    return typeof arc === "string" ? Number.NaN : arc.resistance;
  };
  const pristine = resistance(0);
  if (!(spectra.length >= 2) || !Number.isFinite(pristine)) {
    return unobserved("it takes a spectrum of the pristine cell and some of the rest");
  }
  const after = spectra.flatMap(({ time }, k) =>
    time >= from.time ? [{ time, off: Math.abs(resistance(k) / pristine - 1) }] : [],
  );
  const [first, last] = [after[0], after.at(-1)];
  if (first === undefined || last === undefined) return unobserved("no spectrum was taken in the rest");
  let out = after.length - 1;
  while (out >= 0 && (after[out] as typeof first).off <= share) out--;
  if (out < 0) return { value: first.time - from.time, remark: "already at the first spectrum" };
  const [off, back] = [after[out] as typeof first, after[out + 1]];
  if (back === undefined) {
    return unobserved(
      `still ${Number((100 * last.off).toPrecision(2))} % off at the last spectrum`,
      1,
      last.time - from.time,
    );
  }
  const part = (off.off - share) / (off.off - back.off);
  return { value: off.time + part * (back.time - off.time) - from.time };
}

const bySpectrum = ({ by }: { readonly by?: string }): boolean => by === "spectrum";

export const impedanceObservables: readonly ObservableKind[] = [
  {
    name: "interface resistance",
    description: "Areal resistance of one part of the cell within the frequencies of a spectrum.",
    unit: "ohm m2",
    asks: { at: AT, of: OF, by: BY },
    ways: WAYS,
    names: "part",
    usesRelaxation: bySpectrum,
    observe: (run, asked) => ofArc(run, asked, ({ resistance }) => resistance),
  },
  {
    name: "interface time constant",
    description: "Time constant of the largest arc of one part of the cell.",
    unit: "s",
    asks: { at: AT, of: OF, by: BY },
    ways: WAYS,
    names: "part",
    usesRelaxation: bySpectrum,
    observe: (run, asked) => ofArc(run, asked, ({ timeConstant }) => timeConstant),
  },
  {
    name: "interface resistance ratio",
    description: "Interface resistance at one moment over that at another.",
    unit: "1",
    asks: { at: AT, over: "the other moment; default the first spectrum", of: OF, by: BY },
    ways: WAYS,
    names: "part",
    usesRelaxation: bySpectrum,
    observe: (run, asked) => ratio(run, asked, ({ resistance }) => resistance),
  },
  {
    name: "interface time constant ratio",
    description: "Time constant of the interface at one moment over that at another.",
    unit: "1",
    asks: { at: AT, over: "the other moment; default the first spectrum", of: OF, by: BY },
    ways: WAYS,
    names: "part",
    usesRelaxation: bySpectrum,
    observe: (run, asked) => ratio(run, asked, ({ timeConstant }) => timeConstant),
  },
  {
    name: "recovery time",
    description:
      "Time from a moment until the interface resistance is, and stays, within a share of that of the first spectrum.",
    unit: "s",
    asks: { at: "the start of the rest", level: `the share, default ${RECOVERED}`, of: OF, by: BY },
    needs: ["at"],
    ways: WAYS,
    names: "part",
    usesRelaxation: bySpectrum,
    observe: (run, { at = "start", of = "interface", by = "model" }, level = RECOVERED) =>
      recovery(run, of, by, at, level),
  },
  {
    name: "total resistance",
    description: "Re Z of the whole cell at the lowest frequency of a spectrum.",
    unit: "ohm m2",
    asks: { at: AT },
    observe(run, { at }) {
      const index = spectrumAt(run, at);
      if (typeof index !== "number") return index;
      const { frequency, total } = run.document.spectra[index] as SpectrumEntry;
      const lowest = frequency.indexOf(Math.min(...frequency));
      return { value: total.real[lowest] ?? Number.NaN };
    },
  },
];

function ratio(
  run: FinishedRun,
  asked: { at?: string; over?: string; of?: string; by?: string },
  pick: (arc: PartArc) => number | null,
): Observed {
  const above = ofArc(run, asked, pick);
  const below = ofArc(run, { ...asked, at: asked.over ?? "start" }, pick);
  if (above.value === null) return above;
  if (below.value === null) return below;
  for (const at of [asked.at, asked.over ?? "start"]) {
    const entry = run.document.spectra[spectrumAt(run, at) as number] as SpectrumEntry;
    if (!isSteady(entry)) {
      return unobserved(
        `the spectrum at ${formatDuration(entry.time)} is that of a state that does not last: no measurement would see it`,
      );
    }
  }
  return { value: above.value / below.value };
}
