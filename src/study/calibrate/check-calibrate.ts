import { DomainError } from "../../base/errors.ts";
import { suggest } from "../../cell/form/suggest.ts";
import { parameterValue } from "../simulate-parameters.ts";
import type { PlannedCase } from "../studies/plan-study.ts";
import type { StudySource } from "../studies/read-study.ts";
import type { Path } from "../studies/yaml-text.ts";
import { parametersOf } from "./study-parameters.ts";

/**
 * What `calibrate` of a study says of its own data and runs: σ above zero, and names that are there.
 * @param followed parameters that the calibration varies, or that follow those
 * @throws FormatError with line and field
 */
export function checkCalibrate(source: StudySource, cases: readonly PlannedCase[], followed: readonly string[]): void {
  const { curve, proposed = {}, idle = [], blind = [] } = source.study.calibrate ?? {};
  if (curve !== undefined) positiveSigma(source, ["curve", "sigma"], curve.sigma, "V");
  const observables = cases.flatMap(({ observations }) => observations);
  for (const [name, sigma] of Object.entries(proposed)) {
    const found = observables.find((one) => one.name === name);
    if (found === undefined) {
      const names = [...new Set(observables.map((one) => one.name))];
      refuse(source, ["proposed", name], `there is no observable "${name}" under observe. ${suggest(name, names)}`);
      continue;
    }
    if (found.published !== null && found.published.sigma !== null) {
      refuse(
        source,
        ["proposed", name],
        `"${name}" has a value and a sigma under observe: it is measured, not proposed.`,
      );
    }
    positiveSigma(source, ["proposed", name], sigma, found.unit);
  }
  const switches = new Set(cases.flatMap(({ cell }) => Object.keys(cell.mechanisms)));
  for (const [k, name] of idle.entries()) {
    if (switches.has(name)) continue;
    const words =
      switches.size === 0 ? "This cell has its own submodels, no mechanisms." : suggest(name, [...switches]);
    refuse(source, ["idle", k], `there is no mechanism "${name}" in this cell. ${words}`);
  }
  const known = new Set([...cases.flatMap(({ cell }) => [...parametersOf(cell).keys()]), ...followed]);
  for (const [k, name] of blind.entries()) {
    if (!known.has(name)) {
      refuse(source, ["blind", k], `there is no parameter "${name}" in this cell. ${suggest(name, [...known])}`);
    }
  }
}

function positiveSigma(source: StudySource, path: Path, written: number | string, unit: string): void {
  source.at(["calibrate", ...path], () => {
    const value = typeof written === "number" ? written : parameterValue("sigma", written, unit);
    if (!(value > 0 && Number.isFinite(value))) throw new DomainError(`sigma is ${written}; it is above zero.`);
  });
}

function refuse(source: StudySource, path: Path, words: string): void {
  source.at(["calibrate", ...path], () => {
    throw new DomainError(words);
  });
}

/** A case may not give a value of its own to what is varied: it would not follow. */
export function refuseOwnValues(
  source: StudySource,
  { case: { name, path } }: PlannedCase,
  varied: readonly string[],
): void {
  const own = source.study.cases?.[Number(path[1])]?.cell?.parameters ?? {};
  const fixed = varied.find((parameter) => Object.hasOwn(own, parameter));
  if (fixed === undefined) return;
  source.at([...path, "cell", "parameters", fixed], () => {
    throw new DomainError(`the case "${name}" fixes ${fixed}, which is varied; leave it out of one of the two.`);
  });
}

/**
 * Parameters that are varied and that the cell of a case does not have: those that its study names as `blind`.
 * @throws FormatError with the line of the cell for any other
 */
export function lackingParameters(source: StudySource, one: PlannedCase, followed: readonly string[]): string[] {
  const known = parametersOf(one.cell);
  const lacking = followed.filter((name) => !known.has(name));
  const blind = source.study.calibrate?.blind ?? [];
  const unsaid = lacking.find((name) => !blind.includes(name));
  if (unsaid === undefined) return lacking;
  return source.at([...one.case.path, "cell"], () => {
    throw new DomainError(
      `the cell of "${one.case.name}" has no parameter "${unsaid}", which is varied. ${suggest(unsaid, [...known.keys()])} If this study's data do not see it, name it under calibrate: blind here.`,
    );
  });
}
