import { describe, expect, it } from "vitest";
import { type FullCell, fullInterfaceCell } from "../../../../test/support/full-interface-cell.ts";
import { NormalStream } from "../../../numerics/random/normal-stream.ts";
import type { CellModel } from "../../form/cell-model.ts";
import { conservationMismatch } from "../../form/conservation-mismatch.ts";
import { jacobianMismatch } from "../../form/jacobian-mismatch.ts";
import { compileProtocol } from "../../protocol/compile.ts";
import { parseProtocol } from "../../protocol/parse.ts";
import type { SimulationOptions } from "../../simulate/options.ts";
import { simulate } from "../../simulate/simulate.ts";
import type { Trajectory } from "../../simulate/trajectory.ts";

function run(model: CellModel, protocol: string, options: SimulationOptions = {}): Trajectory {
  return simulate(model, compileProtocol(parseProtocol(protocol)), { record: { every: 60 }, ...options });
}

/** How far the metal is from what the charge has taken, over what there was. */
function lostMetal({ model, finalState, charge }: Trajectory): number {
  const [metal] = model.inventories;
  const before = metal.of(model.initialState());
  return Math.abs(metal.of(finalState) - before - metal.perCurrent * (charge.at(-1) ?? 0)) / before;
}

/** Plates, rests, strips until nothing is left, plates again: every mechanism acts. */
const HISTORY =
  "plate at 5 A/m2 for 1 h or until -3 V; rest 10 h; strip at 4 A/m2 for 2 h or until 3 V; rest 1 h; plate at 7 A/m2 for 1 h or until -3 V";

describe("mechanisms at one interface", () => {
  it.each(["store", "film"] as const)(
    "have exact derivatives and conserve the metal along a history (%s)",
    (between) => {
      const model = fullInterfaceCell({ between });
      expect(model.inventories.map(({ amount }) => amount)).toEqual(["metal"]);
      const trajectory = run(model, HISTORY, { record: { states: () => true } });
      expect(trajectory.end.kind).toBe("completed");
      expect(lostMetal(trajectory)).toBeLessThan(1e-12);
      const seen: Record<string, number> = {};
      const random = new NormalStream(41);
      for (const { state } of trajectory.states) {
        for (const name of [
          "voids.voids",
          "slow voids.voids",
          "precipitate.coverage",
          "deposit.amount",
          "filament.length",
        ]) {
          seen[name] = Math.max(seen[name] ?? 0, state[model.indexOf(name)]);
        }
        const scales = model.absoluteTolerances(1e-2);
        // fractions are continued below nothing, from there on within some 1e-8
        for (const name of [
          "precipitate.coverage",
          "deposit.amount",
          "contact area.precipitate fraction",
          "contact area.deposit fraction",
        ]) {
          scales[model.indexOf(name)] = 1e-11;
        }
        const found = jacobianMismatch(model, 0, state, { scales, step: 1e-3 });
        expect(found.undeclared).toEqual([]);
        expect(found.worst, found.message).toBeLessThan(1e-9);
        // away from the run, where the terms of a balance do not cancel
        const moved = state.map((value) => value * (1 + 0.1 * random.uniform()));
        expect(conservationMismatch(model, model.inventories[0], 0, moved)).toBeLessThan(1e-14);
      }
      for (const [name, most] of Object.entries(seen))
        expect(most, name).toBeGreaterThan(name === "filament.length" ? 1e-6 : 1e-3);
    },
  );

  it("are gone where their rates are zero", () => {
    // oracle: the cell without them, but for the traces of their patches, 1e-6 each
    const still = {
      voids: { growthRate: 0 },
      "slow voids": { growthRate: 0 },
      precipitate: { growthRate: 0 },
      deposit: { growthRate: 0, dissolutionRate: 0 },
    };
    const protocol = "strip at 3 A/m2 for 30 min; rest 5 min";
    const [a, b] = [
      fullInterfaceCell({ parameters: { ...still, interface: { depositExchange: 1e-9 } } }),
      fullInterfaceCell({ mechanisms: [] }),
    ].map((model) => run(model, protocol, { relativeTolerance: 1e-8 }));
    expect(a.voltage.length).toBe(b.voltage.length);
    a.voltage.forEach((voltage, k) => {
      expect(Math.abs(voltage - b.voltage[k])).toBeLessThan(1e-6);
    });
  });

  it("go over into the bare liquid where the store is fast", () => {
    // oracle: liquid-contact; the store costs RT/F · i/(φ i_lim) = 3e-9 V
    const protocol = "strip at 5 A/m2 for 10 min; rest 5 min";
    const cell = (given: FullCell) => fullInterfaceCell({ mechanisms: ["slow voids"], ...given });
    const [a, b] = [
      cell({ parameters: { store: { limitingCurrentDensity: 1e9, sensitivity: 0, capacity: 1e-9 } } }),
      cell({ between: "liquid contact" }),
    ].map((model) => run(model, protocol, { relativeTolerance: 1e-8 }));
    a.voltage.forEach((voltage, k) => {
      expect(Math.abs(voltage - b.voltage[k])).toBeLessThan(1e-6);
    });
  });

  it("are the same by two methods", () => {
    // oracle: RODAS4 against Radau IIA of order 5
    const tolerance = 1e-7;
    const model = fullInterfaceCell();
    const [a, b] = (["rosenbrock", "radau"] as const).map((integrator) =>
      run(model, "plate at 5 A/m2 for 1 h; rest 2 h; strip at 3 A/m2 for 10 min", {
        integrator,
        relativeTolerance: tolerance,
      }),
    );
    expect(Math.abs((a.voltage.at(-1) ?? 0) - (b.voltage.at(-1) ?? 1))).toBeLessThan(10 * tolerance);
    const scales = model.absoluteTolerances(10 * tolerance);
    a.finalState.forEach((value, k) => {
      const room = scales[k] + 10 * tolerance * Math.abs(value);
      expect(Math.abs(value - b.finalState[k]), model.nameOf?.(k)[0] ?? "").toBeLessThan(room);
    });
  });

  it("end in a voltage that runs away when the metal does not follow, with no more deposit than there was", () => {
    const model = fullInterfaceCell();
    const trajectory = run(model, "strip at 30 A/m2 for 100 s or until 3 V");
    expect(trajectory.segments.at(-1)?.endVoltage).toBeCloseTo(3, 6);
    expect(trajectory.time.at(-1) ?? 100).toBeLessThan(5);
    // the trace, 1e-6 of the gap, is all that can be borrowed
    const deposit = trajectory.finalState[model.indexOf("deposit.amount")];
    expect(deposit).toBeLessThan(1e-6);
    expect(deposit).toBeGreaterThan(-3e-5 * 1e-2);
    expect(trajectory.finalState[model.indexOf("store.amount")]).toBeLessThan(1e-6);
  });

  it("let solid metal form only beyond its nucleation, which a high threshold puts off", () => {
    const amountWith = (nucleationThreshold: number): number => {
      const model = fullInterfaceCell({ parameters: { deposit: { nucleationThreshold } } });
      const { finalState } = run(model, "plate at 4 A/m2 for 1 h");
      return finalState[model.indexOf("deposit.amount")];
    };
    // some −50 mV of charge transfer plate on solid metal directly; ln(1 + 20) RT/F = 78 mV are not reached
    expect(amountWith(0.02)).toBeGreaterThan(1e-2);
    expect(amountWith(20)).toBeLessThan(1e-4);
  });

  it("give more capacity the longer the rests between pulses are", () => {
    // 20 A/m² is above what the contact passes for long
    const charges = [0.1, 1, 4].map((rest) => {
      const model = fullInterfaceCell({ mechanisms: ["voids", "slow voids", "precipitate"] });
      const pulses = `stop if V > 3 V; repeat 40 { strip at 20 A/m2 for 0.5 s; rest ${rest} s }`;
      return run(model, pulses, { record: {} }).charge.at(-1) ?? 0;
    });
    expect(charges[1]).toBeGreaterThan(charges[0]);
    expect(charges[2]).toBeGreaterThan(charges[1]);
  });
});
