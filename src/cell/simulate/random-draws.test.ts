import { expect, it } from "vitest";
import { runDraw } from "../../../test/support/random-draws.ts";
import { rodas5p } from "../../numerics/dae/methods/rodas5p.ts";
import { createRosenbrock } from "../../numerics/dae/rosenbrock.ts";

// Oracle: the other method at the same tolerance. 10 000 draws: random-draws.long.test.ts.
it("random cells under random protocols end as they should, and two methods agree", () => {
  for (let seed = 1; seed <= 120; seed++) {
    const draw = runDraw(seed, (system, settings) => createRosenbrock(system, settings, rodas5p));
    const told = `seed ${seed}\n${draw.protocol}\n${draw.kind}: ${draw.message}\n${draw.where}`;
    expect(draw.kind, told).not.toBe("crash");
    expect(draw.kind, told).not.toBe("other");
    expect(draw.finite, told).toBe(true);
    expect(draw.disagreement ?? 0, told).toBeLessThan(10);
    if (draw.disagreement === undefined) expect(draw.message, told).toMatch(/failed in step .* Last good state: /);
  }
});
