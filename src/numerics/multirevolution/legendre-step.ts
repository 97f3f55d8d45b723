/** Of the interval [−β, 0] of Nλ on which the method is stable, the part that is used: λ may lie somewhat below −1. */
const SAFE = 0.85;

/**
 * Stages of {@link legendreStep} that a step over so many passes needs where no mode changes its sign from pass to pass:
 * the stable interval is β = (s² + s − 2)/2κ long.
 */
export function stagesFor(passes: number): number {
  const room = (2 * (passes - 1)) / SAFE;
  return Math.max(3, Math.ceil(0.5 * (Math.sqrt(9 + 4 * room) - 1)));
}

/** What `legendreStep` works with, taken once. */
export interface LegendreMemory {
  readonly previous: Float64Array;
  readonly present: Float64Array;
  readonly state: Float64Array;
  readonly increment: Float64Array;
}

export function legendreMemory(size: number): LegendreMemory {
  const array = (): Float64Array => new Float64Array(size);
  return { previous: array(), present: array(), state: array(), increment: array() };
}

/**
 * One step over many passes of a map y → y + g(y), as when the same pulse is repeated: y after N passes from s evaluations of
 * g. Second order in N, exact for what is linear or quadratic in the number of passes, and stable where the eigenvalues of ∂g/∂y lie in
 * [−1, 0], as those of decaying modes do. It is the Legendre method RKL2 of Meyer, Balsara & Aslam (J. Comput. Phys. 257 (2014) 594, equations 16
 * and 17) with the stability polynomial a + b L_s(1 + w z) fitted to (1 + z/N)^N = 1 + z + κ z²/2 + …, κ = 1 − 1/N, instead of e^z: the order
 * condition of multirevolution methods (Calvo, Montijano & Rández, Appl. Numer. Math. 57 (2007) 543). Every stage is y₀ + a sum of
 * increments, with Σ weights = N at the end, so that what g changes by a constant is exact.
 *
 * @param start y₀
 * @param increment g(y₀)
 * @param passes N ≥ 2
 * @param stages s ≥ 3, see {@link stagesFor}
 * @param evaluate g at a state into `out`; false gives up
 * @param moved y − y₀ after N passes
 * @returns false where `evaluate` gave up
 */
export function* legendreStep<Pause>(
  start: Float64Array,
  increment: Float64Array,
  passes: number,
  stages: number,
  evaluate: (state: Float64Array, out: Float64Array, place: number) => Generator<Pause, boolean, void>,
  memory: LegendreMemory,
  moved: Float64Array,
): Generator<Pause, boolean, void> {
  const n = start.length;
  const { state, increment: here } = memory;
  let { previous, present } = memory;
  const kappa = 1 - 1 / passes;
  const w = (4 * kappa) / (stages * stages + stages - 2);
  const b = (j: number): number => (j < 3 ? 1 / 3 : (j * j + j - 2) / (2 * j * (j + 1))) / kappa;
  for (let i = 0; i < n; i++) {
    previous[i] = 0;
    present[i] = b(1) * w * passes * increment[i];
  }
  for (let j = 2; j <= stages; j++) {
    for (let i = 0; i < n; i++) state[i] = start[i] + present[i];
    const place = (b(j - 1) * w * (j - 1) * j) / 2;
    if (!(yield* evaluate(state, here, place))) return false;
    const mu = ((2 * j - 1) * b(j)) / (j * b(j - 1));
    const nu = (-(j - 1) * b(j)) / (j * b(j - 2));
    const weight = mu * w * passes;
    const first = (b(j - 1) - 1) * weight;
    const next = j === stages ? moved : previous;
    for (let i = 0; i < n; i++) next[i] = mu * present[i] + nu * previous[i] + weight * here[i] + first * increment[i];
    previous = present;
    present = next;
  }
  return true;
}
