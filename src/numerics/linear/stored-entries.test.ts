import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrowLayout } from "./arrow-layout.ts";
import { bandedLayout } from "./banded-layout.ts";
import { denseLayout } from "./dense-layout.ts";
import type { MatrixLayout } from "./layout.ts";
import { storedEntries } from "./stored-entries.ts";

/** All entries by asking for every place of the matrix. */
function byAsking(layout: MatrixLayout): string[] {
  const found: string[] = [];
  for (let i = 0; i < layout.size; i++) {
    for (let j = 0; j < layout.size; j++) {
      const slot = layout.slot(i, j);
      if (slot >= 0) found.push(`${i} ${j} ${slot}`);
    }
  }
  return found.sort();
}

function listed(layout: MatrixLayout): string[] {
  const { slots, rows, columns } = storedEntries(layout);
  return Array.from(slots, (slot, k) => `${rows[k]} ${columns[k]} ${slot}`).sort();
}

const chain = fc.record({
  cells: fc.integer({ min: 1, max: 5 }),
  unknowns: fc.integer({ min: 1, max: 3 }),
  columns: fc.boolean(),
  rows: fc.boolean(),
});

describe("storedEntries against the slots of every place", () => {
  it("of dense and banded matrices", () => {
    expect(listed(denseLayout(4))).toEqual(byAsking(denseLayout(4)));
    for (const [below, above] of [
      [1, 1],
      [2, 0],
      [0, 3],
    ]) {
      expect(listed(bandedLayout(6, below, above))).toEqual(byAsking(bandedLayout(6, below, above)));
    }
  });

  it("of arrows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(chain, { minLength: 1, maxLength: 3 }), (border, chains) => {
        const layout = arrowLayout({
          border,
          chains: chains.map(({ cells, unknowns, columns, rows }) => ({
            cells,
            unknowns,
            columns: columns ? [{ unknown: border - 1, cells }] : [],
            rows: rows ? [{ unknown: 0, cells: 1 }] : [],
          })),
        });
        expect(listed(layout)).toEqual(byAsking(layout));
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});
