/** As in the real factorisation. */
const LOST = 2 ** -52;

/**
 * `factorEquilibrated` for a complex matrix; magnitudes are |Re| + |Im|.
 *
 * @param re real parts, row-major n × n; replaced by those of the factors, reciprocal pivots on the diagonal
 * @param im imaginary parts, the same
 * @param order length ≥ n: the row of A that stands in row i of the factors
 * @param work length ≥ 2 n
 * @param columnsFirst divides each column by its largest entry before rows are compared: for a matrix that looks singular otherwise,
 *   as one steep column in several rows makes all other entries of these rows look like nothing
 * @returns false where the matrix is singular to working precision or not finite
 */
export function factorComplexEquilibrated(
  re: Float64Array,
  im: Float64Array,
  n: number,
  order: Int32Array,
  work: Float64Array,
  columnsFirst = false,
): boolean {
  if (!(columnsFirst ? scaleColumnsThenRows(re, im, n, order, work) : scaleRows(re, im, n, order, work))) return false;
  for (let k = 0; k < n; k++) {
    let best = k;
    let size = -1;
    for (let i = k; i < n; i++) {
      const entry = (Math.abs(re[i * n + k]) + Math.abs(im[i * n + k])) * work[i];
      if (entry > size) {
        size = entry;
        best = i;
      }
    }
    if (!(size > n * LOST * work[n + k])) return false;
    if (best !== k) swapRows(re, im, n, order, work, k, best);
    const row = k * n;
    const pivotRe = re[row + k];
    const pivotIm = im[row + k];
    const square = 1 / (pivotRe * pivotRe + pivotIm * pivotIm);
    if (!(square > 0)) return false;
    const reciprocalRe = pivotRe * square;
    const reciprocalIm = -pivotIm * square;
    re[row + k] = reciprocalRe;
    im[row + k] = reciprocalIm;
    for (let i = k + 1; i < n; i++) {
      const target = i * n;
      const entryRe = re[target + k];
      const entryIm = im[target + k];
      const factorRe = entryRe * reciprocalRe - entryIm * reciprocalIm;
      const factorIm = entryRe * reciprocalIm + entryIm * reciprocalRe;
      re[target + k] = factorRe;
      im[target + k] = factorIm;
      if (factorRe === 0 && factorIm === 0) continue;
      for (let j = k + 1; j < n; j++) {
        const r = re[row + j];
        const s = im[row + j];
        re[target + j] -= factorRe * r - factorIm * s;
        im[target + j] -= factorRe * s + factorIm * r;
      }
    }
  }
  return true;
}

/** work[i] = 1 / largest of row i; work[n + j] = largest entry of column j so scaled. */
function scaleRows(re: Float64Array, im: Float64Array, n: number, order: Int32Array, work: Float64Array): boolean {
  for (let j = 0; j < n; j++) work[n + j] = 0;
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0, at = i * n; j < n; j++, at++) largest = Math.max(largest, Math.abs(re[at]) + Math.abs(im[at]));
    if (!(largest > 0 && largest < Infinity)) return false;
    const scale = 1 / largest;
    work[i] = scale;
    order[i] = i;
    for (let j = 0, at = i * n; j < n; j++, at++) {
      work[n + j] = Math.max(work[n + j], (Math.abs(re[at]) + Math.abs(im[at])) * scale);
    }
  }
  return true;
}

/** work[n + j] = largest entry of column j; work[i] = 1 / largest of row i after division of each column by its largest. */
function scaleColumnsThenRows(
  re: Float64Array,
  im: Float64Array,
  n: number,
  order: Int32Array,
  work: Float64Array,
): boolean {
  for (let j = 0; j < n; j++) {
    let largest = 0;
    for (let at = j; at < n * n; at += n) largest = Math.max(largest, Math.abs(re[at]) + Math.abs(im[at]));
    if (!(largest > 0 && largest < Infinity)) return false;
    work[n + j] = largest;
  }
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0, at = i * n; j < n; j++, at++) {
      largest = Math.max(largest, (Math.abs(re[at]) + Math.abs(im[at])) / work[n + j]);
    }
    work[i] = 1 / largest;
    order[i] = i;
    if (!(work[i] < Infinity)) return false;
  }
  return true;
}

function swapRows(
  re: Float64Array,
  im: Float64Array,
  n: number,
  order: Int32Array,
  scale: Float64Array,
  k: number,
  best: number,
): void {
  for (let j = 0, p = k * n, q = best * n; j < n; j++, p++, q++) {
    const heldRe = re[p];
    const heldIm = im[p];
    re[p] = re[q];
    im[p] = im[q];
    re[q] = heldRe;
    im[q] = heldIm;
  }
  const heldOrder = order[k];
  order[k] = order[best];
  order[best] = heldOrder;
  const heldScale = scale[k];
  scale[k] = scale[best];
  scale[best] = heldScale;
}

/**
 * Solves A x = b with the factors of `factorComplexEquilibrated`; b[0 … n − 1] is replaced by x.
 * @param work length ≥ 2 n
 */
export function solveComplexEquilibrated(
  re: Float64Array,
  im: Float64Array,
  n: number,
  order: Int32Array,
  bRe: Float64Array,
  bIm: Float64Array,
  work: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sumRe = bRe[order[i]];
    let sumIm = bIm[order[i]];
    for (let j = 0; j < i; j++) {
      const r = work[j];
      const s = work[n + j];
      sumRe -= re[row + j] * r - im[row + j] * s;
      sumIm -= re[row + j] * s + im[row + j] * r;
    }
    work[i] = sumRe;
    work[n + i] = sumIm;
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    let sumRe = work[i];
    let sumIm = work[n + i];
    for (let j = i + 1; j < n; j++) {
      const r = bRe[j];
      const s = bIm[j];
      sumRe -= re[row + j] * r - im[row + j] * s;
      sumIm -= re[row + j] * s + im[row + j] * r;
    }
    const r = re[row + i];
    const s = im[row + i];
    bRe[i] = sumRe * r - sumIm * s;
    bIm[i] = sumRe * s + sumIm * r;
  }
}
