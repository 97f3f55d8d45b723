import { LOST } from "./cell-elimination.ts";
import type { BandedLayout } from "./layout.ts";
import { massEntries } from "./mass.ts";
import type { ComplexPencil, Mass } from "./pencil.ts";

/** `BandedPencil` for complex α; magnitudes are |Re| + |Im|. */
export class ComplexBandedPencil implements ComplexPencil {
  readonly layout: BandedLayout;
  readonly mass: Mass;
  readonly #mass: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  readonly #pivots: Int32Array;
  /** Reciprocal of the largest entry of each row, then the largest scaled entry of each column. */
  readonly #scale: Float64Array;

  constructor(layout: BandedLayout, mass: Mass) {
    const entries = layout.size * (2 * layout.below + layout.above + 1);
    this.layout = layout;
    this.mass = mass;
    this.#mass = massEntries(layout, mass);
    this.#re = new Float64Array(entries);
    this.#im = new Float64Array(entries);
    this.#pivots = new Int32Array(layout.size);
    this.#scale = new Float64Array(2 * layout.size);
  }

  factor(alphaReal: number, alphaImaginary: number, jacobian: Float64Array): boolean {
    if (!this.#shift(alphaReal, alphaImaginary, jacobian)) return false;
    const { size: n, below, above } = this.layout;
    const width = 2 * below + above + 1;
    const re = this.#re;
    const im = this.#im;
    const scale = this.#scale;
    for (let k = 0; k < n; k++) {
      const end = Math.min(n - 1, k + below);
      let best = k;
      let size = -1;
      for (let i = k, at = k * width + below; i <= end; i++, at += width - 1) {
        const entry = (Math.abs(re[at]) + Math.abs(im[at])) * scale[i];
        if (entry > size) {
          size = entry;
          best = i;
        }
      }
      if (!(size > n * LOST * scale[n + k])) return false;
      this.#pivots[k] = best;
      const count = Math.min(n - 1, k + below + above) - k;
      const row = k * width + below;
      if (best !== k) {
        swap(re, row, best * width + below - (best - k), count);
        swap(im, row, best * width + below - (best - k), count);
        scale[best] = scale[k];
      }
      const square = 1 / (re[row] * re[row] + im[row] * im[row]);
      const reciprocalRe = re[row] * square;
      const reciprocalIm = -im[row] * square;
      re[row] = reciprocalRe;
      im[row] = reciprocalIm;
      for (let i = k + 1, at = row + width - 1; i <= end; i++, at += width - 1) {
        const factorRe = re[at] * reciprocalRe - im[at] * reciprocalIm;
        const factorIm = re[at] * reciprocalIm + im[at] * reciprocalRe;
        re[at] = factorRe;
        im[at] = factorIm;
        if (factorRe === 0 && factorIm === 0) continue;
        for (let j = 1; j <= count; j++) {
          const r = re[row + j];
          const s = im[row + j];
          re[at + j] -= factorRe * r - factorIm * s;
          im[at + j] -= factorRe * s + factorIm * r;
        }
      }
    }
    return true;
  }

  /** αM − J into the wider band, and its scales. @returns false where a row is zero or not finite */
  #shift(alphaReal: number, alphaImaginary: number, jacobian: Float64Array): boolean {
    const { size: n, below, above } = this.layout;
    const given = below + above + 1;
    const width = given + below;
    const re = this.#re;
    const im = this.#im;
    const mass = this.#mass;
    const scale = this.#scale;
    for (let j = 0; j < n; j++) scale[n + j] = 0;
    for (let i = 0; i < n; i++) {
      const first = Math.max(0, i - below);
      const last = Math.min(n - 1, i + above);
      const to = i * width + below - i;
      const from = i * given + below - i;
      for (let at = i * width; at < (i + 1) * width; at++) {
        re[at] = 0;
        im[at] = 0;
      }
      let largest = 0;
      for (let j = first; j <= last; j++) {
        const r = alphaReal * mass[from + j] - jacobian[from + j];
        const s = alphaImaginary * mass[from + j];
        re[to + j] = r;
        im[to + j] = s;
        largest = Math.max(largest, Math.abs(r) + Math.abs(s));
      }
      if (!(largest > 0 && largest < Infinity)) return false;
      const reciprocal = 1 / largest;
      scale[i] = reciprocal;
      for (let j = first; j <= last; j++) {
        scale[n + j] = Math.max(scale[n + j], (Math.abs(re[to + j]) + Math.abs(im[to + j])) * reciprocal);
      }
    }
    return true;
  }

  solve(real: Float64Array, imaginary: Float64Array): void {
    const { size: n, below, above } = this.layout;
    const width = 2 * below + above + 1;
    const re = this.#re;
    const im = this.#im;
    const pivots = this.#pivots;
    for (let k = 0; k < n; k++) {
      const pivot = pivots[k];
      const r = real[pivot];
      const s = imaginary[pivot];
      real[pivot] = real[k];
      imaginary[pivot] = imaginary[k];
      real[k] = r;
      imaginary[k] = s;
      const count = Math.min(n - 1 - k, below);
      for (let i = 1, at = (k + 1) * width + below - 1; i <= count; i++, at += width - 1) {
        real[k + i] -= re[at] * r - im[at] * s;
        imaginary[k + i] -= re[at] * s + im[at] * r;
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      const row = k * width + below;
      const count = Math.min(n - 1 - k, below + above);
      let r = real[k];
      let s = imaginary[k];
      for (let j = 1; j <= count; j++) {
        r -= re[row + j] * real[k + j] - im[row + j] * imaginary[k + j];
        s -= re[row + j] * imaginary[k + j] + im[row + j] * real[k + j];
      }
      real[k] = r * re[row] - s * im[row];
      imaginary[k] = r * im[row] + s * re[row];
    }
  }
}

function swap(a: Float64Array, p: number, q: number, count: number): void {
  for (let j = 0; j <= count; j++) {
    const held = a[p + j];
    a[p + j] = a[q + j];
    a[q + j] = held;
  }
}
