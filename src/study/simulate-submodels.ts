import type { CellModel } from "../cell/form/cell-model.ts";
import { standardSubmodels } from "../cell/submodels/registry.ts";
import type { SimulatedSubmodel } from "./simulate-document.ts";

/**
 * Submodels with their parameters.
 * @param file that gives the numbers whose source the description does not state
 * @param before changed before the cell was described, by "submodel.parameter"
 */
export function submodelEntries(
  model: CellModel,
  file: string | null,
  set: Readonly<Record<string, number>>,
  before: readonly string[] = [],
): SimulatedSubmodel[] {
  return model.submodels.map(({ name, kind, title, electrode, equations, source, parameters }) => {
    const described = model.description.submodels.find((one) => one.name === name);
    return {
      name,
      kind,
      title,
      electrode: electrode ?? null,
      equations,
      source,
      parameters: Object.entries(parameters).map(
        ([key, { symbol, description, unit, status, source: from, value }]) => {
          const changed = Object.hasOwn(set, `${name}.${key}`);
          const usually = standardSubmodels[kind]?.parameters[key] ?? { status, source: from };
          const given = Object.hasOwn(described?.parameters ?? {}, key);
          const stated = Object.hasOwn(described?.provenance ?? {}, key);
          const known = changed
            ? ({ status: "given", source: "for this run" } as const)
            : { status, source: !given ? `default of ${kind}: ${from}` : stated ? from : (file ?? from) };
          return {
            name: key,
            symbol,
            description,
            unit,
            value,
            status: known.status,
            source: known.source,
            usually: { status: usually.status, source: usually.source },
            changed: changed || before.includes(`${name}.${key}`),
          };
        },
      ),
    };
  });
}
