import type { SweepEntry } from "../../src/study/sweep-entry.ts";

/** A step of the staircase as it was generated: Ω, F, mA; τ of an arc is R C. */
export interface TrueStep {
  readonly step: number;
  readonly current: number;
  readonly currentDensity: number;
  readonly R0: number;
  readonly Rgb: number;
  readonly Cgb: number;
  readonly Rint: number;
  readonly Cint: number;
}

/** An arc found against the arc that is there. */
export interface FoundArc {
  readonly name: "gb" | "int";
  readonly resistance: number;
  readonly tau: number;
  /** Relative deviation of the fitted resistance; decades between the fitted and the true τ. */
  readonly resistanceDeviation: number;
  readonly tauDecades: number;
  /** Peak of γ nearest to the true τ. */
  readonly peak: { readonly resistance: number; readonly tau: number; readonly tauDecades: number } | null;
}

export interface FoundStep {
  readonly truth: TrueStep;
  readonly sweep: SweepEntry;
  readonly arcs: readonly FoundArc[];
}

/** Each sweep of the staircase beside the step that it was generated from. */
export function compareStaircase(sweeps: readonly SweepEntry[], steps: readonly TrueStep[]): FoundStep[] {
  if (sweeps.length !== steps.length) throw new Error(`${sweeps.length} sweeps, ${steps.length} steps`);
  return steps.map((truth, k) => foundStep(truth, sweeps[k] as SweepEntry));
}

function foundStep(truth: TrueStep, sweep: SweepEntry): FoundStep {
  const arcs = (["gb", "int"] as const).map((name, k): FoundArc => {
    const resistance = truth[`R${name}`];
    const tau = resistance * truth[`C${name}`];
    const decades = (found: number): number => Math.log10(found / tau);
    const arc = sweep.circuit?.arcs[k];
    const peaks = [...(sweep.drt?.peaks ?? [])].sort((a, b) => Math.abs(decades(a.tau)) - Math.abs(decades(b.tau)));
    const nearest = peaks[0];
    return {
      name,
      resistance,
      tau,
      resistanceDeviation: arc ? arc.resistance / resistance - 1 : Number.NaN,
      tauDecades: arc ? decades(arc.tau) : Number.NaN,
      peak: nearest ? { resistance: nearest.resistance, tau: nearest.tau, tauDecades: decades(nearest.tau) } : null,
    };
  });
  return { truth, sweep, arcs };
}

/** The comparison as a Markdown table. */
export function staircaseTable(steps: readonly FoundStep[]): string {
  const percent = (x: number): string => `${x >= 0 ? "+" : "−"}${Math.abs(100 * x).toFixed(2)} %`;
  const decades = (x: number): string => `${x >= 0 ? "+" : "−"}${Math.abs(x).toFixed(3)}`;
  const head = ["step", "j / mA cm⁻²"].concat(
    ["gb", "int"].flatMap((name) => [`R_${name} / Ω`, "fit", "τ / s", "fit, decades", "DRT peak: R", "τ, decades"]),
  );
  const rows = steps.map(({ truth, arcs }) => [
    String(truth.step + 1),
    truth.currentDensity.toFixed(2),
    ...arcs.flatMap((arc) => [
      arc.resistance.toFixed(1),
      percent(arc.resistanceDeviation),
      arc.tau.toExponential(2),
      decades(arc.tauDecades),
      arc.peak ? percent(arc.peak.resistance / arc.resistance - 1) : "–",
      arc.peak ? decades(arc.peak.tauDecades) : "–",
    ]),
  ]);
  return [head, head.map(() => "---:"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
