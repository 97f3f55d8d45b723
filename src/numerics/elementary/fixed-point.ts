/** Bits behind the point of the fixed-point integers from which the tables of the elementary functions are made. */
const BITS = 160n;
/** 1. */
export const ONE: bigint = 1n << BITS;

/** Σ ±zᵏ/k over odd k for z = 1/n: artanh z, or arctan z where the signs alternate. As a fixed-point integer. */
function inverseSeries(numerator: bigint, denominator: bigint, alternates: boolean): bigint {
  const square = denominator * denominator;
  const factor = numerator * numerator;
  let power = (ONE * numerator) / denominator;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += alternates && k % 4n === 3n ? -power / k : power / k;
    power = (power * factor) / square;
  }
  return sum;
}

/** ln(n / m) for integers close to each other, 2 artanh((n − m) / (n + m)), as a fixed-point integer. */
export function logarithmOfRatio(n: number, m: number): bigint {
  return 2n * inverseSeries(BigInt(n - m), BigInt(n + m), false);
}

/** arctan(n / m), 0 ≤ n < m / 4, as a fixed-point integer. */
export function arctangentOfRatio(n: number, m: number): bigint {
  return inverseSeries(BigInt(n), BigInt(m), true);
}

/** ln 2. */
export const LN2: bigint = 2n * inverseSeries(1n, 3n, false);
/** π by Machin's formula. */
export const PI: bigint = 16n * inverseSeries(1n, 5n, true) - 4n * inverseSeries(1n, 239n, true);

/** 2^(k/128), k = 0 … 127: the square root of 2 seven times over is the first step. */
export function rootsOfTwo(): readonly bigint[] {
  let step = 2n * ONE;
  for (let k = 0; k < 7; k++) step = integerRoot(step << BITS);
  const powers = [ONE];
  for (let k = 1; k < 128; k++) powers.push(((powers[k - 1] as bigint) * step) >> BITS);
  return powers;
}

function integerRoot(value: bigint): bigint {
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** A fixed-point integer as a number, rounded to nearest, or to the nearest multiple of `unit`, a power of two. */
export function toNumber(value: bigint, unit?: number): number {
  const scale = 2 ** Number(BITS);
  if (unit === undefined) return Number(value) / scale;
  const step = BigInt(scale * unit);
  return Number((value + step / 2n) / step) * unit;
}

/** What the number lacks of the fixed-point integer. */
export function remainderOf(value: bigint, rounded: number): number {
  return toNumber(value - BigInt(rounded * 2 ** Number(BITS)));
}

/** (a / b) of fixed-point integers, as one. */
export function quotientOf(a: bigint, b: bigint): bigint {
  return (a << BITS) / b;
}
