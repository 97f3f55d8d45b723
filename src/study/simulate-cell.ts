import { z } from "zod";
import { DomainError } from "../base/errors.ts";
import type { CellDescription, SubmodelDescription } from "../cell/form/description.ts";
import { parameterStatuses } from "../cell/form/parameter.ts";
import { suggest } from "../cell/form/suggest.ts";
import { shippedCells } from "../cell/models/index.ts";
import { standardSubmodels } from "../cell/submodels/registry.ts";
import { digestOf, type SourceFile } from "./document.ts";
import { jsonOf } from "./protocol.ts";
import { parameterValue } from "./simulate-parameters.ts";
import { faultOf, placeOf } from "./studies/issue-words.ts";
import type { Path } from "./studies/yaml-text.ts";

export const cellModelSchema = "liquidus.cell-model/1";
export const simulationSchema = "liquidus.simulation/1";
/** Of what a simulation prints. */
export const simulateSchema = "liquidus.simulate/1";

/** Which cell, and where it came from. */
export interface CellChoice {
  readonly name: string;
  readonly title: string;
  /** What its numbers are worth; null for a cell of one's own. */
  readonly note: string | null;
  readonly origin: {
    readonly kind: "shipped" | "file";
    readonly file: string | null;
    readonly sha256: string | null;
  };
  readonly description: CellDescription;
  /** Parameters that a study changed before the cell was described, by "submodel.parameter"; left out: none. */
  readonly changed?: readonly string[];
}

/** What a simulation document says; what it leaves out is asked of the command or has a default. */
export interface SimulationPlan {
  readonly cell: CellChoice;
  /** Sentences or the data of a protocol. */
  readonly protocol?: unknown;
  /** m² */
  readonly area?: number;
  /** As in 5 mAh/cm2 or 2 mAh. */
  readonly capacity?: string;
  /** Values by parameter, in SI or as text with a unit. */
  readonly set?: Readonly<Record<string, string | number>>;
  /** K */
  readonly temperature?: number;
  readonly tolerance?: number;
  readonly method?: "rosenbrock" | "radau";
  /** s */
  readonly record?: number;
  readonly unknowns?: readonly string[];
}

const text = z.string().min(1);
const positive = z.number().positive();

const submodel = z.strictObject({
  name: text,
  kind: text,
  electrode: z.enum(["working", "counter"]).optional(),
  parameters: z.record(z.string(), z.union([z.number(), text])).default({}),
  provenance: z.record(z.string(), z.strictObject({ status: z.enum(parameterStatuses), source: text })).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  connect: z.record(z.string(), z.string()).optional(),
});

/** A cell as it stands in a file: numbers in SI, or texts with a unit. */
export interface CellModelInput extends Omit<CellDescription, "submodels"> {
  readonly submodels: readonly SubmodelInput[];
}

interface SubmodelInput {
  readonly name: string;
  readonly kind: string;
  readonly electrode?: "working" | "counter" | undefined;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly provenance?: SubmodelDescription["provenance"] | undefined;
  readonly options?: SubmodelDescription["options"] | undefined;
  readonly connect?: SubmodelDescription["connect"] | undefined;
}

/** A cell as it is read from a file. */
export const cellModelInput: z.ZodType<CellModelInput> = z.strictObject({
  schema: z.literal(cellModelSchema),
  name: text,
  temperature: positive,
  submodels: z.array(submodel).min(1),
});

const plan = z.strictObject({
  schema: z.literal(simulationSchema),
  cell: z.union([text, cellModelInput]),
  protocol: z.union([text, z.looseObject({})]).optional(),
  area: positive.optional(),
  capacity: text.optional(),
  set: z.record(z.string(), z.union([text, z.number()])).optional(),
  temperature: positive.optional(),
  settings: z
    .strictObject({
      tolerance: positive.optional(),
      method: z.enum(["rosenbrock", "radau"]).optional(),
      record: positive.optional(),
      unknowns: z.array(text).optional(),
    })
    .optional(),
});

/** The documents that are read, for their JSON Schemas. */
export const cellModelDocument: z.ZodType = cellModelInput.describe(
  "a cell; parameters in SI, or as text with a unit; which there are: liquidus simulate --list",
);
export const simulationDocument: z.ZodType = plan.describe("a whole simulation, read by liquidus simulate FILE");

/** A cell that comes with the program. @param others what else could have been named @throws DomainError naming those there are */
export function shippedCell(name: string, others: readonly string[] = []): CellChoice {
  const found = Object.hasOwn(shippedCells, name) ? shippedCells[name] : undefined;
  if (found === undefined) {
    throw new DomainError(
      `There is no cell ${others.length > 0 ? "or study " : ""}"${name}". ${suggest(name, [...Object.keys(shippedCells), ...others])} A file of one's own ends in .yaml or .json.`,
    );
  }
  const { title, note } = found;
  return {
    name,
    title,
    note,
    origin: { kind: "shipped", file: null, sha256: null },
    description: found.describe(),
  };
}

/**
 * A cell (liquidus.cell-model/1) or a whole simulation (liquidus.simulation/1) from a JSON file.
 * @throws DomainError naming the place that is wrong, what stands there and what is expected
 */
export function planFromFile(file: SourceFile): SimulationPlan {
  return planFromValue(jsonOf(file), file);
}

/** Whether a value says that it is a cell, or a whole simulation. */
export function isCellOrSimulation(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("schema" in value)) return false;
  return [cellModelSchema, simulationSchema, simulateSchema].some((known) => known === value.schema);
}

/**
 * As `planFromFile`, from the value that a file holds.
 * @param lineOf line of a field, for files that have lines
 * @throws as `planFromFile`
 */
export function planFromValue(value: unknown, file: SourceFile, lineOf?: (path: Path) => number): SimulationPlan {
  const place = { name: file.name, ...(lineOf === undefined ? {} : { lineOf }) };
  const schema = typeof value === "object" && value !== null && "schema" in value ? value.schema : undefined;
  const origin = { kind: "file", file: file.name, sha256: digestOf(file) } as const;
  const own = (data: CellModelInput): CellChoice => ({
    name: data.name,
    title: data.name,
    note: null,
    origin,
    description: describedIn(data, place, schema === cellModelSchema ? [] : ["cell"]),
  });
  if (schema === cellModelSchema) return { cell: own(checked(cellModelInput, value, place)) };
  if (schema === simulateSchema) return planOfDocument(value, place, own);
  if (schema !== simulationSchema) {
    throw new DomainError(
      `${file.name}: its schema is ${schema === undefined ? "not given" : JSON.stringify(schema)}; expected "${cellModelSchema}" (a cell), "${simulationSchema}" (a whole simulation) or "${simulateSchema}" (what a simulation printed).`,
    );
  }
  const { cell, schema: _, settings, ...rest } = checked(plan, value, place);
  return {
    ...withoutUndefined({ ...rest, ...settings }),
    cell: typeof cell === "string" ? shippedCell(cell) : own(cell),
  };
}

const printed = z.looseObject({
  cell: z.looseObject({ description: cellModelInput }),
  protocol: z.looseObject({ protocol: z.looseObject({}) }),
  options: z.looseObject({
    area: positive.nullable(),
    nominalCapacity: z.looseObject({ value: positive, unit: z.enum(["C", "C/m2"]) }).nullable(),
    relativeTolerance: positive,
    method: z.enum(["rosenbrock", "radau"]),
    recordInterval: positive.nullable(),
    unknowns: z.array(text),
  }),
});

/** The cell as it was simulated, changes included, with the protocol and the options of a document that `simulate --json` printed. */
function planOfDocument(value: unknown, place: Place, own: (data: CellModelInput) => CellChoice): SimulationPlan {
  const { name } = place;
  if (typeof value === "object" && value !== null && !("cell" in value && "options" in value)) {
    throw new DomainError(`${name}: this document holds no simulation: it is a list or a refusal.`);
  }
  const { cell, protocol, options } = checked(printed, value, place);
  const { area, nominalCapacity, recordInterval } = options;
  return {
    cell: own(cell.description),
    protocol: protocol.protocol,
    ...(area === null ? {} : { area }),
    ...(nominalCapacity === null
      ? {}
      : { capacity: `${nominalCapacity.value} ${nominalCapacity.unit === "C" ? "C" : "C/m2"}` }),
    ...(recordInterval === null ? {} : { record: recordInterval }),
    tolerance: options.relativeTolerance,
    method: options.method,
    unknowns: options.unknowns,
  };
}

/** Where a value was read. */
interface Place {
  readonly name: string;
  lineOf?(path: Path): number;
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, place: Place): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, words } = faultOf(schema, value, result.error.issues);
  throw new DomainError(`${wordsOf(place, path)}: ${words}`);
}

/** "cell.yaml, line 3, submodels[0].kind" */
function wordsOf({ name, lineOf }: Place, path: Path): string {
  const field = placeOf(path);
  return [name, ...(lineOf === undefined ? [] : [`line ${lineOf(path)}`]), ...(field === "" ? [] : [field])].join(", ");
}

/** As `descriptionOf`; a fault is told with the place of its submodel. */
function describedIn(data: CellModelInput, place: Place, before: Path): CellDescription {
  const submodels = data.submodels.map((one, k): SubmodelDescription => {
    try {
      return submodelDescriptionOf(one);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError(`${wordsOf(place, [...before, "submodels", k])}: ${error.message}`);
    }
  });
  return { ...data, submodels };
}

/** The cell that a file describes, in SI. @throws DomainError for a unit of another kind */
export function descriptionOf(data: CellModelInput): CellDescription {
  return { ...data, submodels: data.submodels.map(submodelDescriptionOf) };
}

/**
 * A submodel of a file with its numbers in SI, from numbers or texts with a unit.
 * @throws DomainError for a kind or a parameter that is not known, or a unit of another kind
 */
export function submodelDescriptionOf(one: SubmodelInput): SubmodelDescription {
  const { name, kind, parameters } = one;
  const known = Object.hasOwn(standardSubmodels, kind) ? standardSubmodels[kind]?.parameters : undefined;
  if (known === undefined) {
    throw new DomainError(
      `${name}: no kind of submodel is called "${kind}". ${suggest(kind, Object.keys(standardSubmodels))}`,
    );
  }
  const numbers = Object.entries(parameters).map(([key, value]) => {
    const unit = Object.hasOwn(known, key) ? known[key]?.unit : undefined;
    if (unit === undefined) {
      throw new DomainError(`${name}: ${kind} has no parameter "${key}". ${suggest(key, Object.keys(known))}`);
    }
    return [key, typeof value === "number" ? value : parameterValue(`${name}.${key}`, value, unit)] as const;
  });
  return { ...withoutUndefined(one), parameters: Object.fromEntries(numbers) };
}

type Present<Fields> = { [Key in keyof Fields]: Exclude<Fields[Key], undefined> };

/** The same without fields that are undefined. */
function withoutUndefined<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}
