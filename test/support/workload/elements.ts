/** A circuit element in series with an exact impedance and, where it has one, an exact distribution of relaxation times. */
export type Element =
  | readonly ["R" | "L" | "W", number]
  | readonly ["RC" | "G", number, number]
  | readonly ["ZARC" | "GS" | "BOX", number, number, number]
  | readonly ["HN", number, number, number, number];

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
