import type { LinearizedModel, NoisySpectrum } from "./linearized.ts";
import { linearize } from "./linearized.ts";
import type { WeightedModel } from "./model.ts";
import type { NormalStream } from "./random.ts";
import { drawModel, type ModelDraws } from "./sample.ts";

/** Equally weighted draws from the average of the models. */
export interface PooledDraws {
  readonly draws: readonly ModelDraws[];
  /** Of each kept draw: which of `draws`, and which row of it. */
  readonly model: Int32Array;
  readonly row: Int32Array;
  /** Posterior probability of each of `draws` after the weights. */
  readonly probability: Float64Array;
  /** (Σ w)² / Σ w² over all draws. */
  readonly effective: number;
}

/** A model less probable than this is left out, and every other gets at least so many draws. */
const NEGLIGIBLE = 0.004;
const FEWEST = 40;

/**
 * Draws from the models in proportion to their probability, weights them and resamples `count` with equal weight
 * (systematic resampling: Kitagawa, J. Comput. Graph. Stat. 5 (1996) 1). Weights are cut at √n times their mean
 * (Ionides, J. Comput. Graph. Stat. 17 (2008) 295). The probability of a model is corrected by the mean weight of its draws and
 * by what a gain step explains.
 */
export function poolDraws(
  noisy: NoisySpectrum,
  models: readonly WeightedModel[],
  count: number,
  stream: NormalStream,
): PooledDraws {
  const total = models.reduce((sum, m) => sum + m.weight, 0);
  const kept: { readonly source: LinearizedModel; readonly weight: number }[] = [];
  for (const model of models) {
    if (model.weight < NEGLIGIBLE * total) continue;
    const source = linearize(noisy, model);
    if (source !== null) kept.push({ source, weight: model.weight / (1 - Math.min(source.steps.total, 1 - 1e-9)) });
  }
  const sum = kept.reduce((s, k) => s + k.weight, 0);
  const draws: ModelDraws[] = [];
  const weights: Float64Array[] = [];
  for (const { source, weight } of kept) {
    const share = weight / sum;
    if (share < NEGLIGIBLE) continue;
    const n = Math.max(FEWEST, Math.ceil(1.2 * count * share));
    const drawn = drawModel(noisy, source, n, stream);
    draws.push(drawn);
    weights.push(boundedWeights(drawn.logWeight).map((w) => (share * w) / n));
  }
  const probability = Float64Array.from(weights, (w) => w.reduce((a, b) => a + b, 0));
  const all = probability.reduce((a, b) => a + b, 0);
  let squares = 0;
  for (const w of weights) for (const v of w) squares += (v / all) ** 2;
  for (let m = 0; m < probability.length; m++) probability[m] /= all;
  const model = new Int32Array(count);
  const row = new Int32Array(count);
  let next = stream.uniform() / count;
  let reached = 0;
  let filled = 0;
  weights.forEach((w, m) => {
    for (let i = 0; i < w.length; i++) {
      reached += w[i] / all;
      while (filled < count && next < reached) {
        model[filled] = m;
        row[filled++] = i;
        next += 1 / count;
      }
    }
  });
  return { draws, model: model.subarray(0, filled), row: row.subarray(0, filled), probability, effective: 1 / squares };
}

function boundedWeights(logWeight: Float64Array): Float64Array {
  const n = logWeight.length;
  const weight = logWeight.map((w) => Math.exp(Math.min(w, 50)));
  let mean = weight.reduce((a, b) => a + b, 0) / n;
  for (let pass = 0; pass < 2; pass++) {
    const most = Math.sqrt(n) * mean;
    for (let i = 0; i < n; i++) weight[i] = Math.min(weight[i], most);
    mean = weight.reduce((a, b) => a + b, 0) / n;
  }
  return weight;
}
