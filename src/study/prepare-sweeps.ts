import { DomainError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import { readMeasurement } from "../files/registry.ts";
import {
  type Fixture,
  openShortFixture,
  type StatedLeads,
  statedFixture,
  withoutFixture,
} from "../impedance/interpretation/lead-correction.ts";
import { sweepsOfTables } from "../impedance/series/split.ts";
import type { ImpedanceSweep } from "../impedance/series/sweep.ts";
import type { ImpedanceSpectrum } from "../impedance/spectrum.ts";
import { digestOf, type SourceFile } from "./document.ts";

/** The leads by measurement or by their values, and how they were given. */
export interface Leads {
  readonly fixture: Fixture;
  /** For the record: the files of the open and short measurement with their digests, or the values. */
  readonly from: {
    readonly open?: { readonly file: string; readonly sha256: string };
    readonly short?: { readonly file: string; readonly sha256: string };
  } & StatedLeads;
}

/** What is done to every sweep before anything is computed. */
export interface PrepareOptions {
  /** Leads that are taken out of every spectrum. */
  readonly leads?: Leads;
  /** Only points between these frequencies in Hz are kept. */
  readonly frequencies?: readonly [lowest: number, highest: number];
}

/**
 * Leads from an open and a short measurement, either of which may be missing.
 * @throws FormatError for a file that cannot be read
 * @throws DomainError for one without impedance
 */
export async function measuredLeads(open: SourceFile | null, short: SourceFile | null): Promise<Leads> {
  const [openSpectrum, shortSpectrum] = [await onlySpectrum(open, "open"), await onlySpectrum(short, "short")];
  const record = (file: SourceFile): { file: string; sha256: string } => ({ file: file.name, sha256: digestOf(file) });
  return {
    fixture: openShortFixture(openSpectrum, shortSpectrum),
    from: { ...(open ? { open: record(open) } : {}), ...(short ? { short: record(short) } : {}) },
  };
}

/** Leads by their values. @throws DomainError for a negative one */
export function leadsByValue(values: StatedLeads): Leads {
  return { fixture: statedFixture(values), from: values };
}

/** The first spectrum of a file. */
async function onlySpectrum(file: SourceFile | null, name: string): Promise<ImpedanceSpectrum | null> {
  if (file === null) return null;
  const { tables } = await readMeasurement(file);
  const [first] = sweepsOfTables(tables);
  if (first === undefined) {
    throw new DomainError(`--${name} ${file.name} holds no impedance; give the file of the ${name} measurement.`);
  }
  return first.spectrum;
}

/**
 * Sweeps without the leads and without points outside the frequencies asked for. A sweep of which no point is left drops out.
 * @throws DomainError where the leads are not known at a frequency that was measured
 */
export function prepareSweeps(
  sweeps: readonly ImpedanceSweep[],
  { leads, frequencies }: PrepareOptions,
  warnings: Warning[],
): readonly ImpedanceSweep[] {
  const inside = frequencies ? sweeps.flatMap((sweep) => within(sweep, frequencies)) : sweeps;
  if (sweeps.length > 0 && inside.length === 0 && frequencies) {
    const all = sweeps.flatMap(({ spectrum }) => Array.from(spectrum.frequency));
    const [least, most] = all.reduce(([a, b], f) => [Math.min(a, f), Math.max(b, f)], [Infinity, 0]);
    throw new DomainError(
      `No point lies between the frequencies asked for: the file has ${least} to ${most} Hz. Give others.`,
      { input: "frequencies" },
    );
  }
  if (inside.length < sweeps.length) {
    warnings.push({
      code: "sweeps-outside-frequencies",
      message: `${sweeps.length - inside.length} of ${sweeps.length} sweeps have no point between the frequencies asked for and are left out.`,
    });
  }
  if (leads === undefined) return inside;
  return inside.map((sweep) => ({ ...sweep, spectrum: withoutFixture(sweep.spectrum, leads.fixture) }));
}

function within(sweep: ImpedanceSweep, [lowest, highest]: readonly [number, number]): ImpedanceSweep[] {
  const { frequency, real, imaginary } = sweep.spectrum;
  const kept = Array.from(frequency.keys()).filter((i) => {
    const f = frequency[i] as number;
    return f >= lowest && f <= highest;
  });
  if (kept.length === 0) return [];
  if (kept.length === frequency.length) return [sweep];
  const take = (values: Float64Array): Float64Array => Float64Array.from(kept, (i) => values[i] as number);
  return [
    {
      ...sweep,
      spectrum: { frequency: take(frequency), real: take(real), imaginary: take(imaginary) },
      time: sweep.time && take(sweep.time),
      rows: Int32Array.from(kept, (i) => sweep.rows[i] as number),
    },
  ];
}
