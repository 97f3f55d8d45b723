import { formatQuantityWithInterval, formatWithInterval } from "../figures/format-interval.ts";
import { formatQuantity } from "../figures/format-number.ts";
import type { DisplayUnits } from "../figures/units.ts";
import type { Bounds, DistributionOfRelaxationTimes } from "../impedance/distribution/result.ts";
import { distributionDoubt } from "../impedance/interpretation/distribution-doubt.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import type { Finding } from "./findings.ts";
import { sweepNumbers } from "./words.ts";

/** R∞, Rp, L and the capacitance of a blocking electrode, with their bounds of 95 % or the words that there are none. */
export function totalsText(drt: DistributionOfRelaxationTimes, units: DisplayUnits): string {
  const resistance = (value: number, bounds: Bounds | undefined): string => {
    const factor = units.resistanceFactor;
    const ends = bounds && { lower: bounds.lower * factor, upper: bounds.upper * factor };
    return formatWithInterval(value * factor, ends, units.resistance);
  };
  const { inductance, capacitance, ohmicResistanceBounds } = drt;
  const parts = [
    `R∞ = ${resistance(drt.ohmicResistance, ohmicResistanceBounds)}`,
    `Rp = ${resistance(drt.polarizationResistance, drt.polarizationResistanceBounds)}`,
    ...(inductance === 0 ? [] : [`L = ${formatQuantityWithInterval(inductance, drt.inductanceBounds, "H")}`]),
    ...(capacitance === undefined
      ? []
      : [`blocking C = ${formatQuantity(capacitance * units.capacitanceFactor, units.capacitance)}`]),
  ];
  const meaning = ohmicResistanceBounds
    ? "± is half of the 95 % interval, – and … are its ends"
    : drt.method === "tikhonov"
      ? "the regularised solution has no intervals"
      : "without intervals";
  return `From the relaxation times: ${parts.join(", ")} (${meaning}).`;
}

/** Distributions that are not to be read: those that are 0 everywhere, and those that miss the data. */
export function doubtFindings(series: SeriesAnalysis): Finding[] {
  const doubted = series.sweeps.flatMap(({ sweep, drt, kramersKronig }) => {
    const words = drt && distributionDoubt(drt, kramersKronig?.noise ?? null);
    return words ? [{ number: sweep.index + 1, words }] : [];
  });
  const [first] = doubted;
  if (first === undefined) return [];
  if (series.sweeps.length === 1) return [{ verdict: "fails", lead: first.words, rest: "" }];
  return [
    {
      verdict: "fails",
      lead: `The relaxation times of ${sweepNumbers(doubted.map(({ number }) => number))} are not to be read.`,
      rest: `Sweep ${first.number}: ${first.words}`,
    },
  ];
}
