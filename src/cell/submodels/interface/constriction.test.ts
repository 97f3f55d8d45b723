import { describe, expect, it } from "vitest";
import { fluxTubeConstriction } from "../../../../test/support/exact/flux-tube.ts";
import { compose } from "../../../../test/support/textbook-cells.ts";
import { constrictionClosures, constrictionFactor } from "./constriction.ts";

describe("constriction", () => {
  const factor = new Float64Array(2);
  it("of an isothermal spot agrees with the mixed boundary value problem; the published closures within their errors", () => {
    const worst = { isothermal: 5e-7, "negus-yovanovich": 7e-5, "cooper-mikic-yovanovich": 0.025, free: 1 } as const;
    for (const ratio of [0.02, 0.13, 0.29, 0.41, 0.57, 0.69]) {
      const exact = fluxTubeConstriction(ratio, 8);
      for (const closure of constrictionClosures) {
        constrictionFactor(closure, ratio, factor);
        expect(Math.abs((factor[0] as number) - exact), `${closure} at ${ratio}`).toBeLessThan(worst[closure]);
      }
    }
    constrictionFactor("isothermal", 0.99, factor);
    expect((factor[0] as number) / fluxTubeConstriction(0.99, 16)).toBeCloseTo(1, 3);
  });

  it("begins with 1.40925 ε and 0.33818 ε³ (Fock), not 0.296 ε³", () => {
    const ratio = 0.1;
    const cubic = (fluxTubeConstriction(ratio, 5) - 1 + 1.4092534 * ratio) / ratio ** 3;
    // what follows is 0.068 ε² and smaller
    expect(cubic).toBeGreaterThan(0.338);
    expect(cubic).toBeLessThan(0.33818 + 0.08 * ratio * ratio);
  });

  it("has the derivative that it says", () => {
    const beside = new Float64Array(2);
    const h = 1e-4;
    for (const closure of constrictionClosures)
      for (const ratio of [0.05, 0.4, 0.8]) {
        constrictionFactor(closure, ratio, factor);
        const slope = factor[1] as number;
        constrictionFactor(closure, ratio + h, factor);
        constrictionFactor(closure, ratio - h, beside);
        // error h²/6 ψ''' with ψ''' < 50
        expect(Math.abs(((factor[0] as number) - (beside[0] as number)) / (2 * h) - slope)).toBeLessThan(1e-7);
      }
  });

  it("of a free spot of 5 µm in 10 Ω m is 5.0e5 Ω", () => {
    const model = compose({
      name: "spots",
      kind: "spot-resistance",
      parameters: { resistivity: 10, radius: 5e-6, fraction: 1e-6 },
      options: { closure: "free" },
    });
    const state = model.initialState();
    state[model.current] = 1;
    const areal = model.drops[0]?.value(state) as number;
    const spotArea = (Math.PI * 25e-12) / 1e-6;
    expect(areal / spotArea).toBeCloseTo(5e5, 6);
  });
});
