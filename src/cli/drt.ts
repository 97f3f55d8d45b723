import { drtFiles } from "../study/drt.ts";
import { cellOf } from "./cell-flags.ts";
import { drtText } from "./drt-text.ts";
import { lambdaOf, wordOf } from "./flags.ts";
import { prepareOptions } from "./prepare-flags.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { examine, type SpectraFlags } from "./spectra.ts";

export interface DrtFlags extends SpectraFlags {
  readonly lambda?: string;
  readonly part?: string;
  readonly inductance?: boolean;
}

/** `liquidus drt FILES` */
export async function drt(paths: readonly string[], flags: DrtFlags): Promise<number> {
  const options = {
    ...(await prepareOptions(flags)),
    cell: cellOf(flags),
    lambda: lambdaOf(flags.lambda),
    relaxationTimes: {
      ...(flags.part === undefined ? {} : { part: wordOf("--part", flags.part, ["re+im", "re", "im"]) }),
      ...(flags.inductance === false ? { inductance: false } : {}),
    },
    includePrivate: flags.private === true,
  };
  return examine(drtFiles(openEach(await expandFolders(paths)), options), drtText, paths, flags);
}
