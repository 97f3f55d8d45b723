/** Normal distribution function by the rational approximation 26.2.17 of Abramowitz & Stegun; error below 7.5e-8. */
export function normalDistribution(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

/** The x with Φ(x) = p, 0 < p < 1, by bisection. */
export function normalQuantile(p: number): number {
  let low = -9;
  let high = 9;
  for (let k = 0; k < 60; k++) {
    const middle = 0.5 * (low + high);
    if (normalDistribution(middle) < p) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/** Quantile of Student's t from that of the normal distribution (Cornish-Fisher to ν⁻²), for ν ≥ 10. */
export function studentQuantile(p: number, freedom: number): number {
  const z = normalQuantile(p);
  const z3 = z * z * z;
  return z + (z3 + z) / (4 * freedom) + (5 * z3 * z * z + 16 * z3 + 3 * z) / (96 * freedom * freedom);
}

/** The x below which a mixture of normal distributions has the probability p. Weights sum to 1, deviations ≥ 0. */
export function mixtureQuantile(
  weights: Float64Array,
  means: Float64Array,
  deviations: Float64Array,
  p: number,
): number {
  const z = normalQuantile(p);
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < weights.length; k++) {
    const x = (means[k] as number) + z * (deviations[k] as number);
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  // The quantile of a mixture lies between those of its components.
  const precision = 1e-5 * (high - low);
  for (let step = 0; step < 40 && high - low > precision; step++) {
    const x = 0.5 * (low + high);
    let below = 0;
    for (let k = 0; k < weights.length; k++) {
      const deviation = deviations[k] as number;
      const mean = means[k] as number;
      below +=
        (weights[k] as number) * (deviation > 0 ? normalDistribution((x - mean) / deviation) : x >= mean ? 1 : 0);
    }
    if (below < p) low = x;
    else high = x;
  }
  return 0.5 * (low + high);
}
