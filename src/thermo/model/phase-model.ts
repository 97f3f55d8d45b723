/**
 * Gibbs energy of one phase in a system of chosen components, as a function of temperature and site fractions.
 *
 * Site fractions y stand in one array, sublattice after sublattice in the order of `sublattices`, `VA` included. The
 * formulas hold for any y > 0, on the simplex or off it: derivatives are those of the unconstrained function. A site
 * fraction that is alone on its sublattice can only be 1, and enters the ideal mixing alone. At y = 0 the energy is
 * exact; logarithms and reciprocals take y for 1e-300 there, so that derivatives are finite. Negative y have no meaning.
 */
export interface PhaseModel {
  readonly name: string;
  /** Symbols of the elements of the system, upper case, sorted, without VA. All models of a system have the same. */
  readonly components: readonly string[];
  readonly sublattices: readonly ModelSublattice[];
  /** Number of site fractions. */
  readonly variables: number;
  /**
   * Moles of each component per formula unit are M y: row-major, components × variables. Linear, as each constituent
   * brings its atoms times the sites of its sublattice.
   */
  readonly composition: Float64Array;
  /** Charge per formula unit is q · y; null where every constituent is neutral. */
  readonly charge: Float64Array | null;
  /** True where the composition of the phase cannot change: a compound, or a pure element. */
  readonly isStoichiometric: boolean;
  /** Temperatures in K in which every function of the phase is defined. */
  readonly temperatureRange: readonly [low: number, high: number];
  /** The phase at one temperature (K) and pressure (Pa, default 101325). @throws DomainError outside `temperatureRange` */
  at(temperature: number, pressure?: number): PhaseAtTemperature;
}

export interface ModelSublattice {
  readonly sites: number;
  /** Species names, sorted. */
  readonly constituents: readonly string[];
  /** Index of its first site fraction. */
  readonly first: number;
}

/** A phase at one temperature: the coefficients are evaluated, only the site fractions are free. */
export interface PhaseAtTemperature {
  readonly model: PhaseModel;
  readonly temperature: number;
  readonly pressure: number;
  /** G in J per mole of formula units. */
  energy(siteFractions: Float64Array): number;
  /** G and ∂G/∂y, all in J per mole of formula units; `gradient` has `variables` entries. Returns G. */
  gradient(siteFractions: Float64Array, gradient: Float64Array): number;
  /** G with ∂G/∂y and ∂²G/∂y∂y′ (row-major, variables²). Returns G. */
  hessian(siteFractions: Float64Array, gradient: Float64Array, hessian: Float64Array): number;
  /** G, ∂G/∂T, ∂²G/∂T² and ∂²G/∂T∂y (`variables` entries) at fixed y. */
  thermal(siteFractions: Float64Array): ThermalDerivatives;
}

export interface ThermalDerivatives {
  readonly energy: number;
  /** −S in J/(K mol of formula units). */
  readonly slope: number;
  /** −Cp/T in J/(K² mol). */
  readonly curvature: number;
  /** J/(K mol), one for each site fraction. */
  readonly mixed: Float64Array;
}
