import type { Table } from "../base/table.ts";
import { elementColor } from "../figures/alloy-axes.ts";
import { type CompositionCurve, compositionFigure } from "../figures/composition-figure.ts";
import { formatFixed, formatNumber } from "../figures/format-number.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";
import { ICE_POINT } from "../units/temperature.ts";
import type { AlloyPage } from "./alloy-pages.ts";
import { numbers, words } from "./phases-tables.ts";
import type { ElectrodeEntry, PotentialDocument, Potentials } from "./potential.ts";
import { slopeTable } from "./potential-slopes.ts";

/** The page of the potentials: against composition with bands, Φ of the liquid, and the alloys in a table. */
export function potentialPage({ document, system, spans }: Potentials): AlloyPage {
  const at = `${formatNumber(document.temperature - ICE_POINT)}\u00A0°C`;
  const marks = document.alloys.map(({ text, moleFraction }) => ({ label: text, moleFraction }));
  const curves = document.curves.map((curve): CompositionCurve => {
    const half = curve.uncertainty && Array.from(curve.uncertainty, (u) => 1000 * NORMAL_95 * u);
    const y = Array.from(curve.potential, (volts) => 1000 * volts);
    return {
      label: `${ionText(curve.ion)}/${curve.element}`,
      color: elementColor(curve.element),
      x: Array.from(curve.moleFraction),
      y,
      band: half && {
        lower: y.map((v, i) => v - (half[i] as number)),
        upper: y.map((v, i) => v + (half[i] as number)),
      },
      phases: labelsAlong(spans, curve.moleFraction),
    };
  });
  const { moleFraction, value } = document.thermodynamicFactor;
  const hasBand = curves.some(({ band }) => band !== null);
  return {
    head: document,
    title: `${document.system} reversible potentials`,
    subtitle: `at ${at}, against the pure stable metal in the same electrolyte; ${document.database.name}`,
    figures: [
      {
        id: "potentials",
        title: "Reversible potential",
        remark: `${hasBand ? "band 95 %; " : ""}shaded: two phases; zoom out for the rise towards a pure metal`,
        summary: swingOf(document).join(" "),
        width: "w7",
        height: "map",
        draw: (theme) =>
          compositionFigure({
            theme,
            alloy: system,
            quantity: "Δ<i>E</i> / mV",
            unit: "mV",
            curves,
            spans,
            marks,
            fromZero: true,
          }),
      },
      ...(moleFraction.length === 0
        ? []
        : [
            {
              id: "thermodynamic-factor",
              title: "Thermodynamic factor",
              remark: "of the liquid; 1 in an ideal mixture, 0 where it unmixes",
              summary: `Φ turns tracer diffusion into interdiffusion; it lies between ${formatNumber(Math.min(...value), { digits: 3 })} and ${formatNumber(Math.max(...value), { digits: 3 })} in the liquid range.`,
              width: "w7" as const,
              height: "" as const,
              draw: (theme: Parameters<AlloyPage["figures"][number]["draw"]>[0]) =>
                compositionFigure({
                  theme,
                  alloy: system,
                  quantity: "<i>Φ</i>",
                  unit: "",
                  curves: [
                    {
                      label: "<i>Φ</i>",
                      color: "accent",
                      x: Array.from(moleFraction),
                      y: Array.from(value),
                      band: null,
                    },
                  ],
                  spans,
                  marks,
                  fromZero: true,
                }),
            },
          ]),
    ],
    findings: [
      ...swingOf(document).map((rest) => ({ verdict: "fact" as const, lead: "", rest })),
      ...(hasBand
        ? [
            {
              verdict: "mind" as const,
              lead: "The band is that of the fit.",
              rest: "It comes from the covariance of the assessed parameters, not from measured potentials.",
            },
          ]
        : []),
    ],
    tables: [removalTable(document), alloyTable(document), slopeTable(document)].flatMap((table) =>
      table === null ? [] : [table],
    ),
    asked: [["Temperature", `${document.temperature} K`]],
  };
}

/** Na+ → Na⁺ */
export function ionText(ion: string): string {
  return ion.replace(/(\d?)\+$/, (_, charge: string) => `${charge === "" ? "" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(charge)]}⁺`);
}

function labelsAlong(spans: Potentials["spans"], moleFraction: Float64Array): string[] {
  return Array.from(moleFraction, (x) => spans.find(({ from, to }) => x >= from && x <= to)?.label ?? "");
}

/** How far each potential goes over each liquid range. */
export function swingOf({ liquid, curves, components, component, temperature }: PotentialDocument): string[] {
  const other = components.find((symbol) => symbol !== component) ?? "";
  const at = `${formatNumber(temperature - ICE_POINT)}\u00A0°C`;
  if (liquid.length === 0) return [`No alloy is wholly liquid at ${at}.`];
  return liquid.flatMap(({ from, to }) =>
    [...curves].reverse().map(({ element, moleFraction, potential }) => {
      const inside = Array.from(moleFraction, (x, i) => ({ x, v: potential[i] as number })).filter(
        ({ x }) => x >= from && x <= to,
      );
      const mV = (v: number | undefined): string => formatFixed(1000 * (v ?? Number.NaN), 1);
      // Where the liquid reaches a pure metal, the potential of that metal is 0 and the other one has no bound.
      const [pureFirst, pureLast] = [from <= 0, to >= 1];
      const isAxis = element === component;
      const first = pureFirst && !isAxis ? "0.0" : mV(inside[0]?.v);
      const last = pureLast && isAxis ? "0.0" : mV(inside.at(-1)?.v);
      const range = `the liquid range at ${at} (${pureFirst ? `pure ${other}` : formatFixed(100 * from, 1)} to ${pureLast ? `pure ${component}` : `${formatFixed(100 * to, 1)} at.% ${component}`})`;
      const potentialOf = `The reversible potential of ${element}`;
      if (pureFirst && isAxis)
        return `${potentialOf} rises without bound towards pure ${other} and falls to ${last} mV at the other end of ${range}.`;
      if (pureLast && !isAxis)
        return `${potentialOf} rises from ${first} mV without bound towards pure ${component} over ${range}.`;
      return `${potentialOf} goes from ${first} to ${last} mV over ${range}.`;
    }),
  );
}

/** Shift and its interval of 95 % in mV. */
export function shiftText(entry: ElectrodeEntry, element: string): string {
  const volts = entry.potentials[element];
  if (volts === undefined) return "–";
  const sigma = entry.uncertainties?.[element];
  return sigma === undefined
    ? formatFixed(1000 * volts, 2)
    : `${formatFixed(1000 * volts, 2)} ± ${formatFixed(1000 * NORMAL_95 * sigma, 2)}`;
}

function alloyTable(document: PotentialDocument): AlloyPage["tables"][number] | null {
  const { alloys, components, component } = document;
  if (alloys.length === 0) return null;
  const other = components.find((name) => name !== component) ?? "";
  const elements = [...components].reverse();
  return {
    title: "Alloys",
    caption:
      "ΔE against the pure stable metal in mV, ± is half of the 95 % interval; a against the pure stable metal; Φ of the liquid.",
    columns: [
      { head: "alloy", cells: alloys.map(({ text }) => text) },
      { head: `at.% ${component}`, cells: alloys.map(({ moleFraction }) => formatFixed(100 * moleFraction, 2)) },
      {
        head: `wt% ${other}`,
        cells: alloys.map(({ massFractions }) => formatFixed(100 * (massFractions[other] ?? Number.NaN), 2)),
      },
      ...elements.map((element) => ({
        head: `ΔE ${element} / mV`,
        cells: alloys.map((entry) => shiftText(entry, element)),
      })),
      {
        head: "Φ",
        cells: alloys.map(({ thermodynamicFactor }) =>
          thermodynamicFactor === null ? "–" : formatFixed(thermodynamicFactor, 3),
        ),
      },
      ...elements.map((element) => ({
        head: `a ${element}`,
        cells: alloys.map((entry) =>
          formatNumber(entry.activities[element] ?? Number.NaN, { digits: 3, keepZeros: true }),
        ),
      })),
      { head: "phases", cells: alloys.map(({ labels }) => labels.join(" + ")), words: "short" },
    ],
  };
}

function removalTable({ alloys, components }: PotentialDocument): AlloyPage["tables"][number] | null {
  const shown = alloys.filter(({ removal }) => removal !== null);
  if (shown.length === 0) return null;
  const of = (entry: ElectrodeEntry, element: string): { readonly share: string; readonly appears: string } => {
    const one = entry.removal?.find((each) => each.element === element);
    return one ? { share: formatFixed(100 * one.share, 1), appears: one.appears ?? "–" } : { share: "–", appears: "" };
  };
  return {
    title: "What can leave the liquid before a solid appears",
    beside: 1,
    caption: "In % of what is there of the element, and the solid that then appears.",
    columns: [
      { head: "alloy", cells: shown.map(({ text }) => text) },
      ...[...components].reverse().flatMap((element) => [
        { head: `% of ${element}`, cells: shown.map((entry) => of(entry, element).share) },
        { head: "then", cells: shown.map((entry) => of(entry, element).appears), words: "short" as const },
      ]),
    ],
  };
}

/** The curves as one table. */
export function potentialTables({ curves, component, thermodynamicFactor }: PotentialDocument): Table[] {
  const [first] = curves;
  const rows = first?.moleFraction.length ?? 0;
  return [
    {
      name: "potentials",
      rows,
      columns: [
        numbers(`x(${component})`, null, Array.from(first?.moleFraction ?? [])),
        ...curves.flatMap(({ element, potential, uncertainty, temperatureCoefficient }) => [
          numbers(`E(${element})/V`, "V", Array.from(potential)),
          ...(uncertainty ? [numbers(`u(E(${element}))/V`, "V", Array.from(uncertainty))] : []),
          numbers(`dE(${element})/dT/(V/K)`, "V/K", Array.from(temperatureCoefficient)),
        ]),
        words("phases", [...(first?.phases ?? [])]),
      ],
    },
    {
      name: "thermodynamic-factor",
      rows: thermodynamicFactor.moleFraction.length,
      columns: [
        numbers(`x(${component})`, null, Array.from(thermodynamicFactor.moleFraction)),
        numbers("thermodynamic factor", null, Array.from(thermodynamicFactor.value)),
      ],
    },
  ];
}
