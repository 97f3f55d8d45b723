import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w.,:/@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The command line that analyses a file with the same options. */
export function commandOf(
  { name, area, working, counter }: Pick<ProjectFile, "name" | "area" | "working" | "counter">,
  { lambda, drift, circuit }: Pick<ImpedanceSettings, "lambda" | "drift" | "circuit">,
): string {
  const options = [
    ...(area === null ? [] : ["--area", quoted(area)]),
    ...(working === null ? [] : ["--working", quoted(working)]),
    ...(counter === null ? [] : ["--counter", quoted(counter)]),
    ...(lambda === "auto" ? [] : ["--lambda", String(lambda)]),
    ...(drift === true ? ["--drift"] : []),
    ...(circuit === "auto" ? [] : ["--circuit", quoted(circuit)]),
  ];
  const file = name.startsWith("-") ? `./${name}` : name;
  return ["liquidus", "analyze", quoted(file), ...options].join(" ");
}
