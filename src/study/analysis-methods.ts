import { version } from "../base/version.ts";
import { objectiveInWords } from "../impedance/relaxation-times/options.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import type { ReportArea, ReportMethods } from "../report/input.ts";
import { methodsParagraph } from "../report/methods.ts";
import type { AnalyzeEntry } from "./analyze.ts";

/** How the relaxation times of an analysis were computed, in words. */
export function methodsOf({ options }: Pick<AnalyzeEntry, "options">): ReportMethods {
  const { basis, centresPerDecade, widthCoefficient } = options.relaxationTimes;
  return {
    method: options.relaxationTimes.method,
    basis: `${basis} functions, ${centresPerDecade} a decade, width coefficient ${widthCoefficient}`,
    fittedPart: objectiveInWords(options.relaxationTimes),
  };
}

/** The electrode area of an analysis, and where it is from; null: not known. */
export function reportArea({ area, areaFrom }: Pick<AnalyzeEntry["cell"], "area" | "areaFrom">): ReportArea | null {
  return area === null ? null : { value: area, from: areaFrom === "file" ? "from the file" : "given" };
}

/** The methods paragraph of an analysis, as its report has it; "" without results. */
export function analysisMethods(entry: AnalyzeEntry, series: SeriesAnalysis): string {
  return methodsParagraph({ series, methods: methodsOf(entry), area: reportArea(entry.cell) }, version) ?? "";
}
