import type { Table } from "../base/table.ts";
import { compositionFigure } from "../figures/composition-figure.ts";
import { formatFixed, formatNumber, formatPair } from "../figures/format-number.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { AlloyFigure, AlloyPage } from "./alloy-pages.ts";
import { numbers, words } from "./phases-tables.ts";
import type { Properties, PropertiesDocument, PropertyEntry } from "./properties.ts";
import { refusalSentences } from "./property-refusals.ts";

/** Units in which people read a property: factor from SI, and the text. */
const UNITS: Readonly<Record<string, readonly [number, string]>> = {
  "kg/m3": [1, "kg m⁻³"],
  "m3/mol": [1e6, "cm³ mol⁻¹"],
  "1/K": [1e4, "10⁻⁴ K⁻¹"],
  "Pa s": [1e3, "mPa s"],
  "N/m": [1e3, "mN m⁻¹"],
  "Ohm m": [1e8, "µΩ cm"],
  Ω·m: [1e8, "µΩ cm"],
  "Ω m": [1e8, "µΩ cm"],
  "m2/s": [1e9, "10⁻⁹ m² s⁻¹"],
  "W/(m K)": [1, "W m⁻¹ K⁻¹"],
  "J/(kg K)": [1, "J kg⁻¹ K⁻¹"],
  "1": [1, ""],
};

/** Factor from SI and the unit as people read it. */
export function readUnit(unit: string): readonly [factor: number, text: string] {
  return UNITS[unit] ?? UNITS[unit.replace("·", " ").replace("Pa·s", "Pa s")] ?? [1, unit];
}

/** The value with half of its 95 % interval, in the unit that people read. */
export function propertyText({ value, uncertainty, unit }: PropertyEntry): {
  readonly value: string;
  readonly error: string;
} {
  if (value === null) return { value: "–", error: "" };
  const [factor] = readUnit(unit);
  const pair = formatPair(value * factor, uncertainty === null ? null : uncertainty * factor * NORMAL_95);
  return { value: pair.value + pair.power, error: pair.error ?? "" };
}

/** What a value rests on, and what of it is extrapolated: "estimate: temperature below 98 °C". */
export function standingText({ basis, beyond, refused }: PropertyEntry): string {
  if (basis === null) return refused === null ? "" : "not given";
  return beyond.length === 0 ? basis : `${basis}: ${beyond.join(", ")}`;
}

/** The page of the properties of an alloy: one figure each, a table with sources. */
export function propertiesPage({ document, system }: Properties): AlloyPage {
  const at = `${formatNumber(document.temperature - ICE_POINT)}\u00A0°C`;
  const x = document.composition[document.component] ?? Number.NaN;
  const text = document.understood.replace(/ is read as.*/, "");
  const shown = document.properties.filter(({ curve }) => curve.moleFraction.length > 1);
  const figures = shown.map((entry, i): AlloyFigure => {
    const [factor, unit] = readUnit(entry.unit);
    const y = Array.from(entry.curve.value, (value) => value * factor);
    const half = Array.from(entry.curve.uncertainty, (value) => value * factor * NORMAL_95);
    const symbol = symbolMarkup(entry.symbol);
    return {
      id: entry.name,
      title: entry.title.charAt(0).toUpperCase() + entry.title.slice(1),
      remark: entry.regions.some(({ basis, moleFraction: [low, high] }) => basis !== "estimate" && high > low)
        ? "band 95 %"
        : "band 95 %; no measurement in the alloy",
      summary: entry.source,
      width: "w6",
      height: i === 0 ? "map" : "",
      draw: (theme) =>
        compositionFigure({
          theme,
          alloy: system,
          quantity: unit === "" ? symbol : `${symbol} / ${unit}`,
          unit,
          curves: [
            {
              label: symbol,
              color: "accent",
              x: Array.from(entry.curve.moleFraction),
              y,
              band: {
                lower: y.map((v, k) => v - (half[k] as number)),
                upper: y.map((v, k) => v + (half[k] as number)),
              },
              extrapolated: entry.curve.basis.map((basis) => basis === "estimate"),
            },
          ],
          marks: [{ label: text, moleFraction: x }],
          ...(entry.curve.basis.includes("estimate") ? { note: "dashed: estimate" } : {}),
        }),
    };
  });
  return {
    head: document,
    title: `${text} properties`,
    subtitle: `${document.understood} At ${at}.`,
    figures,
    findings: [...document.warnings.map(({ message }) => message), ...refusalSentences(document.properties)].map(
      (rest) => ({ verdict: "mind" as const, lead: "", rest }),
    ),
    tables: [
      {
        title: `${text} at ${at}`,
        beside: 0,
        caption:
          "± is half of the 95 % interval. Measured: in this alloy at this temperature; correlation: between measurements; estimate: a model, or beyond the data as told.",
        columns: [
          { head: "property", cells: document.properties.map(({ title }) => title) },
          { head: "value", cells: document.properties.map((entry) => propertyText(entry).value) },
          { head: "± 95 %", cells: document.properties.map((entry) => propertyText(entry).error) },
          { head: "unit", cells: document.properties.map(({ unit }) => readUnit(unit)[1]), words: "short" },
          {
            head: "rests on",
            cells: document.properties.map(standingText),
            words: "short",
          },
        ],
      },
    ],
    asked: [
      ["Alloy", document.understood],
      ["Temperature", `${formatFixed(document.temperature, 2)} K`],
    ],
  };
}

/** ρ_el → ρ with an index; x_s(Na): what it is of stays upright. */
function symbolMarkup(symbol: string): string {
  const [, base = "", index, of] = /^([^_(]+)(?:_([^(]+))?(?:\(([^)]*)\))?$/.exec(symbol) ?? [null, symbol];
  const below = [index, of].filter((part) => part !== undefined).join(",\u2009");
  return `<i>${base}</i>${below === "" ? "" : `<sub>${below}</sub>`}`;
}

/** Values, and the curves against composition. */
export function propertiesTables({ properties, component }: PropertiesDocument): Table[] {
  const rows = properties.flatMap(({ name, unit, curve }) =>
    Array.from(curve.moleFraction, (x, i) => ({
      name,
      unit,
      x,
      value: curve.value[i] as number,
      uncertainty: curve.uncertainty[i] as number,
    })),
  );
  return [
    {
      name: "values",
      rows: properties.length,
      columns: [
        words(
          "property",
          properties.map(({ name }) => name),
        ),
        numbers(
          "value",
          null,
          properties.map(({ value }) => value ?? Number.NaN),
        ),
        numbers(
          "standard uncertainty",
          null,
          properties.map(({ uncertainty }) => uncertainty ?? Number.NaN),
        ),
        words(
          "unit",
          properties.map(({ unit }) => unit),
        ),
        words(
          "extrapolated",
          properties.map(({ extrapolated }) => (extrapolated ? "yes" : "no")),
        ),
        words(
          "basis",
          properties.map(({ basis }) => basis ?? ""),
        ),
        words(
          "beyond",
          properties.map(({ beyond }) => beyond.join(", ")),
        ),
        words(
          "source",
          properties.map(({ source }) => source),
        ),
      ],
    },
    {
      name: "curves",
      rows: rows.length,
      columns: [
        words(
          "property",
          rows.map(({ name }) => name),
        ),
        numbers(
          `x(${component})`,
          null,
          rows.map(({ x }) => x),
        ),
        numbers(
          "value",
          null,
          rows.map(({ value }) => value),
        ),
        numbers(
          "standard uncertainty",
          null,
          rows.map(({ uncertainty }) => uncertainty),
        ),
        words(
          "unit",
          rows.map(({ unit }) => unit),
        ),
      ],
    },
  ];
}
