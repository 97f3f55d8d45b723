import type { PropertiesDocument, PropertyEntry } from "../study/properties.ts";
import { propertyText, readUnit } from "../study/properties-page.ts";
import { refusalSentences } from "../study/property-refusals.ts";
import { degrees, warningLines } from "./alloy-text.ts";
import { plain } from "./terminal.ts";
import { marked, textTable } from "./text-table.ts";

/** Signs of what a value rests on: a measurement has none. */
const SIGNS = { measured: "", correlation: "c", estimate: "e" } as const;

/** What `properties` says on the terminal. @param kelvin whether the temperature was typed in K */
export function propertiesText(document: PropertiesDocument, kelvin: boolean): string {
  const { properties: entries, temperature, understood } = document;
  const sources = new Map<string, string[]>();
  for (const { source, title } of entries) sources.set(source, [...(sources.get(source) ?? []), title]);
  const beyond = [...new Set(entries.flatMap((entry) => beyondText(entry) ?? []))];
  return [
    marked("", `${plain(understood)} At ${degrees(temperature, 2, kelvin)}, liquid:`, ""),
    warningLines(document),
    "\n",
    textTable(
      [
        { head: "property", cells: entries.map(({ title }) => shortTitle(title)) },
        { head: "value", cells: entries.map((entry) => propertyText(entry).value) },
        { head: "± 95 %", cells: entries.map((entry) => propertyText(entry).error) },
        { head: "unit", cells: entries.map(({ unit }) => readUnit(unit)[1]) },
        { head: "", cells: entries.map((entry) => sign(entry, beyond)) },
      ],
      { left: ["property", "unit", ""] },
    ),
    legend(entries, beyond),
    ...refusalSentences(entries).map((sentence) => `\n${marked("▲", plain(sentence))}`),
    "\nSources\n",
    ...[...sources].map(([source, titles]) => marked("", `${titles.join(", ")}: ${plain(source)}`)),
  ].join("");
}

/** "self-diffusion of Na, from measured metals": a title that leaves room for the numbers. */
function shortTitle(title: string): string {
  return title.replace("diffusion coefficient", "diffusion");
}

function beyondText({ beyond }: PropertyEntry): string | null {
  return beyond.length === 0 ? null : beyond.join(", ");
}

/** `e1`: an estimate, extrapolated as the first line of the legend says. */
function sign(entry: PropertyEntry, beyond: readonly string[]): string {
  const text = beyondText(entry);
  return `${entry.basis === null ? "" : SIGNS[entry.basis]}${text === null ? "" : beyond.indexOf(text) + 1}`;
}

function legend(entries: readonly PropertyEntry[], beyond: readonly string[]): string {
  const kinds = (["correlation", "estimate"] as const).filter((kind) => entries.some(({ basis }) => basis === kind));
  const parts = [
    ...kinds.map((kind) => `${SIGNS[kind]}\u00A0${kind}`),
    ...beyond.map((text, i) => `${i + 1}\u00A0extrapolated: ${text}`),
  ];
  return parts.length === 0 ? "" : marked("", parts.join("; "));
}
