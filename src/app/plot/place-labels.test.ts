// Labels over labels. Oracle: geometry; a free place that is missed would be found by trying all.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Box } from "./figure-layout.ts";
import { type Label, overlap, placeLabels, shiftsAlong, shiftsAround, spreadApart } from "./place-labels.ts";

/** px from a point to the nearest of all points of a box, by trying them. */
function distance({ left, top, width, height }: Box, [px, py]: readonly [number, number]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let x = 0; x <= width; x += 0.5)
    for (let y = 0; y <= height; y += 0.5) least = Math.min(least, Math.hypot(left + x - px, top + y - py));
  return least;
}

const within = { left: 0, top: 0, width: 300, height: 200 };
const box = fc.record({
  left: fc.integer({ min: 0, max: 260 }),
  top: fc.integer({ min: 0, max: 180 }),
  width: fc.integer({ min: 8, max: 90 }),
  height: fc.integer({ min: 8, max: 20 }),
});
/** The point that a label stands beside, to its left. */
const besideOf = ({ left, top, height }: Box): readonly [number, number] => [left - 6, top + height / 2];
const labels = fc.array(
  fc.tuple(box, fc.boolean()).map(
    ([one, moves]): Label => ({
      box: one,
      shifts: moves ? shiftsAround(one, besideOf(one)) : [],
      within,
      ...(moves ? { anchor: besideOf(one) } : {}),
    }),
  ),
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
            if (!inside || ((dx !== 0 || dy !== 0) && distance(moved, besideOf(own)) > 8)) continue;
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
    const same = { box: one, shifts: shiftsAround(one, [94, 107]), within };
    expect(placeLabels([same, same])).toEqual([{ ...one, top: 86 }, one]);
  });

  test("stay beside the point that they name, wherever there is room", () => {
    fc.assert(
      fc.property(labels, (all) => {
        placeLabels(all).forEach((one, k) => {
          const { box: own, anchor } = all[k] as Label;
          if (one === null || anchor === undefined) return;
          expect(distance(one, anchor)).toBeLessThan(8.5);
          expect(distance(own, anchor)).toBeLessThan(8);
        });
      }),
      { numRuns: 40 },
    );
    // Above it, where its own place is taken and the others at its side are too.
    const own = { left: 100, top: 100, width: 40, height: 14 };
    const wall = { left: 60, top: 93, width: 200, height: 60 };
    const anchor = [94, 90] as const;
    const [placed] = placeLabels([
      { box: own, shifts: shiftsAround(own, anchor), within, anchor },
      { box: wall, shifts: [], within },
    ]);
    expect(placed).toMatchObject({ top: expect.any(Number) });
    expect((placed as Box).top + 14).toBeLessThanOrEqual(93.5);
  });
});

test("a label goes to the nearest free place that covers least, and no farther than that is worth", () => {
  const box = { left: 100, top: 100, width: 40, height: 14 };
  const shifts = shiftsAround(box, [94, 107]);
  const inBox = (px: number, py: number) => (at: Box) =>
    px > at.left && px < at.left + at.width && py > at.top && py < at.top + at.height ? 20 : 0;
  const placed = (covers: (at: Box) => number) => placeLabels([{ box, shifts, within: null, covers }])[0];
  expect(placed(() => 0)).toEqual(box);
  const moved = placed(inBox(120, 107));
  expect(moved).not.toEqual(box);
  expect(inBox(120, 107)(moved as Box)).toBe(0);
  expect(shifts.some(([dx, dy]) => box.left + dx === moved?.left && box.top + dy === moved?.top)).toBe(true);
  // One mark is less than the way to where there is none.
  expect(placed((at) => (Math.abs(at.top - 100) < 7 && Math.abs(at.left - 100) < 7 ? 1 : 0))).toEqual(box);
});

test("a label stands clear of points that it does not name, and goes back from the frame", () => {
  const anchor = [94, 107] as const;
  const count = (points: readonly (readonly [number, number])[]) => (at: Box) =>
    points.filter(([px, py]) => px > at.left && px < at.left + at.width && py > at.top && py < at.top + at.height)
      .length;
  const box = { left: 97, top: 90, width: 40, height: 14 };
  // A row of points 3 px beyond its right edge, of another curve.
  const others = [88, 91, 94, 97, 100, 103].map((py) => [140, py] as const);
  const [moved] = placeLabels([{ box, shifts: shiftsAround(box, anchor), within, anchor, covers: count(others) }]);
  expect((moved?.left ?? 0) + 40).toBeLessThanOrEqual(135);
  // Points under it, and the frame 2 px beyond it: there is a place only up to the frame.
  const room = { left: 0, top: 0, width: 139, height: 200 };
  const under = [98, 101].map((px) => [px, 103] as const);
  const [pushed] = placeLabels([
    { box, shifts: shiftsAround(box, anchor), within: room, anchor, covers: count(under) },
  ]);
  expect(count(under)(pushed as Box)).toBe(0);
  expect((pushed?.left ?? 0) + 40).toBeLessThanOrEqual(137);
});

test("a label that was pushed onto its own point goes beside it; one that its figure puts there stays", () => {
  const within = { left: 0, top: 0, width: 200, height: 200 };
  const [anchor, box] = [[150, 100] as const, { left: 138, top: 87, width: 60, height: 26 }];
  const placed = (beside: boolean): Box => {
    const label = { box, shifts: shiftsAround(box, anchor), within, anchor, beside, covers: () => 0 };
    return placeLabels([label])[0] as Box;
  };
  expect(placed(false)).toEqual(box);
  const { left, top, width, height } = placed(true);
  expect(left <= anchor[0] && left + width >= anchor[0] && top <= anchor[1] && top + height >= anchor[1]).toBe(false);
  expect([left >= 0, left + width <= 200, top >= 0, top + height <= 200]).toEqual([true, true, true, true]);
});

test("what slides keeps its place along x, and stays within", () => {
  const within = { left: 0, top: 0, width: 300, height: 200 };
  const box = { left: 20, top: 30, width: 80, height: 30 };
  const shifts = shiftsAlong(box, within);
  expect(shifts.length).toBeGreaterThan(10);
  for (const [dx, dy] of shifts) {
    expect(dx).toBe(0);
    expect(box.top + dy).toBeGreaterThanOrEqual(0);
    expect(box.top + dy + box.height).toBeLessThanOrEqual(200);
  }
});

describe("names at the right of a frame", () => {
  const name = fc.record({ top: fc.integer({ min: 0, max: 180 }), height: fc.integer({ min: 8, max: 16 }) });
  const boxOf = ({ top, height }: { readonly top: number; readonly height: number }): Box => ({
    left: 0,
    top,
    width: 80,
    height,
  });

  test("lie clear of one another, in their order and within the height", () =>
    fc.assert(
      fc.property(fc.array(name, { maxLength: 10 }), (names) => {
        const [before, after] = [names.map(boxOf), spreadApart(names.map(boxOf), 200)];
        for (const [k, one] of after.entries()) {
          expect(one.top).toBeGreaterThanOrEqual(-1e-9);
          expect(one.top + one.height).toBeLessThanOrEqual(200 + 1e-9);
          for (const [j, other] of after.entries()) {
            if (j === k) continue;
            expect(overlap(one, other)).toBe(false);
            if ((before[k] as Box).top < (before[j] as Box).top) expect(one.top).toBeLessThan(other.top);
          }
        }
      }),
    ));

  test("stay where they are where they are clear; two that cover one another part by equal ways", () => {
    const clear = [boxOf({ top: 10, height: 12 }), boxOf({ top: 60, height: 12 })];
    expect(spreadApart(clear, 200)).toEqual(clear);
    const close = [boxOf({ top: 50, height: 12 }), boxOf({ top: 54, height: 12 })];
    expect(spreadApart(close, 200).map(({ top }) => top)).toEqual([46, 58]);
    expect(
      spreadApart([boxOf({ top: 2, height: 12 }), boxOf({ top: 0, height: 12 })], 200).map(({ top }) => top),
    ).toEqual([12, 0]);
  });
});
