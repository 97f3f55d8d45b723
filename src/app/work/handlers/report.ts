import { runTask } from "../../../base/task.ts";
import { reportPage } from "../../../report/report-page.ts";
import { analyzeFiles } from "../../../study/analyze.ts";
import { reportInput } from "../../../study/report-input.ts";
import { deflatedPage } from "../deflated-page.ts";
import type { Handler } from "../handler.ts";
import { sourceFile } from "../source-file.ts";

/** The page that `liquidus analyze` writes for the file. */
export const report: Handler<"report"> = async ({ file, options, commandLine, colors, plotting }, surroundings) => {
  const [analysis, plottingScript] = await Promise.all([
    sourceFile(file).then((source) => runTask(analyzeFiles([source], options), surroundings)),
    fetch(plotting).then((response) => response.text()),
  ]);
  const asked = colors === null ? {} : { colors: { bounds: colors, areal: false } };
  return deflatedPage((deflate) =>
    reportPage(reportInput(analysis, { commandLine, plottingScript, deflate, ...asked })),
  );
};
