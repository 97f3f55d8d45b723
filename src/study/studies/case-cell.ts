import { DomainError } from "../../base/errors.ts";
import { composeCell } from "../../cell/form/compose.ts";
import { parseComposition } from "../../units/composition.ts";
import { parseQuantity } from "../../units/quantity.ts";
import { parseTemperature } from "../../units/temperature.ts";
import { type CellChoice, descriptionOf, shippedCell } from "../simulate-cell.ts";
import { parameterChanges } from "../simulate-parameters.ts";
import type { CellSetParameter, CellSets } from "./cell-sets.ts";
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
  /** Numbers of the parameter set; empty for other cells. */
  readonly parameters: readonly CellSetParameter[];
}

/**
 * The cell of a case.
 * @param cells of the pool of a parameter set; left out: those of its family
 * @throws FormatError with line and field for what cannot be meant
 */
export function cellOfCase(source: StudySource, one: StudyCase, sets: CellSets, cells?: number): CaseCell {
  const { cell } = one;
  const path = (field: keyof StudyCell): Path => fieldPath(source, one, field);
  const read = <Result>(field: keyof StudyCell, act: (text: string) => Result): Result | undefined => {
    const text = cell[field];
    return typeof text === "string" ? source.at(path(field), () => act(text)) : undefined;
  };
  const composition = read("composition", parseComposition);
  const temperature = read("temperature", parseTemperature);
  const area = read("area", (text) => positive(parseQuantity(text, "area"), text));
  const { name } = source.study;
  if (cell.set !== undefined) {
    const set = cell.set;
    const made = source.at(path("set"), () =>
      sets.cellOf(set, {
        ...(composition === undefined ? {} : { moleFraction: composition.moleFraction }),
        ...(temperature === undefined ? {} : { temperature }),
        ...(area === undefined ? {} : { area }),
        ...(cells === undefined ? {} : { cells }),
        mechanisms: Object.fromEntries(
          Object.entries(cell.mechanisms ?? {}).map(([mechanism, given]) => [mechanism, isOn(given)]),
        ),
        parameters: cell.parameters ?? {},
      }),
    );
    const { title, about, description, mechanisms, parameters } = made;
    return {
      choice: { name, title, note: about, origin: source.origin, description },
      area: area ?? made.area,
      set: {},
      composition: composition?.understood ?? null,
      moleFraction: made.moleFraction,
      mechanisms,
      parameters,
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
  const set = checkedChanges(source, described, cell.parameters ?? {}, path("parameters"));
  return {
    choice: { ...choice, description: described },
    area: area ?? null,
    set,
    composition: null,
    moleFraction: null,
    mechanisms: {},
    parameters: [],
  };
}

function baseCell(source: StudySource, cell: StudyCell, path: (field: keyof StudyCell) => Path): CellChoice {
  const { shipped, model } = cell;
  if (shipped !== undefined) return source.at(path("shipped"), () => shippedCell(shipped));
  if (model === undefined) throw new DomainError("A cell is one of set, model or shipped.");
  return {
    name: model.name,
    title: model.name,
    note: null,
    origin: source.origin,
    description: source.at(path("model"), () => descriptionOf(model)),
  };
}

function checkedChanges(
  source: StudySource,
  description: CellChoice["description"],
  changes: Readonly<Record<string, Written>>,
  path: Path,
): Readonly<Record<string, number>> {
  const model = source.at(path.slice(0, -1), () => composeCell(description));
  const found: Record<string, number> = {};
  for (const [name, value] of Object.entries(changes)) {
    Object.assign(
      found,
      source.at([...path, name], () => parameterChanges(model, { [name]: value })),
    );
  }
  source.at(path, () => model.withParameters(found));
  return found;
}

/** Where a field of the cell of a case stands: in the case, or in the study. */
function fieldPath({ study, cases }: StudySource, { path }: StudyCase, field: keyof StudyCell): Path {
  const k = path[1];
  const own = typeof k === "number" ? study.cases?.[k]?.cell : undefined;
  return own !== undefined && Object.hasOwn(own, field) && cases.length > 0
    ? [...path, "cell", field]
    : ["cell", field];
}

function positive(value: number, text: string): number {
  if (value > 0) return value;
  throw new DomainError(`"${text}" is not above zero.`);
}
