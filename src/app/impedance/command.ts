import { type CommandFile, type CommandLine, commandLine, quoted } from "../shell/command-line.ts";
import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";

/** Smallest number that is written with zeros behind its point. */
const SMALLEST_PLAIN = 1e-3;

/** A number as one types it: 0.0025, 3.98e-6. */
export function numberWord(value: number): string {
  const size = Math.abs(value);
  return size > 0 && size < SMALLEST_PLAIN ? value.toExponential() : String(value);
}

/** The command line that analyses a file with the same options. */
export function commandOf(
  { area, working, counter, ...file }: Pick<ProjectFile, "area" | "working" | "counter"> & CommandFile,
  { lambda, part, sign, basis, drift, circuit, constraints }: Omit<ImpedanceSettings, "along" | "draft" | "colors">,
): CommandLine {
  const { start, fixed, bounds, ties } = constraints;
  const each = <Value>(flag: string, of: Readonly<Record<string, Value>>, text: (value: Value) => string): string[] =>
    Object.entries(of).flatMap(([name, value]) => [flag, quoted(`${name}=${text(value)}`)]);
  const given = circuit !== "auto" && circuit !== "none";
  const options = [
    ...(area === null ? [] : ["--area", quoted(area)]),
    ...(working === null ? [] : ["--working", quoted(working)]),
    ...(counter === null ? [] : ["--counter", quoted(counter)]),
    ...(lambda === "auto" ? [] : ["--lambda", numberWord(lambda)]),
    ...(part === "re+im" ? [] : ["--part", part]),
    ...(sign === "auto" ? [] : ["--sign", sign]),
    ...(basis === "gaussian" ? [] : ["--basis", basis]),
    ...(drift === "auto" ? [] : [drift ? "--drift" : "--no-drift"]),
    ...(circuit === "auto" ? [] : ["--circuit", quoted(circuit)]),
    ...(given
      ? [
          ...each("--start", start, numberWord),
          ...each("--fix", fixed, numberWord),
          ...each("--bounds", bounds, ([lower, upper]) => `${numberWord(lower)}..${numberWord(upper)}`),
          ...each("--tie", ties, String),
        ]
      : []),
  ];
  return commandLine((word) => ["liquidus", "analyze", word, ...options].join(" "), file);
}
