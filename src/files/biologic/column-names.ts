import type { ColumnHead } from "../../base/table.ts";
import { columnNames } from "../columns.ts";

/** Our names by EC-Lab heading, with µ written u. */
const names: Readonly<Record<string, string>> = {
  mode: columnNames.mode,
  "ox/red": "oxidation",
  error: "error",
  "control changes": "controlChanges",
  "Ns changes": "sequenceChanges",
  "counter inc.": "counterIncrement",
  Ns: columnNames.sequence,
  "I Range": "currentRange",
  "half cycle": columnNames.halfCycle,
  "z cycle": columnNames.sweepNumber,
  "cycle number": columnNames.cycleNumber,
  "time/s": columnNames.time,
  "step time/s": "stepTime",
  "control/V/mA": "control",
  "control/V": columnNames.controlVoltage,
  "control/mA": columnNames.controlCurrent,
  "Ewe/V": columnNames.workingPotential,
  "Ecell/V": columnNames.workingPotential,
  "<Ewe>/V": columnNames.meanWorkingPotential,
  "<Ewe/V>": columnNames.meanWorkingPotential,
  "<Ecell>/V": columnNames.meanWorkingPotential,
  "Ece/V": columnNames.counterPotential,
  "<Ece>/V": columnNames.meanCounterPotential,
  "<Ece/V>": columnNames.meanCounterPotential,
  "Ewe-Ece/V": columnNames.workingMinusCounterPotential,
  "I/mA": columnNames.current,
  "<I>/mA": columnNames.meanCurrent,
  "dq/mA.h": columnNames.chargeIncrement,
  "dQ/mA.h": "sequenceCharge",
  "dQ/C": "sequenceCharge",
  "(Q-Qo)/mA.h": columnNames.charge,
  "(Q-Qo)/C": columnNames.charge,
  "Q charge/discharge/mA.h": "halfCycleCharge",
  "Q charge/mA.h": "positiveCharge",
  "Q discharge/mA.h": "negativeCharge",
  "Capacity/mA.h": "capacity",
  "Efficiency/%": "efficiency",
  "Energy/W.h": "energy",
  "|Energy|/W.h": "absoluteEnergy",
  "Energy charge/W.h": "chargeEnergy",
  "Energy discharge/W.h": "dischargeEnergy",
  "Energy we/W.h": "workingEnergy",
  "Energy we charge/W.h": "workingChargeEnergy",
  "Energy we discharge/W.h": "workingDischargeEnergy",
  "Energy ce charge/W.h": "counterChargeEnergy",
  "Energy ce discharge/W.h": "counterDischargeEnergy",
  "Capacitance charge/uF": "chargeCapacitance",
  "Capacitance discharge/uF": "dischargeCapacitance",
  "P/W": "power",
  "Pwe/W": "power",
  "R/Ohm": "resistance",
  "Rwe/Ohm": "resistance",
  "Rapp/Ohm": "apparentResistance",
  "Rcmp/Ohm": "compensatedResistance",
  "Rac/Ohm": "alternatingResistance",
  "Rdc/Ohm": "directResistance",
  "Acir/Dcir Control": "resistanceControl",
  "Analog IN 1/V": "analogInput1",
  "Analog IN 2/V": "analogInput2",
  "Analog OUT/V": "analogOutput",
  "Temperature/°C": columnNames.temperature,
  x: "intercalatedFraction",
  "freq/Hz": columnNames.frequency,
  "Re(Z)/Ohm": columnNames.realImpedance,
  "-Im(Z)/Ohm": columnNames.negativeImaginaryImpedance,
  "Im(Z)/Ohm": columnNames.imaginaryImpedance,
  "|Z|/Ohm": columnNames.impedanceModulus,
  "Phase(Z)/deg": columnNames.impedancePhase,
  "|Ewe|/V": "workingPotentialAmplitude",
  "|Ece|/V": "counterPotentialAmplitude",
  "|Estack|/V": "stackPotentialAmplitude",
  "|I|/A": "currentAmplitude",
  "<E1>/V": "meanElement1Potential",
  "<E2>/V": "meanElement2Potential",
  "<Estack>/V": "meanStackPotential",
  "Cs/uF": "seriesCapacitance",
  "Cp/uF": "parallelCapacitance",
  "Cs-2/uF-2": "inverseSquareSeriesCapacitance",
  "Cp-2/uF-2": "inverseSquareParallelCapacitance",
  "Tan(Delta)": "lossTangent",
  "Loss Angle(Delta)/deg": "lossAngle",
};

/** Impedances of other parts of the cell and quantities computed from Z: symbol -> words. */
const symbols: Readonly<Record<string, string>> = {
  Zce: "CounterImpedance",
  "Zwe-ce": "WorkingToCounterImpedance",
  Zstack: "StackImpedance",
  Z1: "Element1Impedance",
  Z2: "Element2Impedance",
  Y: "Admittance",
  C: "Capacitance",
  M: "Modulus",
  Permittivity: "Permittivity",
  Resistivity: "Resistivity",
  Conductivity: "Conductivity",
};

const parts: Readonly<Record<string, string>> = {
  Re: "real",
  Im: "imaginary",
  "-Im": "negativeImaginary",
  Phase: "phaseOf",
};

const distortions: Readonly<Record<string, string>> = {
  THD: "totalHarmonicDistortion",
  NSD: "nonStationaryDistortion",
  NSR: "noiseToSignalRatio",
};

const electrodes: Readonly<Record<string, string>> = {
  Ewe: "WorkingPotential",
  Ece: "CounterPotential",
  I: "Current",
};

/** Heading with one spelling of µ and ° whatever the encoding did to it: U+FFFD before C is a degree, else a micro. */
function repaired(heading: string): string {
  return heading
    .trim()
    .replace(/\uFFFD(?=C)/g, "°")
    .replace(/[\uFFFD\u03BC]/g, "µ");
}

function nameOf(heading: string): string | undefined {
  const plain = heading.replace(/µ/g, "u");
  if (Object.hasOwn(names, plain)) return names[plain];
  const complex = /^(-?Re|-?Im|Phase)\(([^)]+)\)/.exec(plain);
  const part = parts[complex?.[1] ?? ""];
  const symbol = symbols[complex?.[2] ?? ""];
  if (part !== undefined && symbol !== undefined) return part + symbol;
  const modulus = symbols[/^\|([^|]+)\|/.exec(plain)?.[1] ?? ""];
  if (modulus !== undefined) return `modulusOf${modulus}`;
  const distortion = /^(THD|NSD|NSR) (Ewe|Ece|I)\//.exec(plain);
  if (distortion !== null) return `${distortions[distortion[1] ?? ""]}Of${electrodes[distortion[2] ?? ""]}`;
  const harmonic = /^\|(Ewe|Ece|I) h(\d+)\|/.exec(plain);
  if (harmonic !== null) return `harmonic${harmonic[2]}Of${electrodes[harmonic[1] ?? ""]}`;
  return undefined;
}

/** Unit in an EC-Lab heading: what follows the last slash, but for the few headings where a slash is part of a word. */
function unitIn(heading: string): string | null {
  if (heading === "ox/red" || heading === "Acir/Dcir Control") return null;
  if (heading === "control/V/mA") return "V/mA";
  if (heading.endsWith("/mS/cm")) return "mS/cm";
  if (/^<[^>]*\/V>$/.test(heading)) return "V";
  const slash = heading.lastIndexOf("/");
  return slash > 0 && slash < heading.length - 1 ? heading.slice(slash + 1) : null;
}

/** What describes a column with this EC-Lab heading: our name (the heading itself where we know none) and the vendor's unit. */
export function columnHead(heading: string, derived: string | null = null): ColumnHead {
  const vendorName = repaired(heading);
  return { vendorName, name: nameOf(vendorName) ?? vendorName, unit: unitIn(vendorName), derived };
}

/** Whether EC-Lab uses this heading, as far as we know. */
export function isKnownHeading(heading: string): boolean {
  return nameOf(repaired(heading)) !== undefined;
}
