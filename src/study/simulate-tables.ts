import type { Table } from "../base/table.ts";
import { numbers, words } from "./phases-tables.ts";
import type { SimulateDocument } from "./simulate.ts";
import { partName } from "./simulate-figures.ts";
import type { SpectrumEntry } from "./simulate-results.ts";

/** Points, segments, parts of the voltage, profiles and spectra, per area, SI. */
export function simulationTables(document: SimulateDocument): Table[] {
  const { series, segments, voltageParts, profiles, spectra } = document;
  return [
    {
      name: "points",
      rows: series.time.length,
      columns: [
        numbers("time/s", "s", Array.from(series.time)),
        numbers("current density/(A/m²)", "A/m²", Array.from(series.current)),
        numbers("voltage/V", "V", Array.from(series.voltage)),
        numbers("charge/(C/m²)", "C/m²", Array.from(series.charge)),
        numbers(
          "segment",
          null,
          Array.from(series.segment, (k) => k + 1),
        ),
        ...series.recorded.map(({ name, unit, values }) =>
          numbers(unit === "1" ? name : `${name}/(${unit})`, unit === "1" ? null : unit, Array.from(values)),
        ),
      ],
    },
    {
      name: "segments",
      rows: segments.length,
      columns: [
        words(
          "step",
          segments.map(({ step }) => step),
        ),
        words(
          "sentence",
          segments.map(({ sentence }) => sentence),
        ),
        numbers(
          "start/s",
          "s",
          segments.map(({ start }) => start),
        ),
        numbers(
          "end/s",
          "s",
          segments.map(({ end }) => end),
        ),
        numbers(
          "start current density/(A/m²)",
          "A/m²",
          segments.map(({ startCurrent }) => startCurrent),
        ),
        numbers(
          "end current density/(A/m²)",
          "A/m²",
          segments.map(({ endCurrent }) => endCurrent),
        ),
        numbers(
          "start voltage/V",
          "V",
          segments.map(({ startVoltage }) => startVoltage),
        ),
        numbers(
          "end voltage/V",
          "V",
          segments.map(({ endVoltage }) => endVoltage),
        ),
        numbers(
          "charge/(C/m²)",
          "C/m²",
          segments.map(({ charge }) => charge),
        ),
        words(
          "ended by",
          segments.map(({ endedBy }) => endedBy),
        ),
      ],
    },
    ...(voltageParts.parts.length === 0
      ? []
      : [
          {
            name: "voltage-parts",
            rows: voltageParts.time.length,
            columns: [
              numbers("time/s", "s", Array.from(voltageParts.time)),
              numbers(
                "segment",
                null,
                Array.from(voltageParts.segment, (k) => k + 1),
              ),
              ...voltageParts.parts.map(({ submodel, name, values }) =>
                numbers(`${partName(submodel, name)}/V`, "V", Array.from(values)),
              ),
            ],
          },
        ]),
    ...profiles.map(({ name, unit, position, curves }) => ({
      name: `profile-${name.replace(/[^a-z0-9]+/gi, "-")}`,
      rows: position.length,
      columns: [
        numbers("z/m", "m", Array.from(position)),
        ...curves.map(({ time, at, segment, values }) =>
          numbers(`${at} of segment ${segment + 1} at ${time} s/(${unit})`, unit, Array.from(values)),
        ),
      ],
    })),
    ...impedanceTables(spectra),
  ];
}

/** All spectra under one another, with the part of each submodel. */
function impedanceTables(spectra: SimulateDocument["spectra"]): Table[] {
  const [first] = spectra;
  if (first === undefined) return [];
  const along = (pick: (spectrum: SpectrumEntry, k: number) => ArrayLike<number>): number[] =>
    spectra.flatMap((spectrum, k) => Array.from(pick(spectrum, k)));
  const all = (pick: (spectrum: SpectrumEntry, k: number) => number): number[] =>
    along((spectrum, k) => spectrum.frequency.map(() => pick(spectrum, k)));
  return [
    {
      name: "impedance",
      rows: spectra.reduce((sum, { frequency }) => sum + frequency.length, 0),
      columns: [
        numbers(
          "spectrum",
          null,
          all((_, k) => k + 1),
        ),
        numbers(
          "time/s",
          "s",
          all(({ time }) => time),
        ),
        numbers(
          "current density/(A/m²)",
          "A/m²",
          all(({ current }) => current),
        ),
        numbers(
          "frequency/Hz",
          "Hz",
          along(({ frequency }) => frequency),
        ),
        numbers(
          "Re(Z)/(Ω·m²)",
          "Ω·m²",
          along(({ total }) => total.real),
        ),
        numbers(
          "Im(Z)/(Ω·m²)",
          "Ω·m²",
          along(({ total }) => total.imaginary),
        ),
        ...first.parts.flatMap(({ submodel, name }, j) => [
          numbers(
            `Re(${partName(submodel, name)})/(Ω·m²)`,
            "Ω·m²",
            along(({ parts, frequency }) => parts[j]?.real ?? frequency.map(() => Number.NaN)),
          ),
          numbers(
            `Im(${partName(submodel, name)})/(Ω·m²)`,
            "Ω·m²",
            along(({ parts, frequency }) => parts[j]?.imaginary ?? frequency.map(() => Number.NaN)),
          ),
        ]),
      ],
    },
  ];
}

/** m², where none is given: what stands in A and Ω is then of 1 cm². */
export const UNIT_AREA = 1e-4;

/**
 * All spectra as one table that `liquidus analyze` reads as a series: Hz and Ω, of the area that was given, or of 1 cm²; with an
 * instrument, what it measured. Null where there are none.
 */
export function spectraTable({ spectra, options }: SimulateDocument): Table | null {
  const area = options.area ?? UNIT_AREA;
  const points = spectra.flatMap(({ frequency, total, measured, time, current, voltage }) =>
    Array.from(measured?.frequency ?? frequency, (f, k) => ({
      time: measured?.time[k] ?? time,
      frequency: f,
      real: measured?.real[k] ?? (total.real[k] as number) / area,
      imaginary: measured?.imaginary[k] ?? (total.imaginary[k] as number) / area,
      current: 1e3 * (measured?.dcCurrent[k] ?? current * area),
      voltage: measured?.dcVoltage[k] ?? voltage,
    })),
  );
  if (points.length === 0) return null;
  const column = (name: string, unit: string, pick: (point: (typeof points)[number]) => number) =>
    numbers(name, unit, points.map(pick));
  return {
    name: "spectra",
    rows: points.length,
    columns: [
      column("time/s", "s", ({ time }) => time),
      column("f/Hz", "Hz", ({ frequency }) => frequency),
      column("Re(Z)/Ohm", "Ohm", ({ real }) => real),
      column("-Im(Z)/Ohm", "Ohm", ({ imaginary }) => -imaginary),
      column("<I>/mA", "mA", ({ current }) => current),
      column("<Ewe>/V", "V", ({ voltage }) => voltage),
    ],
  };
}
