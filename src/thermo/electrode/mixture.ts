import { DomainError } from "../../base/errors.ts";
import type { PhaseAtTemperature, PhaseModel } from "../model/phase-model.ts";

/** Site fraction that stands for an absent constituent: y ln y vanishes, ln y stays finite. */
const ABSENT = 1e-300;

/**
 * A phase whose site fractions are its mole fractions: all atoms on one sublattice, the others empty. Liquids, metallic
 * solid solutions, pure elements in a phase. Compositions are mole fractions in the order of `components`, all > 0 (0 for a
 * component that the phase cannot hold: its μ and S come out as +∞).
 */
export interface MixtureAtTemperature {
  readonly name: string;
  readonly components: readonly string[];
  /** K */
  readonly temperature: number;
  /** G in J per mole of atoms. */
  gibbsEnergy(moleFractions: Float64Array): number;
  /** μ in J/mol relative to SER, written to `out`. Returns G in J per mole of atoms. */
  chemicalPotentials(moleFractions: Float64Array, out: Float64Array): number;
  /** S_i = −∂μ_i/∂T at fixed composition in J/(mol K), written to `out`. Returns S per mole of atoms. */
  partialEntropies(moleFractions: Float64Array, out: Float64Array): number;
  /** d²G/dx² in J/mol along an exchange of component `i` for component `j`. */
  curvature(moleFractions: Float64Array, i: number, j: number): number;
  /** G in J/mol of pure component `i` in this phase. */
  pureEnergy(i: number): number;
  /** S in J/(mol K) of pure component `i` in this phase. */
  pureEntropy(i: number): number;
}

/** Whether atoms sit on one sublattice of the model only, so that mole fractions are site fractions. */
export function isMixture(model: PhaseModel): boolean {
  return mixingSublattice(model) !== null;
}

/**
 * A phase as a mixture at one temperature in K.
 * @param pressure Pa, default 101325
 * @throws DomainError where atoms sit on more than one sublattice, or outside of the model's temperatures
 */
export function mixtureAt(model: PhaseModel, temperature: number, pressure?: number): MixtureAtTemperature {
  const layout = mixingSublattice(model);
  if (!layout) {
    throw new DomainError(
      `${model.name} has atoms on more than one sublattice: its site fractions do not follow from its composition. ` +
        "Ask for the equilibrium state instead of this phase alone.",
    );
  }
  const phase = pressure === undefined ? model.at(temperature) : model.at(temperature, pressure);
  return new Mixture(model, layout, phase);
}

interface Layout {
  readonly sites: number;
  /** Place of each component among the site fractions; −1 where the phase does not hold it. */
  readonly places: readonly number[];
}

function mixingSublattice(model: PhaseModel): Layout | null {
  const holding = model.sublattices.filter(({ constituents }) => constituents.some((name) => name !== "VA"));
  const [lattice] = holding;
  if (holding.length !== 1 || !lattice || lattice.constituents.includes("VA")) return null;
  if (model.sublattices.some((other) => other !== lattice && other.constituents.length !== 1)) return null;
  const { components, composition, variables } = model;
  const places = components.map(() => -1);
  for (let k = 0; k < lattice.constituents.length; k++) {
    const at = lattice.first + k;
    let owner = -1;
    for (let i = 0; i < components.length; i++) {
      const moles = composition[i * variables + at] as number;
      if (moles === 0) continue;
      if (owner >= 0 || moles !== lattice.sites) return null;
      owner = i;
    }
    if (owner < 0 || places[owner] !== -1) return null;
    places[owner] = at;
  }
  return { sites: lattice.sites, places };
}

class Mixture implements MixtureAtTemperature {
  readonly name: string;
  readonly components: readonly string[];
  readonly temperature: number;
  readonly #layout: Layout;
  readonly #phase: PhaseAtTemperature;
  readonly #y: Float64Array;
  readonly #gradient: Float64Array;
  readonly #hessian: Float64Array;

  constructor(model: PhaseModel, layout: Layout, phase: PhaseAtTemperature) {
    this.name = model.name;
    this.components = model.components;
    this.temperature = phase.temperature;
    this.#layout = layout;
    this.#phase = phase;
    this.#y = new Float64Array(model.variables).fill(1);
    this.#gradient = new Float64Array(model.variables);
    this.#hessian = new Float64Array(model.variables * model.variables);
  }

  gibbsEnergy(moleFractions: Float64Array): number {
    return this.#phase.energy(this.#siteFractions(moleFractions)) / this.#layout.sites;
  }

  chemicalPotentials(moleFractions: Float64Array, out: Float64Array): number {
    const energy = this.#phase.gradient(this.#siteFractions(moleFractions), this.#gradient);
    return this.#partial(energy, this.#gradient, moleFractions, 1, out);
  }

  partialEntropies(moleFractions: Float64Array, out: Float64Array): number {
    const { slope, mixed } = this.#phase.thermal(this.#siteFractions(moleFractions));
    return this.#partial(slope, mixed, moleFractions, -1, out);
  }

  curvature(moleFractions: Float64Array, i: number, j: number): number {
    this.#phase.hessian(this.#siteFractions(moleFractions), this.#gradient, this.#hessian);
    const [a, b] = [this.#place(i), this.#place(j)];
    const n = this.#y.length;
    const h = (p: number, q: number): number => this.#hessian[p * n + q] as number;
    return (h(a, a) - h(a, b) - h(b, a) + h(b, b)) / this.#layout.sites;
  }

  pureEnergy(i: number): number {
    return this.#phase.energy(this.#pure(i)) / this.#layout.sites;
  }

  pureEntropy(i: number): number {
    return -this.#phase.thermal(this.#pure(i)).slope / this.#layout.sites;
  }

  #place(i: number): number {
    const place = this.#layout.places[i] ?? -1;
    if (place < 0) throw new DomainError(`${this.name} does not hold ${this.components[i]}.`);
    return place;
  }

  #pure(i: number): Float64Array {
    for (const place of this.#layout.places) if (place >= 0) this.#y[place] = ABSENT;
    this.#y[this.#place(i)] = 1;
    return this.#y;
  }

  #siteFractions(moleFractions: Float64Array): Float64Array {
    if (moleFractions.length !== this.components.length) {
      throw new DomainError(
        `${this.name}: ${moleFractions.length} mole fractions for ${this.components.length} components.`,
      );
    }
    for (let i = 0; i < moleFractions.length; i++) {
      const x = moleFractions[i] as number;
      const place = this.#layout.places[i] as number;
      if (place < 0 && x === 0) continue;
      if (!(x > 0 && x <= 1)) {
        throw new DomainError(
          `${this.name}: mole fraction ${x} of ${this.components[i]}; a chemical potential needs one above 0 and up to 1.`,
        );
      }
      this.#y[this.#place(i)] = x;
    }
    return this.#y;
  }

  /** X_i = (X + X_yi − Σ y X_y)/a for X = G or ∂G/∂T, as the model's derivatives do not know Σ y = 1. */
  #partial(value: number, gradient: Float64Array, x: Float64Array, sign: 1 | -1, out: Float64Array): number {
    const { sites, places } = this.#layout;
    let mean = 0;
    for (let i = 0; i < x.length; i++) {
      const place = places[i] as number;
      if (place >= 0) mean += (x[i] as number) * (gradient[place] as number);
    }
    for (let i = 0; i < x.length; i++) {
      const place = places[i] as number;
      out[i] = place < 0 ? Number.POSITIVE_INFINITY : (sign * (value + (gradient[place] as number) - mean)) / sites;
    }
    return (sign * value) / sites;
  }
}
