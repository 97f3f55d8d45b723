import { DomainError } from "../base/errors.ts";
import { type Dimension, dimensions } from "./dimension.ts";

/** A unit as factor to SI: value in SI = factor · value. */
export interface Unit {
  readonly factor: number;
  readonly dimension: Dimension;
}

/** Units by symbol: factor to SI, dimension, and whether a metric prefix may stand before it. */
const symbols: Readonly<Record<string, { factor: number; dimension: Dimension; prefix: boolean }>> = {
  m: { factor: 1, dimension: dimensions.length, prefix: true },
  l: { factor: 1e-3, dimension: dimensions.volume, prefix: true },
  L: { factor: 1e-3, dimension: dimensions.volume, prefix: true },
  g: { factor: 1e-3, dimension: dimensions.mass, prefix: true },
  s: { factor: 1, dimension: dimensions.time, prefix: true },
  min: { factor: 60, dimension: dimensions.time, prefix: false },
  h: { factor: 3600, dimension: dimensions.time, prefix: false },
  d: { factor: 86400, dimension: dimensions.time, prefix: false },
  A: { factor: 1, dimension: dimensions.current, prefix: true },
  Ah: { factor: 3600, dimension: dimensions.charge, prefix: true },
  C: { factor: 1, dimension: dimensions.charge, prefix: true },
  V: { factor: 1, dimension: dimensions.voltage, prefix: true },
  Ω: { factor: 1, dimension: dimensions.resistance, prefix: true },
  Ohm: { factor: 1, dimension: dimensions.resistance, prefix: true },
  ohm: { factor: 1, dimension: dimensions.resistance, prefix: true },
  F: { factor: 1, dimension: dimensions.capacitance, prefix: true },
  H: { factor: 1, dimension: dimensions.inductance, prefix: true },
  Hz: { factor: 1, dimension: dimensions.frequency, prefix: true },
  K: { factor: 1, dimension: dimensions.temperature, prefix: true },
  mol: { factor: 1, dimension: [0, 0, 0, 0, 0, 1], prefix: true },
  W: { factor: 1, dimension: [2, 1, -3, 0, 0, 0], prefix: true },
  J: { factor: 1, dimension: [2, 1, -2, 0, 0, 0], prefix: true },
  Pa: { factor: 1, dimension: [-1, 1, -2, 0, 0, 0], prefix: true },
  S: { factor: 1, dimension: [-2, -1, 3, 2, 0, 0], prefix: true },
  "%": { factor: 1e-2, dimension: dimensions.none, prefix: false },
};

const prefixes: Readonly<Record<string, number>> = {
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  m: 1e-3,
  c: 1e-2,
  k: 1e3,
  M: 1e6,
  G: 1e9,
};

const superscripts: Readonly<Record<string, string>> = { "⁻": "-", "¹": "1", "²": "2", "³": "3", "⁴": "4" };

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function symbolUnit(symbol: string, whole: string): Unit {
  const plain = own(symbols, symbol);
  if (plain) return plain;
  const scale = own(prefixes, symbol.charAt(0));
  const base = own(symbols, symbol.slice(1));
  if (scale !== undefined && base?.prefix) return { factor: scale * base.factor, dimension: base.dimension };
  throw new DomainError(
    `Unit "${symbol}"${symbol === whole ? "" : ` in "${whole}"`} is not known; write it as in mA/cm2, µm or mAh.`,
  );
}

/**
 * Reads a unit: factors joined by `·`, `*`, `.`, space or `/`, each a symbol with an optional power (`cm2`, `cm^2`, `cm²`, `s-1`).
 * Everything after a `/` up to the next `/` divides: `mA/cm2`, `W/m K` = W m⁻¹ K⁻¹.
 * @throws DomainError quoting the symbol that is not known
 */
export function parseUnit(text: string): Unit {
  const clean = text
    .trim()
    .replace(/[\u03bc\ufffd]/g, "µ")
    .replace(/\u2126/g, "Ω")
    .replace(/[⁻¹²³⁴]/g, (digit) => superscripts[digit] as string);
  let factor = 1;
  const dimension: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0];
  if (clean !== "" && clean.split("/").some((part) => /^[\s·*.]*$/.test(part))) {
    throw new DomainError(`"${text}" is not a unit; write it as in mA/cm2.`);
  }
  clean.split("/").forEach((part, i) => {
    const sign = i === 0 ? 1 : -1;
    for (const piece of part.split(/[\s·*.]+/)) {
      if (piece === "" || piece === "1") continue;
      const match = /^([^\d^-]+)(?:\^?(-?\d+))?$/.exec(piece);
      if (!match) throw new DomainError(`"${piece}" in the unit "${text}" is not a unit; write it as in mA/cm2.`);
      const unit = symbolUnit(match[1] as string, text);
      const power = sign * Number(match[2] ?? 1);
      factor *= unit.factor ** power;
      for (let k = 0; k < 6; k++) dimension[k] = (dimension[k] as number) + power * (unit.dimension[k] as number);
    }
  });
  return { factor, dimension };
}
