import type { KramersKronigOptions } from "../impedance/kramers-kronig/options.ts";
import { kkFiles } from "../study/kk.ts";
import { cellOf } from "./cell-flags.ts";
import { numberOf, wordOf } from "./flags.ts";
import { kkText } from "./kk-text.ts";
import { prepareOptions } from "./prepare-flags.ts";
import { expandFolders, openEach } from "./read-files.ts";
import { examine, type SpectraFlags } from "./spectra.ts";

export interface KkFlags extends SpectraFlags {
  readonly rule?: string;
  readonly significance?: string;
  readonly tolerance?: string;
  readonly threshold?: string;
  readonly maximumOrder?: string;
  readonly fit?: string;
  readonly capacitance?: boolean;
  readonly inductance?: boolean;
}

/** `liquidus kk FILES` */
export async function kk(paths: readonly string[], flags: KkFlags): Promise<number> {
  const options = {
    ...(await prepareOptions(flags)),
    cell: cellOf(flags),
    kramersKronig: testOptions(flags),
    includePrivate: flags.private === true,
  };
  return examine(kkFiles(openEach(await expandFolders(paths)), options), kkText, paths, flags);
}

function testOptions(flags: KkFlags): KramersKronigOptions {
  const { rule, fit, significance, tolerance, threshold, maximumOrder } = flags;
  return {
    ...(rule === undefined ? {} : { rule: wordOf("--rule", rule, ["consistency", "mu"]) }),
    ...(fit === undefined ? {} : { fit: wordOf("--fit", fit, ["complex", "real", "imaginary"]) }),
    ...(significance === undefined ? {} : { significance: numberOf("--significance", significance) }),
    ...(tolerance === undefined ? {} : { tolerance: numberOf("--tolerance", tolerance) }),
    ...(threshold === undefined ? {} : { threshold: numberOf("--threshold", threshold) }),
    ...(maximumOrder === undefined ? {} : { maximumOrder: numberOf("--maximum-order", maximumOrder) }),
    ...(flags.capacitance === false ? { capacitance: false } : {}),
    ...(flags.inductance === false ? { inductance: false } : {}),
  };
}
