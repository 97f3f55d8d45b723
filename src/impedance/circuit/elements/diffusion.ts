import { cos, exp, expm1, hypot, sin } from "../../../numerics/elementary/index.ts";
import { type CircuitElement, type ElementParameter, scaleParameter } from "../element.ts";

const SOURCE = "J.-P. Diard, B. Le Gorrec, C. Montella, Handbook of EIS: Diffusion impedances (2012)";

/** Z = σ (1 − j)/√ω: diffusion into a half space. */
export const warburg: CircuitElement = {
  symbol: "W",
  aliases: [],
  title: "Semi-infinite Warburg element",
  formula: "Z = σ(1 − j)/√ω",
  source: SOURCE,
  parameters: [scaleParameter("sigma", "Ω s⁻¹ᐟ²", "Warburg coefficient", 1e-12, 1e15)],
  scaling: [1],
  start: (resistance, tau) => [resistance / Math.sqrt(2 * tau)],
  impedance: ({ omega }, p, at, z, dz) => {
    const sigma = p[at] as number;
    for (let i = 0; i < omega.length; i++) {
      const unit = 1 / Math.sqrt(omega[i] as number);
      z[2 * i] = sigma * unit;
      z[2 * i + 1] = -sigma * unit;
      dz[2 * i] = unit;
      dz[2 * i + 1] = -unit;
    }
  },
};

const finiteLength: readonly ElementParameter[] = [
  scaleParameter("Z0", "Ω", "impedance scale", 1e-9, 1e15),
  scaleParameter("tau", "s", "diffusion time ℓ²/D", 1e-15, 1e12),
];

/** ωτ below which tanh u/u and coth u/u are taken from their series in u² = jωτ: five terms leave 1e-15. */
const SERIES_BELOW = 1e-3;

/** Z = Z₀ tanh(√(jωτ))/√(jωτ): a layer with an absorbing boundary, Z₀ as ω → 0. */
export const warburgShort: CircuitElement = {
  symbol: "Ws",
  aliases: ["FLW"],
  title: "Finite-length Warburg element, absorbing boundary (short)",
  formula: "Z = Z0 tanh(√(jωτ))/√(jωτ)",
  source: SOURCE,
  parameters: finiteLength,
  scaling: [1, 0],
  start: (resistance, tau) => [resistance, tau],
  impedance: ({ omega }, p, at, z, dz) => {
    const z0 = p[at] as number;
    const tau = p[at + 1] as number;
    const count = omega.length;
    for (let i = 0; i < count; i++) {
      const x = (omega[i] as number) * tau;
      let re: number;
      let im: number;
      let slopeRe: number; // u f′(u), f = tanh u/u; ∂f/∂τ = u f′/(2τ)
      let slopeIm: number;
      if (x < SERIES_BELOW) {
        // f = 1 − v/3 + 2v²/15 − 17v³/315 + 62v⁴/2835, v = jx, and u f′ = 2 v df/dv
        const x2 = x * x;
        re = 1 - (2 * x2) / 15 + (62 * x2 * x2) / 2835;
        im = x * (-1 / 3 + (17 * x2) / 315);
        slopeRe = x2 * (-8 / 15 + (496 * x2) / 2835);
        slopeIm = x * (-2 / 3 + (102 * x2) / 315);
      } else {
        const s = Math.sqrt(x / 2); // u = s + js
        const e = exp(-2 * s);
        const q = 1 + 2 * e * cos(2 * s) + e * e;
        const tRe = -expm1(-4 * s) / q;
        const tIm = (2 * e * sin(2 * s)) / q;
        re = (tRe + tIm) / (2 * s); // 1/(s + js) = (1 − j)/2s
        im = (tIm - tRe) / (2 * s);
        // sech² u = 4 e^{−2u}/(1 + e^{−2u})², without the cancellation of 1 − tanh² u
        const [hRe, hIm] = squaredReciprocal(1 + e * cos(2 * s), -e * sin(2 * s));
        const eRe = 4 * e * cos(2 * s);
        const eIm = -4 * e * sin(2 * s);
        slopeRe = eRe * hRe - eIm * hIm - re;
        slopeIm = eRe * hIm + eIm * hRe - im;
      }
      write(z, dz, i, count, z0, tau, re, im, slopeRe, slopeIm);
    }
  },
};

/** Z = Z₀/(√(jωτ) tanh √(jωτ)): a layer with a blocking boundary, Z₀/3 + Z₀/(jωτ) as ω → 0. */
export const warburgOpen: CircuitElement = {
  symbol: "Wo",
  aliases: ["FSW"],
  title: "Finite-length Warburg element, blocking boundary (open)",
  formula: "Z = Z0/(√(jωτ) tanh √(jωτ))",
  source: SOURCE,
  parameters: finiteLength,
  scaling: [1, 0],
  start: (resistance, tau) => [resistance, tau],
  impedance: ({ omega }, p, at, z, dz) => {
    const z0 = p[at] as number;
    const tau = p[at + 1] as number;
    const count = omega.length;
    for (let i = 0; i < count; i++) {
      const x = (omega[i] as number) * tau;
      let re: number;
      let im: number;
      let slopeRe: number;
      let slopeIm: number;
      if (x < SERIES_BELOW) {
        // f = 1/v + 1/3 − v/45 + 2v²/945 − v³/4725, v = jx
        const x2 = x * x;
        re = 1 / 3 - (2 * x2) / 945;
        im = -1 / x - x / 45 + (x * x2) / 4725;
        slopeRe = (-8 * x2) / 945;
        slopeIm = 2 / x - (2 * x) / 45 + (6 * x * x2) / 4725;
      } else {
        const s = Math.sqrt(x / 2);
        const e = exp(-2 * s);
        const cosine = e * cos(2 * s);
        const sine = e * sin(2 * s);
        const q = 1 - 2 * cosine + e * e;
        const cRe = -expm1(-4 * s) / q; // coth u
        const cIm = (-2 * sine) / q;
        re = (cRe + cIm) / (2 * s);
        im = (cIm - cRe) / (2 * s);
        // csch² u = 4 e^{−2u}/(1 − e^{−2u})²
        const [hRe, hIm] = squaredReciprocal(1 - cosine, sine);
        slopeRe = -4 * (cosine * hRe + sine * hIm) - re;
        slopeIm = -4 * (cosine * hIm - sine * hRe) - im;
      }
      write(z, dz, i, count, z0, tau, re, im, slopeRe, slopeIm);
    }
  },
};

/** 1/(a + jb)². */
function squaredReciprocal(a: number, b: number): readonly [number, number] {
  const square = a * a + b * b;
  const re = a / square;
  const im = -b / square;
  return [re * re - im * im, 2 * re * im];
}

function write(
  z: Float64Array,
  dz: Float64Array,
  i: number,
  count: number,
  z0: number,
  tau: number,
  re: number,
  im: number,
  slopeRe: number,
  slopeIm: number,
): void {
  z[2 * i] = z0 * re;
  z[2 * i + 1] = z0 * im;
  dz[2 * i] = re;
  dz[2 * i + 1] = im;
  dz[2 * (count + i)] = (z0 * slopeRe) / (2 * tau);
  dz[2 * (count + i) + 1] = (z0 * slopeIm) / (2 * tau);
}

/** Z = R/√(1 + jωτ): diffusion with a first-order reaction. */
export const gerischer: CircuitElement = {
  symbol: "G",
  aliases: [],
  title: "Gerischer element",
  formula: "Z = R/√(1 + jωτ)",
  source: "H. Gerischer, Z. Phys. Chem. 198 (1951) 286; B. A. Boukamp, Solid State Ionics 169 (2004) 65",
  parameters: [
    scaleParameter("R", "Ω", "resistance at ω → 0", 1e-9, 1e15),
    scaleParameter("tau", "s", "time constant of the reaction", 1e-15, 1e12),
  ],
  scaling: [1, 0],
  start: (resistance, tau) => [resistance, tau],
  impedance: ({ omega }, p, at, z, dz) => {
    const resistance = p[at] as number;
    const tau = p[at + 1] as number;
    const count = omega.length;
    for (let i = 0; i < count; i++) {
      const x = (omega[i] as number) * tau;
      const modulus = hypot(1, x);
      // √(1 + jx) = a + jb, a = √((|1 + jx| + 1)/2), b = x/2a
      const a = Math.sqrt((modulus + 1) / 2);
      const re = a / modulus;
      const im = -x / (2 * a * modulus);
      z[2 * i] = resistance * re;
      z[2 * i + 1] = resistance * im;
      dz[2 * i] = re;
      dz[2 * i + 1] = im;
      // ∂Z/∂τ = −½ jω/(1 + jωτ) Z
      const common = (-0.5 * resistance * (omega[i] as number)) / modulus / modulus;
      dz[2 * (count + i)] = common * (x * re - im);
      dz[2 * (count + i) + 1] = common * (re + x * im);
    }
  },
};
