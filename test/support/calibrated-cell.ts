import { composeCell } from "../../src/cell/form/compose.ts";
import { compileProtocol } from "../../src/cell/protocol/compile.ts";
import { parseProtocol } from "../../src/cell/protocol/parse.ts";
import { simulate } from "../../src/cell/simulate/simulate.ts";
import { NormalStream } from "../../src/numerics/random/normal-stream.ts";
import type { Forward, VariedParameter } from "../../src/study/calibrate/forward.ts";
import { segmentEndForward } from "../../src/study/calibrate/segment-ends.ts";

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };

/** Resistance, an arc and charge transfer at a pool that hardly moves. */
export const model = composeCell({
  schema: "liquidus.cell-model/1",
  name: "small cell",
  temperature: 298.15,
  submodels: [
    { name: "electrolyte", kind: "resistance", parameters: { resistance: 2e-3 } },
    { name: "grain boundary", kind: "resistor-capacitor", parameters: { resistance: 4e-3, capacitance: 0.5 } },
    {
      name: "interface",
      kind: "charge-transfer",
      electrode: "working",
      parameters: { exchangeCurrentDensity: 5, referenceConcentration: 19400, doubleLayerCapacitance: 0.2 },
      options: { alloy, amount: "Na" },
      connect: { surface: "pool.surface concentration" },
    },
    {
      name: "pool",
      kind: "alloy-pool",
      electrode: "working",
      parameters: { depth: 1e-3, diffusivity: 1e-9, initialConcentration: 19400 },
      options: { alloy, amount: "Na", mesh: { kind: "graded", cells: 12, grading: 8 } },
    },
  ],
});
export const pulses = [0.5, 2, 8]
  .map(
    (i) =>
      `strip at ${i} mA/cm2 for 0.1 ms; strip at ${i} mA/cm2 for 2 ms; strip at ${i} mA/cm2 for 0.1 s; rest 1 ms; rest 1 s`,
  )
  .join("; ");
const protocol = compileProtocol(parseProtocol(pulses));
export const truth = [2e-3, 4e-3, 0.5, 5];
export const parameters: VariedParameter[] = [
  { name: "electrolyte.resistance", unit: "ohm m2", from: 1e-4, to: 1e-2, scale: "log" },
  { name: "grain boundary.resistance", unit: "ohm m2", from: 1e-4, to: 1e-2, scale: "log" },
  { name: "grain boundary.capacitance", unit: "F/m2", from: 0.05, to: 5, scale: "log" },
  { name: "interface.exchangeCurrentDensity", unit: "A/m2", from: 0.5, to: 50, scale: "log" },
];
export const SIGMA = 3e-4;
export const exact = simulate(model, protocol, { relativeTolerance: 1e-8 }).segments.map(
  ({ endVoltage }) => endVoltage,
);

export function measured(seed: number): Forward {
  const stream = new NormalStream(seed);
  return segmentEndForward(model, protocol, parameters, {
    name: "pulses",
    experiment: "pulses",
    source: "made with noise",
    voltage: exact.map((v) => v + SIGMA * stream.normal()),
    sigma: SIGMA,
  });
}
