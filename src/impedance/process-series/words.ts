import type { ProcessSeries } from "./result.ts";

/** A fit whose χ² over its degrees of freedom is above this does not describe the series within its noise. */
export const POOR_FIT = 2;

/** What was found in a series, in sentences. */
export function seriesInWords(series: Omit<ProcessSeries, "words">): string {
  const { tracks, onset, misfit, position, converged } = series;
  const sentences = series.describes
    ? []
    : [
        `The tracks do not describe this series: the residuals are ${short(Math.sqrt(misfit))} times the scatter between neighbouring sweeps. Use the sweeps one by one. What follows is only the nearest such description, its bands widened by that factor.`,
      ];
  sentences.push(
    `${position.length} sweeps, ${tracks.length} ${tracks.length === 1 ? "process" : "processes"} followed through the series.`,
  );
  if (series.elastance !== null) {
    const middle = series.elastance.value.slice().sort()[position.length >> 1];
    sentences.push(
      `A blocking capacitance in series${middle > 0 ? ` (${short(1 / middle)} F in the middle one)` : ""}.`,
    );
  }
  if (series.fasterThanMeasured !== null) {
    const { processes, tau } = series.fasterThanMeasured;
    sentences.push(
      `${processes === 1 ? "A process is" : `${processes} processes are`} faster than the highest frequency can resolve (τ below ${short(tau)} s): ${processes === 1 ? "its" : "their"} resistance cannot be told from R∞ and counts to it.`,
    );
  }
  if (series.highestFrequency !== null)
    sentences.push(`Points above ${short(series.highestFrequency)} Hz were left out.`);
  for (const { name, birth, death, tau, resistance, mergedWith, sideBySide } of tracks) {
    const top = resistance.reduce((best, r, i) => (r > resistance[best] ? i : best), 0);
    let sentence = `${name}: at most ${short(resistance[top])} Ω, there τ = ${short(tau[top])} s`;
    if (birth !== null) sentence += `, appears at sweep ${birth + 1}`;
    if (death !== null) sentence += `, gone from sweep ${death + 1}`;
    if (mergedWith.length > 0)
      sentence += `, not told from ${[...new Set(mergedWith.map((m) => m.name))].join(", ")} in part of the series`;
    const beside = [...new Set(sideBySide.map((one) => one.name))].filter((other) => other > name);
    if (beside.length > 0)
      sentence += `, side by side with ${beside.join(", ")} in part of the series: how they share their resistance is known less well, and their intervals are widened for it`;
    sentences.push(`${sentence}.`);
  }
  sentences.push(series.withoutOnset ?? onset?.words ?? "");
  if (!converged) sentences.push("The fit did not converge to its full accuracy.");
  return sentences.join(" ");
}

/** How many times its noise the fit misses a series, to two digits. */
export function toNoise(misfit: number): string {
  return Number(Math.sqrt(misfit).toPrecision(2)).toString();
}

/** Three significant digits. */
export function short(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
