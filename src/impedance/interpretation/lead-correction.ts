import { DomainError } from "../../base/errors.ts";
import { exp, log } from "../../numerics/elementary/index.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";

/** What lies between the instrument and the cell at a frequency: Zs in Ω in series, then Yo in Ω⁻¹ across the cell. */
export interface FixtureAt {
  readonly seriesReal: number;
  readonly seriesImaginary: number;
  readonly shuntReal: number;
  readonly shuntImaginary: number;
}

/** The fixture over frequency in Hz. @throws DomainError outside the frequencies at which it is known */
export type Fixture = (frequency: number) => FixtureAt;

/** Leads by their values. */
export interface StatedLeads {
  /** H in series. */
  readonly inductance?: number;
  /** Ω in series. */
  readonly resistance?: number;
  /** F across the cell. */
  readonly capacitance?: number;
}

/** Leads stated by inductance and resistance in series and a capacitance across the cell: Zs = R + jωL, Yo = jωC. */
export function statedFixture({ inductance = 0, resistance = 0, capacitance = 0 }: StatedLeads): Fixture {
  for (const [what, value, unit] of [
    ["inductance", inductance, "H"],
    ["resistance", resistance, "Ω"],
    ["capacitance", capacitance, "F"],
  ] as const) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new DomainError(`statedFixture: ${what} ${value} ${unit} of the leads; it must not be negative.`);
    }
  }
  return (frequency) => ({
    seriesReal: resistance,
    seriesImaginary: 2 * Math.PI * frequency * inductance,
    shuntReal: 0,
    shuntImaginary: 2 * Math.PI * frequency * capacitance,
  });
}

/** Frequencies in Hz by whose ratio a measurement may fall outside the range of the open and short ones. */
const BEYOND = 1.01;

/**
 * The fixture from measurements without the cell, leads open, and with a short in its place: Zs = Z_short and
 * Yo = 1/(Z_open − Z_short), as the two-term model Z_m = Zs + 1/(Yo + 1/Z) has it. Either may be missing: Yo = 0, Zs = 0.
 * Between their frequencies R = Re Zs, L = Im Zs/ω, G = Re Yo and C = Im Yo/ω are interpolated linearly in ln f.
 *
 * Keysight, Impedance Measurement Handbook, 6th ed., section 4.3 (open/short compensation).
 *
 * @throws DomainError with neither, or if the open impedance is not above the short one
 */
export function openShortFixture(open: ImpedanceSpectrum | null, short: ImpedanceSpectrum | null): Fixture {
  if (open === null && short === null) {
    throw new DomainError(
      "openShortFixture: neither an open nor a short measurement was given; at least one is needed.",
    );
  }
  const series = short === null ? null : smoothParts(short, (_, re, im) => [re, im], "short");
  const shunt =
    open === null
      ? null
      : smoothParts(
          open,
          (f, re, im) => {
            const [shortReal, shortImaginary] = series === null ? [0, 0] : series(f);
            const [a, b] = [re - shortReal, im - shortImaginary];
            const square = a * a + b * b;
            if (!(square > 0)) {
              throw new DomainError(
                `openShortFixture: open and short have the same impedance, ${re} + j(${im}) Ω at ${f} Hz; were both measured with the cell out?`,
              );
            }
            return [a / square, -b / square];
          },
          "open",
        );
  return (frequency) => {
    const [seriesReal, seriesImaginary] = series === null ? [0, 0] : series(frequency);
    const [shuntReal, shuntImaginary] = shunt === null ? [0, 0] : shunt(frequency);
    return { seriesReal, seriesImaginary, shuntReal, shuntImaginary };
  };
}

/** A complex quantity of a spectrum as a function of frequency: real part and imaginary part over ω, linear in ln f. */
function smoothParts(
  spectrum: ImpedanceSpectrum,
  quantity: (frequency: number, real: number, imaginary: number) => readonly [number, number],
  name: string,
): (frequency: number) => readonly [number, number] {
  const { frequency, real, imaginary } = spectrum;
  const points = Array.from(frequency, (f, i) => {
    const [re, im] = quantity(f, real[i] as number, imaginary[i] as number);
    return { logFrequency: log(f), re, slope: im / (2 * Math.PI * f) };
  }).sort((a, b) => a.logFrequency - b.logFrequency);
  const [first, last] = [points[0], points[points.length - 1]];
  if (first === undefined || last === undefined) {
    throw new DomainError(`openShortFixture: the ${name} measurement has no point.`);
  }
  return (f) => {
    const at = log(f);
    if (at < first.logFrequency - log(BEYOND) || at > last.logFrequency + log(BEYOND)) {
      throw new DomainError(
        `The ${name} measurement covers ${exp(first.logFrequency)} to ${exp(last.logFrequency)} Hz; the spectrum has a point at ${f} Hz. Measure it over the same frequencies, or leave those points out.`,
        { input: "frequencies" },
      );
    }
    let k = 1;
    while (k < points.length - 1 && (points[k]?.logFrequency as number) < at) k++;
    const [a, b] = [points[k - 1] ?? first, points[k] ?? first];
    const share =
      b.logFrequency > a.logFrequency
        ? Math.min(1, Math.max(0, (at - a.logFrequency) / (b.logFrequency - a.logFrequency)))
        : 0;
    const re = a.re + share * (b.re - a.re);
    const slope = a.slope + share * (b.slope - a.slope);
    return [re, slope * 2 * Math.PI * f];
  };
}

/**
 * The impedance of the cell alone: Z = (Z_m − Zs) / (1 − (Z_m − Zs) Yo).
 *
 * @throws DomainError where the fixture is not known, or takes up the whole admittance measured: nothing is left for the cell
 */
export function withoutFixture(spectrum: ImpedanceSpectrum, fixture: Fixture): ImpedanceSpectrum {
  const { frequency } = spectrum;
  const real = new Float64Array(frequency.length);
  const imaginary = new Float64Array(frequency.length);
  for (let i = 0; i < frequency.length; i++) {
    const f = frequency[i] as number;
    const { seriesReal, seriesImaginary, shuntReal, shuntImaginary } = fixture(f);
    const a = (spectrum.real[i] as number) - seriesReal;
    const b = (spectrum.imaginary[i] as number) - seriesImaginary;
    const c = 1 - (a * shuntReal - b * shuntImaginary);
    const d = -(a * shuntImaginary + b * shuntReal);
    const square = c * c + d * d;
    if (!(square > 1e-24)) {
      throw new DomainError(
        `withoutFixture: at ${f} Hz the leads take up the whole admittance that was measured; check which file is the open one.`,
      );
    }
    real[i] = (a * c + b * d) / square;
    imaginary[i] = (b * c - a * d) / square;
  }
  return impedanceSpectrum(frequency, real, imaginary);
}
