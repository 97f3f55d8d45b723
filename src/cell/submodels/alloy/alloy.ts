export { type AlloyOption, alloyFromOption } from "../../alloys/alloy-from-option.ts";

/**
 * A liquid of the working metal and one other component, by the concentration c (mol/m³) of the working metal. x is its mole
 * fraction and a its activity, 1 in the pure metal that it refers to, which may be solid: a pure liquid below its melting point has
 * more. Every function is smooth through c = 0, so that an iterate that steps slightly below it does no harm.
 */
export interface Alloy {
  /** x(c) */
  moleFraction(concentration: number): number;
  /** c(x) in mol/m³ */
  concentration(moleFraction: number): number;
  /**
   * q = a/c in m³/mol: finite and positive where the metal is gone. The equilibrium potential against the pure metal is
   * −(RT/nF) ln(q c).
   */
  activityPerConcentration(concentration: number): number;
  /** d ln q / dc in m³/mol. */
  logActivitySlope(concentration: number): number;
  /** d ln a / d ln x, the factor between the tracer and the chemical diffusivity. */
  thermodynamicFactor(concentration: number): number;
  /** d(thermodynamic factor)/dc in m³/mol. */
  thermodynamicFactorSlope(concentration: number): number;
  /** Partial molar volumes in m³/mol: of the working metal, and of the other. */
  readonly molarVolume: number;
  readonly otherMolarVolume: number;
  /** Where the liquid ends at this temperature; absent where nobody has said. */
  readonly saturation?: LiquidLimits | undefined;
}

/** The ends of a liquid. One that is left out: it reaches the pure metal. */
export interface LiquidLimits {
  /** Least mole fraction: here the other metal begins to precipitate, pure or in a compound. */
  readonly lower?: LiquidLimit;
  /** Largest mole fraction: here the working metal does. */
  readonly upper?: LiquidLimit;
}

export interface LiquidLimit {
  /** Of the working metal. */
  readonly moleFraction: number;
  /** Of the working metal. */
  readonly activity: number;
  /** What precipitates, for sentences: "K", "KNA2", "the other metal". */
  readonly solid: string;
}
