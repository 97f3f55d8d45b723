import { fileWord, quoted } from "../shell/command-line.ts";
import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";

/** The command line that analyses a file with the same options. */
export function commandOf(
  { name, area, working, counter }: Pick<ProjectFile, "name" | "area" | "working" | "counter">,
  { lambda, part, sign, basis, drift, circuit, constraints }: Omit<ImpedanceSettings, "along" | "draft">,
): string {
  const { start, fixed, bounds, ties } = constraints;
  const each = <Value>(flag: string, of: Readonly<Record<string, Value>>, text: (value: Value) => string): string[] =>
    Object.entries(of).flatMap(([name, value]) => [flag, quoted(`${name}=${text(value)}`)]);
  const given = circuit !== "auto" && circuit !== "none";
  const options = [
    ...(area === null ? [] : ["--area", quoted(area)]),
    ...(working === null ? [] : ["--working", quoted(working)]),
    ...(counter === null ? [] : ["--counter", quoted(counter)]),
    ...(lambda === "auto" ? [] : ["--lambda", String(lambda)]),
    ...(part === "re+im" ? [] : ["--part", part]),
    ...(sign === "auto" ? [] : ["--sign", sign]),
    ...(basis === "gaussian" ? [] : ["--basis", basis]),
    ...(drift === "auto" ? [] : [drift ? "--drift" : "--no-drift"]),
    ...(circuit === "auto" ? [] : ["--circuit", quoted(circuit)]),
    ...(given
      ? [
          ...each("--start", start, String),
          ...each("--fix", fixed, String),
          ...each("--bounds", bounds, ([lower, upper]) => `${lower}..${upper}`),
          ...each("--tie", ties, String),
        ]
      : []),
  ];
  return ["liquidus", "analyze", fileWord(name), ...options].join(" ");
}
