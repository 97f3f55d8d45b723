import { DomainError } from "../../base/errors.ts";

/**
 * The two combinations that a stage needs, in one pass:
 *
 *     argument = y + Σⱼ aⱼ uⱼ      (or, in the last stages, argument + uₖ₋₁)
 *     memory   = m ∘ Σⱼ cⱼ uⱼ
 *
 * All vectors are rows of one array: with one base address and one length V8 keeps everything in registers, which makes the
 * loops twice as fast as with an array for each vector. Row j of the stages is uⱼ; the other rows are given by number.
 */
export interface StageRows {
  /** Length of a row. */
  readonly n: number;
  readonly argument: number;
  /** Diagonal of M, or ones. */
  readonly mass: number;
}

/**
 * argument and memory of the stage after k others, 1 ≤ k ≤ 5; the memory goes into row k.
 * @param w the rows
 * @param y number of the row of the state
 */
export function combineStages(
  k: number,
  w: Float64Array,
  rows: StageRows,
  y: number,
  a: Float64Array,
  c: Float64Array,
): void {
  const n = rows.n;
  const argument = rows.argument * n;
  const memory = k * n;
  const mass = rows.mass * n;
  switch (k) {
    case 1:
      combine1(w, n, y * n, mass, argument, memory, a, c);
      return;
    case 2:
      combine2(w, n, y * n, mass, argument, memory, a, c);
      return;
    case 3:
      combine3(w, n, y * n, mass, argument, memory, a, c);
      return;
    case 4:
      combine4(w, n, y * n, mass, argument, memory, a, c);
      return;
    case 5:
      combine5(w, n, y * n, mass, argument, memory, a, c);
      return;
    default:
      throw new DomainError(`combineStages: ${k} stages before; 1 to 5 are provided.`);
  }
}

/** argument += uₖ₋₁ and memory, into row k: for a stage that continues from the argument of the stage before, 3 ≤ k ≤ 7. */
export function advanceArgument(k: number, w: Float64Array, rows: StageRows, c: Float64Array): void {
  const n = rows.n;
  const argument = rows.argument * n;
  const memory = k * n;
  const mass = rows.mass * n;
  switch (k) {
    case 3:
      advance3(w, n, mass, argument, memory, c);
      return;
    case 4:
      advance4(w, n, mass, argument, memory, c);
      return;
    case 5:
      advance5(w, n, mass, argument, memory, c);
      return;
    case 6:
      advance6(w, n, mass, argument, memory, c);
      return;
    case 7:
      advance7(w, n, mass, argument, memory, c);
      return;
    default:
      throw new DomainError(`advanceArgument: ${k} stages before; 3 to 7 are provided.`);
  }
}

function combine1(
  w: Float64Array,
  n: number,
  y: number,
  mass: number,
  argument: number,
  memory: number,
  a: Float64Array,
  c: Float64Array,
): void {
  const a0 = a[0];
  const c0 = c[0];
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const v0 = w[i];
    w[(argument + i) | 0] = w[(y + i) | 0] + a0 * v0;
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * v0);
  }
}

function combine2(
  w: Float64Array,
  n: number,
  y: number,
  mass: number,
  argument: number,
  memory: number,
  a: Float64Array,
  c: Float64Array,
): void {
  const a0 = a[0];
  const a1 = a[1];
  const c0 = c[0];
  const c1 = c[1];
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const v0 = w[i];
    const v1 = w[(n + i) | 0];
    w[(argument + i) | 0] = w[(y + i) | 0] + (a0 * v0 + a1 * v1);
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * v0 + c1 * v1);
  }
}

function combine3(
  w: Float64Array,
  n: number,
  y: number,
  mass: number,
  argument: number,
  memory: number,
  a: Float64Array,
  c: Float64Array,
): void {
  const a0 = a[0];
  const a1 = a[1];
  const a2 = a[2];
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const n2 = 2 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const v0 = w[i];
    const v1 = w[(n + i) | 0];
    const v2 = w[(n2 + i) | 0];
    w[(argument + i) | 0] = w[(y + i) | 0] + (a0 * v0 + a1 * v1 + a2 * v2);
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * v0 + c1 * v1 + c2 * v2);
  }
}

function combine4(
  w: Float64Array,
  n: number,
  y: number,
  mass: number,
  argument: number,
  memory: number,
  a: Float64Array,
  c: Float64Array,
): void {
  const a0 = a[0];
  const a1 = a[1];
  const a2 = a[2];
  const a3 = a[3];
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const n2 = 2 * n;
  const n3 = 3 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const v0 = w[i];
    const v1 = w[(n + i) | 0];
    const v2 = w[(n2 + i) | 0];
    const v3 = w[(n3 + i) | 0];
    w[(argument + i) | 0] = w[(y + i) | 0] + (a0 * v0 + a1 * v1 + a2 * v2 + a3 * v3);
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * v0 + c1 * v1 + c2 * v2 + c3 * v3);
  }
}

function combine5(
  w: Float64Array,
  n: number,
  y: number,
  mass: number,
  argument: number,
  memory: number,
  a: Float64Array,
  c: Float64Array,
): void {
  const a0 = a[0];
  const a1 = a[1];
  const a2 = a[2];
  const a3 = a[3];
  const a4 = a[4];
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  const n2 = 2 * n;
  const n3 = 3 * n;
  const n4 = 4 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const v0 = w[i];
    const v1 = w[(n + i) | 0];
    const v2 = w[(n2 + i) | 0];
    const v3 = w[(n3 + i) | 0];
    const v4 = w[(n4 + i) | 0];
    w[(argument + i) | 0] = w[(y + i) | 0] + (a0 * v0 + a1 * v1 + a2 * v2 + a3 * v3 + a4 * v4);
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * v0 + c1 * v1 + c2 * v2 + c3 * v3 + c4 * v4);
  }
}

function advance3(w: Float64Array, n: number, mass: number, argument: number, memory: number, c: Float64Array): void {
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const n2 = 2 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const last = w[(n2 + i) | 0];
    w[(argument + i) | 0] += last;
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * w[i] + c1 * w[(n + i) | 0] + c2 * last);
  }
}

function advance4(w: Float64Array, n: number, mass: number, argument: number, memory: number, c: Float64Array): void {
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const n2 = 2 * n;
  const n3 = 3 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const last = w[(n3 + i) | 0];
    w[(argument + i) | 0] += last;
    w[(memory + i) | 0] = w[(mass + i) | 0] * (c0 * w[i] + c1 * w[(n + i) | 0] + c2 * w[(n2 + i) | 0] + c3 * last);
  }
}

function advance5(w: Float64Array, n: number, mass: number, argument: number, memory: number, c: Float64Array): void {
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  const n2 = 2 * n;
  const n3 = 3 * n;
  const n4 = 4 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const last = w[(n4 + i) | 0];
    w[(argument + i) | 0] += last;
    w[(memory + i) | 0] =
      w[(mass + i) | 0] * (c0 * w[i] + c1 * w[(n + i) | 0] + c2 * w[(n2 + i) | 0] + c3 * w[(n3 + i) | 0] + c4 * last);
  }
}

function advance6(w: Float64Array, n: number, mass: number, argument: number, memory: number, c: Float64Array): void {
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  const c5 = c[5];
  const n2 = 2 * n;
  const n3 = 3 * n;
  const n4 = 4 * n;
  const n5 = 5 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const last = w[(n5 + i) | 0];
    w[(argument + i) | 0] += last;
    w[(memory + i) | 0] =
      w[(mass + i) | 0] *
      (c0 * w[i] +
        c1 * w[(n + i) | 0] +
        c2 * w[(n2 + i) | 0] +
        c3 * w[(n3 + i) | 0] +
        c4 * w[(n4 + i) | 0] +
        c5 * last);
  }
}

function advance7(w: Float64Array, n: number, mass: number, argument: number, memory: number, c: Float64Array): void {
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  const c5 = c[5];
  const c6 = c[6];
  const n2 = 2 * n;
  const n3 = 3 * n;
  const n4 = 4 * n;
  const n5 = 5 * n;
  const n6 = 6 * n;
  for (let i = 0; i < n; i = (i + 1) | 0) {
    const last = w[(n6 + i) | 0];
    w[(argument + i) | 0] += last;
    w[(memory + i) | 0] =
      w[(mass + i) | 0] *
      (c0 * w[i] +
        c1 * w[(n + i) | 0] +
        c2 * w[(n2 + i) | 0] +
        c3 * w[(n3 + i) | 0] +
        c4 * w[(n4 + i) | 0] +
        c5 * w[(n5 + i) | 0] +
        c6 * last);
  }
}
