import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import { countWord, formatDuration } from "../figures/format-number.ts";
import { bdfText } from "../files/write/bdf.ts";
import { currentWords, type Electrode, electrodeOf, signAssumed, voltageWords } from "./bdf-metadata.ts";
import type { ConvertOptions, OutputFile } from "./convert.ts";
import { type JumpedPasses, jumpedPasses, recordedRun } from "./recorded-run.ts";
import type { SimulateDocument } from "./simulate-document.ts";
import { simulationProvenance } from "./simulate-provenance.ts";

export type BdfOfRun = Pick<ConvertOptions, "workingElectrode">;

/**
 * A simulated run in the Battery Data Format, as `convert` writes a measured one: STEM.bdf.csv under one line of headings with
 * units, which is all the format allows there, and beside it STEM.bdf.metadata.json, the format's place for where numbers come from.
 * A run with cycle jumps has gaps in its time, which the metadata list: the current across them is not in the file.
 *
 * @param about of the study and the case, where it is one
 */
export function runBdf(
  document: SimulateDocument,
  stem: string,
  { workingElectrode }: BdfOfRun,
  about: Readonly<Record<string, string>> = {},
): OutputFile[] {
  const electrode = electrodeOf(workingElectrode);
  const { sign } = electrode;
  const thinned = document.warnings.some(({ code }) => code === "points-thinned");
  const gaps = gapsOf(document, electrode);
  const metadata = {
    program: `liquidus ${version}`,
    simulated: true,
    ...about,
    workingElectrode: electrode.name,
    workingElectrodeGiven: electrode.given,
    current: currentWords(electrode),
    voltage: voltageWords(electrode, "cell"),
    voltageOf: "cell",
    area: document.options.area === null ? "not given: current and capacity are those of 1 cm²" : "as given",
    ...(thinned
      ? { points: "some inside of steps were left out, evenly; the first and the last of each are there" }
      : {}),
    ...(gaps.length === 0 ? {} : { gapsAre: GAPS, gaps }),
    end: document.end.message === null ? document.end.kind : `${document.end.kind}: ${document.end.message}`,
    provenance: simulationProvenance(document),
  };
  return [
    { name: `${stem}.bdf.csv`, content: bdfText(recordedRun(document), { currentSign: sign }) },
    { name: `${stem}.bdf.metadata.json`, content: `${JSON.stringify(metadata, null, 1)}\n` },
  ];
}

const GAPS =
  "repeats that were skipped by cycle jumps: no points are worked out between these times. Step and cycle counts and the net capacity count " +
  "them; an integral of the current or of the power across a gap means nothing.";

function gapsOf(document: SimulateDocument, { sign }: Electrode): readonly object[] {
  return jumpedPasses(document).map(({ from, to, passes, steps, cycles, charge }) => ({
    fromTestTimeSecond: from,
    toTestTimeSecond: to,
    passes,
    stepCounts: steps,
    cycleCounts: cycles,
    netCapacityAh: (sign * charge) / 3600,
  }));
}

/** What is to be minded of the tables of runs in the Battery Data Format. @param runs by the name of the case, null for one alone */
export function bdfWarnings(
  runs: readonly { readonly name: string | null; readonly document: SimulateDocument }[],
  { workingElectrode }: BdfOfRun,
): Warning[] {
  const jumped = runs.flatMap(({ name, document }) => {
    const jumps = jumpedPasses(document);
    return jumps.length === 0 ? [] : [{ name, jumps }];
  });
  return [
    ...(workingElectrode === undefined ? [signAssumed] : []),
    ...(jumped.length === 0 ? [] : [gapsWarning(jumped)]),
  ];
}

function gapsWarning(
  jumped: readonly { readonly name: string | null; readonly jumps: readonly JumpedPasses[] }[],
): Warning {
  const of = jumped.map(({ name, jumps }) => {
    const passes = jumps.reduce((sum, one) => sum + one.passes, 0);
    const [from, to] = [jumps[0]?.from ?? 0, jumps.at(-1)?.to ?? 0];
    return (
      `${name === null ? "" : `of ${name} `}${countWord(jumps.length)} ${jumps.length === 1 ? "gap" : "gaps"} between ` +
      `${formatDuration(from)} and ${formatDuration(to)}, ${passes} repeats`
    );
  });
  return {
    code: "bdf-gaps",
    message:
      `The points in BDF have gaps where repeats were skipped by cycle jumps: ${of.join("; ")}. Time, steps, cycles and net capacity count on ` +
      "over them, but no current is recorded there: do not integrate it across. The metadata beside the table list the gaps. To have every " +
      "repeat, take `jump` out of the settings of the study.",
  };
}
