import { DomainError } from "../../base/errors.ts";

/**
 * The two combinations that a stage needs, in one pass over the vectors:
 *
 *     argument = y + Σⱼ aⱼ uⱼ      (or, in the last stages, argument + uₖ₋₁)
 *     memory   = m ∘ Σⱼ cⱼ uⱼ
 *
 * One straight loop for each number of stages: V8 keeps coefficients and base addresses in registers.
 *
 * @param a,c k numbers each; `a` is not read by `advanceArgument`
 */
export function combineStages(
  k: number,
  y: Float64Array,
  mass: Float64Array,
  u: readonly Float64Array[],
  a: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  switch (k) {
    case 1:
      combine1(y, mass, u[0], a, c, argument, memory);
      return;
    case 2:
      combine2(y, mass, u[0], u[1], a, c, argument, memory);
      return;
    case 3:
      combine3(y, mass, u[0], u[1], u[2], a, c, argument, memory);
      return;
    case 4:
      combine4(y, mass, u[0], u[1], u[2], u[3], a, c, argument, memory);
      return;
    case 5:
      combine5(y, mass, u[0], u[1], u[2], u[3], u[4], a, c, argument, memory);
      return;
    default:
      throw new DomainError(`combineStages: ${k} stages before; 1 to 5 are provided.`);
  }
}

/** argument += uₖ₋₁ and memory = m ∘ Σⱼ cⱼ uⱼ, j < k: for a stage that continues from the argument of the stage before. */
export function advanceArgument(
  k: number,
  mass: Float64Array,
  u: readonly Float64Array[],
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  switch (k) {
    case 3:
      advance3(mass, u[0], u[1], u[2], c, argument, memory);
      return;
    case 4:
      advance4(mass, u[0], u[1], u[2], u[3], c, argument, memory);
      return;
    case 5:
      advance5(mass, u[0], u[1], u[2], u[3], u[4], c, argument, memory);
      return;
    case 6:
      advance6(mass, u[0], u[1], u[2], u[3], u[4], u[5], c, argument, memory);
      return;
    case 7:
      advance7(mass, u[0], u[1], u[2], u[3], u[4], u[5], u[6], c, argument, memory);
      return;
    default:
      throw new DomainError(`advanceArgument: ${k} stages before; 3 to 7 are provided.`);
  }
}

function combine1(
  y: Float64Array,
  mass: Float64Array,
  u0: Float64Array,
  a: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = y.length;
  const a0 = a[0];
  const c0 = c[0];
  for (let i = 0; i < n; i++) {
    const v0 = u0[i];
    argument[i] = y[i] + a0 * v0;
    memory[i] = mass[i] * (c0 * v0);
  }
}

function combine2(
  y: Float64Array,
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  a: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = y.length;
  const a0 = a[0];
  const a1 = a[1];
  const c0 = c[0];
  const c1 = c[1];
  for (let i = 0; i < n; i++) {
    const v0 = u0[i];
    const v1 = u1[i];
    argument[i] = y[i] + (a0 * v0 + a1 * v1);
    memory[i] = mass[i] * (c0 * v0 + c1 * v1);
  }
}

function combine3(
  y: Float64Array,
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  a: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = y.length;
  const a0 = a[0];
  const a1 = a[1];
  const a2 = a[2];
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  for (let i = 0; i < n; i++) {
    const v0 = u0[i];
    const v1 = u1[i];
    const v2 = u2[i];
    argument[i] = y[i] + (a0 * v0 + a1 * v1 + a2 * v2);
    memory[i] = mass[i] * (c0 * v0 + c1 * v1 + c2 * v2);
  }
}

function combine4(
  y: Float64Array,
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  u3: Float64Array,
  a: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = y.length;
  const a0 = a[0];
  const a1 = a[1];
  const a2 = a[2];
  const a3 = a[3];
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  for (let i = 0; i < n; i++) {
    const v0 = u0[i];
    const v1 = u1[i];
    const v2 = u2[i];
    const v3 = u3[i];
    argument[i] = y[i] + (a0 * v0 + a1 * v1 + a2 * v2 + a3 * v3);
    memory[i] = mass[i] * (c0 * v0 + c1 * v1 + c2 * v2 + c3 * v3);
  }
}

function combine5(
  y: Float64Array,
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  u3: Float64Array,
  u4: Float64Array,
  a: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = y.length;
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
  for (let i = 0; i < n; i++) {
    const v0 = u0[i];
    const v1 = u1[i];
    const v2 = u2[i];
    const v3 = u3[i];
    const v4 = u4[i];
    argument[i] = y[i] + (a0 * v0 + a1 * v1 + a2 * v2 + a3 * v3 + a4 * v4);
    memory[i] = mass[i] * (c0 * v0 + c1 * v1 + c2 * v2 + c3 * v3 + c4 * v4);
  }
}

function advance3(
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = mass.length;
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  for (let i = 0; i < n; i++) {
    const last = u2[i];
    argument[i] += last;
    memory[i] = mass[i] * (c0 * u0[i] + c1 * u1[i] + c2 * last);
  }
}

function advance4(
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  u3: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = mass.length;
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  for (let i = 0; i < n; i++) {
    const last = u3[i];
    argument[i] += last;
    memory[i] = mass[i] * (c0 * u0[i] + c1 * u1[i] + c2 * u2[i] + c3 * last);
  }
}

function advance5(
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  u3: Float64Array,
  u4: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = mass.length;
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  for (let i = 0; i < n; i++) {
    const last = u4[i];
    argument[i] += last;
    memory[i] = mass[i] * (c0 * u0[i] + c1 * u1[i] + c2 * u2[i] + c3 * u3[i] + c4 * last);
  }
}

function advance6(
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  u3: Float64Array,
  u4: Float64Array,
  u5: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = mass.length;
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  const c5 = c[5];
  for (let i = 0; i < n; i++) {
    const last = u5[i];
    argument[i] += last;
    memory[i] = mass[i] * (c0 * u0[i] + c1 * u1[i] + c2 * u2[i] + c3 * u3[i] + c4 * u4[i] + c5 * last);
  }
}

function advance7(
  mass: Float64Array,
  u0: Float64Array,
  u1: Float64Array,
  u2: Float64Array,
  u3: Float64Array,
  u4: Float64Array,
  u5: Float64Array,
  u6: Float64Array,
  c: Float64Array,
  argument: Float64Array,
  memory: Float64Array,
): void {
  const n = mass.length;
  const c0 = c[0];
  const c1 = c[1];
  const c2 = c[2];
  const c3 = c[3];
  const c4 = c[4];
  const c5 = c[5];
  const c6 = c[6];
  for (let i = 0; i < n; i++) {
    const last = u6[i];
    argument[i] += last;
    memory[i] = mass[i] * (c0 * u0[i] + c1 * u1[i] + c2 * u2[i] + c3 * u3[i] + c4 * u4[i] + c5 * u5[i] + c6 * last);
  }
}
