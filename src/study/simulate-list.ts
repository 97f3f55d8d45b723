import { version } from "../base/version.ts";
import { composeCell } from "../cell/form/compose.ts";
import type { ParameterMetadata } from "../cell/form/parameter.ts";
import { shippedCells } from "../cell/models/index.ts";
import { standardSubmodels } from "../cell/submodels/registry.ts";
import { type SimulatedSubmodel, simulateSchema, submodelEntries } from "./simulate.ts";
import { listStudies, type ShippedStudy } from "./studies/shipped-studies.ts";

/** What can be simulated: the cells that come with the program, and the submodels that cells are made of. */
export interface SimulateList {
  readonly schema: typeof simulateSchema;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly studies: readonly ShippedStudy[];
  readonly cells: readonly {
    readonly name: string;
    readonly title: string;
    readonly note: string;
    /** K */
    readonly temperature: number;
    readonly submodels: readonly SimulatedSubmodel[];
    readonly unknowns: readonly {
      readonly name: string;
      readonly unit: string;
      readonly description: string;
      readonly cells: number;
    }[];
  }[];
  readonly submodels: readonly {
    readonly kind: string;
    readonly title: string;
    readonly equations: string;
    readonly source: string;
    readonly parameters: readonly (ParameterMetadata & { readonly name: string })[];
    readonly ports: Readonly<Record<string, string>>;
    readonly optionalPorts: Readonly<Record<string, string>>;
  }[];
}

export async function simulateList(): Promise<SimulateList> {
  return {
    schema: simulateSchema,
    program: { name: "liquidus", version },
    studies: await listStudies(),
    cells: Object.values(shippedCells).map(({ name, title, note, describe }) => {
      const model = composeCell(describe());
      return {
        name,
        title,
        note,
        temperature: model.description.temperature,
        submodels: submodelEntries(model, null, {}),
        unknowns: model.unknowns.map(({ name: unknown, unit, description, cells }) => ({
          name: unknown,
          unit,
          description,
          cells,
        })),
      };
    }),
    submodels: Object.values(standardSubmodels).map(
      ({ kind, title, equations, source, parameters, ports, optionalPorts = {} }) => ({
        kind,
        title,
        equations,
        source,
        parameters: Object.entries(parameters).map(([name, metadata]) => ({ name, ...metadata })),
        ports,
        optionalPorts,
      }),
    ),
  };
}
