import { cos, exp, log, pow, sin } from "../../../numerics/elementary/index.ts";
import { type CircuitElement, scaleParameter } from "../element.ts";

/** Exponent of a constant-phase element that is started from no better knowledge. */
const TYPICAL_EXPONENT = 0.85;

/** Z = 1/(Q (jω)ⁿ), 0 < n ≤ 1: a capacitor for n = 1, a resistor for n → 0. */
export const constantPhase: CircuitElement = {
  symbol: "CPE",
  aliases: ["Q"],
  title: "Constant-phase element",
  formula: "Z = 1/(Q (jω)ⁿ)",
  source: "P. Zoltowski, J. Electroanal. Chem. 443 (1998) 149, eq. 3",
  parameters: [
    scaleParameter("Q", "Ω⁻¹ sⁿ", "admittance at ω = 1 s⁻¹", 1e-18, 1e9),
    { symbol: "n", unit: "1", meaning: "exponent; phase −nπ/2", lower: 0.05, upper: 1, scale: "linear" },
  ],
  scaling: [-1, 0],
  start: (resistance, tau) => [pow(tau, TYPICAL_EXPONENT) / resistance, TYPICAL_EXPONENT],
  impedance: ({ omega, logOmega }, p, at, z, dz) => {
    const admittance = p[at] as number;
    const exponent = p[at + 1] as number;
    const cosine = cos((exponent * Math.PI) / 2) / admittance;
    const sine = -sin((exponent * Math.PI) / 2) / admittance;
    const count = omega.length;
    for (let i = 0; i < count; i++) {
      const logarithm = logOmega[i] as number;
      const modulus = exp(-exponent * logarithm);
      const re = modulus * cosine;
      const im = modulus * sine;
      z[2 * i] = re;
      z[2 * i + 1] = im;
      dz[2 * i] = -re / admittance;
      dz[2 * i + 1] = -im / admittance;
      // ∂Z/∂n = −Z ln(jω), ln(jω) = ln ω + jπ/2
      dz[2 * (count + i)] = im * (Math.PI / 2) - re * logarithm;
      dz[2 * (count + i) + 1] = -im * logarithm - re * (Math.PI / 2);
    }
  },
};

/** Z = R/(1 + (jωτ)ⁿ): a resistor with a constant-phase element across it, by its time constant. */
export const zarc: CircuitElement = {
  symbol: "ZARC",
  aliases: ["RQ", "Cole"],
  title: "Depressed arc (Cole–Cole)",
  formula: "Z = R/(1 + (jωτ)ⁿ)",
  source: "K. S. Cole, R. H. Cole, J. Chem. Phys. 9 (1941) 341, eq. 5",
  parameters: [
    scaleParameter("R", "Ω", "resistance", 1e-9, 1e15),
    scaleParameter("tau", "s", "time constant", 1e-15, 1e12),
    { symbol: "n", unit: "1", meaning: "exponent; 1 for a semicircle", lower: 0.05, upper: 1, scale: "linear" },
  ],
  scaling: [1, 0, 0],
  start: (resistance, tau) => [resistance, tau, TYPICAL_EXPONENT],
  impedance: ({ omega, logOmega }, p, at, z, dz) => {
    const resistance = p[at] as number;
    const tau = p[at + 1] as number;
    const exponent = p[at + 2] as number;
    const cosine = cos((exponent * Math.PI) / 2);
    const sine = sin((exponent * Math.PI) / 2);
    const logTau = log(tau);
    const count = omega.length;
    for (let i = 0; i < count; i++) {
      const logarithm = (logOmega[i] as number) + logTau;
      const modulus = exp(exponent * logarithm);
      const re = 1 + modulus * cosine;
      const im = modulus * sine;
      const square = re * re + im * im;
      // 1/(1 + a) and a/(1 + a)², a = (jωτ)ⁿ
      const u = re / square;
      const v = -im / square;
      const a = u * (1 - u) + v * v;
      const b = v * (1 - 2 * u);
      z[2 * i] = resistance * u;
      z[2 * i + 1] = resistance * v;
      dz[2 * i] = u;
      dz[2 * i + 1] = v;
      const perTau = (-resistance * exponent) / tau;
      dz[2 * (count + i)] = perTau * a;
      dz[2 * (count + i) + 1] = perTau * b;
      // ∂Z/∂n = −R a/(1 + a)² ln(jωτ)
      dz[2 * (2 * count + i)] = -resistance * (a * logarithm - b * (Math.PI / 2));
      dz[2 * (2 * count + i) + 1] = -resistance * (b * logarithm + a * (Math.PI / 2));
    }
  },
};
