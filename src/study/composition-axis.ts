import type { CompositionSpan } from "../figures/composition-figure.ts";
import { isLiquidName } from "../figures/phase-names.ts";
import { exp, log } from "../numerics/elementary/index.ts";
import { boundariesAt } from "../thermo/diagram/index.ts";
import { phaseWindows } from "../thermo/electrode/index.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";

/** Name of the liquid among the phases: LIQUID, LIQUID_RENB. */
function liquidOf(models: BinaryAlloySystem["models"]): string | undefined {
  return models.find(({ name }) => isLiquidName(name))?.name;
}
/**
 * Largest step of ln(x/(1 − x)) along a curve inside a field of one phase: an ideal potential then changes by as much times RT/F,
 * 2 mV, between points, also where it diverges. A tie line needs its two ends.
 */
const STEP = 0.09;
/** Mole fraction by which points keep off the ends of a field: more than a boundary moves while the band is computed. */
const BESIDE = 5e-5;
/** Mole fraction from which a curve begins. */
const FIRST = 0.002;

/** What is stable along the axis at a temperature, exact. */
export function spansAt(system: BinaryAlloySystem, temperature: number): CompositionSpan[] {
  const { nameOf, component, models } = system;
  const ties = boundariesAt(models, temperature, { component });
  const spans: CompositionSpan[] = [];
  const single = (from: number, to: number, phase: string): void => {
    const label = nameOf(phase, (from + to) / 2);
    if (to - from > 1e-9) spans.push({ from, to, label, kind: isLiquidName(phase) ? "liquid" : "solid" });
  };
  let at = 0;
  let phase: string | null = null;
  for (const { phases } of ties) {
    const [a, b] = phases;
    single(at, a.moleFraction, a.name);
    const label = `${nameOf(a.name, a.moleFraction)} + ${nameOf(b.name, b.moleFraction)}`;
    spans.push({ from: a.moleFraction, to: b.moleFraction, label, kind: "two phases" });
    [at, phase] = [b.moleFraction, b.name];
  }
  if (phase === null) {
    const liquid = liquidOf(models);
    const [window] = liquid === undefined ? [] : phaseWindows({ models, phase: liquid, component }, temperature);
    phase =
      window && liquid
        ? liquid
        : (models.find(({ isStoichiometric, name }) => !isStoichiometric && !isLiquidName(name))?.name ?? "");
  }
  single(at, 1, phase);
  return spans;
}

/** Mole fractions at which curves are computed: close where they diverge, three of a tie line. */
export function gridOf(spans: readonly CompositionSpan[]): number[] {
  const inside = spans.flatMap(({ from, to, kind }) => {
    const [low, high] = [Math.max(FIRST, from + BESIDE), Math.min(1 - FIRST, to - BESIDE)];
    if (!(high > low)) return [];
    if (kind === "two phases") return [low, (low + high) / 2, high];
    const [first, last] = [logit(low), logit(high)];
    const steps = Math.max(2, Math.ceil((last - first) / STEP));
    const between = Array.from({ length: steps - 1 }, (_, i) => {
      const ratio = first + ((last - first) * (i + 1)) / steps;
      return 1 / (1 + exp(-ratio));
    });
    return [low, ...between, high];
  });
  return [...new Set([FIRST, ...inside, 1 - FIRST])].sort((a, b) => a - b);
}

function logit(x: number): number {
  return log(x / (1 - x));
}
