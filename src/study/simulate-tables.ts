import type { Table } from "../base/table.ts";
import { numbers, words } from "./phases-tables.ts";
import type { SimulateDocument } from "./simulate.ts";
import { partName } from "./simulate-page.ts";

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
    ...spectra.map(({ frequency, total, parts }, k) => ({
      name: `impedance-${k + 1}`,
      rows: frequency.length,
      columns: [
        numbers("frequency/Hz", "Hz", Array.from(frequency)),
        numbers("Re(Z)/(Ω·m²)", "Ω·m²", Array.from(total.real)),
        numbers("Im(Z)/(Ω·m²)", "Ω·m²", Array.from(total.imaginary)),
        ...parts.flatMap(({ submodel, name, real, imaginary }) => [
          numbers(`Re(${partName(submodel, name)})/(Ω·m²)`, "Ω·m²", Array.from(real)),
          numbers(`Im(${partName(submodel, name)})/(Ω·m²)`, "Ω·m²", Array.from(imaginary)),
        ]),
      ],
    })),
  ];
}

/** m², where none is given: the spectra of 1 cm². */
const UNIT_AREA = 1e-4;

/**
 * Spectra as files that `liquidus analyze` reads: Hz and Ω, of the area that was given, or of 1 cm²; with an instrument, what
 * it measured.
 */
export function spectrumTables({ spectra, options }: SimulateDocument): Table[] {
  const area = options.area ?? UNIT_AREA;
  return spectra.map(({ frequency, total, measured }, k) => {
    const z = measured ?? {
      frequency,
      real: total.real.map((value) => value / area),
      imaginary: total.imaginary.map((value) => value / area),
    };
    return {
      name: `spectrum-${k + 1}`,
      rows: z.frequency.length,
      columns: [
        numbers("f/Hz", "Hz", Array.from(z.frequency)),
        numbers("Re(Z)/Ohm", "Ohm", Array.from(z.real)),
        numbers(
          "-Im(Z)/Ohm",
          "Ohm",
          Array.from(z.imaginary, (value) => -value),
        ),
      ],
    };
  });
}
