import type { CalibrationDocument } from "./document.ts";
import { intervalOf } from "./words.ts";

/**
 * The fitted values as YAML: under `parameters` as a study's cell takes them, in the unit of each parameter, and under `provenance` how
 * each is known.
 */
export function savedParameters({ parameters, title, studies, misfit, counts, program }: CalibrationDocument): string {
  const from = studies.map(
    ({ file, name, sha256 }) => `${file ?? name}${sha256 === null ? "" : ` (sha256 ${sha256})`}`,
  );
  const lines = [
    `# ${title}: fitted by liquidus ${program.version} calibrate from ${from.join(", ")}`,
    `# misfit ${misfit.sumOfSquares.toPrecision(4)}, ${counts.values + counts.bounds} data, ${counts.priors} priors, ${counts.parameters} parameters`,
    "parameters:",
    ...parameters.map(({ name, value, unit }) => `  ${quoted(name)}: ${value}${unit === "1" ? "" : ` # ${unit}`}`),
    "provenance:",
    ...parameters.flatMap((parameter) => {
      const { lower, upper } = intervalOf(parameter);
      const end = (value: number | null): string => (value === null ? "null" : String(value));
      return [
        `  ${quoted(parameter.name)}:`,
        "    status: fitted",
        `    source: ${quoted(`calibration of ${from.join(", ")}`)}`,
        `    interval95: [${end(lower)}, ${end(upper)}]`,
        `    known: ${parameter.verdict}`,
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

const quoted = (text: string): string => JSON.stringify(text);
