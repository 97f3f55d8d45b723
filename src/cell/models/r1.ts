import type { CellDescription } from "../form/description.ts";
import { withBenchmarkNumbers } from "./benchmark-numbers.ts";

const alloy = { kind: "regular-solution", interaction: 1.1, molarVolume: 2.38e-5, otherMolarVolume: 4.56e-5 };

/**
 * Benchmark cell R1: a pool of Na-K with a slow skin behind a funnel of contact spots, charge transfer, a contact that is lost
 * and heals, a grain boundary and a resistance. Its numbers are chosen to exercise the numerics, not to fit a cell:
 * docs/numerics/benchmark-cell.md.
 *
 * @param cells of the pool; the references have 200
 */
export function benchmarkCellR1(cells = 200): CellDescription {
  return withBenchmarkNumbers({
    schema: "liquidus.cell-model/1",
    name: "R1",
    temperature: 298.15,
    submodels: [
      {
        name: "grain boundary",
        kind: "resistor-capacitor",
        parameters: { resistance: 3e-3, capacitance: 3.3e-3 },
      },
      {
        name: "interface",
        kind: "charge-transfer",
        electrode: "working",
        parameters: { exchangeCurrentDensity: 20, referenceConcentration: 19400, doubleLayerCapacitance: 0.2 },
        options: { alloy, amount: "Na", exchange: "concentration" },
        connect: { surface: "pool.surface concentration", contact: "contact.contact fraction" },
      },
      {
        name: "contact",
        kind: "contact-loss",
        electrode: "working",
        parameters: {
          lossRate: 0.1,
          healingRate: 0.02,
          referenceCurrentDensity: 10,
          criticalConcentration: 9500,
          criticalWidth: 400,
        },
        connect: { surface: "pool.surface concentration" },
      },
      {
        name: "pool",
        kind: "alloy-pool",
        electrode: "working",
        parameters: {
          depth: 1e-3,
          diffusivity: 3e-9,
          skinDiffusivityFactor: 7e-13 / 3e-9,
          skinThickness: 3e-6,
          initialConcentration: 19400,
        },
        options: {
          alloy,
          amount: "Na",
          mesh: { kind: "graded", cells, grading: 8, shape: { kind: "funnel", opening: 0.01, depth: 20e-6 } },
        },
      },
      {
        name: "electrolyte",
        kind: "resistance",
        parameters: { resistance: 0.015, constriction: 2e-3 },
        connect: { contact: "contact.contact fraction" },
      },
    ],
  });
}
