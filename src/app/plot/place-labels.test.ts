// Labels over labels. Oracle: geometry; a free place that is missed would be found by trying all.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Label, overlap, placeLabels, shiftsAround } from "./place-labels.ts";

const within = { left: 0, top: 0, width: 300, height: 200 };
const box = fc.record({
  left: fc.integer({ min: 0, max: 260 }),
  top: fc.integer({ min: 0, max: 180 }),
  width: fc.integer({ min: 8, max: 90 }),
  height: fc.integer({ min: 8, max: 20 }),
});
const labels = fc.array(
  fc
    .tuple(box, fc.boolean())
    .map(([one, moves]): Label => ({ box: one, shifts: moves ? shiftsAround(one) : [], within })),
  { maxLength: 24 },
);

describe("labels that are placed", () => {
  test("do not cover one another, whatever they are", () => {
    fc.assert(
      fc.property(labels, (all) => {
        const placed = placeLabels(all).flatMap((one) => one ?? []);
        placed.forEach((a, i) => {
          for (const b of placed.slice(i + 1)) expect(overlap(a, b)).toBe(false);
        });
      }),
    );
  });

  test("are left out only where none of their places is free of what is more important", () => {
    fc.assert(
      fc.property(labels, (all) => {
        const placed = placeLabels(all);
        placed.forEach((one, k) => {
          if (one !== null) return;
          const { box: own, shifts } = all[k] as Label;
          for (const [dx, dy] of [[0, 0], ...shifts] as const) {
            const moved = { ...own, left: own.left + dx, top: own.top + dy };
            const inside =
              (dx === 0 && dy === 0) ||
              (moved.left >= 0 && moved.top >= 0 && moved.left + moved.width <= 300 && moved.top + moved.height <= 200);
            if (!inside) continue;
            expect(placed.slice(k + 1).some((other) => other !== null && overlap(moved, other))).toBe(true);
          }
        });
      }),
    );
  });

  test("stay where they are alone, and the last stays always", () => {
    fc.assert(
      fc.property(labels, (all) => {
        if (all.length === 0) return;
        expect(placeLabels(all).at(-1)).toEqual(all.at(-1)?.box);
        for (const one of all) expect(placeLabels([one])).toEqual([one.box]);
      }),
    );
  });

  test("move by no more than they must: two of the same place stand beside one another", () => {
    const one = { left: 100, top: 100, width: 40, height: 14 };
    const same = { box: one, shifts: shiftsAround(one), within };
    expect(placeLabels([same, same])).toEqual([{ ...one, top: 86 }, one]);
  });
});
