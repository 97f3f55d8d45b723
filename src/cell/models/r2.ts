import type { CellDescription } from "../form/description.ts";
import type { MeshDescription } from "../form/options.ts";
import { withBenchmarkNumbers } from "./benchmark-numbers.ts";

/** Choices that R2 leaves open. */
export interface SeparatorBenchmarkOptions {
  /** Default: 100 uniform cells. */
  readonly mesh?: MeshDescription;
  /** Whether the potential drop of the separator is the cell voltage; default "left-out", as in the peers' programs. */
  readonly potential?: "counted" | "left-out";
}

/**
 * Benchmark R2: Na⁺, K⁺ and ClO₄⁻ in a separator of 1 mm, KClO₄ precipitates beyond K_sp = 400 (mol/m³)². The electrode that is
 * stripped gives 9.5 % K⁺, the plated one takes K⁺ and Na⁺ as they stand before it. 50 × (9000 s at +4, 9000 s at −4 A/m²).
 * The numbers exercise the numerics (the precipitate overfills its cells); they fit no cell.
 */
export function separatorBenchmark(options: SeparatorBenchmarkOptions = {}): CellDescription {
  const ions = [
    { name: "Na+", charge: 1, diffusivity: 2e-10, initial: 999.99, scale: 100 },
    { name: "K+", charge: 1, diffusivity: 2.5e-10, initial: 0.01, scale: 0.1 },
    { name: "ClO4-", charge: -1, diffusivity: 3.5e-10 },
  ];
  const surface = {
    stripping: { kind: "fixed", shares: { "Na+": 0.905, "K+": 0.095 } },
    plating: { kind: "concentration", preferences: { "Na+": 1, "K+": 1 }, at: "cell" },
  };
  const connect = { liquid: "separator.liquid" };
  return withBenchmarkNumbers({
    schema: "liquidus.cell-model/1",
    name: "R2",
    temperature: 298.15,
    submodels: [
      {
        name: "separator",
        kind: "nernst-planck-separator",
        parameters: { thickness: 1e-3 },
        options: {
          ions,
          mesh: options.mesh ?? { kind: "uniform", cells: 100 },
          potential: options.potential ?? "left-out",
        },
      },
      {
        name: "salt",
        kind: "salt-precipitation",
        parameters: { solubilityProduct: 400 },
        options: { salt: { "K+": 1, "ClO4-": 1 } },
        connect,
      },
      {
        name: "working surface",
        kind: "electrode-ion-flux",
        electrode: "working",
        parameters: {},
        options: surface,
        connect,
      },
      {
        name: "counter surface",
        kind: "electrode-ion-flux",
        electrode: "counter",
        parameters: {},
        options: surface,
        connect,
      },
    ],
  });
}
