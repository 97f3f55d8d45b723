import { DomainError } from "../base/errors.ts";
import { type FitOptions, fitFiles } from "../study/fit.ts";
import { cellOf } from "./cell-flags.ts";
import { type ConstraintFlags, constraintsOf } from "./fit-flags.ts";
import { fitText } from "./fit-text.ts";
import { numberOf, wordOf } from "./flags.ts";
import { prepareOptions } from "./prepare-flags.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { examine, type SpectraFlags } from "./spectra.ts";

export interface FitFlags extends SpectraFlags, ConstraintFlags {
  readonly circuit?: string;
  readonly weighting?: string;
  readonly loss?: string;
  readonly starts?: string;
  readonly intervals?: string;
}

/** `liquidus fit FILES --circuit C` */
export async function fit(paths: readonly string[], flags: FitFlags): Promise<number> {
  const { circuit = "auto" } = flags;
  if (circuit === "none") throw new DomainError("--circuit none: give a circuit as in R0-p(R1,CPE1), or auto.");
  const options = {
    ...(await prepareOptions(flags)),
    cell: cellOf(flags),
    circuit,
    fit: fitOptions(flags),
    includePrivate: flags.private === true,
  };
  return examine(fitFiles(openEach(await expandFolders(paths)), options), fitText, paths, flags);
}

const WEIGHTINGS = ["modulus", "proportional", "unit", "model", "estimated"] as const;

function fitOptions(flags: FitFlags): NonNullable<FitOptions["fit"]> {
  const { weighting, loss, starts, intervals } = flags;
  return {
    ...(weighting === undefined ? {} : { weighting: wordOf("--weighting", weighting, WEIGHTINGS) }),
    ...constraintsOf(flags),
    ...(loss === undefined ? {} : { loss: wordOf("--loss", loss, ["squares", "huber", "tukey"]) }),
    ...(starts === undefined ? {} : { starts: starts === "auto" ? "auto" : numberOf("--starts", starts) }),
    ...(intervals === undefined ? {} : { intervals: wordOf("--intervals", intervals, ["wald", "profile"]) }),
  };
}
