import { log, pow } from "../elementary/index.ts";

/**
 * The one seeded stream of random numbers of the core: the same seed gives the same numbers on every engine, but for the last bit
 * of the logarithm. Uniform numbers are those of mulberry32 (T. Ettinger 2017; period 2³²), (x + ½)/2³²; normal
 * ones come by Marsaglia's polar method.
 *
 * @param seed its lowest 32 bits count
 */
export class NormalStream {
  private state: number;
  private spare = Number.NaN;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Uniform in (0, 1). */
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1) >>> 0;
    t = (t ^ (t + Math.imul(t ^ (t >>> 7), t | 61))) >>> 0;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  }

  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const value = this.spare;
      this.spare = Number.NaN;
      return value;
    }
    for (;;) {
      const a = 2 * this.uniform() - 1;
      const b = 2 * this.uniform() - 1;
      const s = a * a + b * b;
      if (s >= 1 || s === 0) continue; // taken with probability π/4
      const factor = Math.sqrt((-2 * log(s)) / s);
      this.spare = b * factor;
      return a * factor;
    }
  }

  /**
   * χ² with ν ≥ 2 degrees of freedom, exactly: a cube of a normal number, rejected where it departs from the density.
   * Source: Marsaglia & Tsang, ACM Trans. Math. Softw. 26 (2000) 363.
   */
  chiSquare(freedom: number): number {
    const d = freedom / 2 - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const z = this.normal();
      const v = pow(1 + c * z, 3);
      // taken with a probability of 0.95 and more
      if (v > 0 && log(this.uniform()) < 0.5 * z * z + d * (1 - v + log(v))) return 2 * d * v;
    }
  }
}
