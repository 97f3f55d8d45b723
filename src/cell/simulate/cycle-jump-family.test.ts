import { it } from "vitest";
import { expectSamePass } from "../../../test/support/jumped-pulses.ts";

it("meets 3 V in the same pass with all mechanisms of the NaK cell (oracle: every pass in full)", () => {
  expectSamePass(1e-9, 0.5);
});
