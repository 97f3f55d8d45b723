/** Probability of more than k successes in n trials of probability p. */
export function exceedsBinomial(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 0; i < k; i++) {
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
    sum += term;
  }
  return 1 - sum;
}

/** Most successes that n trials of probability p show but once in a thousand times. */
export function mostOf(n: number, p: number): number {
  let k = 0;
  while (exceedsBinomial(k, n, p) > 0.001) k++;
  return k;
}
