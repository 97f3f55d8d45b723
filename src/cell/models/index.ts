import type { CellDescription } from "../form/description.ts";
import { benchmarkCellR1 } from "./r1.ts";
import { separatorBenchmark } from "./r2.ts";

export * from "./r1.ts";
export * from "./r2.ts";

/** A cell that comes with the program. */
export interface ShippedCell {
  readonly name: string;
  readonly title: string;
  /** What its numbers are worth, in one or two sentences. */
  readonly note: string;
  describe(): CellDescription;
}

const BENCHMARK =
  "A benchmark cell: its numbers exercise the numerics and fit no cell. Take what it shows as behaviour, not as a prediction.";

const cells: readonly ShippedCell[] = [
  {
    name: "pool",
    title: "Benchmark R1: a pool of Na-K with a skin, contact loss, grain boundary and charge transfer",
    note: BENCHMARK,
    describe: () => ({ ...benchmarkCellR1(), name: "pool" }),
  },
  {
    name: "separator",
    title: "Benchmark R2: a separator with Na⁺, K⁺ and ClO₄⁻ in which KClO₄ precipitates",
    note: BENCHMARK,
    describe: () => ({ ...separatorBenchmark({ potential: "counted" }), name: "separator" }),
  },
];

/** The cells that come with the program, by name. */
export const shippedCells: Readonly<Record<string, ShippedCell>> = Object.fromEntries(
  cells.map((cell) => [cell.name, cell]),
);
