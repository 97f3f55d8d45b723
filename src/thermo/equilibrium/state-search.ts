import { DomainError } from "../../base/errors.ts";
import { type CompositionSet, type ExactOutcome, solveExactConditions } from "./exact-conditions.ts";
import { LowerHull } from "./lower-hull.ts";
import { molesOf } from "./phase-kernel.ts";
import { isEmptying, isPresent, phaseMinima, type SampledPhase, type SampledSystem } from "./sampled-system.ts";
import { ABSENT } from "./site-fraction-grid.ts";

/** Driving forces up to this share of RT + |μ| are rounding, in J per mole of atoms. */
const DRIVING_FORCE_SHARE = 1e-12;
/** A composition is made up where no mole fraction is missed by more. */
const BALANCE = 1e-14;
/** Share of its length by which a set's composition must stand out of those before it to count as another one. */
const INDEPENDENT = 1e-4;
/** Amount in moles of atoms that a phase with a driving force begins with. */
const FIRST_AMOUNT = 1e-3;

/** The columns of the hull with the states they stand for. */
export class StateSearch {
  readonly system: SampledSystem;
  readonly composition: Float64Array;
  readonly hull: LowerHull;
  /** First column of each phase's samples. */
  private readonly offsets: number[] = [];
  private readonly sampledColumns: number;
  private readonly added: {
    readonly sampled: SampledPhase;
    readonly siteFractions: Float64Array;
    readonly atoms: number;
  }[] = [];
  private readonly moles: Float64Array;
  private readonly leastFraction: number;
  /** Phases whose lattice ran empty in a refinement. */
  readonly emptied: Set<string> = new Set();

  constructor(system: SampledSystem, composition: Float64Array) {
    this.system = system;
    this.composition = composition;
    const c = composition.length;
    this.moles = new Float64Array(c);
    this.leastFraction = Math.min(...composition);
    const count = system.phases.reduce((sum, { grid }) => sum + grid.count, 0);
    this.hull = new LowerHull(composition, system.unreached, count + 64);
    let offset = 0;
    for (const { grid, energies } of system.phases) {
      this.offsets.push(offset);
      for (let k = 0; k < grid.count; k++) this.hull.add(grid.moleFractions, k * c, energies[k]);
      offset += grid.count;
    }
    this.sampledColumns = offset;
  }

  solveHull(): void {
    this.hull.solve();
    if (this.hull.isInfeasible) {
      throw new DomainError(
        `equilibrium: no mixture of ${this.system.phases.map(({ kernel }) => kernel.name).join(", ")} has the composition ${this.describe()}; ` +
          `add a phase that reaches it${describeEmpty(this.system)}.`,
      );
    }
  }

  /** A new column for the state of a set. */
  addState({ kernel, siteFractions }: CompositionSet): void {
    const sampled = this.system.phases.find((phase) => phase.kernel === kernel) as SampledPhase;
    const atoms = molesOf(kernel, siteFractions, this.moles);
    for (let i = 0; i < this.moles.length; i++) this.moles[i] /= atoms;
    this.hull.add(this.moles, 0, kernel.phase.energy(siteFractions) / atoms);
    this.added.push({ sampled, siteFractions: siteFractions.slice(), atoms });
  }

  /** Columns of one phase in one basin become one set; those with a barrier between them stay apart. */
  setsOfHull(): CompositionSet[] {
    const { hull } = this;
    const groups: { sampled: SampledPhase; siteFractions: Float64Array; amount: number }[] = [];
    const order = [...hull.amounts.keys()].sort((a, b) => hull.amounts[b] - hull.amounts[a] || a - b);
    for (const place of order) {
      const column = hull.column(place);
      if (column < 0) continue;
      const { sampled, siteFractions, atoms } = this.state(column);
      const amount = Math.max(hull.amounts[place], 0) / atoms;
      const group = groups.find(
        (other) => other.sampled === sampled && !this.hasBarrier(sampled, other.siteFractions, siteFractions),
      );
      if (group === undefined) groups.push({ sampled, siteFractions: siteFractions.slice(), amount });
      else {
        const total = group.amount + amount;
        const share = total > 0 ? amount / total : 0.5;
        for (let i = 0; i < siteFractions.length; i++)
          group.siteFractions[i] += share * (siteFractions[i] - group.siteFractions[i]);
        group.amount = total;
      }
    }
    for (const { siteFractions } of groups) {
      for (let i = 0; i < siteFractions.length; i++) {
        if (siteFractions[i] <= 2 * ABSENT) siteFractions[i] = Math.min(siteFractions[i], this.leastFraction);
      }
    }
    return groups.map(({ sampled, siteFractions, amount }) => ({ kernel: sampled.kernel, siteFractions, amount }));
  }

  refine(sets: readonly CompositionSet[], potentials: Float64Array): ExactOutcome {
    const found = solveExactConditions(sets, this.composition, potentials, this.system.unreached);
    const emptied = found.sets.filter(({ kernel, siteFractions }) =>
      isEmptying(kernel, siteFractions, this.system.scratch),
    );
    if (emptied.length === 0) return found;
    for (const { kernel } of emptied) this.emptied.add(kernel.name);
    return { kind: "failed", sets: found.sets, iterations: found.iterations, residual: Number.POSITIVE_INFINITY };
  }

  /** Looks for states with a driving force, the largest first; they become columns. */
  check(
    sets: readonly CompositionSet[],
    potentials: Float64Array,
  ): { readonly largest: number; readonly newStates: readonly CompositionSet[] } {
    const { system } = this;
    let scale = 0;
    for (const potential of potentials) scale = Math.max(scale, Math.abs(potential));
    let largest = Number.NEGATIVE_INFINITY;
    const newStates: { readonly set: CompositionSet; readonly force: number }[] = [];
    for (const sampled of system.phases) {
      const { kernel } = sampled;
      const tolerance = DRIVING_FORCE_SHARE * (scale + kernel.thermal);
      for (const { siteFractions, excess, excessPerAtom } of phaseMinima(sampled, potentials, system.scratch)) {
        const force = -excessPerAtom;
        if (isPresent(sets, kernel, siteFractions) && force <= tolerance) continue;
        if (force > largest) largest = force;
        if (!(force > tolerance)) continue;
        const set = { kernel, siteFractions, amount: (FIRST_AMOUNT * excessPerAtom) / excess };
        newStates.push({ set, force });
        this.addState(set);
      }
    }
    newStates.sort((a, b) => b.force - a.force);
    return { largest, newStates: newStates.map(({ set }) => set) };
  }

  /** G − Σ μ n of a set in J per mole of atoms. */
  excessPerAtom({ kernel, siteFractions }: CompositionSet, potentials: Float64Array): number {
    const atoms = molesOf(kernel, siteFractions, this.moles);
    let excess = kernel.phase.energy(siteFractions);
    for (let i = 0; i < potentials.length; i++) excess -= potentials[i] * this.moles[i];
    return excess / atoms;
  }

  /** Moles of atoms in a set. */
  atomsOf({ kernel, siteFractions, amount }: CompositionSet): number {
    return amount * molesOf(kernel, siteFractions, this.moles);
  }

  /** True where amounts of the sets at the site fractions they have make up the composition to rounding. */
  balances(sets: readonly CompositionSet[]): boolean {
    const kept = this.balanced(sets);
    const rest = this.composition.slice();
    for (const set of kept) {
      molesOf(set.kernel, set.siteFractions, this.moles);
      for (let i = 0; i < rest.length; i++) rest[i] -= set.amount * this.moles[i];
    }
    return kept.every(({ amount }) => amount > 0) && rest.every((value) => Math.abs(value) <= BALANCE);
  }

  /** The sets with the amounts that come nearest to the composition (modified Gram-Schmidt, one set after the other). */
  balanced(sets: readonly CompositionSet[]): CompositionSet[] {
    const c = this.composition.length;
    const columns = sets.map(({ kernel, siteFractions }) => {
      const moles = new Float64Array(c);
      molesOf(kernel, siteFractions, moles);
      return moles;
    });
    const rest = this.composition.slice();
    const upper = sets.map(() => new Float64Array(sets.length));
    const amounts = new Float64Array(sets.length);
    columns.forEach((column, k) => {
      const norm = Math.sqrt(column.reduce((sum, value) => sum + value * value, 0));
      const length = molesOf(sets[k].kernel, sets[k].siteFractions, this.moles);
      upper[k][k] = norm > INDEPENDENT * length ? norm : Number.NaN;
      for (let i = 0; i < c; i++) column[i] /= norm;
      amounts[k] = column.reduce((sum, value, i) => sum + value * rest[i], 0);
      for (let i = 0; i < c; i++) rest[i] -= amounts[k] * column[i];
      for (let j = k + 1; j < columns.length; j++) {
        upper[k][j] = column.reduce((sum, value, i) => sum + value * columns[j][i], 0);
        for (let i = 0; i < c; i++) columns[j][i] -= upper[k][j] * column[i];
      }
    });
    for (let k = sets.length - 1; k >= 0; k--) {
      for (let j = k + 1; j < sets.length; j++) amounts[k] -= upper[k][j] * amounts[j];
      amounts[k] /= upper[k][k];
    }
    return sets.map((set, k) => ({ ...set, amount: amounts[k] }));
  }

  /** μ guessed for sets that are given: those of the composition of each, least the norm being of no matter to Newton. */
  potentialsOf(sets: readonly CompositionSet[]): Float64Array {
    return new Float64Array(this.composition.length).fill(sets[0] === undefined ? 0 : sets[0].kernel.energy);
  }

  describe(): string {
    return this.system.components.map((symbol, i) => `x(${symbol}) = ${this.composition[i]}`).join(", ");
  }

  private state(column: number): { sampled: SampledPhase; siteFractions: Float64Array; atoms: number } {
    if (column >= this.sampledColumns) {
      const added = this.added[column - this.sampledColumns];
      return added;
    }
    let p = this.offsets.length - 1;
    while (this.offsets[p] > column) p--;
    const sampled = this.system.phases[p];
    const k = column - this.offsets[p];
    const n = sampled.kernel.variables;
    return { sampled, siteFractions: sampled.grid.points.subarray(k * n, (k + 1) * n), atoms: sampled.grid.atoms[k] };
  }

  private hasBarrier({ kernel }: SampledPhase, a: Float64Array, b: Float64Array): boolean {
    const { scratch } = this.system;
    const between = scratch.trial.subarray(0, kernel.variables);
    const at = (share: number): number => {
      for (let i = 0; i < between.length; i++) between[i] = (1 - share) * a[i] + share * b[i];
      molesOf(kernel, between, scratch.moles);
      let excess = kernel.phase.energy(between);
      for (let i = 0; i < scratch.moles.length; i++) excess -= this.hull.potentials[i] * scratch.moles[i];
      return excess;
    };
    const ends = Math.max(at(0), at(1)) + 1e-10 * (Math.abs(this.hull.energy) + kernel.thermal);
    return at(0.25) > ends || at(0.5) > ends || at(0.75) > ends;
  }
}

function describeEmpty({ phases, temperature }: SampledSystem): string {
  const names = phases.flatMap(({ kernel, grid }) => (grid.count === 0 ? [kernel.name] : []));
  if (names.length === 0) return "";
  return (
    ` (the lattice of ${names.join(", ")} has no state at ${temperature} K: its atoms spread over ever more empty sites, as the ` +
    "database gives vacancies too little energy)"
  );
}
