import fc from "fast-check";
import { expect, test } from "vitest";
import { surplus, touched, without } from "./least-recently-used.ts";

test("what was used last stands last, once", () => {
  expect(touched(["a", "b", "c"], "a")).toEqual(["b", "c", "a"]);
  expect(touched(["a"], "b")).toEqual(["a", "b"]);
});

test("the oldest go first, and none that is needed", () => {
  expect([...surplus(["a", "b", "c", "d"], 2, () => false)]).toEqual(["a", "b"]);
  expect([...surplus(["a", "b", "c", "d"], 2, (id) => id === "a")]).toEqual(["b", "c"]);
  expect([...surplus(["a", "b", "c"], 1, () => true)]).toEqual([]);
});

test("as many stay as may, or as are needed", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String));
  fc.assert(
    fc.property(ids, fc.integer({ min: 0, max: 15 }), ids, (used, most, needed) => {
      const gone = surplus(used, most, (id) => needed.includes(id));
      const staying = used.filter((id) => needed.includes(id)).length;
      expect(used.length - gone.size).toBe(Math.min(used.length, Math.max(most, staying)));
      expect(needed.some((id) => gone.has(id))).toBe(false);
    }),
  );
});

test("a record of which nothing goes is itself", () => {
  const entries = { a: 1, b: 2 };
  expect(without(entries, () => false)).toBe(entries);
  expect(without(entries, (key) => key === "a")).toEqual({ b: 2 });
});
