// Law: the bytes of a database are read once, however often it is asked for.
import { expect, test, vi } from "vitest";
import { kNaText } from "../../thermo/data/index.ts";
import { databaseOf } from "./alloy-cache.ts";

test("a database that is known is given without reading its file again", async () => {
  const content = new Blob([kNaText]);
  const read = vi.spyOn(content, "arrayBuffer");
  const file = { id: "a", name: "k-na.tdb", content };
  const first = await databaseOf(file);
  expect(await databaseOf(file)).toBe(first);
  expect(read).toHaveBeenCalledTimes(1);
});
