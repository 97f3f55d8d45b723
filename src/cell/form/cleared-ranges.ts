import { DomainError } from "../../base/errors.ts";
import type { ArrowLayout } from "../../numerics/linear/layout.ts";
import type { BoundSubmodel } from "./submodel.ts";

/**
 * Starts and ends of the stretches of the Jacobian that are cleared before the submodels add to them: all but the chains of one
 * unknown a cell that a submodel sets.
 *
 * @throws DomainError where two submodels set the same chain
 */
export function clearedRanges(layout: ArrowLayout, bound: readonly BoundSubmodel[]): Int32Array {
  const set = new Set<number>();
  for (const { first } of bound.flatMap(({ sets = [] }) => sets)) {
    if (set.has(first)) throw new DomainError("composeCell: two submodels set the blocks of one chain; let one add.");
    set.add(first);
  }
  const blocks: number[] = [0, layout.border * layout.border];
  for (const { first, cells, unknowns, diagonal, lower, upper, columns, rows } of layout.chains) {
    if (unknowns > 1 || !set.has(first)) {
      for (const block of [diagonal, lower, upper]) blocks.push(block, block + cells * unknowns * unknowns);
    }
    for (const { slot, cells: coupled } of [...columns, ...rows]) blocks.push(slot, slot + coupled * unknowns);
  }
  return joined(blocks);
}

/** Sets the stretches to 0. */
export function clear(out: Float64Array, ranges: Int32Array): void {
  for (let k = 0; k < ranges.length; k += 2) {
    const from = ranges[k];
    const to = ranges[k + 1];
    if (to - from > FEW) out.fill(0, from, to);
    else for (let i = from; i < to; i++) out[i] = 0;
  }
}

/** Up to here a loop is faster than a call of `fill`. */
const FEW = 64;

function joined(ranges: readonly number[]): Int32Array {
  const pairs = Array.from({ length: ranges.length / 2 }, (_, k) => [ranges[2 * k], ranges[2 * k + 1]]);
  const kept: number[] = [];
  for (const [from, to] of pairs.sort((p, q) => p[0] - q[0])) {
    if (kept.length > 0 && kept[kept.length - 1] === from) kept[kept.length - 1] = to;
    else kept.push(from, to);
  }
  return Int32Array.from(kept);
}
