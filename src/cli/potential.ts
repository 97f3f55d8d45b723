import { potentialSchema, potentials } from "../study/potential.ts";
import { potentialPage, potentialTables } from "../study/potential-page.ts";
import { parseTemperature } from "../units/temperature.ts";
import { type AlloyFlags, alloyOptions, anyInKelvins, oneDocument } from "./alloy-flags.ts";
import { loadPlotting, type OutFlags, writeAlloyPage, writesFiles, writtenText } from "./alloy-write.ts";
import { exit, printJson } from "./exit.ts";
import { potentialText } from "./potential-text.ts";

export interface PotentialFlags extends AlloyFlags, OutFlags {
  readonly temperature?: string;
  readonly at?: readonly string[];
  readonly component?: string;
  readonly ion?: readonly string[];
  readonly json?: boolean;
}

/** `liquidus potential SYSTEM` */
export function potential(system: string, flags: PotentialFlags): Promise<number> {
  return oneDocument(potentialSchema, flags, async () => {
    const script = writesFiles(flags) ? loadPlotting() : null;
    const result = potentials({
      ...(await alloyOptions(flags)),
      system,
      temperature: parseTemperature(flags.temperature ?? "25C"),
      ...(flags.at === undefined ? {} : { alloys: flags.at }),
      ...(flags.component === undefined ? {} : { component: flags.component }),
      ...(flags.ion === undefined ? {} : { ions: flags.ion }),
    });
    const { document } = result;
    const written =
      script === null
        ? { page: null, folder: null }
        : await writeAlloyPage(
            `${document.system}-potentials`,
            potentialPage(result),
            potentialTables(document),
            document,
            flags,
            script,
          );
    if (flags.json) printJson(document);
    else process.stdout.write(potentialText(document, anyInKelvins(flags.temperature)) + writtenText(written));
    return exit.done;
  });
}
