import { DomainError } from "../../base/errors.ts";
import { arrowLayout } from "../../numerics/linear/arrow-layout.ts";
import { polarity } from "../conventions.ts";
import { standardSubmodels } from "../submodels/registry.ts";
import type { CellModel, ComposedSubmodel } from "./cell-model.ts";
import { checkParameters } from "./check-parameters.ts";
import { assembleModel } from "./composed-cell.ts";
import type { CellDescription, SubmodelDescription } from "./description.ts";
import type { ParameterProvenance } from "./parameter.ts";
import { CELL, placeUnknowns, splitReference } from "./places.ts";
import type { BoundSubmodel, Declarations, SubmodelInput, SubmodelKind } from "./submodel.ts";
import { suggest } from "./suggest.ts";

/** A submodel of a description with its kind and checked parameters. */
export interface GivenSubmodel {
  readonly description: SubmodelDescription;
  readonly kind: SubmodelKind;
  readonly input: SubmodelInput;
  declarations(): Declarations;
}

/**
 * Composes a cell: finds the kinds, checks the parameters, gives every unknown its place in an arrow (border first, beginning
 * with cell.current, cell.voltage and cell.charge, then the chains) and binds the submodels to these places.
 *
 * @param registry kinds by name
 * @throws DomainError naming the submodel and what is wrong: a kind, parameter, port or option that is unknown, missing or out
 *   of range
 */
export function composeCell(
  description: CellDescription,
  registry: Readonly<Record<string, SubmodelKind>> = standardSubmodels,
): CellModel {
  const given = giveSubmodels(description, registry);
  const places = placeUnknowns(given);
  const layout = arrowLayout(places.shape);
  const bound = given.map(
    (submodel): BoundSubmodel => submodel.kind.bind(submodel.input, places.binding(submodel, layout)),
  );
  return assembleModel({
    description,
    layout,
    places,
    bound,
    submodels: given.map(summary),
    recompose: (changed) => composeCell(changed, registry),
  });
}

function giveSubmodels(
  description: CellDescription,
  registry: Readonly<Record<string, SubmodelKind>>,
): readonly GivenSubmodel[] {
  const { schema, temperature } = description;
  if (schema !== "liquidus.cell-model/1") {
    throw new DomainError(
      `composeCell: "${description.name}" follows "${schema}"; "liquidus.cell-model/1" is expected.`,
    );
  }
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new DomainError(
      `composeCell: the temperature of "${description.name}" is ${temperature} K; it must be positive.`,
    );
  }
  const given = new Map<string, GivenSubmodel>();
  for (const submodel of description.submodels) {
    const { name } = submodel;
    if (name === "" || name === CELL || name.includes(".")) {
      throw new DomainError(
        `composeCell: a submodel cannot be called "${name}": a name without dots, other than "cell".`,
      );
    }
    if (given.has(name)) {
      throw new DomainError(`composeCell: two submodels are called "${name}"; give each its own name.`);
    }
    const kind = Object.hasOwn(registry, submodel.kind) ? registry[submodel.kind] : undefined;
    if (kind === undefined) {
      throw new DomainError(
        `composeCell: "${name}" is of the kind "${submodel.kind}", which is not in the registry. ${suggest(submodel.kind, Object.keys(registry))}`,
      );
    }
    checkPorts(submodel, kind);
    const { electrode } = submodel;
    if (electrode !== undefined && !Object.hasOwn(polarity, electrode)) {
      throw new DomainError(
        `composeCell: "${name}" belongs to the electrode "${electrode}"; "working", "counter" or nothing is expected.`,
      );
    }
    if (electrode === undefined && kind.electrode === "required") {
      throw new DomainError(
        `composeCell: "${name}" (${kind.kind}) belongs to an electrode; give it electrode: "working" or "counter".`,
      );
    }
    given.set(name, give(submodel, kind, temperature, given));
  }
  for (const submodel of given.values()) checkNeighbours(submodel.description, given);
  return [...given.values()];
}

/** @throws DomainError where a port leads to the other electrode */
function checkNeighbours(
  { name, electrode, connect = {} }: SubmodelDescription,
  all: ReadonlyMap<string, GivenSubmodel>,
) {
  for (const [port, reference] of Object.entries(connect)) {
    const [owner] = splitReference(reference);
    const other = all.get(owner)?.input.electrode;
    if (electrode !== undefined && other !== undefined && electrode !== other) {
      throw new DomainError(
        `composeCell: "${name}" belongs to the ${electrode} electrode, but its port "${port}" leads to "${owner}" of the ${other} electrode; give both the same.`,
      );
    }
  }
}

function checkPorts({ name, connect = {} }: SubmodelDescription, kind: SubmodelKind): void {
  const known = [...Object.keys(kind.ports), ...Object.keys(kind.optionalPorts ?? {})];
  for (const port of Object.keys(connect)) {
    if (!known.includes(port)) {
      throw new DomainError(`composeCell: "${name}" has no port "${port}". ${suggest(port, known)}`);
    }
  }
  for (const [port, meaning] of Object.entries(kind.ports)) {
    if (!Object.hasOwn(connect, port)) {
      throw new DomainError(
        `composeCell: the port "${port}" of "${name}" is open (${meaning}); connect it to an unknown or chain of another submodel.`,
      );
    }
  }
}

function give(
  description: SubmodelDescription,
  kind: SubmodelKind,
  temperature: number,
  all: ReadonlyMap<string, GivenSubmodel>,
): GivenSubmodel {
  const { name, electrode, connect = {} } = description;
  const target = (port: string): { readonly other: GivenSubmodel; readonly what: string } => {
    const reference = connect[port];
    const [owner, what] = splitReference(reference ?? "");
    const other = all.get(owner);
    if (reference === undefined || other === undefined) {
      throw new DomainError(
        `composeCell: the port "${port}" of "${name}" is connected to "${reference ?? "nothing"}". Submodels: ${[...all.keys()].join(", ")}.`,
      );
    }
    return { other, what };
  };
  const input: SubmodelInput = {
    name,
    polarity: electrode === undefined ? 1 : polarity[electrode],
    electrode,
    temperature,
    parameters: checkParameters(name, kind.parameters, description.parameters, description.provenance),
    options: description.options ?? {},
    connected: (port) => Object.hasOwn(connect, port),
    meshOf(port) {
      const { other, what } = target(port);
      const { chains = [], components = [] } = other.declarations();
      const chain = chains.find((own) => own.name === what || own.name === chainOf(components, what));
      if (chain !== undefined) return chain.mesh;
      const far = components.find((own) => own.name === what);
      if (far !== undefined) return other.input.meshOf(far.chain);
      throw new DomainError(
        `composeCell: the port "${port}" of "${name}" is connected to "${connect[port]}", which is no chain. ${suggest(
          what,
          chains.map((own) => own.name),
        )}`,
      );
    },
    behind: (port) => target(port).other.input,
    initialOf(port) {
      const { other, what } = target(port);
      const { unknowns = [], components = [] } = other.declarations();
      const found = [...unknowns, ...components].find((own) => own.name === what);
      if (found !== undefined) return typeof found.initial === "number" ? found.initial : found.initial[0];
      throw new DomainError(
        `composeCell: the port "${port}" of "${name}" is connected to "${connect[port]}", which is no unknown. ${suggest(
          what,
          [...unknowns, ...components].map((own) => own.name),
        )}`,
      );
    },
  };
  let declared: Declarations | undefined;
  let busy = false;
  return {
    description,
    kind,
    input,
    declarations() {
      if (declared !== undefined) return declared;
      if (busy) {
        throw new DomainError(
          `composeCell: "${name}" asks, through its ports, for what depends on itself; connect the submodels so that none waits for itself.`,
        );
      }
      busy = true;
      declared = kind.declare(input);
      busy = false;
      return declared;
    },
  };
}

function chainOf(components: NonNullable<Declarations["components"]>, name: string): string | undefined {
  return components.find((own) => own.name === name)?.chain;
}

/** Of the number that a description gives; nothing for a default. */
function provenanceOf({ parameters, provenance }: SubmodelDescription, name: string): ParameterProvenance | undefined {
  if (!Object.hasOwn(parameters, name)) return undefined;
  return provenance?.[name] ?? { status: "given", source: "no source stated" };
}

function summary({ description, kind, input }: GivenSubmodel): ComposedSubmodel {
  return {
    name: description.name,
    kind: kind.kind,
    title: kind.title,
    electrode: input.electrode,
    equations: kind.equations,
    source: kind.source,
    parameters: Object.fromEntries(
      Object.entries(kind.parameters).map(([name, what]) => [
        name,
        { ...what, ...provenanceOf(description, name), value: input.parameters[name] },
      ]),
    ),
  };
}
