import { NormalStream } from "../../numerics/random/normal-stream.ts";

/**
 * Latin hypercube of `count` places in [0, 1]ⁿ: each parameter has one place in each of `count` equal parts of its range.
 *
 * M. D. McKay, R. J. Beckman, W. J. Conover, Technometrics 21 (1979) 239.
 */
export function latinHypercube(n: number, count: number, seed: number): Float64Array[] {
  const stream = new NormalStream(seed);
  const draws = Array.from({ length: count }, () => new Float64Array(n));
  for (let k = 0; k < n; k++) {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(stream.uniform() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    draws.forEach((draw, i) => {
      draw[k] = (order[i] + stream.uniform()) / count;
    });
  }
  return draws;
}
