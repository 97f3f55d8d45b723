import { expect, it } from "vitest";
import { runFamilyDraw } from "../../../test/support/random-family-draws.ts";

// Oracle: Radau at the same tolerance. 10 000 draws: random-family-draws.long.test.ts.
it("random cells on a solid electrolyte under random protocols end as they should, and two methods agree", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const draw = runFamilyDraw(seed);
    const told = `seed ${seed}, ${draw.about}\n${draw.protocol}\n${draw.kind}: ${draw.message}\n${draw.where}`;
    expect(draw.kind, told).not.toBe("crash");
    expect(draw.kind, told).not.toBe("other");
    expect(draw.finite, told).toBe(true);
    expect(draw.tightened ?? draw.disagreement ?? 0, told).toBeLessThan(10);
    if (draw.disagreement === undefined) expect(draw.message, told).toMatch(/failed in step .* Last good state: /);
  }
});
