import type { ParameterSet } from "./parameter-set.ts";
import { liOnLlzo } from "./sets/li-on-llzo.ts";
import { magnesiumGallium } from "./sets/mg-ga.ts";
import { naOnNasicon } from "./sets/na-on-nasicon.ts";
import { nakOnNasicon } from "./sets/nak-on-nasicon.ts";

export * from "./parameter-set.ts";
export { siValue } from "./set-values.ts";
export * from "./solid-electrolyte-cell.ts";

/** The parameter sets that come with the program, by name. */
export const parameterSets: Readonly<Record<string, ParameterSet>> = Object.fromEntries(
  [nakOnNasicon, naOnNasicon, liOnLlzo, magnesiumGallium].map((set) => [set.name, set]),
);
