// Laws of undo: redo after undo is the same state, a change ends the future, a gesture is one entry.
import fc from "fast-check";
import { expect, test } from "vitest";
import { changed, DEPTH, type History, redone, undone } from "./history.ts";

const start: History<number> = { present: 0, past: [], future: [] };
const grown = (values: readonly number[]): History<number> =>
  values.reduce((history, value) => changed(history, `to ${value}`, value, false), start);

test("undo takes back what was done last, redo does it again", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 50 }), fc.nat(60), (values, steps) => {
      const history = grown(values);
      let back = history;
      for (let k = 0; k < steps; k++) back = undone(back);
      expect(back.present).toBe([0, ...values][Math.max(0, values.length - steps)]);
      let forth = back;
      for (let k = 0; k < steps; k++) forth = redone(forth);
      expect(forth).toEqual(history);
    }),
    { seed: 7 },
  );
});

test("a change after an undo has no future", () => {
  expect(changed(undone(grown([1, 2])), "to 3", 3, false)).toEqual({
    present: 3,
    past: [
      { name: "to 1", state: 0 },
      { name: "to 3", state: 1 },
    ],
    future: [],
  });
});

test("changes of one gesture are one entry, under the last name", () => {
  const dragged = [2, 3, 4].reduce((history, value) => changed(history, `to ${value}`, value, value > 2), grown([1]));
  expect(dragged.past.map(({ name }) => name)).toEqual(["to 1", "to 4"]);
  expect(undone(dragged).present).toBe(1);
});

test(`no more than ${DEPTH} are kept`, () => {
  const { past } = grown(Array.from({ length: DEPTH + 30 }, (_, k) => k + 1));
  expect([past.length, past[0]?.state]).toEqual([DEPTH, 30]);
});
