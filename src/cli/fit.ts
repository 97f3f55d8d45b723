import { DomainError } from "../base/errors.ts";
import { fitFiles } from "../study/fit.ts";
import { cellOf } from "./cell-flags.ts";
import { fitText } from "./fit-text.ts";
import { namedNumbers, wordOf } from "./flags.ts";
import { prepareOptions } from "./prepare-flags.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { examine, type SpectraFlags } from "./spectra.ts";

export interface FitFlags extends SpectraFlags {
  readonly circuit?: string;
  readonly weighting?: string;
  readonly fix?: readonly string[];
  readonly start?: readonly string[];
}

/** `liquidus fit FILES --circuit C` */
export async function fit(paths: readonly string[], flags: FitFlags): Promise<number> {
  const { circuit = "auto", weighting, fix, start } = flags;
  if (circuit === "none") throw new DomainError("--circuit none: give a circuit as in R0-p(R1,CPE1), or auto.");
  const options = {
    ...(await prepareOptions(flags)),
    cell: cellOf(flags),
    circuit,
    fit: {
      ...(weighting === undefined
        ? {}
        : { weighting: wordOf("--weighting", weighting, ["modulus", "proportional", "unit"]) }),
      ...(fix === undefined ? {} : { fixed: namedNumbers("--fix", fix) }),
      ...(start === undefined ? {} : { start: namedNumbers("--start", start) }),
    },
    includePrivate: flags.private === true,
  };
  return examine(fitFiles(openEach(await expandFolders(paths)), options), fitText, paths, flags);
}
