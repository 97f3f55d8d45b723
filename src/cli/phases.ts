import { runTask } from "../base/task.ts";
import { phasesSchema, phasesTask } from "../study/phases.ts";
import { phasesPage } from "../study/phases-page.ts";
import { phasesTables } from "../study/phases-tables.ts";
import { parseTemperature } from "../units/temperature.ts";
import { type AlloyFlags, alloyOptions, anyInKelvins, oneDocument } from "./alloy-flags.ts";
import {
  loadPlotting,
  type OutFlags,
  saveDatabase,
  savedText,
  writeAlloyPage,
  writesFiles,
  writtenText,
} from "./alloy-write.ts";
import { exit, printJson } from "./exit.ts";
import { phasesText } from "./phases-text.ts";
import { progressBar } from "./progress-bar.ts";

export interface PhasesFlags extends AlloyFlags, OutFlags {
  readonly component?: string;
  readonly from?: string;
  readonly to?: string;
  readonly at?: string;
  readonly mark?: readonly string[];
  readonly kelvin?: boolean;
  readonly saveTdb?: string;
  readonly json?: boolean;
}

/** `liquidus phases SYSTEM` */
export function phases(system: string, flags: PhasesFlags): Promise<number> {
  return oneDocument(phasesSchema, flags, async () => {
    const kelvin = flags.kelvin === true || anyInKelvins(flags.at, flags.from, flags.to);
    const script = writesFiles(flags) ? loadPlotting() : null;
    const temperature = (name: "from" | "to"): Partial<Record<"from" | "to", number>> => {
      const text = flags[name];
      return text === undefined ? {} : { [name]: parseTemperature(text) };
    };
    const task = phasesTask({
      ...(await alloyOptions(flags)),
      system,
      ...(flags.component === undefined ? {} : { component: flags.component }),
      ...temperature("from"),
      ...temperature("to"),
      ...(flags.at === undefined ? {} : { isotherm: parseTemperature(flags.at) }),
      ...(flags.mark === undefined ? {} : { marks: flags.mark }),
    });
    const bar = progressBar();
    const result = await runTask(task, { onProgress: bar.show });
    bar.clear();
    const { document } = result;
    if (flags.saveTdb !== undefined) await saveDatabase(flags.saveTdb, result.system.source.text);
    const written =
      script === null
        ? { page: null, folder: null }
        : await writeAlloyPage(
            `${document.system}-phases`,
            phasesPage(result, {
              kelvin,
              wholeRange: flags.from !== undefined || flags.to !== undefined,
            }),
            phasesTables(document, result.system),
            document,
            flags,
            script,
          );
    if (flags.json) printJson(document);
    else process.stdout.write(phasesText(document, kelvin) + writtenText(written) + savedText(flags.saveTdb));
    return exit.done;
  });
}
