import { exp } from "../../numerics/elementary/index.ts";
import type { NormalStream } from "../../numerics/random/normal-stream.ts";
import type { RelaxationModel } from "../processes/result.ts";
import type { LinearizedModel, NoisySpectrum } from "./linearized.ts";
import { linearize } from "./linearized.ts";
import { processModelOf } from "./model.ts";
import { drawModel, type ProcessDraws } from "./sample.ts";
import { drawSmooth, type SmoothDraws } from "./smooth-draws.ts";

/** Draws from one model. */
export type ModelDraws = ProcessDraws | SmoothDraws;

/** Equally weighted draws from the average of the models. */
export interface PooledDraws {
  readonly draws: readonly ModelDraws[];
  /** Of each kept draw: which of `draws`, and which row of it. */
  readonly model: Int32Array;
  readonly row: Int32Array;
  /** Posterior probability of each of `draws`. */
  readonly probability: Float64Array;
  /** Weight of each draw of each of `draws`, up to a common factor. */
  readonly weights: readonly Float64Array[];
  /** (Σ w)² / Σ w² over all draws. */
  readonly effective: number;
}

/** A model less probable than this is left out, and every other gets at least so many draws. */
const NEGLIGIBLE = 0.004;
const FEWEST = 40;
/** The most probable model of processes gets at least so many: its processes are those of the result. */
const FEWEST_OF_LEAD = 120;
/** Draws that are made over draws that are kept. */
const SPARE = 2.2;
/** Largest ln of the odds that freedom of shape adds to a model. */
const MOST_FREEDOM = 8;
const MOST_CERTAIN = 1 - 1e-9;

/**
 * Draws from the models in proportion to their probability, weights them and resamples `count` with equal weight
 * (systematic resampling: Kitagawa, J. Comput. Graph. Stat. 5 (1996) 1). Weights are cut at √n times their mean
 * (Ionides, J. Comput. Graph. Stat. 17 (2008) 295). The evidence of a model is raised to the power 1/`temperature` (its Laplace
 * approximation and its priors are not exact: a temperature above 1 keeps rivals in the average), then multiplied by what a gain
 * step explains.
 */
export function poolDraws(
  noisy: NoisySpectrum,
  models: readonly RelaxationModel[],
  count: number,
  temperature: number,
  stream: NormalStream,
): PooledDraws {
  const top = models.reduce((a, m) => Math.max(a, m.logEvidence), Number.NEGATIVE_INFINITY);
  const prior = models.map((m) => exp((m.logEvidence - top) / temperature));
  const total = prior.reduce((a, b) => a + b, 0);
  const lead = models.find((m) => m.kind === "processes");
  const kept: { readonly model: RelaxationModel; readonly source: LinearizedModel | null; readonly weight: number }[] =
    [];
  models.forEach((model, i) => {
    const weight = prior[i] / total;
    if (weight < NEGLIGIBLE && model !== lead) return;
    if (model.kind === "smooth") kept.push({ model, source: null, weight });
    else {
      const source = linearize(noisy, processModelOf(model));
      if (source !== null)
        kept.push({ model, source, weight: weight / (1 - Math.min(source.steps.total, MOST_CERTAIN)) });
    }
  });
  const sum = kept.reduce((s, k) => s + k.weight, 0);
  const draws: ModelDraws[] = [];
  const weights: Float64Array[] = [];
  const freedom: number[] = [];
  for (const { model, source, weight } of kept) {
    const share = weight / sum;
    if (share < NEGLIGIBLE && model !== lead) continue;
    const n = Math.max(model === lead ? FEWEST_OF_LEAD : FEWEST, Math.ceil(SPARE * count * share));
    const drawn =
      source === null ? drawSmooth(model, noisy.weight.length, n, stream) : drawModel(noisy, source, n, stream);
    if (drawn === null || drawn.logWeight.some(Number.isNaN)) continue;
    draws.push(drawn);
    if (drawn.kind === "processes") freedom.push(exp(Math.min(drawn.discrepancy.logEvidence, MOST_FREEDOM)));
    else freedom.push(1);
    const factor = freedom[freedom.length - 1];
    weights.push(boundedWeights(drawn.logWeight).map((w) => (factor * share * w) / n));
  }
  const probability = Float64Array.from(weights, (w) => w.reduce((a, b) => a + b, 0));
  const all = probability.reduce((a, b) => a + b, 0);
  let squares = 0;
  for (const w of weights) for (const v of w) squares += (v / all) ** 2;
  for (let m = 0; m < probability.length; m++) probability[m] /= all;
  const sample = systematicSample(weights, count, stream.uniform());
  return { draws, ...sample, probability, weights, effective: 1 / squares };
}

/**
 * `count` equally weighted draws of weighted ones, each as often as its weight asks for, rounded up or down; fewer where no weight
 * is positive.
 *
 * @param offset in 0 … 1: where the first falls in its interval
 */
export function systematicSample(
  weights: readonly Float64Array[],
  count: number,
  offset: number,
): { readonly model: Int32Array; readonly row: Int32Array } {
  let all = 0;
  for (const w of weights) for (const v of w) all += v;
  const model = new Int32Array(count);
  const row = new Int32Array(count);
  let next = offset / count;
  let reached = 0;
  let filled = 0;
  weights.forEach((w, m) => {
    for (let i = 0; i < w.length; i++) {
      reached += all > 0 ? w[i] / all : 0;
      while (filled < count && next < reached) {
        model[filled] = m;
        row[filled++] = i;
        next += 1 / count;
      }
    }
  });
  return { model: model.subarray(0, filled), row: row.subarray(0, filled) };
}

/** Fewest independent draws that a band is made of, as far as so many lie within the bounds. */
const FEWEST_EFFECTIVE = 24;
/** Factor on the power of the weights, and how often it is lowered. */
const FLATTER = 0.7;
const MOST_FLATTENED = 24;

/**
 * Weights over their mean, none above √n. Where they make fewer than 24 independent draws (a posterior far from its linear
 * approximation), they are raised to the power, 0.7, 0.49, …, at which they make so many: bands of too few draws collapse to a
 * point, those of flattened weights tend to be too wide.
 */
function boundedWeights(logWeight: Float64Array): Float64Array {
  let power = 1;
  let weights = cutWeights(logWeight, power);
  for (let k = 0; k < MOST_FLATTENED && effectiveCount(weights) < FEWEST_EFFECTIVE; k++) {
    power *= FLATTER;
    weights = cutWeights(logWeight, power);
  }
  return weights;
}

function effectiveCount(weights: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const w of weights) {
    sum += w;
    squares += w * w;
  }
  return squares > 0 ? (sum * sum) / squares : Number.POSITIVE_INFINITY;
}

function cutWeights(logWeight: Float64Array, power: number): Float64Array {
  const n = logWeight.length;
  const top = logWeight.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (top === Number.NEGATIVE_INFINITY) return new Float64Array(n);
  const weight = logWeight.map((w) => exp(power * (w - top)));
  let mean = weight.reduce((a, b) => a + b, 0) / n;
  for (let pass = 0; pass < 2; pass++) {
    const most = Math.sqrt(n) * mean;
    for (let i = 0; i < n; i++) weight[i] = Math.min(weight[i], most);
    mean = weight.reduce((a, b) => a + b, 0) / n;
  }
  return weight.map((w) => w / mean);
}
