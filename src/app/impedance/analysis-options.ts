import type { AnalyzeOptions } from "../../study/analyze.ts";
import { parseQuantity } from "../../units/quantity.ts";
import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";

/**
 * The options of the library for a file of the project, as the command line would make them.
 * @throws DomainError for an area that cannot be read
 */
export function analysisOptions(
  { area, working, counter }: Pick<ProjectFile, "area" | "working" | "counter">,
  { lambda, part, sign, drift, circuit }: ImpedanceSettings,
): AnalyzeOptions {
  return {
    cell: {
      ...(area === null ? {} : { area: parseQuantity(area, "area") }),
      ...(working === null ? {} : { working }),
      ...(counter === null ? {} : { counter }),
    },
    circuit,
    lambda,
    relaxationTimes: { ...(part === "re+im" ? {} : { part }), ...(sign === "auto" ? {} : { sign }) },
    ...(drift === "auto" ? {} : { drift }),
  };
}

/** Files are analysed again when this differs. */
export function analysisKey(options: AnalyzeOptions): string {
  return JSON.stringify(options);
}
