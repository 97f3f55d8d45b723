import type { ColumnHead } from "../../base/table.ts";
import { toSI } from "../../units/vendor-units.ts";
import { columnNames } from "../columns.ts";

/** Spelled-out units at the end of machine-readable headings: `test_time_second`, `voltage_volt`. */
const SPELLED_UNIT = /^(.+)_(second|volt|ampere|hertz|ohm|degree|celsius)$/;
const LAST_WORD_UNIT = /^(.+\S)\s+(m?Hz|[kM]Hz|[Oo]hms?|[mk]?Ω|m?V|[mnuµμ]?A|s|sec|deg)$/;
const LONGEST_HEADING = 200;

/** Separates `f/Hz`, `Freq (Hz)`, `I [mA]`, `time_second`, `Freq Hz` into name and unit. */
function splitUnit(text: string): { readonly name: string; readonly unit: string | null } {
  const bracket = /^(.*\S)\s*[([]([^()[\]]+)[)\]]$/.exec(text);
  if (bracket?.[1] !== undefined && bracket[2] !== undefined && toSI(bracket[2]) !== null) {
    return { name: bracket[1].trim(), unit: bracket[2].trim() };
  }
  for (let slash = text.indexOf("/"); slash > 0; slash = text.indexOf("/", slash + 1)) {
    const unit = text.slice(slash + 1).trim();
    if (unit !== "" && toSI(unit) !== null) return { name: text.slice(0, slash).trim(), unit };
  }
  const comma = /^(.+?)\s*(?:,| in )\s*(\S+)$/.exec(text);
  if (comma?.[1] !== undefined && comma[2] !== undefined && toSI(comma[2]) !== null) {
    return { name: comma[1], unit: comma[2] };
  }
  const word = SPELLED_UNIT.exec(text.toLowerCase()) ?? LAST_WORD_UNIT.exec(text);
  if (word?.[1] !== undefined && word[2] !== undefined) return { name: word[1], unit: word[2] };
  return { name: text, unit: null };
}

const REAL =
  /^(z'(\(a\))?|zre|zreal|zr|rez|re\(z\)|re|real|realz|real\(z\)|z\(re\)|zreal'|realpart|realimpedance|impedancereal|realpartofz|re\(impedance\))$/;
const IMAGINARY =
  /^(z''(\(b\))?|zim|zimag|zimg|zi|imz|im\(z\)|im|imag|imagz|imag\(z\)|z\(im\)|zimag''|imaginary|imaginarypart|imaginaryimpedance|impedanceimag|impedanceimaginary|im\(impedance\))$/;
const MODULUS =
  /^(\|z\||z|zmod|zmag|zabs|mod|modulus|magnitude|absoluteimpedance|abs\(z\)|absz|mod\(z\)|impedance|impedancemodulus|impedancemagnitude|\|impedance\|)$/;
const PHASE =
  /^(phase|zphz|zphase|phase\(z\)|phasez|phaseangle|phasezangle|arg\(z\)|theta|phi|φ|θ|phaseofz|impedancephase)$/;
const FREQUENCY = /^(f|freq|frequency|frequenz|fréquence|frecuencia|frequencies)$/;
const TIME = /^(t|time|elapsedtime|testtime|totaltime|zeit|timestamp|timesec)$/;
const POTENTIAL = /^(e|v|u|ewe|potential|voltage|vf|ewe-ece|ecell|cellvoltage|wepotential|workingpotential|wevoltage)$/;
const MEAN_POTENTIAL = /^(edc|vdc|dcpotential|potentialdc|<ewe>|<e>|<v>|wepotentialdc|dcvoltage|potential\(dc\))$/;
const CURRENT = /^(i|current|cellcurrent|wecurrent|strom)$/;
const MEAN_CURRENT = /^(idc|dccurrent|currentdc|<i>|current\(dc\))$/;
const TEMPERATURE =
  /^(temp|temperature|temperatur|ambienttemperature|celltemperature|surfacetemperature|temperaturet1)$/;

function canonicalName(name: string, unit: string | null): string | null {
  const folded = name
    .replace(/[″”“"]/g, "''")
    .replace(/[′’‘`´]/g, "'")
    .replace(/[−–]/g, "-")
    .toLowerCase()
    .replace(/[\s_.]+/g, "");
  const negative = /^(?:-+|minus|negative|neg)(?=.)/.exec(folded);
  const core = (negative === null ? folded : folded.slice(negative[0].length)).replace(/^\((.+)\)$/, "$1");
  if (IMAGINARY.test(core)) {
    return negative === null ? columnNames.imaginaryImpedance : columnNames.negativeImaginaryImpedance;
  }
  if (PHASE.test(core)) return negative === null ? columnNames.impedancePhase : columnNames.negativeImpedancePhase;
  if (negative !== null) return null;
  if (FREQUENCY.test(core)) return columnNames.frequency;
  if (REAL.test(core)) return columnNames.realImpedance;
  if (MODULUS.test(core)) return columnNames.impedanceModulus;
  if (TEMPERATURE.test(core)) return columnNames.temperature;
  if (core === "t" && unit !== null && toSI(unit)?.unit === "K") return columnNames.temperature;
  if (TIME.test(core)) return columnNames.time;
  if (MEAN_POTENTIAL.test(core)) return columnNames.meanWorkingPotential;
  if (POTENTIAL.test(core)) return columnNames.workingPotential;
  if (MEAN_CURRENT.test(core)) return columnNames.meanCurrent;
  if (CURRENT.test(core)) return columnNames.current;
  if (/^(cycle|cyclenumber|cycleindex|cyclecount|cyc)$/.test(core)) return columnNames.cycleNumber;
  if (core === "stepcount") return columnNames.stepCount;
  if (core === "netcapacity") return columnNames.charge;
  if (/^(spectrum|spectrumnumber|sweep|sweepnumber|zcycle)$/.test(core)) return columnNames.sweepNumber;
  return null;
}

/** The SI unit that a quantity must have; a heading such as `E (°C)` then is not the quantity. */
const EXPECTED_UNIT: Readonly<Record<string, string>> = {
  frequency: "Hz",
  realImpedance: "Ω",
  imaginaryImpedance: "Ω",
  negativeImaginaryImpedance: "Ω",
  impedanceModulus: "Ω",
  impedancePhase: "rad",
  negativeImpedancePhase: "rad",
  time: "s",
  workingPotential: "V",
  meanWorkingPotential: "V",
  current: "A",
  meanCurrent: "A",
  charge: "C",
  temperature: "K",
};

/**
 * What a column heading means: quantity by any of its usual spellings, sign by a leading minus, unit by brackets or slash
 * (or by `unit`, where the file has a line of units). A quantity with a unit of another kind keeps its vendor name:
 * `Z' (Ω·cm²)` is no impedance in Ω.
 */
export function readHeading(vendorName: string, unit: string | null = null): ColumnHead {
  const text = vendorName.trim();
  if (text.length > LONGEST_HEADING) return { vendorName: text.slice(0, LONGEST_HEADING), unit };
  const split = splitUnit(text);
  const known = unit ?? split.unit;
  const name = canonicalName(split.name, known);
  const expected = name === null ? undefined : EXPECTED_UNIT[name];
  const fits = name !== null && (known === null || expected === undefined || toSI(known)?.unit === expected);
  return fits ? { vendorName: text, name, unit: known } : { vendorName: text, unit: known };
}

/** Keeps the canonical name for the first column that has it; later ones go by their vendor name. Blank headings are counted. */
export function withoutRepeats(heads: readonly ColumnHead[]): ColumnHead[] {
  const seen = new Set<string>();
  return heads.map((head, index) => {
    const vendorName = head.vendorName === "" ? `column ${index + 1}` : head.vendorName;
    const name = head.name ?? vendorName;
    if (!seen.has(name)) {
      seen.add(name);
      return { ...head, vendorName, name };
    }
    const own = seen.has(vendorName) ? `${vendorName} (${index + 1})` : vendorName;
    seen.add(own);
    return { ...head, vendorName, name: own };
  });
}
