import { cumulativeNormal, normalQuantile } from "../../numerics/probability/normal.ts";

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
      below += (weights[k] as number) * (deviation > 0 ? cumulativeNormal((x - mean) / deviation) : x >= mean ? 1 : 0);
    }
    if (below < p) low = x;
    else high = x;
  }
  return 0.5 * (low + high);
}
