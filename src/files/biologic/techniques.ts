/** A technique as EC-Lab abbreviates and as it prints it. */
export interface Technique {
  readonly code: string;
  readonly title: string;
  /** False for an id that is in no table. */
  readonly known: boolean;
}

const techniques: ReadonlyMap<number, Omit<Technique, "known">> = new Map([
  [4, { code: "GCPL", title: "Galvanostatic Cycling with Potential Limitation" }],
  [6, { code: "CV", title: "Cyclic Voltammetry" }],
  [11, { code: "OCV", title: "Open Circuit Voltage" }],
  [22, { code: "MP", title: "Modular Potentio" }],
  [24, { code: "CA", title: "Chronoamperometry / Chronocoulometry" }],
  [25, { code: "CP", title: "Chronopotentiometry" }],
  [28, { code: "WAIT", title: "Wait" }],
  [29, { code: "PEIS", title: "Potentio Electrochemical Impedance Spectroscopy" }],
  [30, { code: "GEIS", title: "Galvano Electrochemical Impedance Spectroscopy" }],
  [48, { code: "CV", title: "Cyclic Voltammetry" }],
  [50, { code: "ZIR", title: "IR compensation (PEIS)" }],
  [51, { code: "CVA", title: "Cyclic Voltammetry Advanced" }],
  [108, { code: "LSV", title: "Linear Sweep Voltammetry" }],
  [117, { code: "CoV", title: "Constant Voltage" }],
  [118, { code: "CoC", title: "Constant Current" }],
  [119, { code: "GCPL", title: "Galvanostatic Cycling with Potential Limitation" }],
  [127, { code: "MB", title: "Modulo Bat" }],
  [136, { code: "BCD", title: "Battery Capacity Determination" }],
]);

/** The technique with this id in the settings module; `technique 200` for an id that is in no table. */
export function techniqueOf(id: number): Technique {
  const technique = techniques.get(id);
  return technique
    ? { ...technique, known: true }
    : { code: `technique ${id}`, title: `technique ${id}`, known: false };
}

const ranges: Readonly<Record<number, string>> = {
  1: "10 mA",
  2: "100 µA",
  3: "1 µA",
  4: "2 A",
  5: "1 A",
  6: "5 A",
  7: "10 A",
  8: "20 A",
  9: "1 A",
  10: "100 mA",
  11: "10 mA",
  12: "1 mA",
  13: "100 µA",
  14: "10 µA",
  15: "Auto",
  16: "100 mA",
  17: "10 mA",
  18: "1 mA",
  19: "100 µA",
  20: "100 µA",
  21: "10 µA",
  22: "1 µA",
  23: "100 nA",
  24: "10 nA",
  25: "1 nA",
  27: "4 A",
  29: "4 A",
  37: "1 A",
  38: "100 mA",
  39: "10 mA",
  40: "1 mA",
  41: "100 µA",
  42: "10 µA",
  43: "1 µA",
  44: "100 nA",
  45: "10 nA",
};

/** Current range of a code as stored in data rows (technique parameters store one less); the number itself if unknown. */
export function currentRange(code: number): string | number {
  return ranges[code] ?? code;
}
