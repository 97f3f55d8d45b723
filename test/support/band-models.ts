import { estimateNoise, type NoiseEstimate } from "../../src/impedance/noise/index.ts";
import { processesOf } from "../../src/impedance/processes/form.ts";
import { ModelSearch } from "../../src/impedance/processes/search.ts";
import { VariableProjection } from "../../src/impedance/processes/variable-projection.ts";
import type { ImpedanceSpectrum } from "../../src/impedance/spectrum.ts";
import type { WeightedModel } from "../../src/impedance/uncertainty/index.ts";

/** Models of a spectrum with their weights, by the search over processes alone, weighted by the estimated noise. */
export function searchedModels(spectrum: ImpedanceSpectrum, noise: NoiseEstimate): readonly WeightedModel[] {
  const { frequency, real, imaginary } = spectrum;
  const rows = 2 * frequency.length;
  const weight = new Float64Array(rows);
  const data = new Float64Array(rows);
  let [size, lowest, highest] = [0, Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < frequency.length; k++) {
    weight[2 * k] = 1 / noise.real[k];
    weight[2 * k + 1] = 1 / noise.imaginary[k];
    data[2 * k] = real[k] * weight[2 * k];
    data[2 * k + 1] = imaginary[k] * weight[2 * k + 1];
    size = Math.max(size, Math.hypot(real[k], imaginary[k]));
    lowest = Math.min(lowest, frequency[k]);
    highest = Math.max(highest, frequency[k]);
  }
  const low = -Math.log(2 * Math.PI * highest);
  const high = -Math.log(2 * Math.PI * lowest);
  const projection = new VariableProjection({ frequency, weight, data }, low - 1.5, high + 1.5);
  const search = new ModelSearch(projection, { most: 6, size });
  search.run({ inductance: false, capacitance: false });
  const top = search.best.evidence;
  return search.found
    .filter(({ evidence }) => evidence > top - 7)
    .map(({ model, evidence }) => {
      const { linear, series, forms, theta } = model;
      const fixed = linear.length - forms.length;
      return {
        weight: Math.exp(evidence - top),
        processes: processesOf(forms, linear.subarray(fixed), theta),
        ohmicResistance: linear[0],
        inductance: series.inductance ? linear[1] : null,
        capacitance: series.capacitance ? 1 / linear[series.inductance ? 2 : 1] : null,
      };
    });
}

export function noiseAndModels(spectrum: ImpedanceSpectrum): {
  readonly noise: NoiseEstimate;
  readonly models: readonly WeightedModel[];
} {
  const noise = estimateNoise(spectrum);
  return { noise, models: searchedModels(spectrum, noise) };
}
