import type { AnalyzeOptions } from "../../study/analyze.ts";
import type { CircuitConstraints } from "../../study/fit-constraints.ts";
import { parseQuantity } from "../../units/quantity.ts";
import type { ImpedanceSettings, ModelConstraints, ProjectFile } from "../state/project.ts";

/**
 * The options of the library for a file of the project, as the command line would make them.
 * @throws DomainError for an area that cannot be read
 */
export function analysisOptions(
  { area, working, counter }: Pick<ProjectFile, "area" | "working" | "counter">,
  { lambda, part, sign, basis, drift, circuit, constraints }: ImpedanceSettings,
): AnalyzeOptions {
  return {
    cell: {
      ...(area === null ? {} : { area: parseQuantity(area, "area") }),
      ...(working === null ? {} : { working }),
      ...(counter === null ? {} : { counter }),
    },
    circuit,
    lambda,
    relaxationTimes: {
      ...(part === "re+im" ? {} : { part }),
      ...(sign === "auto" ? {} : { sign }),
      ...(basis === "gaussian" ? {} : { basis }),
    },
    ...(circuit === "auto" || circuit === "none" ? {} : { fit: saidOf(constraints) }),
    ...(drift === "auto" ? {} : { drift }),
  };
}

/** Constraints without what says nothing, as the library takes them. */
export function saidOf(constraints: ModelConstraints): CircuitConstraints {
  const { start, fixed, bounds, ties } = constraints;
  const said = <Value>(values: Readonly<Record<string, Value>>): boolean => Object.keys(values).length > 0;
  return {
    ...(said(start) ? { start } : {}),
    ...(said(fixed) ? { fixed } : {}),
    ...(said(bounds) ? { bounds } : {}),
    ...(said(ties) ? { ties } : {}),
  };
}

/** Files are analysed again when this differs. */
export function analysisKey(options: AnalyzeOptions): string {
  return JSON.stringify(options);
}
