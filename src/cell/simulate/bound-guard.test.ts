import { describe, expect, it } from "vitest";
import { composeCell } from "../form/compose.ts";
import type { SubmodelKind } from "../form/submodel.ts";
import { benchmarkCellR1 } from "../models/r1.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import { simulate } from "./simulate.ts";

const run = (text: string, description = benchmarkCellR1(20), registry = standardSubmodels) =>
  simulate(composeCell(description, registry), compileProtocol(parseProtocol(text)));

describe("bounds of validity", () => {
  it("end a run where the pool would hold more metal than the pure metal", () => {
    const { end, finalState, model, segments } = run("plate at 1 mA/cm2 for 20 d; rest 1 h");
    expect(end.kind).toBe("stopped-by-limit");
    if (end.kind !== "stopped-by-limit") return;
    expect(end.message).toMatch(
      /pool.surface concentration is 42016.8 mol\/m3, above 42016.8 mol\/m3: the pure metal holds no more, in step 1, "plate/,
    );
    expect(segments).toHaveLength(1);
    const surface = finalState[model.indexOf("pool.surface concentration")];
    expect(surface * 2.38e-5).toBeGreaterThan(1);
    expect(surface * 2.38e-5).toBeLessThan(1.000001);
  });

  it("end a run where a surface would hold less than nothing", () => {
    const sink: SubmodelKind = {
      kind: "sink",
      title: "Takes metal at a constant rate",
      equations: "",
      source: "",
      parameters: {},
      ports: { surface: "its surface" },
      declare: () => ({}),
      bind(_given, binding) {
        const row = binding.unknown("surface");
        return {
          evaluate(_time, _state, out) {
            out[row] -= 1e-3;
          },
          jacobian() {},
        };
      },
    };
    const r1 = benchmarkCellR1(20);
    const pool = r1.submodels.filter(({ name }) => name === "pool");
    const taken = { name: "sink", kind: "sink", parameters: {}, connect: { surface: "pool.surface concentration" } };
    const { end } = run("rest 1 h", { ...r1, submodels: [...pool, taken] }, { ...standardSubmodels, sink });
    expect(end).toMatchObject({ kind: "stopped-by-limit" });
    if (end.kind === "stopped-by-limit") expect(end.message).toMatch(/below 0 mol\/m3: there is no metal left/);
  });

  it("let every other run be", () => {
    expect(run("strip at 0.4 mA/cm2 for 2.5 h; plate at 0.4 mA/cm2 for 2.5 h").end).toEqual({ kind: "completed" });
  });
});
