import type { CellDescription } from "../form/description.ts";
import type { ParameterProvenance } from "../form/parameter.ts";

/** How the numbers of the benchmark cells are known. */
export const benchmarkNumbers: ParameterProvenance = {
  status: "numerical",
  source: "benchmark, chosen to exercise the numerics",
};

/** The description with this said of every number that it gives. */
export function withBenchmarkNumbers(description: CellDescription): CellDescription {
  return {
    ...description,
    submodels: description.submodels.map((submodel) => ({
      ...submodel,
      provenance: Object.fromEntries(Object.keys(submodel.parameters).map((name) => [name, benchmarkNumbers])),
    })),
  };
}
