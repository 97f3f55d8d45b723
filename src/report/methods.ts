import { extentOf } from "../figures/extent.ts";
import { formatNumber, formatQuantity, formatRange } from "../figures/format-number.ts";
import type { ReportFile } from "./input.ts";

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, "");
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}

/** The analysis of a file as the methods section of a paper would state it; null without results. */
export function methodsParagraph(file: ReportFile, version: string): string | null {
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
  const lambdas = series.sweeps.flatMap((s) => (s.drt === null ? [] : [s.drt.lambda]));
  if (lambdas.length > 0) {
    const [low, high] = extentOf(lambdas);
    const value = low === high ? `λ = ${formatNumber(low, { digits: 2 })}` : `λ = ${formatRange(low, high, "", 2)}`;
    const rule =
      methods?.lambdaRule ??
      [...new Set(series.sweeps.flatMap((s) => (s.drt === null ? [] : [s.drt.lambdaFrom])))].join(", ");
    const details = [
      `${value} (${rule === "fixed" ? "given" : rule})`,
      ...(methods?.basis ? [`basis: ${methods.basis}`] : []),
      ...(methods?.fittedPart ? [`fitted: ${methods.fittedPart}`] : []),
      ...(methods?.weighting ? [`weighting: ${methods.weighting}`] : []),
    ];
    parts.push(
      `The distribution of relaxation times was computed by Tikhonov regularisation; ${details.join("; ")}. The resistance of a process is the area under its peak in ln τ.`,
    );
  }
  const fit = series.sweeps.find((s) => s.circuit !== null)?.circuit;
  if (series.circuit !== null && fit) {
    parts.push(
      `The equivalent circuit ${series.circuit.notation} (${series.circuit.from}) was fitted by complex nonlinear least squares with ${fit.weighting} weighting; intervals are one standard error from the covariance of the fit.`,
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
