import { exp, log } from "../../numerics/elementary/index.ts";
import type { FittedModel, SeriesTerms } from "./fitted-model.ts";
import { processesOf } from "./form.ts";
import { processesDensity } from "./process.ts";
import { bluntProcess, processTop } from "./process-top.ts";

/** Whether L and 1/C are positive, where they are fitted. */
export function isPlausible({ linear, forms }: FittedModel): boolean {
  for (let i = 1; i < linear.length - forms.length; i++) if (!(linear[i] > 0)) return false;
  return true;
}

/** A sum of squares below this part of another's makes up for inductive processes that the other does without. */
const WORTH_A_SIGN = 0.4;

/** Whether a is to be preferred to b: possible before impossible, and inductive processes only where they bring much. */
export function isBetter(a: FittedModel, b: FittedModel): boolean {
  const possible = showsItsSigns(a);
  if (possible !== showsItsSigns(b)) return possible;
  const [inA, inB] = [inductiveProcesses(a), inductiveProcesses(b)];
  if (inA > inB) return a.squares < WORTH_A_SIGN * b.squares;
  if (inA < inB) return WORTH_A_SIGN * a.squares <= b.squares;
  return a.squares < b.squares;
}

function inductiveProcesses({ linear, forms }: FittedModel): number {
  let count = 0;
  for (let i = linear.length - forms.length; i < linear.length; i++) if (linear[i] < 0) count++;
  return count;
}

/** Whether two fits ended at the same place. */
export function isSame(a: FittedModel, b: FittedModel, rows: number): boolean {
  if (a.forms.length !== b.forms.length || a.linear.length !== b.linear.length) return false;
  if (a.series.inductance !== b.series.inductance) return false;
  if (Math.abs(a.squares - b.squares) > (0.01 * a.squares) / rows) return false;
  const names = (m: FittedModel): string =>
    m.forms
      .map((f) => f.name)
      .sort()
      .join();
  return names(a) === names(b);
}

/** Whether γ has at each process the sign of that process: two of opposite sign that all but cancel are no processes. */
export function showsItsSigns(model: FittedModel): boolean {
  const { linear, forms, theta } = model;
  const processes = processesOf(forms, linear.subarray(linear.length - forms.length), theta);
  if (processes.every((p) => p.resistance > 0)) return true;
  const blunt = processes.map(bluntProcess);
  const tau = Float64Array.from(processes, processTop);
  const gamma = processesDensity(blunt, tau);
  return processes.every((p, k) => gamma[k] * p.resistance > 0);
}

/** Points a decade, and how far beyond the processes in ln τ, that maxima are looked for. */
const LOOK = 16;
const LOOK_BEYOND = 3;

/** Processes beyond the number of maxima of |γ|: they are shoulders of others. */
export function hiddenProcesses(model: FittedModel): number {
  const { linear, forms, theta } = model;
  if (forms.length < 2) return 0;
  const processes = processesOf(forms, linear.subarray(linear.length - forms.length), theta).map(bluntProcess);
  const tops = processes.map((p) => log(processTop(p)));
  const from = Math.min(...tops) - LOOK_BEYOND;
  const to = Math.max(...tops) + LOOK_BEYOND;
  const n = Math.ceil(((to - from) / Math.LN10) * LOOK);
  const grid = Float64Array.from({ length: n + 1 + tops.length }, (_, i) =>
    i <= n ? from + ((to - from) * i) / n : tops[i - n - 1],
  ).sort();
  const gamma = processesDensity(processes, grid.map(exp));
  let maxima = 0;
  for (let i = 1; i < grid.length - 1; i++) {
    const s = Math.sign(gamma[i]);
    if (s * gamma[i] > s * gamma[i - 1] && s * gamma[i] >= s * gamma[i + 1]) maxima++;
  }
  return Math.max(0, forms.length - maxima);
}

/** Maxima closer than this in ln τ overlap whatever the exponents. */
const OVERLAP = 2.6;

/** Processes with two exponents whose maximum lies within 1.1 decades of another's: such sums follow any hump, not its γ. */
export function overlappingFlexible({ linear, forms, theta }: FittedModel): number {
  const tops = processesOf(forms, linear.subarray(linear.length - forms.length), theta).map((p) => log(processTop(p)));
  return forms.filter(
    ({ free }, i) => free.length > 1 && tops.some((top, j) => j !== i && Math.abs(top - tops[i]) < OVERLAP),
  ).length;
}

/** The terms in series that came out positive. */
export function positiveSeries({ linear, series }: FittedModel): SeriesTerms {
  const capacitanceAt = series.inductance ? 2 : 1;
  return {
    inductance: series.inductance && linear[1] > 0,
    capacitance: series.capacitance && linear[capacitanceAt] > 0,
  };
}
