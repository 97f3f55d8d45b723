import { inWords, type PaperNumber, read, setting } from "./paper-number.ts";

/** EES Batteries 1 (2025) 1682-1692. */
export const solidElectrolyteTitle = "Liquid NaK anodes on NASICON, EES Batteries 1 (2025) 1682–1692";

/**
 * Numbers of P2 as printed; alloys in wt% K. Its text lies before us with damaged exponents and prefixes (µ printed as p):
 * where a number is affected, the claim says so.
 */
export type SolidElectrolytePaper = Readonly<
  Record<
    | "windowLow"
    | "windowHigh"
    | "alloySmallK"
    | "alloyMiddleK"
    | "alloyLargeK"
    | "poolVolume"
    | "poolDiameter"
    | "counterDiameter"
    | "theoreticalAtLeast"
    | "theoreticalAbout"
    | "stableCurrent"
    | "risingCurrent"
    | "shortCurrent"
    | "imagedShortCurrent"
    | "imagedShortCapacity"
    | "imagedGoodCurrent"
    | "imagedGoodCapacity"
    | "staircaseFirst"
    | "staircaseLast"
    | "staircaseStep"
    | "staircaseHold"
    | "staircaseCapacity"
    | "scanRate"
    | "thresholdSmallK"
    | "thresholdMiddleK"
    | "thresholdLargeK"
    | "voltageLimit"
    | "highestFrequency"
    | "lowestFrequency"
    | "fastArc"
    | "interfaceArc"
    | "fastRecovery"
    | "slowRecovery"
    | "slowRecoveryLater"
    | "pulseLength"
    | "pulseCurrent"
    | "shortestRest"
    | "longestRest"
    | "plateauCapacity"
    | "plateauHigh"
    | "smallRestCapacity"
    | "steadyCurrent"
    | "steadyCapacity"
    | "directCapacity"
    | "directTime"
    | "recoveredShare"
    | "pixel"
    | "field"
    | "projections"
    | "exposure"
    | "pressPressure"
    | "tinThickness"
    | "platedOnPotassium"
    | "sodiumCurrent"
    | "pressure"
    | "perturbation"
    | "smallPerturbation"
    | "mechanicalTime"
    | "contactTrend"
    | "imagedStrippingLimit"
    | "pristineGrowth"
    | "fullRecovery"
    | "slowerProcess"
    | "platedInto"
    | "voidSize"
    | "steadyInterface"
    | "risingInterface"
    | "fallingInterface"
    | "reducedInterface"
    | "platingRecovery"
    | "sodiumInterface"
    | "firstStep"
    | "boundaryArc"
    | "interfaceGrowth"
    | "interfaceShift"
    | "interfaceProcesses"
    | "raisedInterface"
    | "strippingRecovery"
    | "middleRestCapacity",
    PaperNumber
  >
>;

export const solidElectrolytePaper: SolidElectrolytePaper = {
  windowLow: read("~44", "wt%"),
  windowHigh: read("~88", "wt%"),
  alloySmallK: setting("50", "wt%"),
  alloyMiddleK: setting("65", "wt%"),
  alloyLargeK: setting("80", "wt%"),
  poolVolume: setting("40", "mm³"),
  poolDiameter: setting("7", "mm"),
  counterDiameter: setting("8", "mm"),
  theoreticalAtLeast: read(">40", "mAh/cm²"),
  theoreticalAbout: read("~40", "mAh/cm²"),
  stableCurrent: setting("0.1", "mA/cm²"),
  risingCurrent: setting("0.2", "mA/cm²"),
  shortCurrent: inWords("0.4", "mA/cm²", 0.2, 0.4),
  imagedShortCurrent: setting("0.7", "mA/cm²"),
  imagedShortCapacity: read("~0.5", "mAh/cm²"),
  imagedGoodCurrent: inWords("above 0.4, below 0.7 mA/cm²", "mA/cm²", 0.4, 0.7),
  imagedGoodCapacity: read("4", "mAh/cm²"),
  staircaseFirst: setting("0.05", "mA/cm²"),
  staircaseLast: setting("1", "mA/cm²"),
  staircaseStep: setting("0.01", "mA/cm²"),
  staircaseHold: setting("40", "s"),
  staircaseCapacity: read("<1", "mAh/cm²"),
  scanRate: read("~0.001", "µA/s"),
  thresholdSmallK: read("~0.6", "mA/cm²"),
  thresholdMiddleK: read("~0.15", "mA/cm²"),
  thresholdLargeK: inWords("<0.05", "mA/cm²", 0, 0.05),
  voltageLimit: setting("3", "V"),
  highestFrequency: setting("7", "MHz"),
  lowestFrequency: setting("5", "Hz"),
  fastArc: inWords("1e-5–1e-4", "s", 1e-5, 1e-4),
  interfaceArc: inWords("1e-4", "s", 0.5e-4, 2e-4, 1e-4),
  fastRecovery: read("<35", "s"),
  slowRecovery: read("15", "h"),
  slowRecoveryLater: read("1", "h"),
  pulseLength: setting("1", "s"),
  pulseCurrent: setting("1", "mA/cm²"),
  shortestRest: setting("0.1", "s"),
  longestRest: setting("10", "s"),
  plateauCapacity: read("12–14", "mAh/cm²"),
  plateauHigh: setting("14", "mAh/cm²"),
  smallRestCapacity: read("~2", "mAh/cm²"),
  steadyCurrent: setting("0.25", "mA/cm²"),
  steadyCapacity: setting("20", "mAh/cm²"),
  directTime: inWords("very fast", "min", 0, 10, 1),
  directCapacity: inWords("minimal", "mAh/cm²", 0, 2, 0.5),
  recoveredShare: inWords("recovered", "%", 0, 10, 0),
  pixel: setting("1.3", "µm"),
  field: setting("4", "mm"),
  projections: setting("3001", "projections"),
  exposure: setting("0.2", "s"),
  pressPressure: setting("625", "MPa"),
  tinThickness: setting("20", "nm"),
  platedOnPotassium: setting("0.2", "mAh/cm²"),
  sodiumCurrent: read("~3.2", "mA/cm²"),
  pressure: setting("10", "MPa"),
  perturbation: setting("5", "µA"),
  smallPerturbation: inWords("small against the bias", "%", 0, 10, 5),
  mechanicalTime: inWords("milliseconds", "s", 0.5e-3, 10e-3, 1e-3),
  contactTrend: inWords("no fall with K", "", 1, Number.POSITIVE_INFINITY),
  imagedStrippingLimit: setting("0.7", "mA/cm²"),
  pristineGrowth: inWords("larger with K", "", 1, Number.POSITIVE_INFINITY),
  fullRecovery: read("~5", "s"),
  slowerProcess: read(">10", "s"),
  platedInto: inWords("Na", "at.%", 100, 100),
  voidSize: inWords("micro- or nano-scale", "nm", 1, 1300, 100),
  steadyInterface: inWords("nearly constant", "", 0.9, 1.1, 1),
  risingInterface: inWords("increased", "", 1.05, Number.POSITIVE_INFINITY),
  fallingInterface: inWords("decreased", "", 0, 0.95),
  reducedInterface: inWords("reduced", "", 0, 0.95),
  platingRecovery: inWords("over 15 h", "h", 1, 15),
  sodiumInterface: inWords("negligible", "Ω·cm²", 0, 2),
  firstStep: inWords("in the first step", "s", 0, 40),
  boundaryArc: inWords("1e-6–1e-5", "s", 1e-6, 1e-5),
  interfaceGrowth: inWords("grew", "", 1.05, Number.POSITIVE_INFINITY),
  interfaceShift: inWords("shorter", "", 0, 0.95),
  interfaceProcesses: inWords("γ_int and a new peak", "", 2, 2),
  raisedInterface: inWords("increased", "", 1.05, Number.POSITIVE_INFINITY),
  strippingRecovery: inWords("between 35 s and 15 h", "h", 35 / 3600, 15),
  middleRestCapacity: read("~10", "mAh/cm²"),
};
