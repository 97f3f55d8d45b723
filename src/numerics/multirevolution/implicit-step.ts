import { equilibratedWorkspace, factorEquilibrated, solveEquilibrated } from "../linear/equilibrated-lu.ts";

/** Iterations in one stage. */
const ITERATIONS = 8;
/** Part of a correction that the next one may be; beyond, the derivative is too old. */
const SLOWEST = 0.7;
/** Rate that a first correction is taken to have: of a new derivative, and at least of one that has served. */
const UNKNOWN_RATE = 0.5;
const LEAST_RATE = 0.05;

/** How a step over many passes came out. */
export type PassesOutcome =
  /** `error`: estimate of the largest |Δy|/(|y| + scale); `rate`: part of a correction that the next one was, at worst. */
  | { readonly kind: "done"; readonly error: number; readonly rate: number }
  /** The map could not be evaluated at `place`, a part of the step. */
  | { readonly kind: "refused"; readonly place: number }
  /** The iteration of a stage did not converge. */
  | { readonly kind: "diverged" };

/**
 * One step over N passes of a map y → y + g(y), as when the same pulse is repeated. It is the two-stage diagonally implicit method
 * that is stiffly accurate and L-stable (Alexander, SIAM J. Numer. Anal. 14 (1977) 1006) with the order condition of
 * multirevolution methods (Calvo, Montijano & Rández, Appl. Numer. Math. 57 (2007) 543):
 *
 *     d₁ = Nγ g(y₀ + d₁),   d₂ = N(1 − γ) g(y₀ + d₁) + Nγ g(y₀ + d₂),   γ = 1 − √(1 − κ/2),   κ = 1 − 1/N,
 *
 * of second order in N, exact for what is linear or quadratic in the number of passes, and damping every mode that a pass makes smaller,
 * however large N is. The stages are solved by Newton's method with a given ∂g/∂y. What g changes by a constant comes out N times, to
 * round-off, whatever the iteration leaves: it is linear.
 *
 * The error is the difference to the trapezoidal sum (N + 1)g₀/2 + (N − 1)g(y₀ + d₂)/2, of second order too, filtered by (I − NγG)⁻¹
 * (Shampine & Baca, J. Comput. Appl. Math. 11 (1984) 261), which takes out what stiff modes would exaggerate.
 */
export class ImplicitStep {
  /** ∂g_i/∂y_j · scale_j/scale_i between the unknowns that count, row-major; to be filled. */
  readonly derivative: Float64Array;
  private readonly places: Int32Array;
  private readonly scales: Float64Array;
  private readonly factors: Float64Array;
  private readonly order: Int32Array;
  private readonly work: Float64Array;
  private readonly residual: Float64Array;
  private readonly first: Float64Array;
  private readonly second: Float64Array;
  private readonly fixed: Float64Array;
  private readonly state: Float64Array;
  private readonly here: Float64Array;
  /** Rate to be expected of the first iteration. */
  known: number = UNKNOWN_RATE;

  /**
   * @param places indices of the unknowns that count: the others a pass determines from these
   * @param scales size of each unknown that counts as small, of all
   */
  constructor(places: Int32Array, scales: Float64Array) {
    const m = places.length;
    this.places = places;
    this.scales = scales;
    this.derivative = new Float64Array(m * m);
    this.factors = new Float64Array(m * m);
    this.order = new Int32Array(m);
    this.work = new Float64Array(equilibratedWorkspace(m));
    this.residual = new Float64Array(m);
    this.first = new Float64Array(m);
    this.second = new Float64Array(m);
    this.fixed = new Float64Array(m);
    this.state = new Float64Array(scales.length);
    this.here = new Float64Array(scales.length);
  }

  /**
   * @param start y₀
   * @param increment g(y₀)
   * @param passes N ≥ 2
   * @param target |Δy|/(|y| + scale) to which the stages are solved
   * @param evaluate g at a state into `out`; false gives up
   * @param out y after N passes; unknowns that do not count are those of `start`
   */
  *step<Pause>(
    start: Float64Array,
    increment: Float64Array,
    passes: number,
    target: number,
    evaluate: (state: Float64Array, out: Float64Array) => Generator<Pause, boolean, void>,
    out: Float64Array,
  ): Generator<Pause, PassesOutcome, void> {
    const { places, first, second, fixed, residual } = this;
    const m = places.length;
    const gamma = 1 - Math.sqrt(0.5 * (1 + 1 / passes));
    const reach = passes * gamma;
    if (!this.factor(reach)) return { kind: "diverged" };

    for (let k = 0; k < m; k++) residual[k] = reach * increment[places[k]];
    this.solve();
    first.set(residual);
    fixed.fill(0);
    const one = yield* this.iterate(start, reach, target, evaluate, first);
    if (typeof one !== "number") return one ?? { kind: "refused", place: gamma };

    for (let k = 0; k < m; k++) residual[k] = first[k] / gamma - first[k];
    this.solve();
    for (let k = 0; k < m; k++) {
      second[k] = first[k] + residual[k];
      fixed[k] = ((1 - gamma) / gamma) * first[k];
    }
    const two = yield* this.iterate(start, reach, target, evaluate, second);
    if (typeof two !== "number") return two ?? { kind: "refused", place: 1 };

    for (let k = 0; k < m; k++) {
      const last = (second[k] - fixed[k]) / reach;
      residual[k] = 0.5 * ((passes + 1) * increment[places[k]] + (passes - 1) * last) - second[k];
    }
    this.solve();
    out.set(start);
    for (let k = 0; k < m; k++) out[places[k]] += second[k];
    if (one > 0 || two > 0) this.known = Math.max(one, two, LEAST_RATE);
    return { kind: "done", error: this.norm(out), rate: Math.max(one, two) };
  }

  /** d = fixed + Nγ g(y₀ + d); the rate at which it converged, undefined where g could not be evaluated. */
  private *iterate<Pause>(
    start: Float64Array,
    reach: number,
    target: number,
    evaluate: (state: Float64Array, out: Float64Array) => Generator<Pause, boolean, void>,
    d: Float64Array,
  ): Generator<Pause, number | undefined | Extract<PassesOutcome, { kind: "diverged" }>, void> {
    const { places, residual, fixed, state, here } = this;
    let before = Number.POSITIVE_INFINITY;
    let rate = 0;
    const known = this.known;
    for (let iteration = 0; iteration < ITERATIONS; iteration++) {
      state.set(start);
      for (let k = 0; k < d.length; k++) state[places[k]] += d[k];
      if (!(yield* evaluate(state, here))) return undefined;
      for (let k = 0; k < d.length; k++) residual[k] = fixed[k] + reach * here[places[k]] - d[k];
      this.solve();
      const size = this.norm(state);
      for (let k = 0; k < d.length; k++) d[k] += residual[k];
      if (iteration > 0) rate = Math.max(rate, size / before);
      if (!(rate < 1)) return { kind: "diverged" };
      const expected = iteration > 0 ? rate : known;
      if ((size * expected) / (1 - expected) <= target) return rate;
      if (rate > SLOWEST) return { kind: "diverged" };
      before = size;
    }
    return { kind: "diverged" };
  }

  /** Largest of `residual` over |y| + scale. */
  private norm(state: Float64Array): number {
    const { places, residual, scales } = this;
    let worst = 0;
    for (let k = 0; k < places.length; k++) {
      const i = places[k];
      const size = Math.abs(residual[k]) / (scales[i] + Math.abs(state[i]));
      if (!(size <= worst)) worst = size;
    }
    return worst;
  }

  private factor(reach: number): boolean {
    const { factors, derivative, order, work } = this;
    const m = order.length;
    for (let k = 0; k < factors.length; k++) factors[k] = -reach * derivative[k];
    for (let k = 0; k < m; k++) factors[k * m + k] += 1;
    return factorEquilibrated(factors, m, order, work);
  }

  /** residual ← (I − NγG)⁻¹ residual. */
  private solve(): void {
    const { residual, scales, places, factors, order, work } = this;
    for (let k = 0; k < residual.length; k++) residual[k] /= scales[places[k]];
    solveEquilibrated(factors, residual.length, order, residual, work);
    for (let k = 0; k < residual.length; k++) residual[k] *= scales[places[k]];
  }
}
