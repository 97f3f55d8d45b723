import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { CellModel } from "../../cell/form/cell-model.ts";
import { suggest } from "../../cell/form/suggest.ts";
import { parseQuantity } from "../../units/quantity.ts";
import { observableOf } from "./observables/observables.ts";
import { partIs } from "./observables/spectrum-parts.ts";
import type { StudySource } from "./read-study.ts";
import type { FalsifierEntry } from "./study.ts";
import { rangeOf } from "./study-falsifiers.ts";
import type { Path } from "./yaml-text.ts";

/** s: shorter than what an instrument resolves, and than any step that is asked for. */
const SHORTEST_RECORD = 1e-9;
/** EC-Lab's own number where nobody entered an area, m². */
const DEFAULT_AREA = 1e-7;

/**
 * The area of a measured file, m². Zero and the default of EC-Lab, 0.001 cm², count as not entered, with a warning.
 * @throws DomainError for one below zero
 */
export function enteredArea(text: string, file: string): { readonly area: number } | { readonly warning: Warning } {
  const area = parseQuantity(text, "area");
  if (area < 0) throw new DomainError(`"${text}" is below zero; give the area of the electrode, as in 0.385 cm2.`);
  if (area > 0 && Math.abs(area / DEFAULT_AREA - 1) > 1e-9) return { area };
  const why = area === 0 ? "" : ", which EC-Lab writes where none was entered,";
  return {
    warning: {
      code: "area-not-entered",
      message: `measured.area of ${file} is ${text}${why} and counts as not entered; give the area of the electrode, as in 0.385 cm2.`,
    },
  };
}

/** A check of each quantity that a study gives to falsifiers, with its place: all are above zero. */
export function falsifierChecks(entry: FalsifierEntry): { readonly path: Path; check(): void }[] {
  const { measured = {}, conductivity, depth, voidSize } = entry;
  const own = Object.entries({ conductivity, depth, voidSize }).map(([name, given]) => [[name], name, given] as const);
  const of = Object.entries(measured).map(([name, given]) => [["measured", name], name, given] as const);
  return [...own, ...of].flatMap(([path, name, given]) =>
    given === undefined
      ? []
      : [
          {
            path,
            check(): void {
              const { lower } = rangeOf(name, given);
              const shown = Array.isArray(given) ? given.join(" to ") : String(given);
              if (!(lower > 0)) throw new DomainError(`${name} is ${shown}; it is above zero.`);
            },
          },
        ],
  );
}

/** @throws FormatError for an interval of record that is not above zero, or that no run could keep to */
export function checkRecord(source: StudySource): void {
  const record = source.study.analysis?.record;
  if (record === undefined) return;
  source.at(["analysis", "record"], () => {
    const interval = parseQuantity(record, "time");
    if (interval >= SHORTEST_RECORD) return;
    throw new DomainError(
      `"${record}" is ${interval > 0 ? "below 1 ns" : "not above zero"}; give an interval, as in 10 s.`,
    );
  });
}

/** Whether a cell has an unknown of that name. */
export function hasUnknown({ unknowns }: CellModel, name: string): boolean {
  return unknowns.some((place) => place.name === name);
}

/**
 * Names of unknowns, submodels and parts that a study asks for: each must be there in some case.
 *
 * @param models of the cases that are run, by case
 * @param others models of the other cases, asked for where the first do not have a name
 * @returns a warning for each unknown that some of the cases do not have
 * @throws FormatError for a name that no case has
 */
export function checkNames(
  source: StudySource,
  models: ReadonlyMap<string, CellModel>,
  others: () => readonly CellModel[],
): Warning[] {
  const warnings: Warning[] = [];
  const { analysis, observe = [] } = source.study;
  for (const [k, name] of (analysis?.unknowns ?? []).entries()) {
    const lacking = [...models].flatMap(([one, model]) => (hasUnknown(model, name) ? [] : [one]));
    const known = somewhere(models, others, (model) => hasUnknown(model, name));
    if (!known) source.at(["analysis", "unknowns", k], () => refuse("unknown", name, namesOf(models, "unknown")));
    if (lacking.length === 0) continue;
    warnings.push({
      code: "unknown-absent",
      message: `${name} is not recorded in ${lacking.map((one) => `"${one}"`).join(", ")}: the cell of ${lacking.length === 1 ? "this case" : "these cases"} has no such unknown.`,
    });
  }
  for (const [k, { what, of, case: one }] of observe.entries()) {
    const kind = observableOf(what).names;
    if (kind === undefined || of === undefined) continue;
    const own = one === undefined ? models : new Map([...models].filter(([name]) => name === one));
    if (own.size === 0) continue;
    const known = somewhere(own, one === undefined ? others : () => [], (model) => isNamed(model, kind, of));
    if (!known) source.at(["observe", k, "of"], () => refuse(kind, of, namesOf(own, kind)));
  }
  return warnings;
}

type Named = "part" | "submodel" | "unknown";

function isNamed(model: CellModel, kind: Named, name: string): boolean {
  if (kind === "unknown") return hasUnknown(model, name);
  return kind === "part" ? model.drops.some(partIs(name)) : model.submodels.some((one) => one.name === name);
}

function namesOf(models: ReadonlyMap<string, CellModel>, kind: Named): readonly string[] {
  const names = [...models.values()].flatMap(({ unknowns, submodels, drops }) =>
    kind === "unknown"
      ? unknowns.map(({ name }) => name)
      : kind === "part"
        ? drops.map(({ submodel }) => submodel)
        : submodels.map(({ name }) => name),
  );
  return [...new Set(names)];
}

function somewhere(
  models: ReadonlyMap<string, CellModel>,
  others: () => readonly CellModel[],
  has: (model: CellModel) => boolean,
): boolean {
  return [...models.values()].some(has) || others().some(has);
}

function refuse(kind: Named, name: string, known: readonly string[]): never {
  throw new DomainError(`the cell has no ${kind} "${name}". ${suggest(name, known)}`);
}
