import { exp, log } from "../../../numerics/elementary/index.ts";
import type { SpectrumEntry } from "../../simulate-results.ts";

/** What a part of the cell adds to a spectrum, as one arc. */
export interface PartArc {
  /**
   * Ω·m²: Re Z of the part below its arcs, where −Im Z is least before it rises again towards what is slower than the spectrum, or
   * at the lowest frequency, less Re Z at the highest.
   */
  readonly resistance: number;
  /** s: 1/(2πf) at the largest maximum of −Im Z; null where there is none within the frequencies. */
  readonly timeConstant: number | null;
}

/** Whether a part belongs to what is asked for: the submodel, or submodel and drop as in "interface: constriction". */
export function partIs(asked: string): (part: { readonly submodel: string; readonly name: string }) => boolean {
  return ({ submodel, name }) =>
    submodel === asked || `${submodel}: ${name}` === asked || `${submodel}.${name}` === asked;
}

/**
 * The arc of one part of the cell in a simulated spectrum: what the model itself calls the interface, within the frequencies of
 * the spectrum, without the tail of what is slower. Null where the spectrum has no such part.
 */
export function arcOfPart({ frequency, parts }: SpectrumEntry, asked: string): PartArc | null {
  const own = parts.filter(partIs(asked));
  if (own.length === 0 || frequency.length < 3) return null;
  const order = Array.from(frequency.keys()).sort((a, b) => (frequency[a] as number) - (frequency[b] as number));
  const sum = (of: (part: (typeof own)[number]) => Float64Array): number[] =>
    order.map((k) => own.reduce((total, part) => total + (of(part)[k] as number), 0));
  const [real, loss] = [sum(({ real }) => real), sum(({ imaginary }) => imaginary).map((z) => -z)];
  const maxima = loss.flatMap((z, k) =>
    k > 0 && k < loss.length - 1 && z > (loss[k - 1] as number) && z >= (loss[k + 1] as number) ? [k] : [],
  );
  const [slowest] = maxima;
  let below = 0;
  for (let k = 0; k < (slowest ?? 0); k++) if ((loss[k] as number) <= (loss[below] as number)) below = k;
  const top = maxima.reduce<number | null>(
    (best, k) => (best === null || (loss[k] as number) > (loss[best] as number) ? k : best),
    null,
  );
  return {
    resistance: (real[below] as number) - (real.at(-1) as number),
    timeConstant: top === null ? null : peakTime(order, frequency, loss, top),
  };
}

/** 1/(2πf) at the vertex of the parabola through three points in ln f. */
function peakTime(order: readonly number[], frequency: Float64Array, loss: readonly number[], top: number): number {
  const x = (k: number): number => log(frequency[order[k] as number] as number);
  const [x0, x1, x2] = [x(top - 1), x(top), x(top + 1)];
  const [y0, y1, y2] = [loss[top - 1], loss[top], loss[top + 1]] as [number, number, number];
  const above = (x1 - x0) ** 2 * (y1 - y2) - (x1 - x2) ** 2 * (y1 - y0);
  const below = (x1 - x0) * (y1 - y2) - (x1 - x2) * (y1 - y0);
  const vertex = below === 0 ? x1 : x1 - above / (2 * below);
  return 1 / (2 * Math.PI * exp(Math.min(Math.max(vertex, Math.min(x0, x2)), Math.max(x0, x2))));
}
