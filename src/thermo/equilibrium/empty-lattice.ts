import type { PhaseAtTemperature, PhaseModel } from "../model/phase-model.ts";

/** A lattice with less than this share of its sites occupied is no state of a condensed phase. */
const FEWEST_OCCUPIED = 0.5;
/** Occupation, as a share of that of a state, at which G per mole of atoms is looked at on the way to the empty lattice. */
const OCCUPATIONS = [0.93, 0.85, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25, 0.15, 0.05];

/** What a phase whose every sublattice may be vacant is empty as. */
export interface EmptyLattice {
  /** Site fractions of the empty lattice. */
  readonly vacant: Float64Array;
  /** Moles of atoms per formula unit below which a state counts as empty. */
  readonly fewestAtoms: number;
}

const known = new WeakMap<PhaseModel, EmptyLattice | null>();

/**
 * The empty lattice of a phase, null where some sublattice always holds atoms. Sublattices that share a constituent are one
 * lattice (both of B2); the smallest lattice, half occupied, has the fewest atoms of a state: interstitial sites may be vacant.
 */
export function emptyLattice(model: PhaseModel): EmptyLattice | null {
  let found = known.get(model);
  if (found === undefined) {
    found = describe(model);
    known.set(model, found);
  }
  return found;
}

function describe(model: PhaseModel): EmptyLattice | null {
  const { components, composition, charge, sublattices, variables } = model;
  const atoms = Float64Array.from({ length: variables }, (_, i) =>
    components.reduce((sum, _, c) => sum + composition[c * variables + i], 0),
  );
  const vacant = new Float64Array(variables);
  const lattices: { readonly constituents: Set<string>; atoms: number }[] = [];
  for (const { first, constituents } of sublattices) {
    const vacancy = constituents.findIndex((_, k) => atoms[first + k] === 0 && (charge?.[first + k] ?? 0) === 0);
    if (vacancy < 0) return null;
    vacant[first + vacancy] = 1;
    const held = constituents.filter((_, k) => atoms[first + k] > 0);
    if (held.length === 0) continue;
    const joined = { constituents: new Set(held), atoms: Math.max(...constituents.map((_, k) => atoms[first + k])) };
    for (let k = lattices.length - 1; k >= 0; k--) {
      const lattice = lattices[k];
      if (!held.some((constituent) => lattice.constituents.has(constituent))) continue;
      for (const constituent of lattice.constituents) joined.constituents.add(constituent);
      joined.atoms += lattice.atoms;
      lattices.splice(k, 1);
    }
    lattices.push(joined);
  }
  return { vacant, fewestAtoms: FEWEST_OCCUPIED * Math.min(...lattices.map((lattice) => lattice.atoms)) };
}

/**
 * True where a phase loses Gibbs energy per mole of atoms all the way as its atoms spread over ever more empty sites, at the same
 * composition. Where a database gives an empty lattice no energy, that fall has no end (−RT per factor e of dilution), as in
 * a gas without pressure; a state of the phase is what a barrier keeps from it.
 */
export function runsEmpty(
  phase: PhaseAtTemperature,
  siteFractions: Float64Array,
  atoms: number,
  work: Float64Array,
): boolean {
  const lattice = emptyLattice(phase.model);
  if (lattice === null) return false;
  if (atoms < lattice.fewestAtoms) return true;
  const energy = phase.energy(siteFractions) / atoms;
  for (const occupied of OCCUPATIONS) {
    for (let i = 0; i < siteFractions.length; i++) {
      work[i] = occupied * siteFractions[i] + (1 - occupied) * lattice.vacant[i];
    }
    if (phase.energy(work) / (occupied * atoms) > energy) return false;
  }
  return true;
}
