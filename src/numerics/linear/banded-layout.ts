import { DomainError } from "../../base/errors.ts";
import type { BandedLayout } from "./layout.ts";

/**
 * An n × n matrix with `below` diagonals under the main one and `above` over it. The slots of the corners that lie outside of the
 * matrix are never read.
 * @throws DomainError unless size ≥ 1 and 0 ≤ below, above < size
 */
export function bandedLayout(size: number, below: number, above: number): BandedLayout {
  const fits = (count: number): boolean => Number.isInteger(count) && count >= 0 && count < size;
  if (!Number.isInteger(size) || size < 1 || !fits(below) || !fits(above)) {
    throw new DomainError(
      `bandedLayout: order ${size} with ${below} diagonals below and ${above} above; the order must be ≥ 1, each number of diagonals 0 … order − 1.`,
    );
  }
  const width = below + above + 1;
  return {
    kind: "banded",
    size,
    below,
    above,
    entries: size * width,
    slot(row, column) {
      const offset = column - row + below;
      const inside = row >= 0 && row < size && column >= 0 && column < size;
      return inside && offset >= 0 && offset < width ? row * width + offset : -1;
    },
  };
}
