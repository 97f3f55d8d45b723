import { alloyEquilibrium, equilibriumSchema } from "../study/equilibrium.ts";
import { type AlloyFlags, alloyOptions, inKelvins, oneDocument, temperaturesOf } from "./alloy-flags.ts";
import { equilibriumText } from "./equilibrium-text.ts";
import { exit, printJson } from "./exit.ts";

export interface EquilibriumFlags extends AlloyFlags {
  readonly temperature?: string;
  readonly reference?: string;
  readonly ion?: readonly string[];
}

/** `liquidus equilibrium COMPOSITIONS --temperature 25C` */
export function equilibrium(compositions: readonly string[], flags: EquilibriumFlags): Promise<number> {
  return oneDocument(equilibriumSchema, flags, async () => {
    const { temperature } = flags;
    const document = alloyEquilibrium({
      ...(await alloyOptions(flags)),
      compositions,
      ...(temperature === undefined ? {} : { temperatures: temperaturesOf(temperature) }),
      ...(flags.reference === undefined ? {} : { reference: flags.reference }),
      ...(flags.ion === undefined ? {} : { ions: flags.ion }),
    });
    if (flags.json) printJson(document);
    else {
      if (temperature === undefined) process.stdout.write("No --temperature given: 25 °C.\n");
      process.stdout.write(equilibriumText(document, temperature === undefined ? [] : inKelvins(temperature)));
    }
    return exit.done;
  });
}
