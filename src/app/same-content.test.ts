// Whether two values hold the same. Oracle: the deep equality of Node, which compares numbers as Object.is does.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sameContent } from "./same-content.ts";

const small = fc.constantFrom<unknown>(0, -0, 1, Number.NaN, "", "a", null, undefined, true);
const rows = fc
  .array(fc.constantFrom(0, -0, 1, Number.NaN), { maxLength: 3 })
  .chain((all) => fc.constantFrom<unknown>(all, Float64Array.from(all), Float32Array.from(all), Int32Array.from(all)));
/** Few values, so that two of them are often the same. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    small,
    rows,
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__"), tie("value"), { maxKeys: 2, noNullPrototype: true }),
  ),
}));

test("any two values are the same as Node has it", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameContent(a, b)).toBe(isDeepStrictEqual(a, b));
    }),
    { numRuns: 2000 },
  );
});

test("any value is the same as its copy", () => {
  fc.assert(
    fc.property(fc.oneof(value, fc.anything({ withTypedArray: true, withBigInt: true })), (one) => {
      expect(sameContent(one, structuredClone(one))).toBe(true);
    }),
  );
});
