import { isLiquidName } from "../figures/phase-names.ts";
import { boundariesAt } from "../thermo/diagram/index.ts";
import type { BinaryDiagram, TwoPhaseRegion } from "../thermo/diagram/result.ts";
import type { BinaryAlloySystem } from "./alloy-system.ts";

/** A point of the liquidus. */
export interface LiquidusPoint {
  /** Of the axis component. */
  readonly moleFraction: number;
  /** K */
  readonly temperature: number;
  /** Name in the database and mole fraction of the solid that appears on cooling. */
  readonly solid: { readonly name: string; readonly moleFraction: number };
}

/** Compositions between which an alloy is wholly liquid at a temperature. */
export interface LiquidRange {
  /** Mole fractions of the axis component; 0 and 1 where the liquid reaches a pure element. */
  readonly low: number;
  readonly high: number;
}

const MOST_STEPS = 40;
/** Mole fraction to which a liquidus temperature is solved. */
const CLOSE = 1e-10;

/** All wholly liquid ranges of composition at a temperature in K, exact, in ascending mole fraction. */
export function liquidRanges(system: BinaryAlloySystem, temperature: number): LiquidRange[] {
  const ties = boundariesAt(system.models, temperature, { component: system.component });
  const ranges: LiquidRange[] = [];
  let low: number | null = isLiquidName(ties[0]?.phases[0].name ?? "") ? 0 : null;
  if (ties.length === 0) return onlyLiquid(system, temperature) ? [{ low: 0, high: 1 }] : [];
  for (const { phases } of ties) {
    const [left, right] = phases;
    if (isLiquidName(left.name) && low !== null) ranges.push({ low, high: left.moleFraction });
    low = isLiquidName(right.name) ? right.moleFraction : null;
  }
  if (low !== null) ranges.push({ low, high: 1 });
  return ranges;
}

/** Whether the liquid is the lowest of all phases where no two coexist. */
function onlyLiquid({ models }: BinaryAlloySystem, temperature: number): boolean {
  const energies = models
    .filter(({ temperatureRange: [low, high] }) => temperature >= low && temperature <= high)
    .flatMap((model) => {
      const y = Float64Array.from({ length: model.variables }, () => 0);
      for (const { first, constituents } of model.sublattices)
        y.fill(1 / constituents.length, first, first + constituents.length);
      let atoms = 0;
      for (let i = 0; i < model.composition.length; i++)
        atoms += (model.composition[i] as number) * (y[i % model.variables] as number);
      return [{ name: model.name, energy: model.at(temperature).energy(y) / atoms }];
    });
  return isLiquidName(energies.reduce((best, one) => (one.energy < best.energy ? one : best)).name);
}

/**
 * The temperature at which an alloy begins to freeze on cooling, solved on exact tie lines from the boundaries of the diagram; null
 * where its liquidus lies outside of the diagram.
 */
export function liquidusAt(
  system: BinaryAlloySystem,
  diagram: BinaryDiagram,
  moleFraction: number,
): LiquidusPoint | null {
  const found = diagram.regions.flatMap((region) =>
    ([0, 1] as const).flatMap((side) =>
      isLiquidName(region.phases[side]) ? crossings(region, side, moleFraction) : [],
    ),
  );
  const highest = found.reduce<(typeof found)[number] | null>(
    (best, one) => (best === null || one.temperature > best.temperature ? one : best),
    null,
  );
  return highest === null ? null : refined(system, highest, moleFraction);
}

interface Crossing {
  readonly region: TwoPhaseRegion;
  /** Side of the liquid. */
  readonly side: 0 | 1;
  readonly temperature: number;
  /** K between which it lies. */
  readonly between: readonly [number, number];
}

function crossings(region: TwoPhaseRegion, side: 0 | 1, x: number): Crossing[] {
  const ends = side === 0 ? region.lower : region.higher;
  const t = region.temperature;
  const found: Crossing[] = [];
  for (let i = 1; i < t.length; i++) {
    const [a, b] = [(ends[i - 1] as number) - x, (ends[i] as number) - x];
    if (a * b > 0 || a === b) continue;
    const [from, to] = [t[i - 1] as number, t[i] as number];
    found.push({ region, side, temperature: from + (a / (a - b)) * (to - from), between: [from, to] });
  }
  return found;
}

/** Regula falsi with halving on the liquid end of the exact tie line. */
function refined(
  system: BinaryAlloySystem,
  { region, side, temperature, between }: Crossing,
  x: number,
): LiquidusPoint {
  const at = (t: number): { readonly off: number; readonly solid: LiquidusPoint["solid"] } | null => {
    const tie = boundariesAt(system.models, t, { component: system.component })
      .filter(({ phases: [a, b] }) => a.name === region.phases[0] && b.name === region.phases[1])
      .sort((p, q) => Math.abs(p.phases[side].moleFraction - x) - Math.abs(q.phases[side].moleFraction - x))[0];
    return tie ? { off: tie.phases[side].moleFraction - x, solid: tie.phases[side === 0 ? 1 : 0] } : null;
  };
  let [low, high] = between;
  const first = at(low + 1e-9 * (high - low));
  let best = at(temperature);
  let t = temperature;
  const bottom = first?.off ?? null;
  for (let step = 0; step < MOST_STEPS && best !== null && bottom !== null && Math.abs(best.off) > CLOSE; step++) {
    if (best.off * bottom > 0) low = t;
    else high = t;
    const slope = slopeOf(region, side, t);
    const newton = t - best.off / slope;
    t = newton > low && newton < high ? newton : (low + high) / 2;
    best = at(t) ?? best;
  }
  const solid = best?.solid ?? { name: region.phases[side === 0 ? 1 : 0], moleFraction: Number.NaN };
  return { moleFraction: x, temperature: t, solid };
}

/** dx/dT of the liquid end near a temperature, from the points of the diagram. */
function slopeOf(region: TwoPhaseRegion, side: 0 | 1, temperature: number): number {
  const ends = side === 0 ? region.lower : region.higher;
  const t = region.temperature;
  const above = t.findIndex((value) => value >= temperature);
  const i = Math.min(t.length - 1, Math.max(1, above));
  return ((ends[i] as number) - (ends[i - 1] as number)) / ((t[i] as number) - (t[i - 1] as number));
}
