import { it } from "vitest";
import { expectSamePass } from "../../../test/support/jumped-pulses.ts";

it.each([0.1, 0.5, 1, 2, 5, 10])(
  "meets 3 V in the same pass with rests of %d s (oracle: every pass in full)",
  (rest) => {
    expectSamePass(3e-9, rest);
  },
);
