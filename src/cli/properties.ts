import { properties as computeProperties, propertiesSchema } from "../study/properties.ts";
import { propertiesPage, propertiesTables } from "../study/properties-page.ts";
import { parseTemperature } from "../units/temperature.ts";
import { type AlloyFlags, alloyOptions, anyInKelvins, oneDocument } from "./alloy-flags.ts";
import { loadPlotting, type OutFlags, writeAlloyPage, writesFiles, writtenText } from "./alloy-write.ts";
import { exit, printJson } from "./exit.ts";
import { propertiesText } from "./properties-text.ts";

export interface PropertiesFlags extends AlloyFlags, OutFlags {
  readonly temperature?: string;
  readonly property?: readonly string[];
  readonly json?: boolean;
}

/** `liquidus properties ALLOY` */
export function properties(composition: string, flags: PropertiesFlags): Promise<number> {
  return oneDocument(propertiesSchema, flags, async () => {
    const script = writesFiles(flags) ? loadPlotting() : null;
    const result = computeProperties({
      ...(await alloyOptions(flags)),
      composition,
      temperature: parseTemperature(flags.temperature ?? "25C"),
      ...(flags.property === undefined ? {} : { properties: flags.property }),
    });
    const { document } = result;
    const name = composition.replace(/[^A-Za-z0-9.]+/g, "");
    const written =
      script === null
        ? { page: null, folder: null }
        : await writeAlloyPage(
            `${name}-properties`,
            propertiesPage(result),
            propertiesTables(document),
            document,
            flags,
            script,
          );
    if (flags.json) printJson(document);
    else process.stdout.write(propertiesText(document, anyInKelvins(flags.temperature)) + writtenText(written));
    return exit.done;
  });
}
