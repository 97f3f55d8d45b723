import type { Share } from "./average.ts";
import type { Process } from "./process.ts";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

function nameOf({ shape, exponents, resistance }: Process): string {
  const name =
    shape === "barriers"
      ? exponents[0] === 0
        ? "log-normal"
        : exponents[0] > 6 * exponents[1]
          ? "box"
          : "spread-barrier"
      : shape;
  return resistance < 0 ? `inductive ${name}` : name;
}

/** "cole-cole + cole-cole, L". */
export function describeShare({ fit, processes }: Share): string {
  if (fit === null) return "smooth distribution";
  const terms = processes.length === 0 ? "no process" : processes.map(nameOf).join(" + ");
  return `${terms}${fit.series.inductance ? ", L" : ""}${fit.series.capacitance ? ", C" : ""}`;
}

/** What was chosen and why, in sentences. */
export function inWords(shares: readonly Share[], noise: number): string {
  const first = shares[0];
  const percent = (x: number): string => (x > 0.995 ? "over 99 %" : `${Number((100 * x).toPrecision(2))} %`);
  const count = NUMBERS[first.processes.length] ?? `${first.processes.length}`;
  const head =
    first.fit === null
      ? `A smooth distribution describes the data better than processes do (probability ${percent(first.weight)})`
      : first.processes.length === 0
        ? `No process is seen (${describeShare(first)})`
        : `${count[0].toUpperCase()}${count.slice(1)} ${first.processes.length === 1 ? "process" : "processes"} (${describeShare(first)}) with probability ${percent(first.weight)}`;
  const rest = shares.slice(1, 4).map((s) => `${describeShare(s)} ${percent(s.weight)}`);
  const also = rest.length === 0 ? "; no other model comes within 1 : 20" : `; averaged with ${rest.join(", ")}`;
  return `${head}${also}. Residuals of ${percent(noise)} of |Z| in each part.`;
}
