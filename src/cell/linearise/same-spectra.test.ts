import { describe, expect, it } from "vitest";
import { parameterSets, solidElectrolyteCell } from "../families/index.ts";
import { composeCell } from "../form/compose.ts";
import { createSpectrumCollector, impedanceOf, spectrumAt } from "./index.ts";

const amplitude = { quantity: "voltage", value: 0.01 } as const;
const request = { from: 7e6, to: 5, pointsPerDecade: 10, amplitude } as const;
const slow = { from: 1e-4, to: 1e-6, pointsPerDecade: 1, amplitude } as const;
const description = solidElectrolyteCell({ set: parameterSets["nak-on-nasicon"], cells: 12 });

describe("takes the same spectra to the bit, whatever was computed with the model before (oracle: a model of its own)", () => {
  const [fresh, used] = [composeCell(description), composeCell(description)];
  const state = fresh.initialState();
  // Another order of pivots: of low frequencies, at another state.
  const other = state.map((value, i) => (i < fresh.layout.border ? value * 1.5 : value));

  it("one after another", () => {
    spectrumAt(used, other, slow);
    const found = spectrumAt(used, state, request).impedance;
    expect(found.total).toEqual(spectrumAt(fresh, state, request).impedance.total);
    expect(impedanceOf(used, state, found.frequency).total).toEqual(found.total);
  });

  it("of a run", () => {
    const [expected, found] = [fresh, used].map((model) => {
      if (model === used) spectrumAt(model, other, slow);
      const collector = createSpectrumCollector();
      collector.take({ model, request, time: 0, state });
      return collector.spectra[0]?.simulated.impedance.total;
    });
    expect(found).toEqual(expected);
  });
});
