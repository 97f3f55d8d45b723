import type { ColorBounds } from "../../figures/map-colors.ts";
import { displayUnits } from "../../figures/units.ts";
import { type CommandFile, type CommandLine, commandLine, quoted } from "../shell/command-line.ts";
import type { ImpedanceSettings, ProjectFile } from "../state/project.ts";

/** Smallest number that is written with zeros behind its point. */
const SMALLEST_PLAIN = 1e-3;

/** A number as one types it: 0.0025, 3.98e-6. */
export function numberWord(value: number): string {
  const size = Math.abs(value);
  return size > 0 && size < SMALLEST_PLAIN ? value.toExponential() : String(value);
}

/** Digits of an end of the colours: more than the project keeps of a dragged one, fewer than a conversion spoils. */
const DIGITS = 12;

/** Where the colours begin and end, in the unit of the map: "0.1..100 Ohm cm2". @param area m²; null: not known */
function colorsWord([floor, top]: ColorBounds, area: number | null): string {
  const factor = displayUnits(area).resistanceFactor;
  const word = (value: number): string => numberWord(Number((value * factor).toPrecision(DIGITS)));
  return `${word(floor)}..${word(top)} ${area === null ? "Ohm" : "Ohm cm2"}`;
}

/** The command line that analyses a file with the same options. @param knownArea m², where it is typed or in the file */
export function commandOf(
  { area, working, counter, ...file }: Pick<ProjectFile, "area" | "working" | "counter"> & CommandFile,
  { lambda, part, sign, basis, drift, circuit, constraints, colors }: Omit<ImpedanceSettings, "along" | "draft">,
  knownArea: number | null = null,
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
    ...(colors === null ? [] : ["--colors", quoted(colorsWord(colors, knownArea))]),
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
