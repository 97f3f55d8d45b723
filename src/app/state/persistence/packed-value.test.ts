// What is kept of a run comes back as it was. Oracle: the value itself.
import fc from "fast-check";
import { expect, test } from "vitest";
import { runTask } from "../../../base/task.ts";
import { liveRun } from "../../../study/studies/live-run.ts";
import { planStudy } from "../../../study/studies/plan-study.ts";
import { shippedStudy } from "../../../study/studies/shipped-studies.ts";
import { DecodeError } from "./decode.ts";
import { packValue, unpackValue } from "./packed-value.ts";

test("plain data with typed arrays comes back equal", async () => {
  const array = fc.oneof(fc.float64Array({ maxLength: 20 }), fc.int32Array({ maxLength: 20 }), fc.uint8Array());
  const value = fc.dictionary(
    fc.string({ maxLength: 5 }).map((key) => `k${key}`),
    fc.oneof(array, fc.double(), fc.string(), fc.array(fc.double()), fc.constant(null)),
  );
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      expect(await unpackValue(await packValue(given))).toEqual({ ...given });
    }),
    { numRuns: 60 },
  );
});

test("an array that is a part of a longer one comes back alone", async () => {
  const part = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
  const found = await unpackValue(await packValue({ part, zero: -0 }));
  expect(found).toEqual({ part: new Float64Array([2, 3]), zero: -0 });
});

test("the picture of a run comes back equal, in less room", async () => {
  const live = liveRun(await planStudy(await shippedStudy("single-pulse")));
  await runTask({ name: "run", run: (control) => live.advance(control) });
  const sight = live.sight();
  const packed = await packValue(sight);
  expect(await unpackValue(packed)).toEqual(sight);
  expect(packed.size).toBeLessThan(JSON.stringify(sight).length / 2);
});

test("what is damaged is refused", async () => {
  const packed = await packValue({ a: new Float64Array(4) });
  await expect(unpackValue(packed.slice(0, packed.size - 6))).rejects.toThrow(DecodeError);
  await expect(unpackValue(new Blob(["PK"]))).rejects.toThrow(DecodeError);
});
