import type { ImpedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { impedanceSpectrum } from "../../src/impedance/spectrum.ts";

/** A circuit element in series with an exact impedance and, where it has one, an exact distribution of relaxation times. */
export type Element =
  | readonly ["R" | "L" | "W", number]
  | readonly ["RC" | "G", number, number]
  | readonly ["ZARC" | "GS" | "BOX", number, number, number]
  | readonly ["HN", number, number, number, number];

/** mulberry32: uniform numbers (x + ½) / 2³² in (0, 1), and Box-Muller pairs. */
export class Random {
  private state: number;
  constructor(seed: number) {
    this.state = Number(BigInt.asUintN(32, BigInt(seed)));
  }
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1) >>> 0;
    t = (t ^ (t + Math.imul(t ^ (t >>> 7), t | 61))) >>> 0;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  }
  pair(): readonly [number, number] {
    const r = Math.sqrt(-2 * Math.log(this.uniform()));
    const a = 2 * Math.PI * this.uniform();
    return [r * Math.cos(a), r * Math.sin(a)];
  }
}

/** (a + jb)^p by modulus and angle. */
function power(a: number, b: number, p: number): readonly [number, number] {
  const r = Math.hypot(a, b) ** p;
  const angle = Math.atan2(b, a) * p;
  return [r * Math.cos(angle), r * Math.sin(angle)];
}

function inverse(re: number, im: number, factor: number): readonly [number, number] {
  const d = re * re + im * im;
  return [(factor * re) / d, (-factor * im) / d];
}

/** Z of one element at f in Hz. */
export function elementImpedance(e: Element, f: number): readonly [number, number] {
  const w = 2 * Math.PI * f;
  switch (e[0]) {
    case "R":
      return [e[1], 0];
    case "L":
      return [0, w * e[1]];
    case "W":
      return [e[1] / Math.sqrt(w), -e[1] / Math.sqrt(w)];
    case "RC":
      return inverse(1, w * e[2], e[1]);
    case "G": {
      const [a, b] = power(1, w * e[2], 0.5);
      return inverse(a, b, e[1]);
    }
    case "ZARC": {
      const [a, b] = power(0, w * e[2], e[3]);
      return inverse(1 + a, b, e[1]);
    }
    case "HN": {
      const [a, b] = power(0, w * e[2], e[3]);
      const [c, d] = power(1 + a, b, e[4]);
      return inverse(c, d, e[1]);
    }
    case "BOX": {
      const [, r, t1, t2] = e;
      const span = Math.log(t2 / t1);
      const re = span - 0.5 * Math.log((1 + (w * t2) ** 2) / (1 + (w * t1) ** 2));
      return [(r / span) * re, (-r / span) * (Math.atan(w * t2) - Math.atan(w * t1))];
    }
    default: {
      const [, r, t0, sigma] = e;
      let re = 0;
      let im = 0;
      for (let i = -72; i <= 72; i++) {
        const k = i * (sigma / 8);
        const q = Math.exp(-0.5 * (k / sigma) ** 2) / 8 / Math.sqrt(2 * Math.PI);
        const [a, b] = inverse(1, w * t0 * Math.exp(k), q);
        re += a;
        im += b;
      }
      return [r * re, r * im];
    }
  }
}

/** Exact γ(ln τ) in Ω of one element; 0 for elements without a density. */
export function elementGamma(e: Element, tau: number): number {
  switch (e[0]) {
    case "ZARC": {
      const [, r, t0, p] = e;
      const x = Math.log(tau / t0);
      return ((r / (2 * Math.PI)) * Math.sin((1 - p) * Math.PI)) / (Math.cosh(p * x) - Math.cos((1 - p) * Math.PI));
    }
    case "G": {
      const q = tau / e[2];
      return q < 1 ? (e[1] / Math.PI) * Math.sqrt(q / (1 - q)) : 0;
    }
    case "HN": {
      const [, r, t0, a, b] = e;
      const q = tau / t0;
      const th = Math.atan2(Math.sin(Math.PI * a), q ** a + Math.cos(Math.PI * a));
      return (
        ((r / Math.PI) * q ** (a * b) * Math.sin(b * th)) /
        (q ** (2 * a) + 2 * q ** a * Math.cos(Math.PI * a) + 1) ** (b / 2)
      );
    }
    case "BOX":
      return tau >= e[2] && tau <= e[3] ? e[1] / Math.log(e[3] / e[2]) : 0;
    case "GS": {
      const x = Math.log(tau / e[2]) / e[3];
      return (e[1] / (e[3] * Math.sqrt(2 * Math.PI))) * Math.exp(-0.5 * x * x);
    }
    default:
      return 0;
  }
}

export function exactGamma(elements: readonly Element[], tau: number): number {
  return elements.reduce((sum, e) => sum + elementGamma(e, tau), 0);
}

/** Σ R of the elements with a distribution, in Ω. */
export function exactPolarization(elements: readonly Element[]): number {
  return elements.reduce((sum, e) => sum + (e[0] === "R" || e[0] === "L" || e[0] === "W" ? 0 : e[1]), 0);
}

/** n frequencies in Hz, uniform in log f, high to low. */
export function frequencies(fmax: number, fmin: number, n: number): Float64Array {
  const a = Math.log10(fmax);
  const b = Math.log10(fmin);
  return Float64Array.from({ length: n }, (_, k) => 10 ** (a + (k * (b - a)) / (n - 1)));
}

export const F80: Float64Array = frequencies(1e6, 1e-2, 80);

export function exactSpectrum(elements: readonly Element[], f: Float64Array): ImpedanceSpectrum {
  const re = new Float64Array(f.length);
  const im = new Float64Array(f.length);
  for (let k = 0; k < f.length; k++) {
    for (const e of elements) {
      const [a, b] = elementImpedance(e, f[k]);
      re[k] += a;
      im[k] += b;
    }
  }
  return impedanceSpectrum(f, re, im);
}

/** Proportional noise: Z_k + rel |Z_k| (n1 + j n2), one Box-Muller pair a frequency in array order. */
export function addNoise(z: ImpedanceSpectrum, rel: number, seed: number): ImpedanceSpectrum {
  const random = new Random(seed);
  const re = Float64Array.from(z.real);
  const im = Float64Array.from(z.imaginary);
  for (let k = 0; k < re.length; k++) {
    const [a, b] = random.pair();
    const s = rel * Math.hypot(z.real[k], z.imaginary[k]);
    re[k] += s * a;
    im[k] += s * b;
  }
  return impedanceSpectrum(z.frequency, re, im);
}

export interface Case {
  readonly elements: readonly Element[];
  readonly noise: number;
  readonly frequency: Float64Array;
}

const NAK_FREQUENCIES = frequencies(7e6, 5, 80);
const c = (elements: readonly Element[], noise = 0.005, frequency: Float64Array = F80): Case => ({
  elements,
  noise,
  frequency,
});

export const CASES = {
  zarc: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.8],
  ]),
  zarc2_far: c([
    ["R", 10],
    ["ZARC", 50, 1e-3, 0.8],
    ["ZARC", 50, 1e-1, 0.8],
  ]),
  zarc2_close: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.9],
    ["ZARC", 50, 1e-2 * 10 ** 0.8, 0.9],
  ]),
  zarc2_tight: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.95],
    ["ZARC", 50, 1e-2 * 10 ** 0.5, 0.95],
  ]),
  zarc2_minor: c([
    ["R", 10],
    ["ZARC", 50, 1e-2, 0.9],
    ["ZARC", 5, 1e-2 * 10 ** -1.2, 0.9],
  ]),
  rq_n2: c(
    [
      ["R", 10],
      ["ZARC", 50, 1e-2, 0.8],
    ],
    0.02,
  ),
  rc: c([
    ["R", 10],
    ["RC", 50, 1e-2],
  ]),
  gerischer: c([
    ["R", 10],
    ["G", 50, 1e-1],
  ]),
  fgerischer: c([
    ["R", 10],
    ["HN", 50, 1e-1, 0.9, 0.5],
  ]),
  hf_ind: c([
    ["R", 10],
    ["L", 1e-6],
    ["ZARC", 50, 1e-2, 0.8],
  ]),
  lf_neg: c([
    ["R", 10],
    ["ZARC", 50, 1e-3, 0.85],
    ["ZARC", -15, 1, 0.9],
  ]),
  nak: c(
    [
      ["R", 60],
      ["ZARC", 120, 1e-6, 0.9],
      ["ZARC", 40, 1e-5, 0.85],
      ["ZARC", 80, 1e-4, 0.85],
    ],
    0.005,
    NAK_FREQUENCIES,
  ),
  gauss2: c([
    ["R", 10],
    ["GS", 50, 1e-3, 1],
    ["GS", 30, 1e-1, 0.6],
  ]),
  skewmix: c([
    ["R", 10],
    ["GS", 40, 1e-3, 0.5],
    ["GS", 25, 4e-3, 0.8],
    ["GS", 15, 2e-2, 1.2],
  ]),
  box: c([
    ["R", 10],
    ["BOX", 50, 1e-3, 1e-1],
  ]),
} as const satisfies Record<string, Case>;

export type CaseName = keyof typeof CASES;

/** The spectrum of a case; exact without a seed. */
export function caseSpectrum(name: CaseName, seed?: number): ImpedanceSpectrum {
  const { elements, noise, frequency } = CASES[name];
  const exact = exactSpectrum(elements, frequency);
  return seed === undefined ? exact : addNoise(exact, noise, seed);
}

/** Local maxima of |γ*|, and the τ of ideal RC elements, as [τ, sign], ascending in τ. */
export function truePeaks(elements: readonly Element[]): readonly (readonly [number, number])[] {
  const n = 60001;
  const a = Math.log(1e-9);
  const b = Math.log(1e4);
  const tau = Float64Array.from({ length: n }, (_, i) => Math.exp(a + ((b - a) * i) / (n - 1)));
  const gamma = tau.map((t) => exactGamma(elements, t));
  const top = gamma.reduce((m, g) => Math.max(m, Math.abs(g)), 1e-300);
  const found: (readonly [number, number])[] = [];
  for (const sign of [1, -1]) {
    for (let i = 1; i < n - 1; i++) {
      const y = sign * gamma[i];
      if (y > sign * gamma[i - 1] && y >= sign * gamma[i + 1] && y > 0.01 * top) found.push([tau[i], sign]);
    }
  }
  for (const e of elements) if (e[0] === "RC") found.push([e[2], e[1] > 0 ? 1 : -1]);
  return found.sort((p, q) => p[0] - q[0]);
}

export const FAMILIES = [
  "one",
  "two",
  "minor",
  "three",
  "rc",
  "gerischer",
  "hn",
  "inductive",
  "negative",
  "nak",
  "gauss",
  "skew",
  "box",
] as const;
export type Family = (typeof FAMILIES)[number];

/** Elements and frequencies drawn from a stated prior: the same family and seed give the same draw everywhere. */
export function draw(family: Family, seed: number): Omit<Case, "noise"> {
  const random = new Random(seed * 2654435761 + FAMILIES.indexOf(family));
  const u = (a: number, b: number): number => a + (b - a) * random.uniform();
  const logU = (a: number, b: number): number => Math.exp(u(Math.log(a), Math.log(b)));
  const r = (): number => logU(10, 100);
  const phi = (): number => u(0.75, 0.97);
  const series: Element = ["R", logU(1, 100)];
  const build = (): Element[] => {
    switch (family) {
      case "one":
        return [["ZARC", r(), logU(1e-5, 1), phi()]];
      case "two": {
        const t = logU(1e-5, 1e-2);
        return [
          ["ZARC", r(), t, phi()],
          ["ZARC", r(), t * 10 ** u(0.7, 2), phi()],
        ];
      }
      case "minor": {
        const t = logU(1e-3, 1e-1);
        const q = r();
        const major: Element = ["ZARC", q, t, u(0.85, 0.97)];
        const small = q * u(0.08, 0.2);
        const step = u(1, 1.6);
        const at = t * 10 ** (step * (random.uniform() > 0.5 ? 1 : -1));
        return [major, ["ZARC", small, at, u(0.85, 0.97)]];
      }
      case "three": {
        const t = logU(1e-5, 1e-4);
        return [0, 1, 2].map((k): Element => {
          const q = r();
          const at = t * 10 ** (u(1.1, 1.7) * k);
          return ["ZARC", q, at, phi()];
        });
      }
      case "rc":
        return [["RC", r(), logU(1e-4, 1e-1)]];
      case "gerischer":
        return [["G", r(), logU(1e-3, 1)]];
      case "hn":
        return [["HN", r(), logU(1e-3, 1), u(0.75, 0.95), u(0.45, 0.9)]];
      case "inductive":
        return [
          ["L", logU(2e-7, 2e-6)],
          ["ZARC", r(), logU(1e-4, 1e-1), phi()],
        ];
      case "negative": {
        const q = r();
        return [
          ["ZARC", q, logU(1e-4, 1e-2), phi()],
          ["ZARC", -q * u(0.1, 0.4), u(0.5, 2), u(0.85, 0.97)],
        ];
      }
      case "nak":
        return [
          ["ZARC", r(), logU(4e-7, 3e-6), phi()],
          ["ZARC", r(), logU(8e-6, 3e-5), phi()],
          ["ZARC", r(), logU(8e-5, 5e-4), phi()],
        ];
      case "gauss": {
        const t = logU(1e-4, 1e-2);
        return [
          ["GS", r(), t, u(0.5, 1.1)],
          ["GS", r(), t * 10 ** u(1.4, 2.2), u(0.5, 1.1)],
        ];
      }
      case "skew": {
        const t = logU(1e-4, 1e-2);
        const q = r();
        return [
          ["GS", q, t, 0.5],
          ["GS", q * 0.6, t * 4, 0.8],
          ["GS", q * 0.35, t * 20, 1.2],
        ];
      }
      case "box": {
        const t = logU(1e-4, 1e-3);
        return [["BOX", r(), t, t * 10 ** u(1, 2)]];
      }
    }
  };
  return { elements: [series, ...build()], frequency: family === "nak" ? NAK_FREQUENCIES : F80 };
}

/** One sweep of a cell whose interface resistance grows while the 35 s sweep runs: R_int(T) = 80 (1 + rate T). */
export function driftingSpectrum(rate: number, noise: number, seed: number): ImpedanceSpectrum {
  const f = NAK_FREQUENCIES;
  const times = new Float64Array(f.length);
  let elapsed = 0;
  for (let k = 0; k < f.length; k++) {
    elapsed += 0.25 + 3 / f[k];
    times[k] = elapsed;
  }
  const re = new Float64Array(f.length);
  const im = new Float64Array(f.length);
  for (let k = 0; k < f.length; k++) {
    const t = (times[k] / elapsed) * 35;
    const cell: readonly Element[] = [
      ["R", 60],
      ["ZARC", 120, 1e-6, 0.92],
      ["ZARC", 80 * (1 + rate * t), 1e-4, 0.85],
    ];
    for (const e of cell) {
      const [a, b] = elementImpedance(e, f[k]);
      re[k] += a;
      im[k] += b;
    }
  }
  return addNoise(impedanceSpectrum(f, re, im), noise, seed);
}

/** Accuracy of a recovered distribution, as the peers were measured. */
export interface DrtMetrics {
  /** ‖γ − γ*‖ / ‖γ*‖ over ln τ in the measured window; NaN where γ* is singular. */
  readonly eL2: number;
  /** |∫γ − R*| / |R*| */
  readonly rp: number;
  /** Maxima above 2 % of the top, and how many true peaks have one within 0.2 decade. */
  readonly found: number;
  readonly hit: number;
  readonly truth: number;
}

export function drtMetrics(
  elements: readonly Element[],
  f: Float64Array,
  tau: Float64Array,
  gamma: Float64Array,
): DrtMetrics {
  const lo = Math.log(1 / (2 * Math.PI * Math.max(...f)));
  const hi = Math.log(1 / (2 * Math.PI * Math.min(...f)));
  const n = 4001;
  const x0 = Math.log(tau[0]);
  const step = Math.log(tau[tau.length - 1] / tau[0]) / (tau.length - 1);
  const at = (x: number): number => {
    const k = (x - x0) / step;
    const i = Math.floor(k);
    if (i < 0 || i >= gamma.length - 1) return 0;
    return gamma[i] + (k - i) * (gamma[i + 1] - gamma[i]);
  };
  const y = new Float64Array(n);
  const grid = new Float64Array(n);
  let difference = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    grid[i] = lo + ((hi - lo) * i) / (n - 1);
    y[i] = at(grid[i]);
    const exact = exactGamma(elements, Math.exp(grid[i]));
    const weight = i === 0 || i === n - 1 ? 0.5 : 1;
    difference += weight * (y[i] - exact) ** 2;
    total += weight * exact * exact;
  }
  let area = 0;
  for (let i = 1; i < gamma.length; i++) area += 0.5 * step * (gamma[i] + gamma[i - 1]);
  const top = y.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const maxima: number[] = [];
  for (let i = 1; i < n - 1; i++) if (y[i] > y[i - 1] && y[i] >= y[i + 1] && y[i] > 0.02 * top) maxima.push(grid[i]);
  const inside = truePeaks(elements).filter(([t]) => Math.log(t) >= lo && Math.log(t) <= hi);
  const hit = inside.filter(([t]) => maxima.some((m) => Math.abs(m - Math.log(t)) < 0.2 * Math.LN10)).length;
  const singular = elements.some((e) => e[0] === "RC" || e[0] === "G");
  const rp = exactPolarization(elements);
  return {
    eL2: singular ? Number.NaN : Math.sqrt(difference / total),
    rp: Math.abs(area - rp) / Math.abs(rp),
    found: maxima.length,
    hit,
    truth: inside.length,
  };
}
