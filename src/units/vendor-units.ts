/** How a value in a vendor's unit becomes SI: x_SI = factor · x + offset. */
export interface ToSI {
  readonly factor: number;
  readonly offset: number;
  /** The SI unit: `A`, `V`, `Ω`, `C`, `Ω·m²`, `rad`; `1` for pure numbers. */
  readonly unit: string;
}

const PREFIXES: Readonly<Record<string, number>> = {
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  c: 1e-2,
  k: 1e3,
  M: 1e6,
  G: 1e9,
};

/** Units that take a prefix: [factor, SI unit]. */
const SCALED: Readonly<Record<string, readonly [number, string]>> = {
  Hz: [1, "Hz"],
  hz: [1, "Hz"],
  Ω: [1, "Ω"],
  ohm: [1, "Ω"],
  Ohm: [1, "Ω"],
  ohms: [1, "Ω"],
  Ohms: [1, "Ω"],
  OHM: [1, "Ω"],
  V: [1, "V"],
  A: [1, "A"],
  C: [1, "C"],
  F: [1, "F"],
  H: [1, "H"],
  S: [1, "S"],
  W: [1, "W"],
  J: [1, "J"],
  s: [1, "s"],
  m: [1, "m"],
  g: [1e-3, "kg"],
  K: [1, "K"],
  Ah: [3600, "C"],
  Wh: [3600, "J"],
};

/** Units that take none: [factor, SI unit, offset]. */
const PLAIN: Readonly<Record<string, readonly [number, string, number?]>> = {
  sec: [1, "s"],
  second: [1, "s"],
  seconds: [1, "s"],
  min: [60, "s"],
  h: [3600, "s"],
  hr: [3600, "s"],
  d: [86400, "s"],
  "°C": [1, "K", 273.15],
  degC: [1, "K", 273.15],
  "deg C": [1, "K", 273.15],
  celsius: [1, "K", 273.15],
  hertz: [1, "Hz"],
  volt: [1, "V"],
  volts: [1, "V"],
  ampere: [1, "A"],
  amps: [1, "A"],
  "°": [Math.PI / 180, "rad"],
  deg: [Math.PI / 180, "rad"],
  Deg: [Math.PI / 180, "rad"],
  degree: [Math.PI / 180, "rad"],
  degrees: [Math.PI / 180, "rad"],
  rad: [1, "rad"],
  "%": [0.01, "1"],
  "#": [1, "1"],
};

const EXPONENTS: Readonly<Record<string, number>> = {
  "²": 2,
  "2": 2,
  "^2": 2,
  "³": 3,
  "3": 3,
  "^3": 3,
  "⁻¹": -1,
  "^-1": -1,
  "-1": -1,
};
const PRODUCTS: Readonly<Record<string, string>> = { A·s: "C", s·A: "C", W·s: "J", V·A: "W", C·V: "J", V·C: "J" };
const LONGEST_UNIT = 32;

interface Factor {
  readonly factor: number;
  readonly offset: number;
  readonly unit: string;
  readonly exponent: number;
}

function oneUnit(token: string): Factor | null {
  const match = /^(.+?)(\^?-1|⁻¹|\^?[23]|[²³])?$/u.exec(token);
  const name = match?.[1];
  if (name === undefined) return null;
  const exponent = match?.[2] === undefined ? 1 : (EXPONENTS[match[2]] ?? 1);
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (plain !== undefined) return { factor: plain[0] ** exponent, offset: plain[2] ?? 0, unit: plain[1], exponent };
  const whole = Object.hasOwn(SCALED, name) ? SCALED[name] : undefined;
  if (whole !== undefined) return { factor: whole[0] ** exponent, offset: 0, unit: whole[1], exponent };
  const prefix = name[0] as string;
  const rest = name.slice(1);
  const base = Object.hasOwn(SCALED, rest) ? SCALED[rest] : undefined;
  if (base === undefined || !Object.hasOwn(PREFIXES, prefix)) return null;
  return { factor: ((PREFIXES[prefix] as number) * base[0]) ** exponent, offset: 0, unit: base[1], exponent };
}

const SUPERSCRIPT: Readonly<Record<number, string>> = { 1: "", 2: "²", 3: "³", [-1]: "⁻¹", [-2]: "⁻²" };

/**
 * Reads a unit as instrument programs write it: `mA`, `mA.h`, `µA` (U+00B5, U+03BC, u, or the U+FFFD that a wrong decoding
 * leaves), `kHz`, `mΩ`, `Ohm.cm²`, `mm^2`, `°C`, `deg`, `mA/cm2`, `V vs. Ref.`.
 * @returns null for what is no unit we know; null or empty text is not a unit either
 */
export function toSI(unit: string): ToSI | null {
  if (unit.length > LONGEST_UNIT) return null;
  const text = unit
    .trim()
    .replace(/\s+vs\.?\s.*$/i, "")
    .replace(/\u2126/g, "Ω")
    .replace(/[\u00b5\u03bc\ufffd](?=.)/g, "u")
    .replace(/^([munpkMG])\s+(?=\S)/, "$1")
    .replace(/\s*([·.*⋅/])\s*/g, "$1")
    .replace(/⋅|\*/g, "·");
  if (text === "") return null;
  const single = oneUnit(text);
  if (single !== null && single.exponent === 1)
    return { factor: single.factor, offset: single.offset, unit: single.unit };
  const parts = text.split("/");
  if (parts.length > 2 || parts.some((part) => part === "")) return null;
  let factor = 1;
  const names: string[][] = [[], []];
  for (const [side, part] of parts.entries()) {
    for (const token of part.split(/[·. ]/)) {
      const read = oneUnit(token);
      if (read === null) return null;
      factor = side === 0 ? factor * read.factor : factor / read.factor;
      (names[side] as string[]).push(`${read.unit}${SUPERSCRIPT[read.exponent] ?? ""}`);
    }
  }
  const numerator = (names[0] as string[]).join("·");
  const above = PRODUCTS[numerator] ?? numerator;
  const below = (names[1] as string[]).join("·");
  return { factor, offset: 0, unit: below === "" ? above : `${above}/${below}` };
}
