import type { DatabasePhase } from "../database/database.ts";
import type { ActivePhase } from "./active-phase.ts";
import { SiteFractionMap } from "./site-fraction-map.ts";

/** How an ordered phase and the phase that describes its disordered state belong together. */
export interface Ordering {
  /** Site fractions of the disordered phase from those of the ordered one. */
  readonly toDisordered: SiteFractionMap;
  /** Site fractions of the ordered phase at the same composition without order. */
  readonly withoutOrder: SiteFractionMap;
  /** Formula units of the disordered phase in one of the ordered phase. */
  readonly formulaRatio: number;
}

/**
 * Matches the sublattices: those of the ordered phase with the constituents of the first sublattice of the disordered
 * phase are substitutional, and take the mean site fraction x_i = Σ a_s y_si / Σ a_s; the others are interstitial, and
 * correspond one to one. Source: Lukas, Fries and Sundman, section 5.8.4.
 * @returns a sentence that says why, where the two do not match
 */
export function matchOrdering(ordered: ActivePhase, disordered: ActivePhase): Ordering | string {
  const [mixed] = disordered.phase.sublattices as [DatabasePhase["sublattices"][number]];
  const isSubstitutional = ordered.phase.sublattices.map(({ constituents }) =>
    sameSet(constituents, mixed.constituents),
  );
  const substitutional = ordered.sublattices.filter((_, s) => isSubstitutional[s]);
  const interstitial = ordered.sublattices.filter((_, s) => !isSubstitutional[s]);
  const names = `${ordered.phase.name} and its disordered part ${disordered.phase.name}`;
  if (substitutional.length === 0) {
    return `no sublattice of ${ordered.phase.name} has the constituents of the first of ${disordered.phase.name}`;
  }
  if (interstitial.length !== disordered.sublattices.length - 1) {
    return `${names} have ${interstitial.length} and ${disordered.sublattices.length - 1} interstitial sublattices`;
  }
  const sites = substitutional.reduce((sum, sublattice) => sum + sublattice.sites, 0);
  const mean = (constituent: number) =>
    substitutional.map(({ first, sites: a }) => [first + constituent, a / sites] as const);
  const fromDisordered: (readonly (readonly [number, number])[])[] = [];
  for (const [s, { constituents, first }] of disordered.sublattices.entries()) {
    if (s === 0) {
      for (let i = 0; i < constituents.length; i++) fromDisordered.push(mean(i));
      continue;
    }
    const partner = interstitial[s - 1] as (typeof interstitial)[number];
    for (const [i, name] of constituents.entries()) {
      const at = partner.constituents.indexOf(name);
      if (at < 0) return `${names} differ in sublattice ${s + 1}: ${name} stands in one only`;
      fromDisordered[first + i] = [[partner.first + at, 1]];
    }
  }
  const flat = ordered.sublattices.flatMap(({ constituents, first }, s) =>
    constituents.map((_, i) => (isSubstitutional[s] ? mean(i) : [[first + i, 1] as const])),
  );
  return {
    toDisordered: new SiteFractionMap(fromDisordered, ordered.variables),
    withoutOrder: new SiteFractionMap(flat, ordered.variables),
    formulaRatio: sites / mixed.sites,
  };
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
