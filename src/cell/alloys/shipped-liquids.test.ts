import { expect, it } from "vitest";
import { shippedLiquids } from "./shipped-liquids.ts";

it.each(Object.entries(shippedLiquids))(
  "%s: its database has the phase that is named",
  (_name, { database, phase }) => {
    expect([...database().phases.keys()]).toContain(phase);
  },
);
