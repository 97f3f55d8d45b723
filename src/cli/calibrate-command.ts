import type { Command } from "commander";
import type { CalibrateFlags } from "./calibrate.ts";

const several = (value: string, before: string[] = []): string[] => [...before, value];

export function calibrateCommand(program: Command, run: (study: string, flags: CalibrateFlags) => Promise<void>): void {
  program
    .command("calibrate")
    .description("Estimate parameters of a study from its data, with intervals, and say what the data do not tell")
    .argument(
      "<study>",
      "a .yaml file, or the name of a study that comes with the program; `calibrate` in it says what to vary",
    )
    .option("--with <study>", "fit this study's data too, with the same parameters; repeatable", several)
    .option("--starts <n>", "searches, the first from the study's own values (default: 3)")
    .option("--seed <n>", "of the random starts (default: 1)")
    .option("--fall <number>", "change of the misfit that does not count (default: 1e-3)")
    .option("--no-profiles", "intervals by the curvature alone (default: by profile likelihood too)")
    .option("--quick", "no profiles; fits without an experiment are a few steps from the whole fit")
    .option("--no-leave-out", "do not fit without each experiment in turn")
    .option("--no-compare", "do not compare the mechanisms that the study lists under calibrate: compare")
    .option("--final-settings", "search with the study's own settings instead of looser ones")
    .option("--save-parameters <file>", "write the fitted values as YAML, for the cell of a study")
    .option(
      "-o, --out <folder>",
      "write page, figures (Plotly JSON), tables (CSV, Parquet) and the document into a folder",
    )
    .option("--no-figure", "print the numbers only (default: also write STUDY-calibration.html here)")
    .option("--json", "print the result as one JSON document")
    .addHelpText(
      "after",
      `
Examples:
  liquidus calibrate staircase.yaml
  liquidus calibrate staircase.yaml --with pulses.yaml --with plating.yaml --save-parameters fitted.yaml
  liquidus calibrate staircase.yaml --no-profiles --no-leave-out --json | jq '.parameters[] | {name, value, curvature}'
`,
    )
    .action(run);
}
