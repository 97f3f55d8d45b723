// Buffers that go to the page instead of copies. Oracle: the structured clone that the browser makes of a message.
import { expect, test } from "vitest";
import { copyToHandOver, handedOver } from "./handed-over.ts";

const course = Float64Array.from({ length: 20_000 }, (_, k) => k * k);

test("a long list goes with its buffer, and the one that it was copied from stays", () => {
  const result: { time?: Float64Array } = {};
  result.time = copyToHandOver(course, result);
  const buffers = handedOver(result);
  expect(buffers).toEqual([result.time.buffer]);
  const received = structuredClone(result, { transfer: buffers });
  expect(received.time).toEqual(course);
  expect(result.time.length).toBe(0);
  expect(course.length).toBe(20_000);
});

test("a short list is left as it is, and a result without long ones hands nothing over", () => {
  const result = {};
  const short = Float64Array.of(1, 2);
  expect(copyToHandOver(short, result)).toBe(short);
  expect([handedOver(result), handedOver(null), handedOver("done")]).toEqual([[], [], []]);
});
