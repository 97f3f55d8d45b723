// Results for a slider. Oracle: what `compute` gives at the place, and the order that the places are computed in.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computedAhead } from "./computed-ahead.ts";

/** A clock that runs the waiting step when it is told to. */
function clock() {
  let waiting: (() => void) | null = null;
  const later = (step: () => void): (() => void) => {
    waiting = step;
    return () => {
      waiting = null;
    };
  };
  const run = (steps: number): void => {
    for (let k = 0; k < steps && waiting !== null; k++) {
      const step: () => void = waiting;
      waiting = null;
      step();
    }
  };
  return { later, run, isWaiting: () => waiting !== null };
}

describe("computed ahead", () => {
  it("computes the places around the last one, nearest first, each once", () => {
    const computed: number[] = [];
    const { later, run, isWaiting } = clock();
    const ahead = computedAhead({ count: 6, most: 20, later, compute: (place) => computed.push(place) });
    ahead.at(2);
    run(100);
    expect(computed).toEqual([2, 3, 1, 4, 0, 5]);
    expect(isWaiting()).toBe(false);
    for (let place = 0; place < 6; place++) ahead.at(place);
    run(100);
    expect(computed).toHaveLength(6);
  });

  it("keeps no more than it may, and gives what compute gives wherever it is asked", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(fc.nat(11), fc.nat(5)), { maxLength: 30 }),
        (count, most, moves) => {
          const { later, run, isWaiting } = clock();
          let made = 0;
          const ahead = computedAhead({
            count,
            most,
            later,
            compute: (place) => {
              made++;
              return place * place;
            },
          });
          let last = 0;
          for (const [to, steps] of moves) {
            last = to % count;
            expect(ahead.at(last)).toBe(last * last);
            run(steps);
          }
          // It comes to rest, after each of the places once at most.
          const before = made;
          run(1000);
          expect(isWaiting()).toBe(false);
          expect(made - before).toBeLessThanOrEqual(count);
          // What was asked for last is kept to the end: the places around it do not drive it out.
          const rested = made;
          ahead.at(last);
          expect(made).toBe(moves.length === 0 ? rested + 1 : rested);
        },
      ),
      { seed: 7 },
    );
  });

  it("begins around a place before anything was asked for, within its reach, and goes on to the ends once it is asked", () => {
    const computed: number[] = [];
    const { later, run, isWaiting } = clock();
    const ahead = computedAhead({ count: 9, most: 20, later, compute: (place) => computed.push(place) });
    ahead.begin(4, 2);
    run(100);
    expect(computed).toEqual([5, 3, 6, 2]);
    expect(isWaiting()).toBe(false);
    ahead.at(4);
    run(100);
    expect(computed).toEqual([5, 3, 6, 2, 4, 7, 1, 8, 0]);
  });

  it("ends: nothing waits any more", () => {
    const { later, isWaiting } = clock();
    const ahead = computedAhead({ count: 5, most: 5, later, compute: (place) => place });
    ahead.at(1);
    expect(isWaiting()).toBe(true);
    ahead.end();
    expect(isWaiting()).toBe(false);
  });
});
