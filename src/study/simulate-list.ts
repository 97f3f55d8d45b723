import { DomainError } from "../base/errors.ts";
import { version } from "../base/version.ts";
import { mechanisms, type ParameterSet, type ParameterValue, parameterSets } from "../cell/families/index.ts";
import { composeCell } from "../cell/form/compose.ts";
import type { ParameterMetadata } from "../cell/form/parameter.ts";
import { suggest } from "../cell/form/suggest.ts";
import { shippedCells } from "../cell/models/index.ts";
import { standardSubmodels } from "../cell/submodels/registry.ts";
import { type SimulatedSubmodel, simulateSchema } from "./simulate.ts";
import { submodelEntries } from "./simulate-submodels.ts";
import { listStudies, type ShippedStudy } from "./studies/shipped-studies.ts";

/** A parameter set that studies name, with every number as it is written in it. */
export interface ListedSet {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Mole fraction of the working metal where a study gives none. */
  readonly moleFraction: number;
  readonly mechanisms: Readonly<Record<string, boolean>>;
  readonly parameters: readonly (Omit<ParameterValue, "range" | "follows"> & {
    readonly name: string;
    readonly range: readonly [number, number] | null;
  })[];
}

/** What can be simulated: studies, parameter sets and cells that come with the program, and the submodels that cells are made of. */
export interface SimulateList {
  readonly schema: typeof simulateSchema;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly studies: readonly ShippedStudy[];
  readonly sets: readonly ListedSet[];
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
    sets: Object.values(parameterSets).map(listedSet),
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

/** Word of `--list` for the submodels. */
const SUBMODELS = "submodels";

/**
 * What a list says of one thing: of a study also its set, of the word "submodels" these.
 * @throws DomainError for a name that is neither a study, a set nor a cell
 */
export function listOnly(list: SimulateList, name: string): SimulateList {
  const named = <Entry extends { readonly name: string }>(entries: readonly Entry[], one: string | null): Entry[] =>
    entries.filter((entry) => entry.name === one);
  const studies = named(list.studies, name);
  const found = {
    ...list,
    studies,
    sets: named(list.sets, studies[0]?.set ?? name),
    cells: named(list.cells, name),
    submodels: name === SUBMODELS ? list.submodels : [],
  };
  if ([found.studies, found.sets, found.cells, found.submodels].some((part) => part.length > 0)) return found;
  const known = [...list.studies, ...list.sets, ...list.cells].map((one) => one.name);
  throw new DomainError(`There is no study, set or cell "${name}". ${suggest(name, [...known, SUBMODELS])}`);
}

function listedSet({ name, title, about, moleFraction, mechanisms: on, parameters }: ParameterSet): ListedSet {
  return {
    name,
    title,
    about,
    moleFraction,
    mechanisms: Object.fromEntries(mechanisms.map((one) => [one, on[one] ?? false])),
    parameters: Object.entries(parameters).map(([parameter, { value, unit, range = null, status, source }]) => ({
      name: parameter,
      value,
      unit,
      range,
      status,
      source,
    })),
  };
}
