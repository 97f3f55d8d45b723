import { DomainError } from "../base/errors.ts";
import { elementName } from "../figures/phase-names.ts";
import { type Alloy, parseAlloy } from "./alloy-composition.ts";
import type { AlloyPoint, AlloyPoints } from "./alloy-points.ts";
import { freezingOf, withIsotherm } from "./isotherm.ts";
import type { MarkedAlloy, Phases, PhasesDocument } from "./phases.ts";
import { type PoolLoss, poolDepth, poolLoss } from "./pool-loss.ts";

export interface OverviewRequest {
  /** As people write it; says its kind: NaK50, 63 at.% Na. */
  readonly composition: string;
  /** K */
  readonly temperature: number;
  /** Depth of the pool, or volume / area, as people write it; null: not known. */
  readonly pool: string | null;
}

/** Everything about one alloy at one temperature. */
export interface AlloyOverview {
  readonly alloy: Alloy;
  readonly point: AlloyPoint;
  /** Wholly liquid compositions at the temperature. */
  readonly liquid: PhasesDocument["liquid"];
  readonly freezes: MarkedAlloy["freezes"];
  /** m; null: not known. */
  readonly depth: number | null;
  readonly losses: readonly PoolLoss[] | null;
}

/**
 * State, liquid range, freezing and what an electrode of an alloy can lose, from a diagram and its states that are at hand.
 * @throws DomainError for a composition without its kind, or of other elements; a temperature outside of the diagram; a pool without unit
 */
export function alloyOverview(
  phases: Phases,
  points: AlloyPoints,
  { composition, temperature, pool }: OverviewRequest,
): AlloyOverview {
  const { system } = points;
  const names = [system.component, system.other].map(elementName);
  const alloy = parseAlloy(composition, system.source, names);
  if (Object.keys(alloy.moleFractions).some((name) => !names.includes(name))) {
    throw new DomainError(`${alloy.text} is no alloy of ${system.name}.`);
  }
  const depth = pool === null || pool.trim() === "" ? null : poolDepth(pool);
  const { liquid } = withIsotherm(phases, temperature).document;
  const point = points.of(alloy, temperature);
  return {
    alloy,
    point,
    liquid,
    freezes: freezingOf(phases, point.moleFraction),
    depth,
    losses: depth === null ? null : poolLoss(system, point, depth),
  };
}
