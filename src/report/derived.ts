import { atan2, hypot } from "../numerics/elementary/index.ts";

/** Numbers that follow from two others point by point: |Z| or −φ in ° of Z′ and −Z″. */
export interface DerivedNumbers<Reference> {
  readonly kind: "modulus" | "phase";
  readonly x: Reference;
  readonly y: Reference;
}

const kinds = {
  modulus: (x: number, y: number): number => hypot(x, y),
  phase: (x: number, y: number): number => (180 / Math.PI) * atan2(y, x),
} as const;

/** Numbers agree if they differ by less than this part: far less than packing rounds. */
const TOLERANCE = 1e-9;

interface Pair<Reference> {
  readonly kind: "modulus" | "phase";
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly x: Reference;
  readonly y: Reference;
}

function key(length: number, first: number): string {
  return `${length} ${first.toPrecision(6)}`;
}

/**
 * Remembers pairs of coordinates and recognises the moduli and phases made from them, so that a Bode plot need not repeat
 * what the Nyquist plot holds.
 */
export class DerivedFinder<Reference> {
  private readonly pairs = new Map<string, Pair<Reference>>();

  remember(xs: readonly number[], ys: readonly number[], x: Reference, y: Reference): void {
    for (const kind of ["modulus", "phase"] as const) {
      const first = kinds[kind](xs[0] as number, ys[0] as number);
      this.pairs.set(key(xs.length, first), { kind, xs, ys, x, y });
    }
  }

  find(values: readonly number[]): DerivedNumbers<Reference> | null {
    const pair = this.pairs.get(key(values.length, values[0] as number));
    if (pair === undefined) return null;
    const { kind, xs, ys, x, y } = pair;
    const agree = values.every((v, i) => {
      const made = kinds[kind](xs[i] as number, ys[i] as number);
      return Math.abs(made - v) <= TOLERANCE * Math.abs(v);
    });
    return agree ? { kind, x, y } : null;
  }
}
