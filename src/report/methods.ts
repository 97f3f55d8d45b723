import { extentOf } from "../figures/extent.ts";
import { formatNumber, formatQuantity, formatRange } from "../figures/format-number.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import type { ReportFile } from "./input.ts";

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, "");
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}

/** What the paragraph is made of. */
type Described = Pick<ReportFile, "series" | "methods" | "area">;

/** The analysis of a file as the methods section of a paper would state it; null without results. */
export function methodsParagraph(file: Described, version: string): string | null {
  const { series, methods } = file;
  if (series === null || series.sweeps.length === 0) return null;
  const parts: string[] = [];
  if (series.sweeps.some((s) => s.kramersKronig !== null)) {
    parts.push(
      sentence(
        methods?.kramersKronig ??
          "Spectra were tested for consistency with the Kramers-Kronig relations by a linear fit of resistor-capacitor elements, whose residuals were compared with the estimated noise",
      ),
    );
  }
  const highest = series.highestFrequency ?? null;
  if (highest !== null) {
    parts.push(
      `Points above ${formatQuantity(highest, "Hz")} were left out of the test, of the relaxation times and of the circuit: no passive circuit describes them.`,
    );
  }
  parts.push(...relaxationMethods(file), ...seriesMethods(series));
  const fit = series.sweeps.find((s) => s.circuit !== null)?.circuit;
  if (series.circuit !== null && fit) {
    parts.push(
      `The equivalent circuit ${series.circuit.notation} (${series.circuit.from}) was fitted by complex nonlinear least squares with ${fit.weighting} weighting; its intervals are 95 %, from the standard errors by the covariance of the fit${fit.parameters.some(({ interval }) => interval) ? " and Student's distribution" : ", 1.96 to either side"}.`,
    );
  }
  parts.push(
    file.area === null
      ? "The electrode area is not known; impedances are those of the cell."
      : `Impedances and currents refer to an electrode area of ${formatNumber(file.area.value * 1e4)} cm² (${file.area.from}).`,
  );
  parts.push(`Computed with Liquidus ${version}.`);
  return parts.join(" ");
}

/** How the relaxation times were found: the default way, or the regularised solution alone. */
function relaxationMethods({ series, methods }: Described): string[] {
  const distributions = (series?.sweeps ?? []).flatMap(({ drt }) => (drt === null ? [] : [drt]));
  if (distributions.length === 0) return [];
  const alone = distributions.every(({ method }) => method === "tikhonov");
  if (alone) {
    const [low, high] = extentOf(distributions.map(({ lambda }) => lambda));
    const value = low === high ? `λ = ${formatNumber(low, { digits: 2 })}` : `λ = ${formatRange(low, high, "", 2)}`;
    const rule = methods?.lambdaRule ?? [...new Set(distributions.map(({ lambdaFrom }) => lambdaFrom))].join(", ");
    const details = [
      `${value} (${rule === "fixed" ? "given" : rule})`,
      ...(methods?.basis ? [`basis: ${methods.basis}`] : []),
      ...(methods?.fittedPart ? [`fitted: ${methods.fittedPart}`] : []),
      ...(methods?.weighting ? [`weighting: ${methods.weighting}`] : []),
    ];
    return [
      `The distribution of relaxation times was computed by Tikhonov regularisation; ${details.join("; ")}. The resistance of a process is the area under its peak in ln τ; the regularised solution has no intervals.`,
    ];
  }
  const banded = distributions.some(({ gammaLower }) => gammaLower !== undefined);
  return [
    "The distribution of relaxation times is an average, by marginal likelihood, of sums of relaxation processes (Debye, Cole-Cole, Havriliak-Negami, Gerischer, spread barriers), as many as the data ask for, and of a smooth regularised distribution, with weights from the noise estimated in each spectrum.",
    ...(banded
      ? [
          "Its bands and the intervals of peaks are 95 %, quantiles over draws from the posterior of that average; the resistance of a peak is that of the processes under it.",
        ]
      : []),
  ];
}

/** How the sweeps were followed as a series, and how drift inside them was analysed. */
function seriesMethods({ processSeries, mapFrom, drift }: SeriesAnalysis): string[] {
  const along = processSeries && { current: "dc current", time: "time", index: "sweep number" }[processSeries.along];
  return [
    ...(processSeries && processSeries.tracks.length > 0
      ? [
          `The sweeps were also fitted as one series along ${along}: processes whose resistance, time constant and exponents change smoothly from sweep to sweep, as many as the whole series supports${mapFrom === "series" ? "; the map shows their γ" : ""}. An onset is a rise that beats every smooth trend; its interval is 95 %.`,
        ]
      : []),
    ...(drift && drift.length > 0
      ? [
          "Drift inside the sweeps was found by fitting neighbouring sweeps together, each point at the instant at which it was measured.",
        ]
      : []),
  ];
}
