import { inWords, type PaperNumber, read, setting } from "./paper-number.ts";

/** doi 10.1016/j.cej.2024.151578 */
export const liquidElectrolyteTitle =
  "H. Koh et al., Liquid Na-K alloy is not viable anode material for High-Performance Na-Ion batteries, Chem. Eng. J. (2024) 151578";

/** Numbers of P1 as printed; alloys in at.%. */
export type LiquidElectrolytePaper = Readonly<
  Record<
    | "windowLow"
    | "windowHigh"
    | "potentialDifference"
    | "alloyingBenefit"
    | "potassiumBelow"
    | "discDiameter"
    | "discThickness"
    | "massLoaded"
    | "smallLoading"
    | "largeLoading"
    | "smallLoadingLife"
    | "largeLoadingLife"
    | "currentDensity"
    | "capacity"
    | "onsetTime"
    | "onsetCycles"
    | "abstractCycles"
    | "endTime"
    | "endCycles"
    | "regionOne"
    | "regionTwo"
    | "wholeMap"
    | "nominal"
    | "deviationOne"
    | "deviationTwo"
    | "deviationWhole"
    | "afterFirstCycle"
    | "resistanceBefore"
    | "resistanceAfter"
    | "resistanceGrowth"
    | "layerThickness"
    | "imagedCycle"
    | "potassiumLeft"
    | "saltConcentration"
    | "mixedAlloy"
    | "mixedAlloyPrintedX"
    | "mixedLiquid"
    | "mixedShortTime"
    | "potassiumLinePristine"
    | "potassiumLineCycled"
    | "potassiumLineMetal"
    | "chlorineLine"
    | "captionChlorineLine"
    | "plateauLow"
    | "plateauHigh"
    | "reflectionFirst"
    | "reflectionCycled"
    | "spacingFirst"
    | "spacingCycled"
    | "weakReflection"
    | "fullCellsTurned"
    | "fullCellsUniversal"
    | "orderSeen"
    | "reflectionsSeen"
    | "panelAgain"
    | "panelScaleBars"
    | "sodiumShortTime"
    | "voltageLimit"
    | "additive"
    | "additiveLater"
    | "solubleSalt"
    | "solubilityRatio"
    | "potentialRise"
    | "compositionsTested"
    | "compositionsDrawn"
    | "panelInCaption"
    | "panelInText",
    PaperNumber
  >
>;

export const liquidElectrolytePaper: LiquidElectrolytePaper = {
  windowLow: read("≈14", "at.%"),
  windowHigh: read("≈70", "at.%"),
  potentialDifference: inWords("μ(K) < μ(Na)", "J/mol", Number.NEGATIVE_INFINITY, 0, -1),
  alloyingBenefit: inWords("a fall: lower μ, more reactive", "mV", Number.NEGATIVE_INFINITY, 0, -1),
  potassiumBelow: inWords("E(K) < E(Na)", "mV", Number.NEGATIVE_INFINITY, 0, -1),
  discDiameter: setting("6", "mm"),
  discThickness: read("≈150", "µm"),
  massLoaded: read("≈2.8", "mg"),
  smallLoading: read("9.9", "mg/cm²"),
  largeLoading: read("27", "mg/cm²"),
  smallLoadingLife: read("≈150", "cycles"),
  largeLoadingLife: read("≈1000", "cycles"),
  currentDensity: setting("0.4", "mA/cm²"),
  capacity: setting("1", "mAh/cm²"),
  onsetTime: read("170", "h"),
  onsetCycles: read("≈35", "cycles"),
  abstractCycles: read("≈40", "cycles"),
  endTime: read("≈250", "h"),
  endCycles: read("≈50", "cycles"),
  regionOne: read("52", "at.%"),
  regionTwo: read("28", "at.%"),
  wholeMap: read("43", "at.%"),
  nominal: setting("50", "at.%"),
  deviationOne: read("2", "points"),
  deviationTwo: read("22", "points"),
  deviationWhole: read("7", "points"),
  afterFirstCycle: read("48", "at.%"),
  resistanceBefore: read("≈0.5", "kΩ"),
  resistanceAfter: read("≈70", "kΩ"),
  resistanceGrowth: read("≈350", ""),
  layerThickness: read("≈15", "µm"),
  imagedCycle: setting("40", "cycles"),
  potassiumLeft: inWords("all K gone", "%", 90, 100, 100),
  saltConcentration: setting("1000", "mol/m³"),
  mixedAlloy: setting("80", "at.%"),
  mixedAlloyPrintedX: setting("20", "at.%"),
  mixedLiquid: read("≈70", "at.%"),
  mixedShortTime: read("≈750", "h"),
  potassiumLinePristine: read("294", "eV"),
  potassiumLineCycled: read("293.4", "eV"),
  potassiumLineMetal: read("294.7", "eV"),
  chlorineLine: read("208.7", "eV"),
  captionChlorineLine: read("293.4", "eV"),
  plateauLow: read("≈3.3", "V"),
  plateauHigh: read("≈3.7", "V"),
  reflectionFirst: read("15.92", "°"),
  reflectionCycled: read("13.05", "°"),
  spacingFirst: read("0.56", "nm"),
  spacingCycled: read("0.68", "nm"),
  weakReflection: read("16", "°"),
  fullCellsTurned: setting("1", ""),
  fullCellsUniversal: inWords("universal: 2 of 2", "", 2, 2),
  orderSeen: inWords("evidence of order", "", 1, Number.POSITIVE_INFINITY),
  reflectionsSeen: inWords("no reflection but KC₈'s", "", 0, 0),
  panelAgain: inWords("panel b", "", 2, 2),
  panelScaleBars: inWords("panel i", "", 9, 9),
  sodiumShortTime: read(">700", "h"),
  voltageLimit: setting("0.9", "V"),
  additive: setting("5", "vol%"),
  additiveLater: inWords("not named", "vol%", 0, 5, 0),
  solubleSalt: inWords(">1000", "mol/m³", 1000, Number.POSITIVE_INFINITY),
  solubilityRatio: inWords("a few hundred", "", 200, 500, 300),
  potentialRise: inWords("a rise seen in the profile", "mV", 10, 900, 50),
  compositionsTested: setting("3", "alloys"),
  compositionsDrawn: setting("3", "alloys"),
  panelInCaption: inWords("panel b", "", 2, 2),
  panelInText: inWords("panel e", "", 5, 5),
};
