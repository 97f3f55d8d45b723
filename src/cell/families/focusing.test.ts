import { describe, expect, it } from "vitest";
import { FARADAY, GAS_CONSTANT } from "../../units/constants.ts";
import { composeCell } from "../form/compose.ts";
import { compileProtocol } from "../protocol/compile.ts";
import { parseProtocol } from "../protocol/parse.ts";
import { simulate } from "../simulate/simulate.ts";
import { parameterSets, siValue, solidElectrolyteCell } from "./index.ts";

const set = parameterSets["nak-on-nasicon"];

describe("what the filament counts", () => {
  const run = (current: string, focusing: boolean): ReturnType<typeof simulate> =>
    simulate(
      composeCell(solidElectrolyteCell({ set, mechanisms: { focusing }, cells: 12 })),
      compileProtocol(parseProtocol(`stop if |V| > 3 V; plate at ${current} for 1.5 mAh/cm2`)),
    );

  it("shorts a fresh cell at 0.7 mA/cm2 only if the contact alone is counted", () => {
    expect(run("0.7 mA/cm2", true).end.kind).toBe("stopped-by-limit");
    const { end, finalState, model } = run("0.7 mA/cm2", false);
    expect(end.kind).toBe("completed");
    expect(finalState[model.indexOf("filament.length")]).toBeLessThan(1e-4);
  });

  it("is an index of focusing, not what the contact carries: the deposit takes most of the current", () => {
    // oracle: the Butler-Volmer law of both patches, with Kirchhoff's sum as its check
    const { finalState, model } = run("0.7 mA/cm2", false);
    const of = (name: string): number => finalState[model.indexOf(name)];
    const exchange = siValue(set.parameters["interface.exchangeCurrentDensity"]);
    const thermal = (2 * GAS_CONSTANT * 298.15) / FARADAY;
    const plated = (activity: number, potential: number): number =>
      exchange * (Math.exp(-potential / thermal) - activity * Math.exp(potential / thermal));
    const [contact, deposit] = [of("contact area.contact fraction"), of("contact area.deposit fraction")];
    const onContact = plated(of("store.activity"), of("interface.contact potential"));
    const onDeposit = plated(1, of("interface.deposit potential"));
    expect(contact * onContact + deposit * onDeposit).toBeCloseTo(7, 4);
    const critical = siValue(set.parameters["filament.criticalCurrentDensity"]);
    expect(7 / contact).toBeGreaterThan(1.6 * critical);
    expect(onContact).toBeLessThan(0.35 * critical);
  });
});
