import { DomainError } from "../../base/errors.ts";
import { optionName, optionText } from "./options.ts";
import { type ParameterMetadata, type ParameterProvenance, parameterStatuses } from "./parameter.ts";
import { suggest } from "./suggest.ts";

/**
 * Every parameter of a kind: those given, the others by default. `provenance` is checked too.
 *
 * @throws DomainError naming the submodel and the parameter: unknown, missing, not finite or out of its range
 */
export function checkParameters(
  submodel: string,
  metadata: Readonly<Record<string, ParameterMetadata>>,
  given: Readonly<Record<string, number>>,
  provenance: Readonly<Record<string, ParameterProvenance>> = {},
): Readonly<Record<string, number>> {
  const names = Object.keys(metadata);
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(metadata, name)) {
      throw new DomainError(`composeCell: "${submodel}" has no parameter "${name}". ${suggest(name, names)}`);
    }
  }
  for (const [name, { status, source }] of Object.entries(provenance)) {
    if (!names.includes(name)) {
      throw new DomainError(
        `composeCell: "${submodel}" states where "${name}" comes from, which is none of its parameters. ${suggest(name, names)}`,
      );
    }
    optionText(`Status of "${submodel}.${name}"`, status, parameterStatuses);
    optionName(`Source of "${submodel}.${name}"`, source, "");
  }
  const values: Record<string, number> = {};
  for (const name of names) {
    const what = metadata[name];
    const value = Object.hasOwn(given, name) ? given[name] : what.value;
    if (value === undefined) {
      throw new DomainError(
        `composeCell: "${submodel}" needs the parameter "${name}" (${what.symbol}, ${what.description}) in ${what.unit}; give it.`,
      );
    }
    const { lower = -Infinity, upper = Infinity } = what;
    if (!Number.isFinite(value) || value < lower || value > upper) {
      throw new DomainError(
        `composeCell: "${submodel}.${name}" (${what.symbol}, ${what.description}) is ${value} ${what.unit}; a finite number ${range(lower, upper)} is expected.`,
      );
    }
    values[name] = value;
  }
  return values;
}

function range(lower: number, upper: number): string {
  if (upper === Infinity) return lower === -Infinity ? "" : `of at least ${lower}`;
  return lower === -Infinity ? `of at most ${upper}` : `from ${lower} to ${upper}`;
}
