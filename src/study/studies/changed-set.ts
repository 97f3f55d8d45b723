import type { CellDescription, SubmodelDescription } from "../../cell/form/description.ts";
import type { ParameterProvenance } from "../../cell/form/parameter.ts";

/** A cell of a parameter set that a study changes. */
export interface ChangedSet {
  /** As it was composed; what follows from a change says from which. */
  readonly description: CellDescription;
  /** Parameters of submodels that differ from the cell of the shipped set, by "submodel.parameter". */
  readonly changed: readonly string[];
}

/**
 * Traces the changed numbers of a set through the cell: parameters that were given, and those that follow from them, as the
 * resistance of the grains from their conductivity.
 *
 * @param names of the numbers of the set that are changed
 * @param describe the cell with those of the changes that are named
 */
export function traceChanges(
  names: readonly string[],
  describe: (names: readonly string[]) => CellDescription,
): ChangedSet {
  const description = describe(names);
  if (names.length === 0) return { description, changed: [] };
  const shipped = valuesOf(describe([]));
  const changed = differing(shipped, description);
  if (changed.length === 0) return { description, changed };
  const causes = new Map<string, string[]>();
  for (const name of names) {
    for (const follows of differing(shipped, describe([name]))) {
      causes.set(follows, [...(causes.get(follows) ?? []), name]);
    }
  }
  const said = (parameter: string, provenance: ParameterProvenance): ParameterProvenance => {
    if (provenance.status === "given" || !changed.includes(parameter)) return provenance;
    const from = causes.get(parameter) ?? names;
    return { ...provenance, source: `${provenance.source}; with ${from.join(", ")} as the study gives it` };
  };
  const submodels = description.submodels.map(
    (one): SubmodelDescription => ({
      ...one,
      ...(one.provenance === undefined
        ? {}
        : {
            provenance: Object.fromEntries(
              Object.entries(one.provenance).map(([key, known]) => [key, said(`${one.name}.${key}`, known)]),
            ),
          }),
    }),
  );
  return { description: { ...description, submodels }, changed };
}

function valuesOf({ submodels }: CellDescription): ReadonlyMap<string, number> {
  return new Map(
    submodels.flatMap(({ name, parameters = {} }) =>
      Object.entries(parameters).map(([key, value]): [string, number] => [`${name}.${key}`, value]),
    ),
  );
}

function differing(shipped: ReadonlyMap<string, number>, changed: CellDescription): string[] {
  return [...valuesOf(changed)].flatMap(([name, value]) => (shipped.get(name) === value ? [] : [name]));
}
