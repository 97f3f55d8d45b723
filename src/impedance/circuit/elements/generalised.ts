import { atan2, cos, exp, hypot, log, pow, sin } from "../../../numerics/elementary/index.ts";
import { type CircuitElement, scaleParameter } from "../element.ts";
import { cothOver, tanhOver, type ValueAndSlope } from "./hyperbolic.ts";

const HALF_PI = Math.PI / 2;

/** Z = R/(1 + (jωτ)ᵅ)ᵝ: a skewed arc; ZARC for β = 1, a Gerischer element for α = 1, β = ½. */
export const havriliakNegami: CircuitElement = {
  symbol: "HN",
  aliases: [],
  title: "Havriliak–Negami element",
  formula: "Z = R/(1 + (jωτ)^a)^b",
  source: "S. Havriliak, S. Negami, Polymer 8 (1967) 161, eq. 3",
  parameters: [
    scaleParameter("R", "Ω", "resistance", 1e-9, 1e15),
    scaleParameter("tau", "s", "time constant", 1e-15, 1e12),
    { symbol: "a", unit: "1", meaning: "exponent of width", lower: 0.05, upper: 1, scale: "linear" },
    { symbol: "b", unit: "1", meaning: "exponent of asymmetry", lower: 0.05, upper: 1, scale: "linear" },
  ],
  scaling: [1, 0, 0, 0],
  start: (resistance, tau) => [resistance, tau, 0.9, 0.8],
  impedance: ({ logOmega }, p, at, z, dz) => {
    const resistance = p[at] as number;
    const tau = p[at + 1] as number;
    const a = p[at + 2] as number;
    const b = p[at + 3] as number;
    const logTau = log(tau);
    const cosine = cos(a * HALF_PI);
    const sine = sin(a * HALF_PI);
    const count = logOmega.length;
    for (let i = 0; i < count; i++) {
      const logarithm = (logOmega[i] as number) + logTau;
      const modulus = exp(a * logarithm);
      const re = 1 + modulus * cosine;
      const im = modulus * sine;
      const square = re * re + im * im;
      const logModulus = 0.5 * log(square); // ln(1 + y), y = (jωτ)^a
      const angle = atan2(im, re);
      const size = exp(-b * logModulus);
      const uRe = size * cos(b * angle);
      const uIm = -size * sin(b * angle);
      z[2 * i] = resistance * uRe;
      z[2 * i + 1] = resistance * uIm;
      dz[2 * i] = uRe;
      dz[2 * i + 1] = uIm;
      // Z y/(1 + y), y/(1 + y) = 1 − 1/(1 + y)
      const wRe = 1 - re / square;
      const wIm = im / square;
      const cRe = resistance * (uRe * wRe - uIm * wIm);
      const cIm = resistance * (uRe * wIm + uIm * wRe);
      dz[2 * (count + i)] = (-a * b * cRe) / tau;
      dz[2 * (count + i) + 1] = (-a * b * cIm) / tau;
      dz[2 * (2 * count + i)] = -b * (cRe * logarithm - cIm * HALF_PI);
      dz[2 * (2 * count + i) + 1] = -b * (cIm * logarithm + cRe * HALF_PI);
      dz[2 * (3 * count + i)] = -resistance * (uRe * logModulus - uIm * angle);
      dz[2 * (3 * count + i) + 1] = -resistance * (uIm * logModulus + uRe * angle);
    }
  },
};

/** Z = L (jω)ⁿ: an inductor for n = 1, eddy currents and skin effect below. */
export const modifiedInductor: CircuitElement = {
  symbol: "La",
  aliases: [],
  title: "Modified inductor",
  formula: "Z = L (jω)ⁿ",
  source:
    "J.-P. Diard, B. Le Gorrec, C. Montella, Handbook of EIS: Circuits made of resistors, inductors and capacitors",
  parameters: [
    scaleParameter("L", "H sⁿ⁻¹", "impedance at ω = 1 s⁻¹", 1e-18, 1e9),
    { symbol: "n", unit: "1", meaning: "exponent; phase nπ/2", lower: 0.05, upper: 1, scale: "linear" },
  ],
  scaling: [1, 0],
  start: (resistance, tau) => [resistance * pow(tau, 0.95), 0.95],
  impedance: ({ logOmega }, p, at, z, dz) => {
    const inductance = p[at] as number;
    const exponent = p[at + 1] as number;
    const cosine = cos(exponent * HALF_PI);
    const sine = sin(exponent * HALF_PI);
    const count = logOmega.length;
    for (let i = 0; i < count; i++) {
      const logarithm = logOmega[i] as number;
      const modulus = exp(exponent * logarithm);
      const re = modulus * cosine;
      const im = modulus * sine;
      z[2 * i] = inductance * re;
      z[2 * i + 1] = inductance * im;
      dz[2 * i] = re;
      dz[2 * i + 1] = im;
      dz[2 * (count + i)] = inductance * (re * logarithm - im * HALF_PI);
      dz[2 * (count + i) + 1] = inductance * (im * logarithm + re * HALF_PI);
    }
  },
};

/** R f(u), u = (jωτ)ⁿ, with f = tanh u/u or coth u/u. */
function generalisedWarburg(
  symbol: string,
  title: string,
  formula: string,
  largestExponent: number,
  over: (a: number, b: number, out: ValueAndSlope) => void,
): CircuitElement {
  const f: ValueAndSlope = [0, 0, 0, 0];
  return {
    symbol,
    aliases: [],
    title,
    formula,
    source: "J. Bisquert, A. Compte, J. Electroanal. Chem. 499 (2001) 112 (anomalous diffusion)",
    parameters: [
      scaleParameter("R", "Ω", "impedance scale", 1e-9, 1e15),
      scaleParameter("tau", "s", "diffusion time", 1e-15, 1e12),
      {
        symbol: "n",
        unit: "1",
        meaning: "exponent; ½ for ordinary diffusion",
        lower: 0.1,
        upper: largestExponent,
        scale: "linear",
      },
    ],
    scaling: [1, 0, 0],
    start: (resistance, tau) => [resistance, tau, 0.48],
    impedance: ({ logOmega }, p, at, z, dz) => {
      const resistance = p[at] as number;
      const tau = p[at + 1] as number;
      const n = p[at + 2] as number;
      const logTau = log(tau);
      const cosine = cos(n * HALF_PI);
      const sine = sin(n * HALF_PI);
      const count = logOmega.length;
      for (let i = 0; i < count; i++) {
        const logarithm = (logOmega[i] as number) + logTau;
        const modulus = exp(n * logarithm);
        over(modulus * cosine, modulus * sine, f);
        z[2 * i] = resistance * f[0];
        z[2 * i + 1] = resistance * f[1];
        dz[2 * i] = f[0];
        dz[2 * i + 1] = f[1];
        dz[2 * (count + i)] = (resistance * n * f[2]) / tau;
        dz[2 * (count + i) + 1] = (resistance * n * f[3]) / tau;
        dz[2 * (2 * count + i)] = resistance * (f[2] * logarithm - f[3] * HALF_PI);
        dz[2 * (2 * count + i) + 1] = resistance * (f[3] * logarithm + f[2] * HALF_PI);
      }
    },
  };
}

/** Z = R tanh((jωτ)ⁿ)/(jωτ)ⁿ. */
export const generalisedWarburgShort: CircuitElement = generalisedWarburg(
  "Wsn",
  "Generalised finite-length Warburg element, absorbing boundary (short)",
  "Z = R tanh((jωτ)ⁿ)/(jωτ)ⁿ",
  0.6,
  tanhOver,
);

/** Z = R coth((jωτ)ⁿ)/(jωτ)ⁿ; n ≤ ½, beyond which Re Z < 0 as ω → 0. */
export const generalisedWarburgOpen: CircuitElement = generalisedWarburg(
  "Won",
  "Generalised finite-space Warburg element, blocking boundary (open)",
  "Z = R coth((jωτ)ⁿ)/(jωτ)ⁿ",
  0.5,
  cothOver,
);

const PORE = [
  scaleParameter("R", "Ω", "resistance of the electrolyte along the pore", 1e-9, 1e15),
  scaleParameter("Q", "Ω⁻¹ sⁿ", "admittance of the whole wall at ω = 1 s⁻¹", 1e-18, 1e9),
  { symbol: "n", unit: "1", meaning: "exponent of the wall", lower: 0.05, upper: 1, scale: "linear" },
] as const;
const PORE_SOURCE = "R. de Levie, Electrochim. Acta 8 (1963) 751; A. Lasia, Mod. Aspects Electrochem. 43 (2009) 67";

/**
 * Z = R coth(u)/u, u² = R Q (jω)ⁿ: a pore filled with electrolyte whose wall is a constant-phase element, its end
 * blocked; R/3 + 1/(Q (jω)ⁿ) as ω → 0.
 */
export const transmissionLine: CircuitElement = {
  symbol: "TL",
  aliases: ["TLM"],
  title: "Transmission line of a pore (de Levie, open), blocking wall",
  formula: "Z = R coth(u)/u, u² = R Q (jω)ⁿ",
  source: PORE_SOURCE,
  parameters: PORE,
  scaling: [1, -1, 0],
  start: (resistance, tau) => [resistance, pow(tau, 0.9) / resistance, 0.9],
  impedance: (grid, p, at, z, dz) =>
    pore(grid.logOmega, p[at] as number, p[at + 1] as number, p[at + 2] as number, Infinity, z, dz),
};

/** Z = R coth(u)/u, u² = R/Rct + R Q (jω)ⁿ: the same pore with a charge-transfer resistance along its wall. */
export const transmissionLineReacting: CircuitElement = {
  symbol: "TLR",
  aliases: [],
  title: "Transmission line of a pore (de Levie, open), reacting wall",
  formula: "Z = R coth(u)/u, u² = R/Rct + R Q (jω)ⁿ",
  source: PORE_SOURCE,
  parameters: [...PORE, scaleParameter("Rct", "Ω", "charge-transfer resistance of the whole wall", 1e-9, 1e15)],
  scaling: [1, -1, 0, 1],
  start: (resistance, tau) => [resistance, pow(tau, 0.9) / resistance, 0.9, resistance],
  impedance: (grid, p, at, z, dz) =>
    pore(grid.logOmega, p[at] as number, p[at + 1] as number, p[at + 2] as number, p[at + 3] as number, z, dz),
};

const poreValue: ValueAndSlope = [0, 0, 0, 0];

function pore(
  logOmega: Float64Array,
  resistance: number,
  admittance: number,
  n: number,
  transfer: number,
  z: Float64Array,
  dz: Float64Array,
): void {
  const f = poreValue;
  const cosine = cos(n * HALF_PI);
  const sine = sin(n * HALF_PI);
  const leak = resistance / transfer;
  const count = logOmega.length;
  for (let i = 0; i < count; i++) {
    const logarithm = logOmega[i] as number;
    const modulus = resistance * admittance * exp(n * logarithm);
    const yRe = modulus * cosine;
    const yIm = modulus * sine;
    const vRe = leak + yRe;
    const size = hypot(vRe, yIm);
    const a = Math.sqrt((size + vRe) / 2); // u = √v in the right half plane
    cothOver(a, yIm / (2 * a), f);
    z[2 * i] = resistance * f[0];
    z[2 * i + 1] = resistance * f[1];
    // ∂Z/∂v = ½ R (u f′)/v for every parameter of v, and v ∝ R
    const half = (0.5 * resistance) / (size * size);
    const gRe = half * (f[2] * vRe + f[3] * yIm);
    const gIm = half * (f[3] * vRe - f[2] * yIm);
    dz[2 * i] = f[0] + 0.5 * f[2];
    dz[2 * i + 1] = f[1] + 0.5 * f[3];
    const cRe = gRe * yRe - gIm * yIm;
    const cIm = gRe * yIm + gIm * yRe;
    dz[2 * (count + i)] = cRe / admittance;
    dz[2 * (count + i) + 1] = cIm / admittance;
    dz[2 * (2 * count + i)] = cRe * logarithm - cIm * HALF_PI;
    dz[2 * (2 * count + i) + 1] = cIm * logarithm + cRe * HALF_PI;
    if (transfer < Infinity) {
      dz[2 * (3 * count + i)] = (-gRe * leak) / transfer;
      dz[2 * (3 * count + i) + 1] = (-gIm * leak) / transfer;
    }
  }
}
