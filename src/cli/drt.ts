import { type DrtOptions, drtFiles } from "../study/drt.ts";
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
  readonly method?: string;
  readonly sign?: string;
  readonly drift?: boolean;
}

/** `liquidus drt FILES` */
export async function drt(paths: readonly string[], flags: DrtFlags): Promise<number> {
  const options = {
    ...(await prepareOptions(flags)),
    cell: cellOf(flags),
    lambda: lambdaOf(flags.lambda),
    relaxationTimes: relaxationOptions(flags),
    ...(flags.drift ? { drift: true } : {}),
    includePrivate: flags.private === true,
  };
  return examine(drtFiles(openEach(await expandFolders(paths)), options), drtText, paths, flags);
}

function relaxationOptions({ part, inductance, method, sign }: DrtFlags): NonNullable<DrtOptions["relaxationTimes"]> {
  return {
    ...(part === undefined ? {} : { part: wordOf("--part", part, ["re+im", "re", "im"]) }),
    ...(inductance === false ? { inductance: false } : {}),
    ...(method === undefined ? {} : { method: wordOf("--method", method, ["auto", "tikhonov"]) }),
    ...(sign === undefined ? {} : { sign: wordOf("--sign", sign, ["auto", "positive", "both"]) }),
  };
}
