import { expect, it } from "vitest";
import { runDraw } from "../../../test/support/random-draws.ts";

// Oracle: Radau at the same tolerance. 10 000 draws: random-draws.long.test.ts.
it("random cells under random protocols end as they should, and two methods agree", () => {
  for (let seed = 1; seed <= 80; seed++) {
    const draw = runDraw(seed);
    const told = `seed ${seed}\n${draw.protocol}\n${draw.kind}: ${draw.message}\n${draw.where}`;
    expect(draw.kind, told).not.toBe("crash");
    expect(draw.kind, told).not.toBe("other");
    expect(draw.finite, told).toBe(true);
    expect(draw.tightened ?? draw.disagreement ?? 0, told).toBeLessThan(10);
    if (draw.disagreement === undefined) expect(draw.message, told).toMatch(/failed in step .* Last good state: /);
  }
});
