import type { AnalyzeEntry } from "./analyze.ts";

/** An option of the analysis in words. */
export interface OptionText {
  readonly name: string;
  readonly value: string;
}

/** The options that an entry was made with, as report and figures tell them. */
export function optionTexts({ options, cell }: AnalyzeEntry): readonly OptionText[] {
  const electrodes = [
    ["working electrode", cell.working],
    ["counter electrode", cell.counter],
    ["reference electrode", cell.reference],
  ] as const;
  return [
    { name: "circuit", value: options.circuit },
    {
      name: "relaxation times",
      value:
        options.relaxationTimes.method === "tikhonov"
          ? "regularised (Tikhonov)"
          : "processes and a smooth distribution, averaged by evidence",
    },
    ...(options.relaxationTimes.method === "tikhonov" ? [{ name: "λ", value: String(options.lambda) }] : []),
    ...(options.keepHighFrequencies ? [{ name: "high frequencies", value: "all kept" }] : []),
    ...(options.drift === "auto"
      ? []
      : [{ name: "drift inside sweeps", value: options.drift ? "analysed" : "not analysed" }]),
    ...(cell.thickness === null
      ? []
      : [{ name: "electrolyte thickness", value: `${Number((cell.thickness * 1e3).toPrecision(6))} mm` }]),
    ...electrodes.flatMap(([name, electrode]) =>
      electrode === null ? [] : [{ name, value: electrode.understood ?? electrode.name }],
    ),
  ];
}
