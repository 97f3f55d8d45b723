import { alloyEquilibrium, equilibriumSchema } from "../study/equilibrium.ts";
import { type AlloyFlags, alloyOptions, oneDocument, temperaturesOf } from "./alloy-flags.ts";
import { equilibriumText } from "./equilibrium-text.ts";
import { exit, printJson } from "./exit.ts";

export interface EquilibriumFlags extends AlloyFlags {
  readonly temperature: string;
  readonly reference?: string;
  readonly ion?: readonly string[];
}

/** `liquidus equilibrium COMPOSITIONS --temperature 25C` */
export function equilibrium(compositions: readonly string[], flags: EquilibriumFlags): Promise<number> {
  return oneDocument(equilibriumSchema, flags, async () => {
    const document = alloyEquilibrium({
      ...(await alloyOptions(flags)),
      compositions,
      temperatures: temperaturesOf(flags.temperature),
      ...(flags.reference === undefined ? {} : { reference: flags.reference }),
      ...(flags.ion === undefined ? {} : { ions: flags.ion }),
    });
    if (flags.json) printJson(document);
    else process.stdout.write(equilibriumText(document));
    return exit.done;
  });
}
