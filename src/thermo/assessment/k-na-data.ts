import type { Database } from "../database/database.ts";
import type { Assessment, FreeCoefficient } from "./assess.ts";
import type { BoundaryDatum, Datum, InvariantDatum, TakingPart } from "./datum.ts";

/** Component whose mole fraction is x in the data on K-Na. */
export const kNaComponent = "NA";
export const kNaComponents: readonly [string, string] = ["K", "NA"];

const LIQUID = "LIQUID";
const BCC = "BCC_A2";
const COMPOUND = "KNA2";

/** The coefficient of T in G(KNA2), the least determined of all. */
export const kNaCompoundEntropy: FreeCoefficient = {
  phase: COMPOUND,
  constituents: [["K"], ["NA"]],
  order: 0,
  power: 1,
  prior: { value: 0, uncertainty: 6 },
};

/**
 * The seven coefficients of the shipped K-Na database that a fit to data found. Two carry a wide prior about 0, without
 * which the ten numbers say little of them: the excess entropy of the liquid (calorimetry finds the entropy of mixing
 * nearly ideal: Yokokawa & Kleppa 1964, abstract) and the entropy of formation of the compound.
 */
export const kNaCoefficients: readonly FreeCoefficient[] = [
  { phase: LIQUID, constituents: [["K", "NA"]], order: 0, power: 0 },
  { phase: LIQUID, constituents: [["K", "NA"]], order: 0, power: 1, prior: { value: 0, uncertainty: 5 } },
  { phase: LIQUID, constituents: [["K", "NA"]], order: 1, power: 0 },
  { phase: BCC, constituents: [["K", "NA"], ["VA"]], order: 0, power: 0 },
  { phase: BCC, constituents: [["K", "NA"], ["VA"]], order: 1, power: 0 },
  { phase: COMPOUND, constituents: [["K"], ["NA"]], order: 0, power: 0 },
  kNaCompoundEntropy,
];

const liquid: TakingPart = { phase: LIQUID };
const compound: TakingPart = { phase: COMPOUND };
const richInPotassium: TakingPart = { phase: BCC, near: 0.05 };
const richInSodium: TakingPart = { phase: BCC, near: 0.985 };

const eutectic: Pick<InvariantDatum, "kind" | "phases" | "nearTemperature"> = {
  kind: "invariant",
  phases: [richInPotassium, { phase: LIQUID, near: 0.325 }, compound],
  nearTemperature: 260.53,
};
const peritectic: Pick<InvariantDatum, "kind" | "phases" | "nearTemperature"> = {
  kind: "invariant",
  phases: [{ phase: LIQUID, near: 0.59 }, compound, richInSodium],
  nearTemperature: 280.05,
};
const liquidus = (solid: TakingPart, x: number): Pick<BoundaryDatum, "kind" | "phases" | "of" | "property" | "at"> => ({
  kind: "boundary",
  phases: [liquid, solid],
  of: LIQUID,
  property: "temperature",
  at: x,
});

/** Mole fraction of Na in an alloy with 44 wt% K. */
const X_44_POTASSIUM = 0.683995;

/** Solids that the liquid may precipitate, and near which x: what the liquidus is made of. */
export const kNaSolids: readonly TakingPart[] = [richInPotassium, compound, richInSodium];

/** Phases of K-Na by the names that people write. */
export const kNaPhaseNames: Readonly<Record<string, TakingPart>> = {
  "na(s)": richInSodium,
  "k(s)": richInPotassium,
  na2k: compound,
  liquid,
};

/** The ten numbers to which the shipped K-Na database was fitted, with their weights. */
export const kNaData: readonly Datum[] = [
  {
    id: "eutectic T",
    ...eutectic,
    property: "temperature",
    value: 260.53,
    uncertainty: 0.15,
    source: "-12.6 °C: Foust, Sodium-NaK Engineering Handbook (1972), as quoted in reference works",
    status: "sourced",
  },
  {
    id: "eutectic x",
    ...eutectic,
    property: "moleFraction",
    of: LIQUID,
    value: 0.325,
    uncertainty: 0.006,
    source: "77 to 77.8 wt% K (Foust 1972); about 67 at.% K (Physical Review pressure study, abstract)",
    status: "sourced",
  },
  {
    id: "peritectic T",
    ...peritectic,
    property: "temperature",
    value: 280.05,
    uncertainty: 0.3,
    source: "6.9 °C, from memory of Bale, Bull. Alloy Phase Diagrams 3 (1982) 313: not verified",
    status: "recalled",
  },
  {
    id: "peritectic x",
    ...peritectic,
    property: "moleFraction",
    of: LIQUID,
    value: 0.59,
    uncertainty: 0.03,
    source: "from memory of Bale 1982 and Hansen 1958: not verified",
    status: "recalled",
  },
  {
    id: "liquidus 70 at.% Na",
    ...liquidus(richInSodium, 0.7),
    value: 298.15,
    uncertainty: 2,
    source: "Na-rich limit at 25 °C of the liquid range given by the first NaK paper",
    status: "paper",
  },
  {
    id: "liquidus 44 wt% K",
    ...liquidus(richInSodium, X_44_POTASSIUM),
    value: 292.15,
    uncertainty: 3,
    source: "NaK-44 melts at 19 °C, from memory of handbooks: not verified",
    status: "recalled",
  },
  {
    id: "liquidus 14 at.% Na",
    ...liquidus(richInPotassium, 0.14),
    value: 298.15,
    uncertainty: 3,
    source: "K-rich limit at 25 °C of the liquid range given by the first NaK paper",
    status: "paper",
  },
  {
    id: "solidus slope at K",
    kind: "diluteSlope",
    phases: [{ phase: BCC }, liquid],
    of: BCC,
    solvent: "K",
    value: 1e-3,
    uncertainty: 1e-4,
    source:
      "0.10 at.%/K: Ott, Goates, Anderson & Hall, Trans. Faraday Soc. 65 (1969) 2870, in the abstract of Bale 1982",
    status: "sourced",
  },
  {
    id: "solidus slope at Na",
    kind: "diluteSlope",
    phases: [{ phase: BCC }, liquid],
    of: BCC,
    solvent: "NA",
    value: 3.3e-4,
    uncertainty: 4e-5,
    source: "0.033 at.%/K: Ott et al. 1969, in the abstract of Bale 1982",
    status: "sourced",
  },
  {
    id: "mixing enthalpy",
    kind: "mixingEnthalpy",
    phase: LIQUID,
    temperature: 384,
    moleFraction: 0.5,
    value: 735,
    uncertainty: 40,
    source: "Yokokawa & Kleppa, J. Chem. Phys. 40 (1964) 46, from memory: not verified",
    status: "recalled",
  },
];

/**
 * Numbers that were not used in the fit: the composition range in which the alloy is liquid at 25 °C, 9.2 to 58.2 wt%
 * Na, as stated in the abstract of a later paper. How its authors found it is not said there; it may go back to the
 * same thermal analysis as the diagrams.
 */
export const kNaIndependentData: readonly Datum[] = [
  {
    id: "liquidus 58.2 wt% Na",
    ...liquidus(richInSodium, 0.703082),
    value: 298.15,
    uncertainty: 1,
    source: "Cathode dependence of liquid-alloy Na-K anodes, J. Am. Chem. Soc. 140 (2018) 3292, abstract",
    status: "sourced",
  },
  {
    id: "liquidus 9.2 wt% Na",
    ...liquidus(richInPotassium, 0.146988),
    value: 298.15,
    uncertainty: 1,
    source: "Cathode dependence of liquid-alloy Na-K anodes, J. Am. Chem. Soc. 140 (2018) 3292, abstract",
    status: "sourced",
  },
];

/** The assessment behind the shipped K-Na database, to be run as it stands or with other data. */
export function kNaAssessment(database: Database): Assessment {
  return {
    database,
    components: kNaComponents,
    component: kNaComponent,
    coefficients: kNaCoefficients,
    data: kNaData,
  };
}
