import { properties as computeProperties, type PropertiesDocument, propertiesSchema } from "../study/properties.ts";
import { propertiesPage, propertiesTables, propertyText, readUnit, standingText } from "../study/properties-page.ts";
import { parseTemperature } from "../units/temperature.ts";
import { type AlloyFlags, alloyOptions, oneDocument } from "./alloy-flags.ts";
import { degrees, warningLines } from "./alloy-text.ts";
import { loadPlotting, type OutFlags, writeAlloyPage, writesFiles, writtenText } from "./alloy-write.ts";
import { exit, printJson } from "./exit.ts";
import { plain } from "./terminal.ts";
import { marked, textTable } from "./text-table.ts";

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
    else process.stdout.write(propertiesText(document) + writtenText(written));
    return exit.done;
  });
}

function propertiesText(document: PropertiesDocument): string {
  const { properties: entries, temperature, understood } = document;
  const sources = new Map<string, string[]>();
  for (const { source, title } of entries) sources.set(source, [...(sources.get(source) ?? []), title]);
  const refused = entries.flatMap(({ refused: why }) => (why === null ? [] : [why]));
  return [
    `${plain(understood)} At ${degrees(temperature)}, liquid:\n`,
    warningLines(document),
    "\n",
    textTable(
      [
        { head: "property", cells: entries.map(({ title }) => title) },
        { head: "value", cells: entries.map((entry) => propertyText(entry).value) },
        { head: "± 95 %", cells: entries.map((entry) => propertyText(entry).error) },
        { head: "unit", cells: entries.map(({ unit }) => readUnit(unit)[1]) },
        { head: "rests on", cells: entries.map((entry) => (entry.basis === null ? "" : standingText(entry))) },
      ],
      { left: ["property", "unit", "rests on"] },
    ),
    ...(refused.length === 0 ? [] : ["\n", ...refused.map((why) => marked("▲", plain(why)))]),
    "\nSources\n",
    ...[...sources].map(([source, titles]) => marked("", `${titles.join(", ")}: ${plain(source)}`)),
  ].join("");
}
