// Where a cell stands. Oracles: I·t of the protocol; the mole fraction that a composition means; Faraday's law.
import { describe, expect, it } from "vitest";
import { runTask } from "../../base/task.ts";
import type { CaseSight } from "./case-sight.ts";
import { layersAfter } from "./layer-fill.ts";
import { liveRun } from "./live-run.ts";
import { planStudy } from "./plan-study.ts";
import { studyFromFile } from "./read-study.ts";
import { poolMoleFraction, profilesAt, stateNow } from "./state-now.ts";
import { studyOutline } from "./study-outline.ts";

const yaml = `schema: liquidus.study/1
name: now
cell: { set: nak-on-nasicon, composition: NaK50, parameters: { store.capacity: 10 nmol/cm2 } }
protocol: |
  strip at 0.2 mA/cm2 for 1 h
  rest 1 h
`;
const source = () => studyFromFile({ name: "now.yaml", bytes: new TextEncoder().encode(yaml) });

async function sightOf(): Promise<CaseSight> {
  const live = liveRun(await planStudy(await source()));
  await runTask({ name: "run", run: (control) => live.advance(control) });
  return live.sight();
}

describe("a cell after an hour of stripping", async () => {
  const sight = await sightOf();
  const { outline, volume } = await source().then(async (read) => ({
    outline: await studyOutline(read),
    volume: 23.78e-6,
  }));

  it("says its charge, and at an instant that of the instant", () => {
    expect(stateNow(sight, null).find(({ name }) => name === "Charge")?.text).toBe("0.2 mAh/cm² stripped");
    expect(stateNow(sight, 1800).find(({ name }) => name === "Charge")?.text).toMatch(
      /^0\.(09|1)\d* mAh\/cm² stripped$/,
    );
  });

  it("its pool has the mole fraction of NaK50 at first, and less sodium after", () => {
    const first = poolMoleFraction(sight.profiles, 0) ?? 0;
    expect(first).toBeCloseTo(0.6297, 3);
    expect(poolMoleFraction(sight.profiles, 7200)).toBeLessThan(first);
  });

  it("profiles at an instant are the first and the one nearest to it", () => {
    const [profile] = profilesAt(sight.profiles, 7200);
    expect(profile?.curves.map(({ time }) => time)).toEqual([0, 7200]);
  });

  it("layers move by V·Q/F: 7.2 kC/m² of sodium are 1.77 µm", () => {
    const { layers, parameters } = outline.case;
    const after = layersAfter(layers, parameters, 7200);
    const moved = (role: string): number =>
      (after.find((one) => one.role === role)?.thickness ?? 0) -
      (layers.find((one) => one.role === role)?.thickness ?? 0);
    expect(moved("working")).toBeCloseTo((-7200 / 96485.33212) * volume, 9);
    expect(moved("counter")).toBeCloseTo(((7200 / 96485.33212) * volume * 0.3848) / 0.5027, 9);
    expect(moved("electrolyte")).toBe(0);
  });

  it("the outline has the numbers of the set, what was changed, and how the cell is layered", () => {
    const { parameters, layers, composition, mechanisms } = outline.case;
    const capacity = parameters.find(({ name }) => name === "store.capacity");
    expect(capacity).toMatchObject({ value: 10, unit: "nmol/cm2", from: "study", shipped: 7.2 });
    expect(parameters.every(({ symbol, description }) => symbol !== "" && description !== "")).toBe(true);
    expect(layers.map(({ name, thickness }) => [name, thickness])).toEqual([
      ["Na", expect.closeTo(5e-4, 12)],
      ["Na3Zr2Si2PO12", expect.closeTo(1.5e-3, 12)],
      ["NaK", expect.closeTo(40e-9 / 0.3848e-4, 9)],
    ]);
    expect(composition.written).toBe("NaK50");
    expect(mechanisms.every(({ equations, source: from }) => equations !== "" && from !== "")).toBe(true);
  });
});
