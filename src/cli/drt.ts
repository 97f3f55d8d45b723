import { drtFiles } from "../study/drt.ts";
import { cellOf } from "./cell-flags.ts";
import { drtText } from "./drt-text.ts";
import { lambdaOf } from "./flags.ts";
import { prepareOptions } from "./prepare-flags.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { type RelaxationFlags, relaxationOptions } from "./relaxation-flags.ts";
import { examine, type SpectraFlags } from "./spectra.ts";

export interface DrtFlags extends SpectraFlags, RelaxationFlags {
  readonly lambda?: string;
  readonly drift?: boolean;
}

/** `liquidus drt FILES` */
export async function drt(paths: readonly string[], flags: DrtFlags): Promise<number> {
  const options = {
    ...(await prepareOptions(flags)),
    cell: cellOf(flags),
    lambda: lambdaOf(flags.lambda),
    relaxationTimes: relaxationOptions(flags),
    ...(flags.drift === undefined ? {} : { drift: flags.drift }),
    includePrivate: flags.private === true,
  };
  return examine(drtFiles(openEach(await expandFolders(paths)), options), drtText, paths, flags);
}
