import { describe, expect, it } from "vitest";
import { type Film, filmDeficit, type PulseTrain } from "../../../test/support/exact/finite-film.ts";
import { cottrellCurrent, rampTransitionTime, sandTime } from "../../../test/support/exact/semi-infinite.ts";
import {
  begin,
  compose,
  D,
  depositionCell,
  reach,
  solute,
  species,
  study,
} from "../../../test/support/textbook-cells.ts";
import { makeConsistent } from "../../numerics/dae/make-consistent.ts";

// Formulas, numbers and errors: docs/numerics/analytic-tests.md.

describe("steps of potential and current at a plane", () => {
  it("Cottrell: the current after a step into the limiting current", () => {
    // Six diffusion lengths: the far side is felt by erfc(6) = 2e-17. At −0.7 V the surface holds e^{−27} of the concentration.
    const { error } = study(
      "Cottrell at 1 s",
      cottrellCurrent(solute, 1),
      (cells) => {
        const model = depositionCell({ length: 6 * Math.sqrt(D), cells, grading: 5 });
        const run = begin(model, { quantity: "voltage", value: -0.7 });
        reach(run, 1);
        return -(run.state[model.current] as number);
      },
      100,
    );
    expect(Math.abs(error)).toBeLessThan(1e-5);
  });

  it("Sand: the time to exhaustion at constant current, as an event", () => {
    const time = sandTime(solute, 1);
    // The event stands at 1e-6 of the concentration, where the exact time is shorter by (1 − 1e-6)².
    const { error } = study(
      "Sand",
      time * (1 - 1e-6) ** 2,
      (cells) => {
        const model = depositionCell({ length: 5 * Math.sqrt(D * time), cells, grading: 2.5 });
        const surface = model.indexOf("ion.surface concentration");
        const run = begin(model, { quantity: "current", value: -1 });
        const end = run.advance(2 * time, {
          events: [{ name: "exhausted", value: (_time, state) => (state[surface] as number) - 1e-6 }],
        });
        expect(end.kind).toBe("event");
        return run.time;
      },
      100,
    );
    expect(Math.abs(error)).toBeLessThan(1e-5);
  });

  it("the time to exhaustion under a ramp of current", () => {
    const time = rampTransitionTime(solute, 0.1);
    study(
      "ramp 0.1 A/m²/s",
      time * (1 - 1e-6) ** (2 / 3),
      (cells) => {
        const model = depositionCell({ length: 5 * Math.sqrt(D * time), cells, grading: 3 });
        const surface = model.indexOf("ion.surface concentration");
        const run = begin(model, { quantity: "current", value: 0, slope: -0.1 });
        const end = run.advance(2 * time, {
          events: [{ name: "exhausted", value: (_time, state) => (state[surface] as number) - 1e-6 }],
        });
        expect(end.kind).toBe("event");
        return run.time;
      },
      100,
    );
  });
});

describe("finite film under pulses", () => {
  it.each(["blocking", "fixed"] as const)("surface concentration after pulses and rests, far side %s", (far) => {
    // 0.4 diffusion times on, 0.2 off: neither short nor steady
    const film: Film = { thickness: 2e-5, diffusivity: D, far };
    const train: PulseTrain = { current: 0.2, electrons: 1, on: 0.16, off: 0.08 };
    const pulses = 12;
    const deficits = (cells: number): readonly [number, number] => {
      const model = compose(species("metal", { length: film.thickness, cells, grading: 2, far }), {
        name: "reaction",
        kind: "dissolution",
        parameters: { rateConstant: 1e-2, referenceConcentration: 1 },
        connect: { reduced: "metal.surface concentration" },
      });
      const surface = model.indexOf("metal.surface concentration");
      const run = begin(model, { quantity: "current", value: train.current });
      const state = new Float64Array(model.layout.size);
      let atEnd = 0;
      for (let pulse = 0; pulse < pulses; pulse++) {
        for (const on of [true, false]) {
          const start = pulse * 0.24 + (on ? 0 : 0.16);
          model.control = { quantity: "current", value: on ? train.current : 0, slope: 0, start };
          state.set(run.state);
          expect(makeConsistent(model, run.time, state).converged).toBe(true);
          run.start(run.time, state);
          reach(run, start + (on ? 0.16 : 0.08));
          if (on) atEnd = 1 - (run.state[surface] as number);
        }
      }
      return [atEnd, 1 - (run.state[surface] as number)];
    };
    const runs = new Map([50, 100, 200].map((cells) => [cells, deficits(cells)]));
    const during = (cells: number): number => (runs.get(cells) as readonly [number, number])[0];
    const rested = (cells: number): number => (runs.get(cells) as readonly [number, number])[1];
    study(`film, ${far}, end of pulse 12`, filmDeficit(film, train, pulses, 0.16), during, 50, 4);
    study(`film, ${far}, end of rest 12`, filmDeficit(film, train, pulses, 0.24), rested, 50, 4);
  });
});
