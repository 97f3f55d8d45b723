/** A polynomial in site fractions while it is being built: coefficient by exponents, `"0:1 3:2"` for y0 y3². */
export type Monomials = ReadonlyMap<string, number>;

/** The polynomial 1. */
export const ONE: Monomials = new Map([["", 1]]);

/** Σ cᵢ yᵢ + constant. */
export function linear(terms: readonly (readonly [variable: number, coefficient: number])[], constant = 0): Monomials {
  const sum = new Map<string, number>();
  if (constant !== 0) sum.set("", constant);
  for (const [variable, coefficient] of terms) add(sum, `${variable}:1`, coefficient);
  return sum;
}

/** The product of two polynomials; terms that cancel are dropped. */
export function multiply(a: Monomials, b: Monomials): Monomials {
  const product = new Map<string, number>();
  for (const [left, p] of a) for (const [right, q] of b) add(product, multiplyKeys(left, right), p * q);
  for (const [key, coefficient] of product) if (coefficient === 0) product.delete(key);
  return product;
}

/** The `exponent`-th power of a polynomial, exponent = 0, 1, 2 … */
export function power(base: Monomials, exponent: number): Monomials {
  let result = ONE;
  for (let k = 0; k < exponent; k++) result = multiply(result, base);
  return result;
}

/** Variables and exponents of a key, ascending in the variable. */
export function exponents(key: string): (readonly [variable: number, exponent: number])[] {
  if (key === "") return [];
  return key.split(" ").map((factor) => {
    const [variable, exponent] = factor.split(":");
    return [Number(variable), Number(exponent)] as const;
  });
}

function add(sum: Map<string, number>, key: string, coefficient: number): void {
  sum.set(key, (sum.get(key) ?? 0) + coefficient);
}

function multiplyKeys(left: string, right: string): string {
  const sum = new Map<number, number>(exponents(left));
  for (const [variable, exponent] of exponents(right)) sum.set(variable, (sum.get(variable) ?? 0) + exponent);
  return [...sum]
    .sort(([a], [b]) => a - b)
    .map(([variable, exponent]) => `${variable}:${exponent}`)
    .join(" ");
}
