/** Powers of the SI base units m, kg, s, A, K, mol. */
export type Dimension = readonly [
  length: number,
  mass: number,
  time: number,
  current: number,
  temperature: number,
  amount: number,
];

/** The dimensions that have a name here. */
export type DimensionName =
  | "none"
  | "length"
  | "area"
  | "volume"
  | "mass"
  | "time"
  | "frequency"
  | "current"
  | "currentDensity"
  | "currentRate"
  | "currentDensityRate"
  | "charge"
  | "arealCharge"
  | "voltage"
  | "scanRate"
  | "power"
  | "powerDensity"
  | "resistance"
  | "arealResistance"
  | "capacitance"
  | "inductance"
  | "temperature";

export const dimensions: Readonly<Record<DimensionName, Dimension>> = {
  none: [0, 0, 0, 0, 0, 0],
  length: [1, 0, 0, 0, 0, 0],
  area: [2, 0, 0, 0, 0, 0],
  volume: [3, 0, 0, 0, 0, 0],
  mass: [0, 1, 0, 0, 0, 0],
  time: [0, 0, 1, 0, 0, 0],
  frequency: [0, 0, -1, 0, 0, 0],
  current: [0, 0, 0, 1, 0, 0],
  currentDensity: [-2, 0, 0, 1, 0, 0],
  currentRate: [0, 0, -1, 1, 0, 0],
  currentDensityRate: [-2, 0, -1, 1, 0, 0],
  charge: [0, 0, 1, 1, 0, 0],
  arealCharge: [-2, 0, 1, 1, 0, 0],
  voltage: [2, 1, -3, -1, 0, 0],
  scanRate: [2, 1, -4, -1, 0, 0],
  power: [2, 1, -3, 0, 0, 0],
  powerDensity: [0, 1, -3, 0, 0, 0],
  resistance: [2, 1, -3, -2, 0, 0],
  arealResistance: [4, 1, -3, -2, 0, 0],
  capacitance: [-2, -1, 4, 2, 0, 0],
  inductance: [2, 1, -2, -2, 0, 0],
  temperature: [0, 0, 0, 0, 1, 0],
};

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((power, i) => power === b[i]);
}

/** Name of a dimension for messages: `area`, or the powers where it has no name here. */
export function nameOfDimension(dimension: Dimension): string {
  const named = Object.entries(dimensions).find(([, value]) => sameDimension(value, dimension));
  if (named) return named[0].replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const symbols = ["m", "kg", "s", "A", "K", "mol"];
  return dimension
    .flatMap((power, i) => (power === 0 ? [] : [`${symbols[i]}${power === 1 ? "" : `^${power}`}`]))
    .join(" ");
}
