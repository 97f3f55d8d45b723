import { atan2, exp, log } from "../../../numerics/elementary/index.ts";
import { cumulativeNormal, normalDensity, normalProbability } from "../../../numerics/probability/normal.ts";
import { gaussLegendre } from "../../../numerics/quadrature/gauss-legendre.ts";
import type { ProcessShape } from "./process-shape.ts";

/** Below this σ the Gaussian is integrated over the closed form of the box; above, the Debye factor over the density. */
const NARROW = 0.25;
/** Below this width the density of the box is expanded: (Φ(b) − Φ(a))/w would cancel. */
const LEAST_WIDTH = 1e-3;
/** Trapezoid step in units of σ, and in ln τ (the Debye factor has poles at ±jπ/2); reach in units of σ. */
const GAUSSIAN_STEP = 0.75;
const DEBYE_STEP = 0.33;
const REACH = 7;
/** Below this width the closed form of the box cancels, and a Gauss-Legendre rule over the width is used. */
const SHORT_BOX = 0.5;
const SHORT_RULE = gaussLegendre(6);

/** Nodes in ln τ − ln τ₀ with the density times the step and its derivatives with respect to w and σ. */
const nodes = { count: 0, factor: grown(256), weight: grown(256), byWidth: grown(256), bySigma: grown(256) };

function grown(size: number): Float64Array {
  return new Float64Array(size);
}

function reserve(count: number): void {
  nodes.count = count;
  if (nodes.factor.length >= count) return;
  nodes.factor = grown(2 * count);
  nodes.weight = grown(2 * count);
  nodes.byWidth = grown(2 * count);
  nodes.bySigma = grown(2 * count);
}

/** The trapezoid rule over the whole density, exponentially convergent (Trefethen & Weideman, SIAM Rev. 56 (2014) 385). */
function placeWideNodes(width: number, sigma: number): void {
  const step = Math.min(GAUSSIAN_STEP * sigma, DEBYE_STEP);
  const side = Math.ceil((REACH * sigma + width / 2) / step);
  reserve(2 * side + 1);
  for (let i = -side; i <= side; i++) {
    const y = i * step;
    const at = i + side;
    nodes.factor[at] = exp(y);
    const b = (y + width / 2) / sigma;
    const a = (y - width / 2) / sigma;
    if (width < LEAST_WIDTH) {
      // uniform of width w ≈ a further variance w²/12
      const u = y / sigma;
      const density = normalDensity(u) / sigma;
      nodes.weight[at] = step * density * (1 + ((u * u - 1) * width * width) / (24 * sigma * sigma));
      nodes.byWidth[at] = (step * density * (u * u - 1) * width) / (12 * sigma * sigma);
      nodes.bySigma[at] = (step * density * (u * u - 1)) / sigma;
      continue;
    }
    const density = normalProbability(a, b) / width;
    const pa = normalDensity(a);
    const pb = normalDensity(b);
    nodes.weight[at] = step * density;
    nodes.byWidth[at] = step * ((0.5 * (pa + pb)) / (sigma * width) - density / width);
    nodes.bySigma[at] = (step * (a * pa - b * pb)) / (sigma * width);
  }
}

function wideResponse(frequency: Float64Array, tau: number, out: Float64Array, derivatives: Float64Array | null): void {
  const m = 2 * frequency.length;
  const { count, factor, weight, byWidth, bySigma } = nodes;
  for (let k = 0; k < m; k += 2) {
    const z0 = 2 * Math.PI * frequency[k >> 1] * tau;
    let re = 0;
    let im = 0;
    if (derivatives === null) {
      for (let i = 0; i < count; i++) {
        const z = z0 * factor[i];
        const q = weight[i] / (1 + z * z);
        re += q;
        im -= z * q;
      }
    } else {
      let tr = 0;
      let ti = 0;
      let wr = 0;
      let wi = 0;
      let sr = 0;
      let si = 0;
      for (let i = 0; i < count; i++) {
        const z = z0 * factor[i];
        const d = 1 / (1 + z * z);
        const e = z * d;
        const q = weight[i];
        re += q * d;
        im -= q * e;
        tr -= 2 * q * e * e;
        ti -= q * e * (2 * d - 1);
        wr += byWidth[i] * d;
        wi -= byWidth[i] * e;
        sr += bySigma[i] * d;
        si -= bySigma[i] * e;
      }
      derivatives[k] = tr;
      derivatives[k + 1] = ti;
      derivatives[m + k] = wr;
      derivatives[m + k + 1] = wi;
      derivatives[2 * m + k] = sr;
      derivatives[2 * m + k + 1] = si;
    }
    out[k] = re;
    out[k + 1] = im;
  }
}

/** A trapezoid rule for ∫ N(t) f(t) dt: exponentially convergent, 1e-16 with steps of ¾ (t in units of σ). */
const NORMAL = (() => {
  const side = Math.ceil((REACH + 1.3) / GAUSSIAN_STEP);
  const t = Float64Array.from({ length: 2 * side + 1 }, (_, i) => (i - side) * GAUSSIAN_STEP);
  return { t, p: t.map((x) => GAUSSIAN_STEP * normalDensity(x)) };
})();

/** The Gaussian integral over (P(x + w/2) − P(x − w/2))/w, P = −½ ln(1 + e^{2x}) − j atan e^x: the closed form of the box. */
function boxResponse(
  frequency: Float64Array,
  tau: number,
  width: number,
  sigma: number,
  out: Float64Array,
  derivatives: Float64Array | null,
): void {
  const m = 2 * frequency.length;
  const up = exp(width / 2);
  reserve(NORMAL.t.length);
  const { factor } = nodes;
  for (let i = 0; i < NORMAL.t.length; i++) factor[i] = exp(sigma * NORMAL.t[i]);
  for (let k = 0; k < m; k += 2) {
    const z0 = 2 * Math.PI * frequency[k >> 1] * tau;
    let re = 0;
    let im = 0;
    let tr = 0;
    let ti = 0;
    let wr = 0;
    let wi = 0;
    let sr = 0;
    let si = 0;
    for (let i = 0; i < NORMAL.t.length; i++) {
      const z = z0 * factor[i];
      const a = z * up;
      const b = z / up;
      const p = NORMAL.p[i];
      const da = 1 / (1 + a * a);
      const db = 1 / (1 + b * b);
      re += p * (width - 0.5 * log((1 + a * a) * db));
      im -= p * atan2(a - b, 1 + a * b);
      if (derivatives === null) continue;
      const dr = p * (da - db); // the derivative with respect to ln τ₀
      const di = p * (b * db - a * da);
      tr += dr;
      ti += di;
      wr += (p * (da + db)) / 2;
      wi -= (p * (a * da + b * db)) / 2;
      sr += NORMAL.t[i] * dr;
      si += NORMAL.t[i] * di;
    }
    out[k] = re / width;
    out[k + 1] = im / width;
    if (derivatives === null) continue;
    derivatives[k] = tr / width;
    derivatives[k + 1] = ti / width;
    derivatives[m + k] = (wr - out[k]) / width;
    derivatives[m + k + 1] = (wi - out[k + 1]) / width;
    derivatives[2 * m + k] = sr / width;
    derivatives[2 * m + k + 1] = si / width;
  }
}

/** Narrow in both: the Debye factor at the nodes of a product rule. */
function placeNarrowNodes(width: number, sigma: number): void {
  const inner = SHORT_RULE.nodes.length;
  reserve(NORMAL.t.length * inner);
  for (let i = 0; i < NORMAL.t.length; i++) {
    for (let j = 0; j < inner; j++) {
      const at = i * inner + j;
      nodes.factor[at] = exp(sigma * NORMAL.t[i] + (width / 2) * SHORT_RULE.nodes[j]);
      nodes.weight[at] = (NORMAL.p[i] * SHORT_RULE.weights[j]) / 2;
      nodes.bySigma[at] = NORMAL.t[i]; // here: derivatives of the place, not of the weight
      nodes.byWidth[at] = SHORT_RULE.nodes[j] / 2;
    }
  }
}

function narrowResponse(
  frequency: Float64Array,
  tau: number,
  out: Float64Array,
  derivatives: Float64Array | null,
): void {
  const m = 2 * frequency.length;
  const { count, factor, weight, byWidth, bySigma } = nodes;
  for (let k = 0; k < m; k += 2) {
    const z0 = 2 * Math.PI * frequency[k >> 1] * tau;
    let re = 0;
    let im = 0;
    let tr = 0;
    let ti = 0;
    let wr = 0;
    let wi = 0;
    let sr = 0;
    let si = 0;
    for (let i = 0; i < count; i++) {
      const z = z0 * factor[i];
      const d = 1 / (1 + z * z);
      const e = z * d;
      const q = weight[i];
      re += q * d;
      im -= q * e;
      const dr = -2 * q * e * e;
      const di = -q * e * (2 * d - 1);
      tr += dr;
      ti += di;
      wr += byWidth[i] * dr;
      wi += byWidth[i] * di;
      sr += bySigma[i] * dr;
      si += bySigma[i] * di;
    }
    out[k] = re;
    out[k + 1] = im;
    if (derivatives === null) continue;
    derivatives[k] = tr;
    derivatives[k + 1] = ti;
    derivatives[m + k] = wr;
    derivatives[m + k + 1] = wi;
    derivatives[2 * m + k] = sr;
    derivatives[2 * m + k + 1] = si;
  }
}

/** ∫ Φ: x Φ(x) + φ(x), and its complement, so that differences at the far end do not cancel. */
function integratedNormal(x: number): number {
  return x * cumulativeNormal(x) + normalDensity(x);
}

/**
 * ln τ = ln τ₀ + uniform on ±w/2 + normal of standard deviation σ:
 * γ/R = [Φ((y + w/2)/σ) − Φ((y − w/2)/σ)] / w, y = ln(τ/τ₀). What activated processes show whose barriers are spread.
 */
export const barriers: ProcessShape = {
  name: "barriers",
  exponents: [
    { name: "width", lower: 0, upper: 12 },
    { name: "sigma", lower: 0.02, upper: 4 },
  ],
  response(frequency, tau, exponents, out, derivatives) {
    const width = exponents[0];
    const sigma = exponents[1];
    if (sigma >= NARROW) {
      placeWideNodes(width, sigma);
      wideResponse(frequency, tau, out, derivatives);
    } else if (width >= SHORT_BOX) boxResponse(frequency, tau, width, sigma, out, derivatives);
    else {
      placeNarrowNodes(width, sigma);
      narrowResponse(frequency, tau, out, derivatives);
    }
  },
  density(tau, processTau, exponents) {
    const width = exponents[0];
    const sigma = exponents[1];
    const y = log(tau / processTau);
    if (width < LEAST_WIDTH) {
      const u = y / sigma;
      return (normalDensity(u) / sigma) * (1 + ((u * u - 1) * width * width) / (24 * sigma * sigma));
    }
    return normalProbability((y - width / 2) / sigma, (y + width / 2) / sigma) / width;
  },
  cumulative(tau, processTau, exponents) {
    const width = exponents[0];
    const sigma = exponents[1];
    const y = log(tau / processTau);
    if (width < LEAST_WIDTH) return cumulativeNormal(y / sigma);
    const below = (u: number): number =>
      (sigma / width) * (integratedNormal((u + width / 2) / sigma) - integratedNormal((u - width / 2) / sigma));
    return y <= 0 ? below(y) : 1 - below(-y);
  },
};
