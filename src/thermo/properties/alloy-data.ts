import type { PropertyRange, PropertyRegion } from "./property.ts";

/** Σ c_k t^k with t in °C, as handbooks print it, and where it was measured in K. */
export interface CelsiusPolynomial {
  readonly coefficients: readonly number[];
  readonly range: readonly [low: number, high: number];
  /** Relative standard uncertainty inside of the range. */
  readonly uncertainty: number;
  readonly source: string;
}

/** σ = scale · (1 − T/critical)^exponent in N/m; exponent 1 gives a straight line. */
export interface SurfaceTensionLaw {
  readonly scale: number;
  readonly critical: number;
  readonly exponent: number;
  readonly range: readonly [low: number, high: number];
  readonly uncertainty: number;
  readonly source: string;
}

/** D = D₀ exp(−Q/RT) of the pure liquid metal. */
export interface SelfDiffusionLaw {
  /** m²/s */
  readonly prefactor: number;
  /** J/mol */
  readonly activationEnergy: number;
  readonly range: readonly [low: number, high: number];
  readonly uncertainty: number;
  readonly source: string;
}

/** One component of a liquid alloy. */
export interface AlloyComponent {
  /** Upper case: NA. */
  readonly symbol: string;
  /** kg/mol */
  readonly molarMass: number;
  /** kg/m³ of the pure liquid. */
  readonly density: CelsiusPolynomial;
  /** N/m of the pure liquid. */
  readonly surfaceTension: SurfaceTensionLaw;
  /** Ω·m of the pure liquid. */
  readonly resistivity: CelsiusPolynomial;
  readonly selfDiffusion: SelfDiffusionLaw;
  /** Radius of the diffusing particle in the Stokes-Einstein relation, m. */
  readonly radius: number;
}

/** V_E = v(T) x(1 − x) with v = coefficient + slope (T − reference). */
export interface ExcessVolume {
  /** m³/mol at the reference temperature. */
  readonly coefficient: number;
  /** m³/(mol K) */
  readonly slope: number;
  /** K */
  readonly reference: number;
  /** Standard uncertainty of v in m³/mol inside of the range. */
  readonly uncertainty: number;
  /** Of the alloy densities behind it. */
  readonly measured: PropertyRange;
  readonly source: string;
}

/** η = prefactor · ρ^(1/3) exp(slope · ρ/T) below `until` in K; ρ in g/cm³, η in Pa·s. */
export interface ViscosityBranch {
  readonly until: number;
  readonly prefactor: number;
  readonly slope: number;
}

/** Everything the property models of one binary alloy need; x is the mole fraction of `components[0]`. */
export interface AlloyPropertyData {
  readonly name: string;
  readonly components: readonly [AlloyComponent, AlloyComponent];
  readonly excessVolume: ExcessVolume;
  readonly viscosity: {
    readonly branches: readonly ViscosityBranch[];
    /** Where the correlation holds. */
    readonly range: PropertyRange;
    readonly source: string;
  };
  /** ρ = x ρ₁ + (1 − x) ρ₂ + x(1 − x)(c₀ + c₁ (1 − 2x)), Ω·m. */
  readonly resistivity: {
    readonly coefficients: readonly [number, number];
    /** Of c₀. */
    readonly uncertainty: number;
    /** K up to which straight lines in T serve. */
    readonly linearUntil: number;
    readonly regions: readonly PropertyRegion[];
    readonly source: string;
  };
  /** Thermal conductivity in W/(m K) at one composition, carried to others in proportion to T/ρ. */
  readonly thermalConductivity: CelsiusPolynomial & { readonly moleFraction: number };
  /** Specific heat in J/(kg K) at one composition, carried to others at constant heat per mole. */
  readonly heatCapacity: CelsiusPolynomial & { readonly moleFraction: number };
  /** Composition whose viscosity enters the Stokes-Einstein relation. */
  readonly diffusionMoleFraction: number;
  /** Where the liquid is asked for at all. */
  readonly allowed: PropertyRange;
}
