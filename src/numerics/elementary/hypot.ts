/** Sums of squares between these have neither overflowed nor lost what matters to underflow. */
const LEAST = 1e-280;
const MOST = 1e300;

/**
 * √(x² + y² + z²), with the same bits in every engine, as `Math.hypot` in every special case. Error below 1.2 units in the last place of
 * two lengths, below 1.5 of three.
 */
export function hypot(x: number, y: number, z = 0): number {
  const sum = x * x + y * y + z * z;
  return sum > LEAST && sum < MOST ? Math.sqrt(sum) : beyond([x, y, z]);
}

/** √(Σ xₖ²) of any number of lengths; 0 of none. Else as `hypot`, with an error that grows by half a unit with each length. */
export function euclideanNorm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    sum += value * value;
  }
  return sum > LEAST && sum < MOST ? Math.sqrt(sum) : beyond(values);
}

/** The same, of lengths so large or small that their squares need another scale, and of what is no length. */
function beyond(values: ArrayLike<number>): number {
  let largest = 0;
  let isNumber = true;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k] as number);
    if (size > largest) largest = size;
    if (Number.isNaN(size)) isNumber = false;
  }
  if (largest === Number.POSITIVE_INFINITY) return largest;
  if (!isNumber) return Number.NaN;
  if (largest === 0) return 0;
  // By a power of two, which rounds nothing: the largest comes near 1, in two steps since 2 ** 1074 is no number.
  let scale = 1;
  let scaled = largest;
  while (scaled < 2 ** -500) {
    scaled *= 2 ** 500;
    scale *= 2 ** -500;
  }
  while (scaled > 2 ** 500) {
    scaled *= 2 ** -500;
    scale *= 2 ** 500;
  }
  const inverse = 1 / scale;
  let sum = 0;
  for (let k = 0; k < values.length; k++) {
    const value = (values[k] as number) * inverse;
    sum += value * value;
  }
  return Math.sqrt(sum) * scale;
}
