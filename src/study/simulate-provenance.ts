import { formatNumber, formatQuantity } from "../figures/format-number.ts";
import type { SimulateDocument } from "./simulate-document.ts";

/** What a simulation was computed from, name by name, as its page and the metadata of its tables say it. */
export function simulationProvenance(document: SimulateDocument): (readonly [string, string])[] {
  const { cell, protocol, options, constants } = document;
  const from = ({ file, sha256 }: { readonly file: string | null; readonly sha256: string | null }): string | null =>
    file === null ? null : `${file} (sha256 ${sha256})`;
  const instrument = options.instrument;
  return [
    ["Cell", from(cell.origin) ?? `${cell.name}, comes with the program`],
    [
      "Protocol",
      [from(protocol.origin), sentencesInLine(protocol.sentences.map(({ text }) => text.trim()))]
        .filter((part) => part !== null)
        .join(": "),
    ],
    ...Object.entries(options.set).map(([name, value]): readonly [string, string] => [
      "Changed",
      `${name} = ${value} (SI)`,
    ]),
    ["Temperature", `${cell.temperature} K`],
    ["Area", options.area === null ? "not given" : `${formatNumber(1e4 * options.area, { digits: 6 })} cm²`],
    ["Method", methodOf(options)],
    ...(instrument === null ? [] : [["Instrument", instrumentWords(instrument)] as const]),
    ...constants.map(({ name, value, unit, source }): readonly [string, string] => [
      name,
      `${value} ${unit} (${source})`,
    ]),
  ];
}

/** Sentences parted by "; ", braces without. */
function sentencesInLine(sentences: readonly string[]): string {
  return sentences.reduce((line, text) => {
    const joint = line === "" ? "" : line.endsWith("{") || text === "}" ? " " : "; ";
    return line + joint + text;
  }, "");
}

/** "noise 10.0 µV and 1.00 nA (seed 7); …; defaults otherwise" */
function instrumentWords({ noise, ...others }: NonNullable<SimulateDocument["options"]["instrument"]>): string {
  const { voltage = 0, current = 0, seed = 1 } = noise ?? {};
  const parts = [
    ...(voltage > 0 ? [formatQuantity(voltage, "V")] : []),
    ...(current > 0 ? [formatQuantity(current, "A")] : []),
  ];
  return [
    parts.length === 0 ? "without noise" : `noise of each sample ${parts.join(" and ")} (1σ, seed ${seed})`,
    ...Object.entries(others).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
    "all else as by default",
  ].join("; ");
}

/** "rosenbrock, relative tolerance 0.00001, cycle jumps with an error of 3 % at most" */
export function methodOf({ method, relativeTolerance, jump }: SimulateDocument["options"]): string {
  const jumped = jump === null ? "" : `, cycle jumps with an error of ${Number((100 * jump).toPrecision(3))} % at most`;
  return `${method}, relative tolerance ${relativeTolerance}${jumped}`;
}
