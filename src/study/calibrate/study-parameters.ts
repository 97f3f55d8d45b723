import { DomainError } from "../../base/errors.ts";
import { composeCell } from "../../cell/form/compose.ts";
import { suggest } from "../../cell/form/suggest.ts";
import { parseUnit } from "../../units/unit.ts";
import { siParameterValue } from "../simulate-parameters.ts";
import type { CaseCell } from "../studies/case-cell.ts";
import type { StudySource } from "../studies/read-study.ts";
import type { StudyVariation, Written } from "../studies/study.ts";
import type { Path } from "../studies/yaml-text.ts";
import type { VariedParameter } from "./forward.ts";
import { checkParameters } from "./scaling.ts";

/** Units in which calibrated numbers are told, all of SI. */
const SI_UNITS = [
  "1",
  "A/m2",
  "C/m2",
  "ohm m2",
  "mol/m2",
  "mol/m3",
  "mol/m2/s",
  "m",
  "m2",
  "m3",
  "s",
  "1/s",
  "m2/s",
  "m/s",
  "F/m2",
  "V",
  "K",
  "J/mol",
  "m3/mol",
  "ohm m",
  "S/m",
] as const;

/** A unit of SI of the same kind, and how many of it one of the given unit is; the unit itself where none is known. */
export function siUnitOf(unit: string): { readonly unit: string; readonly factor: number } {
  const own = parseUnit(unit);
  const found = SI_UNITS.find((name) => {
    const other = readable(name);
    return other?.dimension.every((power, i) => power === own.dimension[i]) ?? false;
  });
  return found === undefined ? { unit, factor: 1 } : { unit: found, factor: own.factor };
}

function readable(unit: string): ReturnType<typeof parseUnit> | null {
  try {
    return parseUnit(unit);
  } catch {
    return null;
  }
}

/** A parameter that a cell has: its unit as it is written, and its value in SI. */
interface OwnParameter {
  readonly unit: string;
  readonly value: number;
}

/** Every parameter of the cell of a case by its name. */
export function parametersOf({ choice, set, parameters }: CaseCell): ReadonlyMap<string, OwnParameter> {
  if (parameters.length > 0) {
    return new Map(
      parameters.map(({ name, unit, value }) => [name, { unit, value: value * siUnitOf(unit).factor }] as const),
    );
  }
  const model = composeCell(choice.description).withParameters(set);
  return new Map(
    model.submodels.flatMap(({ name, parameters: own }) =>
      Object.entries(own).map(([key, { unit, value }]) => [`${name}.${key}`, { unit, value }] as const),
    ),
  );
}

/**
 * What a study varies, in SI. A start that is not given is the value of the study where this lies within the bounds.
 * @param pathOf where a variation stands
 * @throws FormatError with line and field for names, units and bounds that mean nothing
 */
export function variedParameters(
  source: StudySource,
  cell: CaseCell,
  vary: Readonly<Record<string, StudyVariation>>,
  pathOf: (name: string) => Path = (name) => ["calibrate", "vary", name],
): VariedParameter[] {
  const known = parametersOf(cell);
  const written = source.study.cell.parameters ?? {};
  return Object.entries(vary).map(([name, variation]) =>
    source.at(pathOf(name), (): VariedParameter => {
      const own = known.get(name);
      if (own === undefined) {
        throw new DomainError(`There is no parameter "${name}" in this cell. ${suggest(name, [...known.keys()])}`);
      }
      const { unit } = siUnitOf(own.unit);
      const si = (field: string, value: Written): number => siParameterValue(`${name} ${field}`, value, own.unit);
      const from = si("from", variation.from);
      const to = si("to", variation.to);
      const value = written[name] === undefined ? own.value : si("value", written[name]);
      const start =
        variation.start === undefined
          ? value >= from && value <= to
            ? value
            : undefined
          : si("start", variation.start);
      const { prior } = variation;
      const varied: VariedParameter = {
        name,
        unit,
        from,
        to,
        scale: variation.scale ?? "linear",
        ...(start === undefined ? {} : { start }),
        ...(prior === undefined
          ? {}
          : {
              prior: { value: si("prior", prior.value), sigma: si("prior sigma", prior.sigma), source: prior.source },
            }),
      };
      checkParameters([varied]);
      return varied;
    }),
  );
}

/** A parameter that follows one that is varied. */
export interface Tie {
  readonly name: string;
  readonly to: string;
  /** Of both, as the study has them. */
  readonly ratio: number;
}

/**
 * Parameters that keep their ratio to a varied one. One that a rival varies itself is not tied.
 * @throws FormatError with line and field for names that mean nothing, or a ratio to zero
 */
export function tiedParameters(
  source: StudySource,
  cell: CaseCell,
  vary: Readonly<Record<string, StudyVariation>>,
): Tie[] {
  const known = parametersOf(cell);
  const written = source.study.cell.parameters ?? {};
  return Object.entries(source.study.calibrate?.tie ?? {})
    .filter(([name]) => !Object.hasOwn(vary, name))
    .map(([name, to]) =>
      source.at(["calibrate", "tie", name], (): Tie => {
        const shipped = (parameter: string): number => {
          const own = known.get(parameter);
          if (own === undefined) {
            throw new DomainError(
              `There is no parameter "${parameter}" in this cell. ${suggest(parameter, [...known.keys()])}`,
            );
          }
          const given = written[parameter];
          if (given === undefined) return own.value;
          return siParameterValue(parameter, given, own.unit);
        };
        if (!Object.hasOwn(vary, to)) throw new DomainError(`${name} is tied to ${to}, which is not varied.`);
        const ratio = shipped(name) / shipped(to);
        if (!Number.isFinite(ratio)) throw new DomainError(`${name} has no ratio to ${to}, which is 0.`);
        return { name, to, ratio };
      }),
    );
}
