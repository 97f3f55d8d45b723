import { expect, it } from "vitest";
import { parameterSets, solidElectrolyteCell } from "../families/index.ts";
import { composeCell } from "../form/compose.ts";
import { createSpectrumCollector, linearisationOf } from "./index.ts";

it("takes the same spectra to the bit, whatever was computed with the model before (oracle: a model of its own)", () => {
  const description = solidElectrolyteCell({ set: parameterSets["nak-on-nasicon"], cells: 12 });
  const request = {
    from: 7e6,
    to: 5,
    pointsPerDecade: 10,
    amplitude: { quantity: "voltage", value: 0.01 },
  } as const;
  const [fresh, used] = [composeCell(description), composeCell(description)];
  const state = fresh.initialState();
  // Another order of pivots: of low frequencies, at another state.
  const other = state.map((value, i) => (i < fresh.layout.border ? value * 1.5 : value));
  linearisationOf(used).impedance(other, Float64Array.of(1e-6, 1e-5, 1e-4));
  const [expected, found] = [fresh, used].map((model) => {
    const collector = createSpectrumCollector();
    collector.take({ model, request, time: 0, state });
    return collector.spectra[0]?.simulated.impedance.total;
  });
  expect(found).toEqual(expected);
});
