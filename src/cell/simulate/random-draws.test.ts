import { expect, it } from "vitest";
import { runDraw } from "../../../test/support/random-draws.ts";

// Oracle: Radau at the same tolerance. 10 000 draws: random-draws.long.test.ts.
it("random cells under random protocols end as they should, and two methods agree", () => {
  // Beside fifty plain ones four that rest after so high a voltage that the guess of the first step comes from rounding errors.
  const seeds = [...Array.from({ length: 50 }, (_, k) => k + 1), 1002051, 1002155, 1003972, 1008021];
  for (const seed of seeds) {
    const draw = runDraw(seed);
    const told = `seed ${seed}\n${draw.protocol}\n${draw.kind}: ${draw.message}\n${draw.where}`;
    expect(draw.kind, told).not.toBe("crash");
    expect(draw.kind, told).not.toBe("other");
    expect(draw.finite, told).toBe(true);
    expect(draw.tightened ?? draw.disagreement ?? 0, told).toBeLessThan(10);
    if (draw.disagreement === undefined) expect(draw.message, told).toMatch(/failed in step .* Last good state: /);
  }
});
