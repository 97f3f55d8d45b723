const SPLIT = 2 ** 27 + 1;

/**
 * a b − product exactly, where `product` is a b rounded; |a| and |b| below 2⁹⁹⁶ and the product no subnormal (T. J. Dekker,
 * Numer. Math. 18 (1971) 224).
 */
export function productRemainder(a: number, b: number, product: number): number {
  const splitA = SPLIT * a;
  const highA = splitA - (splitA - a);
  const lowA = a - highA;
  const splitB = SPLIT * b;
  const highB = splitB - (splitB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** What a/b, rounded to `quotient`, lacks of (a + restA) / (b + restB). */
export function quotientRemainder(a: number, restA: number, b: number, restB: number, quotient: number): number {
  const product = quotient * b;
  return (a - product - productRemainder(quotient, b, product) + (restA - quotient * restB)) / b;
}
