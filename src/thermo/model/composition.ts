import { DomainError } from "../../base/errors.ts";
import type { ModelSublattice, PhaseAtTemperature, PhaseModel } from "./phase-model.ts";

/** Moles of each component in one formula unit, M y, written to `out` in the order of `model.components`. */
export function formulaAmounts(model: PhaseModel, siteFractions: Float64Array, out: Float64Array): void {
  const { components, variables, composition } = model;
  for (let row = 0, at = 0; row < components.length; row++) {
    let sum = 0;
    for (let i = 0; i < variables; i++, at++) sum += (composition[at] as number) * (siteFractions[i] as number);
    out[row] = sum;
  }
}

/** Moles of atoms in one formula unit. */
export function atomsPerFormula(model: PhaseModel, siteFractions: Float64Array): number {
  const { components, variables, composition } = model;
  let sum = 0;
  for (let row = 0, at = 0; row < components.length; row++) {
    for (let i = 0; i < variables; i++, at++) sum += (composition[at] as number) * (siteFractions[i] as number);
  }
  return sum;
}

/**
 * Mole fraction of each component, written to `out`; returns the atoms per formula unit.
 * @throws DomainError where the formula unit holds vacancies only
 */
export function moleFractions(model: PhaseModel, siteFractions: Float64Array, out: Float64Array): number {
  formulaAmounts(model, siteFractions, out);
  let atoms = 0;
  for (let row = 0; row < model.components.length; row++) atoms += out[row] as number;
  if (!(atoms > 0))
    throw new DomainError(
      `moleFractions: ${model.name} holds ${atoms} atoms per formula unit at these site fractions.`,
    );
  for (let row = 0; row < model.components.length; row++) out[row] = (out[row] as number) / atoms;
  return atoms;
}

/**
 * The sublattice on which a substitutional solution mixes: its constituents are elements, one each, and all other
 * sublattices are empty (VA). Then the mole fractions are its site fractions. Null for any other phase.
 */
export function mixingSublattice(model: PhaseModel): ModelSublattice | null {
  const occupied = model.sublattices.filter(({ constituents }) => constituents.some((name) => name !== "VA"));
  const [only] = occupied;
  if (only === undefined || occupied.length > 1) return null;
  return only.constituents.every((name) => model.components.includes(name)) ? only : null;
}

/**
 * A substitutional solution of two elements at one temperature as a function of one mole fraction, per mole of atoms:
 * what tie lines, activities and thermodynamic factors of a binary need. x is the mole fraction of the second
 * component of the model in alphabetical order, 0 < x < 1.
 */
export class BinarySolution {
  /** The phase, per formula unit. */
  readonly phase: PhaseAtTemperature;
  private readonly sites: number;
  private readonly first: number;
  private readonly y: Float64Array;
  private readonly gradient: Float64Array;
  private readonly hessian: Float64Array;
  private readonly triple: Float64Array = new Float64Array(3);

  /** @throws DomainError where the phase is not a substitutional solution of both components */
  constructor(phase: PhaseAtTemperature) {
    const { model } = phase;
    const sublattice = mixingSublattice(model);
    if (model.components.length !== 2 || sublattice?.constituents.length !== 2) {
      throw new DomainError(
        `${model.name} with the components ${model.components.join(", ")} is not a substitutional solution of two elements; use its site fractions.`,
      );
    }
    this.phase = phase;
    this.sites = sublattice.sites;
    this.first = sublattice.first;
    this.y = new Float64Array(model.variables).fill(1);
    this.gradient = new Float64Array(model.variables);
    this.hessian = new Float64Array(model.variables * model.variables);
  }

  /** G_m(x) in J per mole of atoms. */
  molarGibbsEnergy(x: number): number {
    return this.phase.energy(this.place(x)) / this.sites;
  }

  /** G_m, dG_m/dx and d²G_m/dx² at x, written to `out[0 … 2]`, J per mole of atoms. */
  derivatives(x: number, out: Float64Array): void {
    const { gradient, hessian, sites, first } = this;
    const n = gradient.length;
    out[0] = this.phase.hessian(this.place(x), gradient, hessian) / sites;
    out[1] = ((gradient[first + 1] as number) - (gradient[first] as number)) / sites;
    const at = first * n + first;
    const diagonal = (hessian[at] as number) + (hessian[at + n + 1] as number);
    out[2] = (diagonal - 2 * (hessian[at + 1] as number)) / sites;
  }

  /** μ of the first and of the second component, μ₁ = G_m − x G_m′ and μ₂ = G_m + (1 − x) G_m′, in J/mol. */
  chemicalPotentials(x: number, out: Float64Array): void {
    const { gradient, sites, first } = this;
    const molar = this.phase.gradient(this.place(x), gradient) / sites;
    const slope = ((gradient[first + 1] as number) - (gradient[first] as number)) / sites;
    out[0] = molar - x * slope;
    out[1] = molar + (1 - x) * slope;
  }

  /** Partial molar entropies −∂μ/∂T of the first and the second component in J/(K mol). */
  partialEntropies(x: number, out: Float64Array): void {
    const { slope, mixed } = this.phase.thermal(this.place(x));
    const { sites, first } = this;
    const difference = ((mixed[first + 1] as number) - (mixed[first] as number)) / sites;
    out[0] = x * difference - slope / sites;
    out[1] = (x - 1) * difference - slope / sites;
  }

  /**
   * Thermodynamic factor Φ = 1 + d ln γ₂/d ln x = x (1 − x) G_m″ / R T, the same for both components.
   * @param gasConstant R in J/(K mol) of the model
   */
  thermodynamicFactor(x: number, gasConstant: number): number {
    this.derivatives(x, this.triple);
    return (x * (1 - x) * (this.triple[2] as number)) / (gasConstant * this.phase.temperature);
  }

  private place(x: number): Float64Array {
    this.y[this.first] = 1 - x;
    this.y[this.first + 1] = x;
    return this.y;
  }
}

/**
 * Chemical potentials of a substitutional solution of any number of elements at the mole fractions x, in J/mol:
 * μ_i = (G + ∂G/∂y_i − Σ y_j ∂G/∂y_j) / a with G per formula unit and a the sites of the mixing sublattice.
 *
 * @param moleFractions in the order of the components, summing to 1
 * @throws DomainError where the phase is not a substitutional solution of all components
 */
export function chemicalPotentials(phase: PhaseAtTemperature, moleFractions: Float64Array, out: Float64Array): void {
  const { model } = phase;
  const sublattice = mixingSublattice(model);
  if (sublattice === null || sublattice.constituents.length !== model.components.length) {
    throw new DomainError(
      `${model.name} is not a substitutional solution of ${model.components.join(", ")}; its chemical potentials need an equilibrium.`,
    );
  }
  const { first, sites } = sublattice;
  const y = new Float64Array(model.variables).fill(1);
  const gradient = new Float64Array(model.variables);
  y.set(moleFractions, first);
  let rest = phase.gradient(y, gradient);
  for (let i = 0; i < moleFractions.length; i++) rest -= (moleFractions[i] as number) * (gradient[first + i] as number);
  for (let i = 0; i < moleFractions.length; i++) out[i] = (rest + (gradient[first + i] as number)) / sites;
}
