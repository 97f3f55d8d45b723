import { DomainError } from "../../base/errors.ts";
import type { ArrowLayout, ArrowShape, BorderCoupling, ChainLayout } from "./layout.ts";

/**
 * Places the numbers of an arrow matrix: the border's block S first, then chain by chain the blocks on, below and above the
 * diagonal, the columns and the rows that couple it with the border. A border of 0 leaves block tridiagonal matrices.
 *
 * @throws DomainError where a count is not an integer in its range, or the same border unknown is coupled twice
 */
export function arrowLayout(shape: ArrowShape): ArrowLayout {
  const { border } = shape;
  whole("border unknowns", border, 0, Number.MAX_SAFE_INTEGER);
  let size = border;
  let entries = border * border;
  const chains = shape.chains.map((chain, index): ChainLayout => {
    const { cells, unknowns } = chain;
    whole(`cells of chain ${index}`, cells, 1, Number.MAX_SAFE_INTEGER);
    whole(`unknowns per cell of chain ${index}`, unknowns, 1, Number.MAX_SAFE_INTEGER);
    const first = size;
    size += cells * unknowns;
    const take = (count: number): number => {
      const slot = entries;
      entries += count;
      return slot;
    };
    const couple = (what: string, couplings: ArrowShape["chains"][number]["columns"]): BorderCoupling[] => {
      const seen = new Set<number>();
      return couplings.map((coupling) => {
        whole(`border ${what} coupled with chain ${index}`, coupling.unknown, 0, border - 1);
        whole(`cells of chain ${index} coupled with border ${what} ${coupling.unknown}`, coupling.cells, 1, cells);
        if (seen.has(coupling.unknown)) {
          throw new DomainError(
            `arrowLayout: border ${what} ${coupling.unknown} is coupled twice with chain ${index}; declare it once, with the larger number of cells.`,
          );
        }
        seen.add(coupling.unknown);
        return { unknown: coupling.unknown, cells: coupling.cells, slot: take(coupling.cells * unknowns) };
      });
    };
    const block = cells * unknowns * unknowns;
    return {
      cells,
      unknowns,
      first,
      diagonal: take(block),
      lower: take(block),
      upper: take(block),
      columns: couple("unknown", chain.columns),
      rows: couple("row", chain.rows),
    };
  });
  if (size === 0) throw new DomainError("arrowLayout: neither border unknowns nor chains; a matrix needs an unknown.");
  return { kind: "arrow", size, entries, border, chains, slot: (row, column) => slotOf(border, chains, row, column) };
}

function slotOf(border: number, chains: readonly ChainLayout[], row: number, column: number): number {
  if (row < 0 || column < 0) return -1;
  if (row < border && column < border) return row * border + column;
  const inside = Math.max(row, column);
  const chain = chains.find(({ first, cells, unknowns }) => inside >= first && inside < first + cells * unknowns);
  if (chain === undefined) return -1;
  const { unknowns: m, first } = chain;
  if (row < border) return coupled(chain.rows, row, column - first, m);
  if (column < border) return coupled(chain.columns, column, row - first, m);
  if (row < first || column < first) return -1;
  const cell = Math.floor((row - first) / m);
  const other = Math.floor((column - first) / m);
  const within = cell * m * m + (row - first - cell * m) * m + (column - first - other * m);
  if (other === cell) return chain.diagonal + within;
  if (other === cell - 1) return chain.lower + within;
  return other === cell + 1 ? chain.upper + within : -1;
}

function coupled(couplings: readonly BorderCoupling[], unknown: number, offset: number, m: number): number {
  const coupling = couplings.find((one) => one.unknown === unknown);
  return coupling !== undefined && offset < coupling.cells * m ? coupling.slot + offset : -1;
}

function whole(what: string, value: number, lowest: number, highest: number): void {
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    const range =
      highest === Number.MAX_SAFE_INTEGER ? `an integer ≥ ${lowest}` : `an integer in ${lowest} … ${highest}`;
    throw new DomainError(`arrowLayout: ${what}: ${value}; ${range} is needed.`);
  }
}
