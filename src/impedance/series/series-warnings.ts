import type { Warning } from "../../base/warnings.ts";
import type { ArcChoice } from "../circuit/choose-arcs.ts";
import type { CircuitFit } from "../circuit/result.ts";
import { circuitDoubtWords } from "../interpretation/circuit-doubt.ts";
import type { SweepAnalysis } from "./analysis.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** Sweeps with fewer points are listed, not analysed. */
export const FEWEST_POINTS = 5;
/** Relative residual of a chain of arcs beyond which it describes nothing. */
const LARGEST_RESIDUAL = 0.15;
/** Sweeps named one by one in a warning. */
const MOST_NAMED = 10;

/** Why drift was not analysed in some sweeps. */
export function withoutDrift(sweeps: readonly ImpedanceSweep[], covered: number): Warning {
  const open = sweeps.length - covered;
  const which = sweeps.length === 1 ? "the sweep" : `${open} of ${sweeps.length} sweeps`;
  const why = sweeps.every(({ time }) => time === null)
    ? "their points carry no times. Give a file with the time of each point."
    : "it takes neighbours at the same current, without a long pause: one sweep alone cannot tell a drift from its shape.";
  return { code: "no-drift-analysis", message: `Drift was not analysed in ${which}: ${why}` };
}

/** Sweeps that are listed only. */
export function tooShort(sweeps: readonly ImpedanceSweep[]): Warning[] {
  const short = sweeps.filter(({ spectrum }) => spectrum.frequency.length < FEWEST_POINTS);
  if (short.length === 0) return [];
  const named = short.slice(0, MOST_NAMED).map(({ index, spectrum }) => `${index + 1} (${spectrum.frequency.length})`);
  const names = `${named.join(", ")}${short.length > MOST_NAMED ? `, and ${short.length - MOST_NAMED} more` : ""}`;
  return [
    {
      code: "too-few-points",
      message: `${short.length} of ${sweeps.length} sweeps have fewer than ${FEWEST_POINTS} points and are not analysed: ${names}.`,
    },
  ];
}

/** A warning where even the best chain of arcs says nothing about the spectra. */
export function describesNothing({ circuit, determined, rmsResidual }: ArcChoice): Warning[] {
  const residual = `${Number((100 * rmsResidual).toPrecision(2))} %`;
  const why = !(rmsResidual <= LARGEST_RESIDUAL)
    ? `the best, ${circuit}, misses them by ${residual}`
    : determined
      ? null
      : `the data do not determine the arcs of ${circuit} (residual ${residual})`;
  if (why === null) return [];
  return [
    {
      code: "no-circuit",
      message: `No chain of arcs describes these spectra: ${why}. Give a circuit if you know one.`,
      needs: { input: "circuit" },
    },
  ];
}

/** Points above a limit that no analysis takes. */
export function leftOut(highestFrequency: number): Warning[] {
  if (!Number.isFinite(highestFrequency)) return [];
  return [
    {
      code: "high-frequencies-left-out",
      message: `Points above ${engineering(highestFrequency)}Hz are shown but left out of the Kramers-Kronig test, relaxation times and circuit: no passive circuit describes them. They are likely an artefact of leads or of the reference electrode.`,
    },
  ];
}

/** A circuit that misses what the relaxation times of the same sweeps describe. */
export function missedByCircuit(sweeps: readonly SweepAnalysis[]): Warning[] {
  const fitted = sweeps.filter(({ circuit }) => circuit !== null);
  const doubted = fitted.filter(({ circuitDoubt }) => circuitDoubt);
  const doubts = doubted.flatMap(({ circuitDoubt }) => circuitDoubt ?? []);
  const [first] = fitted;
  if (!first?.circuit || doubts.length === 0) return [];
  const numbers = doubted.map(({ sweep }) => sweep.index + 1);
  return [
    {
      code: "circuit-misses",
      message: circuitDoubtWords(first.circuit.circuit, doubts, { numbers, fitted: fitted.length }),
      needs: { input: "circuit" },
    },
  ];
}

/** Fits that stopped before their optimum. */
export function unconverged(fits: readonly (CircuitFit | null)[], sweeps: readonly ImpedanceSweep[]): Warning[] {
  const open = fits.flatMap((fit, k) => (fit && !fit.converged ? [(sweeps[k] as ImpedanceSweep).index + 1] : []));
  if (open.length === 0) return [];
  return [
    {
      code: "fit-not-converged",
      message: `The circuit fit did not converge in sweep${open.length === 1 ? "" : "s"} ${open.join(", ")}; the values there are the best found.`,
    },
  ];
}

/** 67.3 k for 67 300. */
function engineering(value: number): string {
  const [scale, prefix] = value >= 1e6 ? [1e6, "M"] : value >= 1e3 ? [1e3, "k"] : [1, ""];
  return `${Number((value / scale).toPrecision(3))} ${prefix}`;
}
