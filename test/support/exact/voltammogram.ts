import { DomainError } from "../../../src/base/errors.ts";

/**
 * A linear sweep of the potential at a planar electrode, dimensionless. With σ = nFv/(RT), ξ = nF(E − E½)/(RT) the potential and
 * i = nFc √(Dσ) ψ the current. The sweep starts at ξ = `start` and runs towards −∞ where it reduces.
 */
export interface Sweep {
  /** ξ at the start, > 0. */
  readonly start: number;
  /** Length of the sweep. */
  readonly span: number;
  /** Equal steps. */
  readonly steps: number;
  /** Λ = k0/√(Dσ); Infinity for a Nernstian electrode. */
  readonly rate: number;
  readonly transferCoefficient: number;
  /** Without the reaction back: an irreversible electrode. */
  readonly oneWay?: boolean;
}

/** ψ at equal steps of the sweep, `steps` + 1 numbers, by product integration with a piecewise linear current: order 2. */
export type SweepCurrent = Float64Array;

/**
 * Solves Abel's integral equation of a voltammogram for equal diffusivities,
 *
 *     (e^{αξ}/Λ) ψ(τ) = 1 − e^{−τ} − (1 + e^ξ) I,   I = (1/√π) ∫₀^τ ψ(z) (τ − z)^{−1/2} dz,   ξ = start − τ
 *
 * Λ → ∞: the reversible one; without the two exponentials of the reaction back: the irreversible one. The term e^{−τ} makes the
 * sweep begin at equilibrium, with e^{−start} of the reduced form everywhere, where the classical one begins with none.
 * Source: R. S. Nicholson, I. Shain, Anal. Chem. 36 (1964) 706, eqs. 8, 15, 29; the weights are those of the trapezoid product rule.
 *
 * @throws DomainError for a sweep without steps or a rate that is not positive
 */
export function sweepCurrent({ start, span, steps, rate, transferCoefficient, oneWay = false }: Sweep): SweepCurrent {
  if (!(Number.isInteger(steps) && steps >= 1 && span > 0 && start > 0))
    throw new DomainError(
      `sweepCurrent: ${steps} steps over ${span} from ${start}; whole positive steps, a positive span and start are expected.`,
    );
  if (!(rate > 0)) throw new DomainError(`sweepCurrent: rate ${rate}; a positive number or Infinity is expected.`);
  const h = span / steps;
  const scale = Math.sqrt(h / Math.PI);
  const weights = abelWeights(steps);
  const psi = new Float64Array(steps + 1);
  for (let n = 1; n <= steps; n++) {
    let memory = 0;
    for (let j = 1; j < n; j++) memory += (weights[n - j] as number) * (psi[j] as number);
    const xi = start - n * h;
    const back = oneWay ? 1 : 1 + Math.exp(xi);
    const kinetic = rate === Number.POSITIVE_INFINITY ? 0 : Math.exp(transferCoefficient * xi) / rate;
    const reach = oneWay ? 1 : -Math.expm1(-n * h);
    psi[n] = (reach - back * scale * memory) / (kinetic + back * scale * (weights[0] as number));
  }
  return psi;
}

/** ∫ of hat functions against (n − z)^{−1/2}: 4/3 at the end, (4/3)[(k+1)^{3/2} − 2k^{3/2} + (k−1)^{3/2}] k steps before it. */
function abelWeights(steps: number): Float64Array {
  const weights = new Float64Array(steps + 1);
  weights[0] = 4 / 3;
  for (let k = 1; k <= steps; k++) {
    const q = 1 / (k * k);
    // Beyond 30 the binomial series, which does not cancel.
    weights[k] =
      k < 30
        ? (4 / 3) * ((k + 1) ** 1.5 - 2 * k ** 1.5 + (k - 1) ** 1.5)
        : (8 / 3 / Math.sqrt(k)) * (0.375 + q * (0.0234375 + q * (0.0068359375 + q * 0.0030212402)));
  }
  return weights;
}

/** The maximum of equally spaced values, of the quartic through the largest of them and two on each side: [position in steps, value]. */
export function peak(values: Float64Array): readonly [number, number] {
  let top = 2;
  for (let k = 3; k < values.length - 2; k++) if ((values[k] as number) > (values[top] as number)) top = k;
  const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((k) => values[top + k] ?? Number.NaN) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const c1 = (a - 8 * b + 8 * d - e) / 12;
  const c2 = (16 * b - a - 30 * c + 16 * d - e) / 24;
  const c3 = (2 * b - a - 2 * d + e) / 12;
  const c4 = (a - 4 * b + 6 * c - 4 * d + e) / 24;
  let t = 0;
  for (let k = 0; k < 6; k++)
    t -= (c1 + t * (2 * c2 + t * (3 * c3 + t * 4 * c4))) / (2 * c2 + t * (6 * c3 + t * 12 * c4));
  return [top + t, c + t * (c1 + t * (c2 + t * (c3 + t * c4)))];
}

/**
 * ψ = (2/√π) D(√τ) with Dawson's integral D(x) = e^{−x²} ∫₀ˣ e^{z²} dz: current of the deposition of a metal of unit activity
 * from the rest potential on, τ = nF(E_eq − E)/(RT). Its peak is 0.61052 at τ = 0.85403.
 * Source: T. Berzins, P. Delahay, J. Am. Chem. Soc. 75 (1953) 555.
 */
export function berzinsDelahay(tau: number): number {
  return (2 / Math.sqrt(Math.PI)) * dawson(Math.sqrt(tau));
}

/** Σ (−2)ᵏ x^{2k+1}/(2k+1)!! = e^{−x²} Σ x^{2k+1}/(k! (2k+1)), whose terms are all positive. x ≤ 20. */
function dawson(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 2000; k++) {
    term *= (x * x) / k;
    sum += term / (2 * k + 1);
    if (term < 1e-18 * sum) break;
  }
  return Math.exp(-x * x) * sum;
}
