/** out += factor · x. */
export function addScaled(out: Float64Array, factor: number, x: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] += factor * x[i];
}

/** out += factor · a ∘ b, entry by entry. */
export function addScaledProduct(out: Float64Array, factor: number, a: Float64Array, b: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] += factor * a[i] * b[i];
}

/** out = start + Σ weightⱼ · xⱼ over as many vectors as there are weights. */
export function combine(
  start: Float64Array,
  weights: Float64Array,
  vectors: readonly Float64Array[],
  out: Float64Array,
): void {
  out.set(start);
  for (let j = 0; j < weights.length; j++) if (weights[j] !== 0) addScaled(out, weights[j], vectors[j]);
}
