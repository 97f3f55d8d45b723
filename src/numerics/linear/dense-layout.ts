import { DomainError } from "../../base/errors.ts";
import type { DenseLayout } from "./layout.ts";

/**
 * A full n × n matrix, row by row.
 * @throws DomainError unless `size` is an integer ≥ 1
 */
export function denseLayout(size: number): DenseLayout {
  if (!Number.isInteger(size) || size < 1)
    throw new DomainError(`denseLayout: order ${size}; an integer ≥ 1 is needed.`);
  return {
    kind: "dense",
    size,
    entries: size * size,
    slot: (row, column) => (row >= 0 && row < size && column >= 0 && column < size ? row * size + column : -1),
  };
}
