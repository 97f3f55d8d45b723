import type { Database, DatabasePhase } from "../database/database.ts";
import type { ModelSublattice } from "./phase-model.ts";

/** The constituents of a phase that can be made of chosen components, and what each brings. */
export interface ActivePhase {
  readonly phase: DatabasePhase;
  readonly components: readonly string[];
  readonly sublattices: readonly ModelSublattice[];
  readonly variables: number;
  /** Components × variables, row-major: atoms that each site fraction brings to a formula unit. */
  readonly composition: Float64Array;
  /** Charge that each site fraction brings to a formula unit; null where all are neutral. */
  readonly charge: Float64Array | null;
}

/** Symbols of the components, upper case, sorted, without repeats and without VA. */
export function componentSymbols(components: readonly string[]): readonly string[] {
  return [...new Set(components.map((symbol) => symbol.toUpperCase()))].filter((symbol) => symbol !== "VA").sort();
}

/**
 * Restricts a phase to the constituents whose elements are all among the components; vacancies always are.
 * @returns a sentence that says why, where the phase cannot form
 */
export function activePhase(
  database: Database,
  phase: DatabasePhase,
  components: readonly string[],
): ActivePhase | string {
  const sublattices: ModelSublattice[] = [];
  let variables = 0;
  for (const [s, { sites, constituents }] of phase.sublattices.entries()) {
    const active = constituents.filter((name) =>
      Object.keys(atomsOf(database, name)).every((element) => components.includes(element)),
    );
    if (active.length === 0) {
      return `sublattice ${s + 1} holds only ${constituents.join(", ")}, none of which is made of ${components.join(", ")}`;
    }
    sublattices.push({ sites, constituents: active, first: variables });
    variables += active.length;
  }
  const composition = new Float64Array(components.length * variables);
  const charge = new Float64Array(variables);
  for (const { sites, constituents, first } of sublattices) {
    for (const [i, name] of constituents.entries()) {
      const atoms = atomsOf(database, name);
      for (const [row, component] of components.entries()) {
        composition[row * variables + first + i] = sites * (atoms[component] ?? 0);
      }
      charge[first + i] = sites * (database.species.get(name)?.charge ?? 0);
    }
  }
  if (!composition.some((atoms) => atoms > 0)) return "only vacancies are left on its sublattices";
  const reason = chargeReason(sublattices, charge);
  if (reason !== null) return reason;
  const isCharged = charge.some((q) => q !== 0);
  return { phase, components, sublattices, variables, composition, charge: isCharged ? charge : null };
}

/** Atoms of a constituent by element; vacancies and electrons do not count. */
function atomsOf(database: Database, name: string): Readonly<Record<string, number>> {
  if (name === "VA") return {};
  const species = database.species.get(name);
  if (species === undefined) return { [name]: 1 };
  return Object.fromEntries(
    Object.entries(species.elements).filter(([element]) => element !== "VA" && element !== "/-"),
  );
}

/** Electroneutrality is possible only if the extremes of the charge enclose zero. */
function chargeReason(sublattices: readonly ModelSublattice[], charge: Float64Array): string | null {
  let low = 0;
  let high = 0;
  for (const { first, constituents } of sublattices) {
    const charges = charge.subarray(first, first + constituents.length);
    low += Math.min(...charges);
    high += Math.max(...charges);
  }
  if (low <= 1e-9 && high >= -1e-9) return null;
  return `its charge per formula unit lies between ${low} and ${high}: it cannot be neutral`;
}
