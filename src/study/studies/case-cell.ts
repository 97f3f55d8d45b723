import { DomainError, LiquidusError } from "../../base/errors.ts";
import { composeCell } from "../../cell/form/compose.ts";
import { parseComposition } from "../../units/composition.ts";
import { parseQuantity } from "../../units/quantity.ts";
import { parseTemperature } from "../../units/temperature.ts";
import { type CellChoice, shippedCell, submodelDescriptionOf } from "../simulate-cell.ts";
import { parameterChanges, siParameterValue } from "../simulate-parameters.ts";
import type { CellSetInputs, CellSetParameter, CellSets, SetCell } from "./cell-sets.ts";
import type { StudySource } from "./read-study.ts";
import { isOn, type StudyCell, type Written } from "./study.ts";
import type { StudyCase } from "./study-cases.ts";
import type { Path } from "./yaml-text.ts";

/** The cell of a case, with what a report says of it. */
export interface CaseCell {
  readonly choice: CellChoice;
  /** m², where it is known. */
  readonly area: number | null;
  /** Changes of parameters over the description, SI. */
  readonly set: Readonly<Record<string, number>>;
  /** How the composition was read; null where none was given. */
  readonly composition: string | null;
  /** Of the working metal; null without a parameter set. */
  readonly moleFraction: number | null;
  readonly mechanisms: Readonly<Record<string, boolean>>;
  /** Numbers of the parameter set as it is shipped; empty for other cells. */
  readonly parameters: readonly CellSetParameter[];
  /** What is to be known of the cell, as warnings. */
  readonly remarks: readonly string[];
  /** What was given over the numbers of the set, or of the cell. */
  readonly changes: readonly ParameterChange[];
}

/** A number that was given in the place of another. */
export interface ParameterChange {
  /** "submodel.parameter" */
  readonly name: string;
  /** As it was given: a number in SI, or a text. */
  readonly written: Written;
  /** SI */
  readonly value: number;
  /** SI: in whose place it stands; null where there is none. */
  readonly shipped: number | null;
  /** Who gave it: the study for all its cases, this case, or the one who runs it (--set). */
  readonly from: "study" | "case" | "run";
}

/**
 * The cell of a case, which can be composed.
 * @param cells of the pool of a parameter set; left out: those of its family
 * @throws FormatError with line and field for what cannot be meant
 */
export function cellOfCase(source: StudySource, one: StudyCase, sets: CellSets, cells?: number): CaseCell {
  const { cell } = one;
  const path = (field: keyof StudyCell, name?: string): Path => cellPath(source, one, field, name);
  const read = <Result>(field: keyof StudyCell, act: (text: string) => Result): Result | undefined => {
    const text = cell[field];
    return typeof text === "string" ? source.at(path(field), () => act(text)) : undefined;
  };
  const composition = read("composition", parseComposition);
  const temperature = read("temperature", parseTemperature);
  const area = read("area", (text) => positive(parseQuantity(text, "area"), text));
  const { name } = source.study;
  const changes = (value: (name: string) => number, shipped: (name: string) => number | null): ParameterChange[] =>
    Object.entries(cell.parameters ?? {}).map(([parameter, written]) => ({
      name: parameter,
      written,
      value: value(parameter),
      shipped: shipped(parameter),
      from: givenBy(source, one, parameter),
    }));
  if (cell.set !== undefined) {
    const made = setCell(source, one, sets, {
      ...(composition === undefined ? {} : { moleFraction: composition.moleFraction }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(area === undefined ? {} : { area }),
      ...(cells === undefined ? {} : { cells }),
      mechanisms: Object.fromEntries(
        Object.entries(cell.mechanisms ?? {}).map(([mechanism, given]) => [mechanism, isOn(given)]),
      ),
      parameters: cell.parameters ?? {},
    });
    const { title, about, description, mechanisms, parameters, remarks = [], changed = [], changes: given = {} } = made;
    const shipped = new Map(
      parameters.map((own) => [own.name, siParameterValue(own.name, `${own.value} ${own.unit}`, own.unit)] as const),
    );
    return {
      choice: { name, title, note: about, origin: source.origin, description, changed },
      area: area ?? made.area,
      set: {},
      composition: composition?.understood ?? null,
      moleFraction: made.moleFraction,
      mechanisms,
      parameters,
      remarks,
      changes: changes(
        (parameter) => given[parameter] ?? Number.NaN,
        (parameter) => shipped.get(parameter) ?? null,
      ),
    };
  }
  for (const field of ["composition", "mechanisms"] as const) {
    if (cell[field] === undefined) continue;
    source.at(path(field), () => {
      throw new DomainError(
        `${field} belongs to a cell of a parameter set (set: NAME); this cell has its own submodels.`,
      );
    });
  }
  const choice = baseCell(source, cell, path);
  const described = temperature === undefined ? choice.description : { ...choice.description, temperature };
  const base = source.at(path(cell.model === undefined ? "shipped" : "model"), () => composeCell(described));
  const set: Record<string, number> = {};
  for (const [parameter, value] of Object.entries(cell.parameters ?? {})) {
    const found = blaming(source, one, parameter, () => {
      const change = parameterChanges(base, { [parameter]: value });
      base.withParameters(change);
      return change;
    });
    Object.assign(set, found);
  }
  const own = new Map<string, number>(
    base.submodels.flatMap((submodel) =>
      Object.entries(submodel.parameters).map(([key, { value }]) => [`${submodel.name}.${key}`, value] as const),
    ),
  );
  source.at(path("parameters"), () => base.withParameters(set));
  return {
    choice: { ...choice, description: described },
    area: area ?? null,
    set,
    composition: null,
    moleFraction: null,
    mechanisms: {},
    parameters: [],
    remarks: [],
    changes: changes(
      (parameter) => set[parameter] ?? Number.NaN,
      (parameter) => own.get(parameter) ?? null,
    ),
  };
}

/** A cell of a parameter set; what is wrong is told of the field without which nothing is wrong. */
function setCell(source: StudySource, one: StudyCase, sets: CellSets, inputs: CellSetInputs): SetCell {
  const { set = "" } = one.cell;
  const path = (field: keyof StudyCell, name?: string): Path => cellPath(source, one, field, name);
  const make = (some: CellSetInputs): SetCell => {
    const made = sets.cellOf(set, some);
    composeCell(made.description);
    return made;
  };
  const works = (some: CellSetInputs): boolean => {
    try {
      make(some);
      return true;
    } catch {
      return false;
    }
  };
  try {
    return make(inputs);
  } catch (error) {
    if (!(error instanceof LiquidusError) || !sets.names.includes(set))
      return source.at(path("set"), () => make(inputs));
  }
  const { moleFraction: _, ...plain } = inputs;
  const { temperature: _t, ...atUsual } = inputs;
  const { area: _a, ...ofSet } = inputs;
  const parameter = Object.keys(inputs.parameters).find((name) =>
    works({ ...inputs, parameters: without(inputs.parameters, name) }),
  );
  if (parameter !== undefined) return blaming(source, one, parameter, () => make(inputs));
  const mechanism = Object.keys(inputs.mechanisms).find((name) =>
    works({ ...inputs, mechanisms: without(inputs.mechanisms, name) }),
  );
  const place =
    inputs.moleFraction !== undefined && works(plain)
      ? path("composition")
      : mechanism !== undefined
        ? path("mechanisms", mechanism)
        : inputs.temperature !== undefined && works(atUsual)
          ? path("temperature")
          : inputs.area !== undefined && works(ofSet)
            ? path("area")
            : path("set");
  return source.at(place, () => make(inputs));
}

function without<Value>(fields: Readonly<Record<string, Value>>, name: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
}

/** What `act` returns; its refusals are told of a parameter where the study gives it, and plainly where it was given for this run. */
function blaming<Result>(source: StudySource, one: StudyCase, parameter: string, act: () => Result): Result {
  return givenBy(source, one, parameter) === "run"
    ? act()
    : source.at(cellPath(source, one, "parameters", parameter), act);
}

function givenBy(source: StudySource, one: StudyCase, parameter: string): ParameterChange["from"] {
  if (one.forRun?.includes(parameter) === true) return "run";
  return cellPath(source, one, "parameters", parameter)[0] === "cases" ? "case" : "study";
}

function baseCell(source: StudySource, cell: StudyCell, path: (field: keyof StudyCell) => Path): CellChoice {
  const { shipped, model } = cell;
  if (shipped !== undefined) return source.at(path("shipped"), () => shippedCell(shipped));
  if (model === undefined) throw new DomainError("A cell is one of set, model or shipped.");
  const submodels = model.submodels.map((one, k) =>
    source.at([...path("model"), "submodels", k], () => submodelDescriptionOf(one)),
  );
  return {
    name: model.name,
    title: model.name,
    note: null,
    origin: source.origin,
    description: { ...model, submodels },
  };
}

/** Where a field of the cell of a case stands, or an entry of it by its name: in the case, or in the study. */
export function cellPath({ study }: StudySource, { path }: StudyCase, field: keyof StudyCell, name?: string): Path {
  const k = path[1];
  const own = typeof k === "number" ? study.cases?.[k]?.cell : undefined;
  const inside = own !== undefined && Object.hasOwn(own, field) ? own[field] : undefined;
  const here =
    inside !== undefined && (name === undefined || (typeof inside === "object" && Object.hasOwn(inside, name)));
  const place: Path = here ? [...path, "cell", field] : ["cell", field];
  return name === undefined ? place : [...place, name];
}

function positive(value: number, text: string): number {
  if (value > 0) return value;
  throw new DomainError(`"${text}" is not above zero.`);
}
