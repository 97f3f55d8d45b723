/** Where a number comes from, and with that how much it may carry. */
export type DatumStatus = "sourced" | "recalled" | "paper" | "own";

/** What every measured number says of itself. */
export interface DatumHead {
  /** Name in tables, unique in a set of data. */
  readonly id: string;
  /** In the SI unit of its kind. */
  readonly value: number;
  /** Standard uncertainty (one standard deviation), in the same unit; its weight in the fit. */
  readonly uncertainty: number;
  /** Who measured or reported it, and where it was read. */
  readonly source: string;
  readonly status: DatumStatus;
}

/** A phase that takes part, and where on the composition axis its composition is looked for. */
export interface TakingPart {
  readonly phase: string;
  /** Mole fraction of the axis component from which the search starts; needless for compounds, needed where a phase unmixes. */
  readonly near?: number;
}

/** Three phases in equilibrium: the temperature in K, or the mole fraction in one of them. */
export interface InvariantDatum extends DatumHead {
  readonly kind: "invariant";
  readonly phases: readonly [TakingPart, TakingPart, TakingPart];
  readonly property: "temperature" | "moleFraction";
  /** The phase whose mole fraction it is; left out for the temperature. */
  readonly of?: string;
  /** K, from which the search starts; the value itself where that is the temperature. */
  readonly nearTemperature: number;
}

/** Two phases in equilibrium: liquidus, solidus, solvus. One of temperature and mole fraction of `of` is given, the other is the value. */
export interface BoundaryDatum extends DatumHead {
  readonly kind: "boundary";
  readonly phases: readonly [TakingPart, TakingPart];
  /** The phase whose boundary it is; the first of `phases` where both have that name (a miscibility gap). */
  readonly of: string;
  readonly property: "temperature" | "moleFraction";
  /** The condition: K where the value is a mole fraction, a mole fraction where it is a temperature. */
  readonly at: number;
}

/** Two phases of one composition in equilibrium: the temperature in K. */
export interface CongruentDatum extends DatumHead {
  readonly kind: "congruent";
  readonly phases: readonly [TakingPart, TakingPart];
}

/** Slope |dx/dT| in 1/K of the boundary of one phase where it leaves a pure component; x is the mole fraction of the other one. */
export interface DiluteSlopeDatum extends DatumHead {
  readonly kind: "diluteSlope";
  /** The phase below and above the transition of the pure component. */
  readonly phases: readonly [TakingPart, TakingPart];
  readonly of: string;
  /** Symbol of the pure component. */
  readonly solvent: string;
}

/** Enthalpy of mixing in J per mole of atoms from the pure components in `references`, or in the phase itself. */
export interface MixingEnthalpyDatum extends DatumHead {
  readonly kind: "mixingEnthalpy";
  readonly phase: string;
  /** K */
  readonly temperature: number;
  readonly moleFraction: number;
  /** Phase of each pure component; the phase itself where left out. */
  readonly references?: Readonly<Record<string, string>>;
}

/** Activity of one component in one phase, or its reversible potential, against the pure component in `reference`. */
export interface PartialDatum extends DatumHead {
  /** `activity`: a number; `potential`: V, E = −(μ − μ°)/(zF). */
  readonly kind: "activity" | "potential";
  readonly phase: string;
  /** Symbol of the component. */
  readonly component: string;
  /** Phase of the pure component. */
  readonly reference: string;
  /** K */
  readonly temperature: number;
  readonly moleFraction: number;
  /** Charge number of the ion, default 1. */
  readonly charge?: number;
}

/** One measured number on a binary system. Mole fractions are those of the axis component of the assessment. */
export type Datum =
  | InvariantDatum
  | BoundaryDatum
  | CongruentDatum
  | DiluteSlopeDatum
  | MixingEnthalpyDatum
  | PartialDatum;

/** SI unit of the value of a datum, as it is printed. */
export function unitOf(datum: Datum): string {
  switch (datum.kind) {
    case "invariant":
    case "boundary":
      return datum.property === "temperature" ? "K" : "1";
    case "congruent":
      return "K";
    case "diluteSlope":
      return "1/K";
    case "mixingEnthalpy":
      return "J/mol";
    case "activity":
      return "1";
    case "potential":
      return "V";
  }
}
